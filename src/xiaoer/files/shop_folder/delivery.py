"""Table `delivery`: days after dispatch from a warehouse to a province, and the day's cut-off."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.core.facts import Delivery
from xiaoer.files import spelling
from xiaoer.files.shop_folder.spec import Cells, TableSpec
from xiaoer.files.values import CellError

_COLUMNS = ("发货仓", "省份", "最快天数", "最慢天数", "承运快递", "截单时间", "方式")
_KNOWN = frozenset(_COLUMNS)


def _read(cells: Cells) -> Delivery:
    fastest, slowest = cells.count("最快天数"), cells.count("最慢天数")
    if fastest is not None and slowest is not None and slowest < fastest:
        raise CellError("最慢天数小于最快天数", "检查这两格", "最慢天数")
    return Delivery(
        warehouse=cells.text("发货仓"),
        province=cells.need("省份"),
        fastest_days=fastest,
        slowest_days=slowest,
        courier=cells.text("承运快递"),
        cutoff=cells.clock("截单时间"),
        way=cells.text("方式"),
        source=cells.source,
        extra=cells.rest(_KNOWN),
    )


def _write(delivery: Delivery) -> Mapping[str, str]:
    return {
        "发货仓": delivery.warehouse,
        "省份": delivery.province,
        "最快天数": spelling.number(delivery.fastest_days),
        "最慢天数": spelling.number(delivery.slowest_days),
        "承运快递": delivery.courier,
        "截单时间": delivery.cutoff,
        "方式": delivery.way,
        **delivery.extra,
    }


SPEC = TableSpec(
    "delivery",
    _COLUMNS,
    ("省份",),
    ("发货仓", "省份", "方式", "承运快递"),
    _read,
    _write,
    numeric=frozenset({"最快天数", "最慢天数"}),
)
