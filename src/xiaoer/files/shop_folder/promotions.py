"""Table `promotions`: one activity a row. Threshold, benefit and stacking stay the shop's words."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.core.facts import Promotion
from xiaoer.files import spelling
from xiaoer.files.shop_folder.spec import Cells, TableSpec
from xiaoer.files.values import CellError

KINDS = ("店铺券", "会员券", "新客券", "满减", "每满减", "限时折扣", "第二件半价", "多件折扣", "赠品")
_COLUMNS = (
    "活动编号", "类型", "名称", "适用范围", "门槛", "优惠", "开始时间", "结束时间",
    "叠加规则", "领取方式", "说明",
)  # fmt: skip
_KNOWN = frozenset(_COLUMNS)


def _read(cells: Cells) -> Promotion:
    starts, ends = cells.time("开始时间"), cells.time("结束时间")
    if starts and ends and ends < starts:
        raise CellError("结束时间早于开始时间", "检查这两个时间", "结束时间")
    return Promotion(
        number=cells.number_of("活动编号"),
        kind=_kind(cells.need("类型")),
        name=cells.text("名称"),
        scope=cells.text("适用范围"),
        threshold=cells.text("门槛"),
        benefit=cells.text("优惠"),
        starts_at=starts,
        ends_at=ends,
        stacking=cells.text("叠加规则"),
        claim=cells.text("领取方式"),
        note=cells.text("说明"),
        source=cells.source,
        extra=cells.rest(_KNOWN),
    )


def _kind(text: str) -> str:
    if text not in KINDS:
        raise CellError(f"不认识活动类型“{text}”", f"写成其中一种：{'、'.join(KINDS)}", "类型")
    return text


def _write(promotion: Promotion) -> Mapping[str, str]:
    return {
        "活动编号": promotion.number,
        "类型": promotion.kind,
        "名称": promotion.name,
        "适用范围": promotion.scope,
        "门槛": promotion.threshold,
        "优惠": promotion.benefit,
        "开始时间": spelling.time(promotion.starts_at),
        "结束时间": spelling.time(promotion.ends_at),
        "叠加规则": promotion.stacking,
        "领取方式": promotion.claim,
        "说明": promotion.note,
        **promotion.extra,
    }


SPEC = TableSpec("promotions", _COLUMNS, ("活动编号", "类型"), ("活动编号",), _read, _write)
