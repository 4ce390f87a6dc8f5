"""All exports that can be read, and which one a file is."""

from __future__ import annotations

from pathlib import Path

from xiaoer.core.facts import Platform
from xiaoer.files.grids import FileRefused
from xiaoer.files.platform_orders import douyin, jd, pdd, taobao
from xiaoer.files.platform_orders.forms import Form
from xiaoer.files.tables import Table, open_table

FORMS: tuple[Form, ...] = (*taobao.FORMS, *pdd.FORMS, *jd.FORMS, *douyin.FORMS)


def forms_of(platform: Platform) -> tuple[Form, ...]:
    """The exports of a platform; of all for a shop of one's own, which may have come from anywhere."""
    return tuple(form for form in FORMS if platform in form.platforms)


def recognise(path: Path, platform: Platform) -> tuple[Form, Table]:
    """Open a file and find which export of the platform it is. Raises `FileRefused` when it is none."""
    forms = forms_of(platform)
    if not forms:
        raise FileRefused(
            path.name, f"平台 {platform} 没有自己的导出格式", "自营店的订单放在店铺文件夹里，用 import 导入"
        )
    known = list(dict.fromkeys(name for form in forms for name in form.columns))
    table = open_table(path, known)
    return form_of(table, platform), table


def form_of(table: Table, platform: Platform) -> Form:
    """Which export of a platform a table is. Raises `FileRefused` when it is none."""
    forms = forms_of(platform)
    fitting = [form for form in forms if not form.missing(table.headers)]
    if fitting:
        return max(fitting, key=lambda form: (form.score(table.headers), len(form.required)))
    nearest = max(forms, key=lambda form: (-len(form.missing(table.headers)), form.score(table.headers)))
    missing = nearest.missing(table.headers)
    listed = "、".join("或".join(f"「{name}」" for name in group) for group in missing)
    raise FileRefused(
        table.file, f"看起来是{nearest.title}，但缺少列{listed}", f"从后台重新导出，勾选{listed}", missing[0][0]
    )
