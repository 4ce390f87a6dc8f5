"""What a brought file may be: a table of the shop folder, `shop.toml`, or an order export of a platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from xiaoer.core.facts import PLATFORMS, Platform
from xiaoer.files.grids import FileRefused
from xiaoer.files.platform_orders.registry import FORMS, form_of, forms_of
from xiaoer.files.shop_folder import TABLES
from xiaoer.files.shop_folder.profile import FILE as PROFILE
from xiaoer.files.tables import Table, canonical, header_key

TITLES = {
    "products": "商品", "skus": "规格（SKU）", "size_chart": "尺码表", "promotions": "优惠活动", "freight": "运费",
    "delivery": "时效", "policies": "政策", "faq": "问答", "phrases": "快捷短语", "orders": "订单",
    "order_lines": "订单明细", "parcels": "包裹", "shoppers": "买家", "staff": "员工",
}  # fmt: skip
PLATFORM_TITLES: Mapping[Platform, str] = {
    "taobao": "淘宝", "tmall": "天猫", "pdd": "拼多多", "jd": "京东", "douyin": "抖音",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file may be: `columns` = the columns that it may have, `required` = those without which it is refused.

    `platform` = whose export, None for the shop's own tables.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    aliases: Mapping[str, str]
    platform: Platform | None = None

    def names(self, written: tuple[str, ...]) -> dict[str, str]:
        """Which column each header is, as far as the kind knows it."""
        known = {header_key(column): column for column in self.columns}
        known |= {header_key(other): column for other, column in self.aliases.items()}
        found: dict[str, str] = {}
        for header in written:
            column = canonical(header, known)
            if column is not None and column not in found.values():
                found[header] = column
        return found


def _exports() -> list[Kind]:
    kinds: list[Kind] = []
    for platform in PLATFORMS:
        forms = forms_of(platform)
        if platform in PLATFORM_TITLES and forms:
            columns = tuple(dict.fromkeys(name for form in forms for name in form.columns))
            title = f"{PLATFORM_TITLES[platform]}订单、售后导出"
            kinds.append(Kind(platform, title, columns, (), MappingProxyType({}), platform))
    return kinds


KINDS: Mapping[str, Kind] = MappingProxyType(
    {spec.name: Kind(spec.name, TITLES[spec.name], spec.columns, spec.required, spec.aliases) for spec in TABLES}
    | {kind.name: kind for kind in _exports()}
)
NAMES = tuple(
    dict.fromkeys([c for kind in KINDS.values() for c in kind.columns] + [c for f in FORMS for c in f.columns])
)
"""Every column that any kind knows: by them a header is found."""


def guess(file: str, table: Table, platform: Platform) -> str:
    """What a table most likely is; "" where its columns fit nothing. `platform` = that of the shop.

    The file's name decides where the columns that this table needs are there; a platform's export is often called
    `orders` too. Where nothing fits, the name still says which columns are to be looked for.
    """
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0].casefold()
    named = KINDS.get(stem)
    if named is not None and named.platform is not None:
        named = None
    if named is not None and _whole(named, table):
        return stem
    fitting: list[tuple[int, bool, str]] = []
    for kind in KINDS.values():
        found = kind.names(table.written)
        if kind.platform is not None:
            score = _export_score(table.named(found), kind.platform)
            if score:
                fitting.append((score, kind.platform == platform, kind.name))
        elif _whole(kind, table):
            fitting.append((len(found), False, kind.name))
    if fitting:
        return max(fitting)[2]
    return stem if named is not None and named.names(table.written) else ""


def _whole(kind: Kind, table: Table) -> bool:
    """Whether the columns without which a table is refused are there."""
    return set(kind.required) <= set(kind.names(table.written).values())


def _export_score(table: Table, platform: Platform) -> int:
    try:
        return form_of(table, platform).score(table.headers)
    except FileRefused:
        return 0


def is_profile(file: str) -> bool:
    """Whether a file is the shop's own `shop.toml`."""
    return file.rsplit("/", 1)[-1].casefold() == PROFILE
