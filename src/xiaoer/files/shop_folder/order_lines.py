"""Table `order_lines`: what was bought in an order. The product may have left the shop since."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.core.facts import OrderLine
from xiaoer.files import spelling
from xiaoer.files.shop_folder.spec import Cells, TableSpec
from xiaoer.files.values import CellError

_COLUMNS = ("订单号", "行号", "商品编号", "SKU编号", "商品标题", "规格", "数量", "单价", "小计")
_KNOWN = frozenset(_COLUMNS)


def _read(cells: Cells) -> OrderLine:
    cells.need("数量")
    quantity = cells.count("数量")
    if not quantity:
        raise CellError("数量是 0", "写 1 或更大的整数，或删去这一行", "数量")
    return OrderLine(
        order=cells.number_of("订单号"),
        number=cells.number_of("行号"),
        product=cells.text("商品编号"),
        sku=cells.text("SKU编号"),
        title=cells.text("商品标题"),
        spec=cells.text("规格"),
        quantity=quantity,
        price=cells.money("单价"),
        subtotal=cells.money("小计"),
        source=cells.source,
        extra=cells.rest(_KNOWN),
    )


def _write(line: OrderLine) -> Mapping[str, str]:
    return {
        "订单号": line.order,
        "行号": line.number,
        "商品编号": line.product,
        "SKU编号": line.sku,
        "商品标题": line.title,
        "规格": line.spec,
        "数量": spelling.number(line.quantity),
        "单价": spelling.money(line.price),
        "小计": spelling.money(line.subtotal),
        **line.extra,
    }


SPEC = TableSpec(
    "order_lines",
    _COLUMNS,
    ("订单号", "行号", "数量"),
    ("订单号", "行号"),
    _read,
    _write,
    numeric=frozenset({"数量", "单价", "小计"}),
)
