"""Table `skus`: one variant a row. An empty price or stock is unknown, not zero."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from xiaoer.core.facts import Sku
from xiaoer.files import spelling
from xiaoer.files.pairs import Pairs, read_pairs
from xiaoer.files.shop_folder.spec import Cells, TableSpec
from xiaoer.files.values import CellError

_COLUMNS = ("商品编号", "SKU编号", "规格", "价格", "库存", "毛重克")
_KNOWN = frozenset(_COLUMNS)


def _read(cells: Cells) -> Sku:
    spec = cells.text("规格")
    return Sku(
        number=cells.number_of("SKU编号"),
        product=cells.number_of("商品编号"),
        spec=spec,
        options=options_of(spec),
        price=cells.money("价格"),
        stock=cells.count("库存"),
        gross_weight_g=cells.decimal("毛重克", "克"),
        source=cells.source,
        extra=cells.rest(_KNOWN),
    )


@lru_cache(maxsize=4096)  # the same few colours and sizes recur on most variants
def options_of(spec: str) -> Pairs:
    """`颜色:米白;尺码:M` → its pairs; free text → none."""
    try:
        return read_pairs(spec)
    except CellError:
        return ()


def _write(sku: Sku) -> Mapping[str, str]:
    return {
        "商品编号": sku.product,
        "SKU编号": sku.number,
        "规格": sku.spec,
        "价格": spelling.money(sku.price),
        "库存": spelling.number(sku.stock),
        "毛重克": spelling.number(sku.gross_weight_g),
        **sku.extra,
    }


SPEC = TableSpec(
    "skus",
    _COLUMNS,
    ("商品编号", "SKU编号"),
    ("SKU编号",),
    _read,
    _write,
    numeric=frozenset({"价格", "库存", "毛重克"}),
)
