"""Table `products`: one product a row; variants and size charts join it from their own tables."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.core.facts import Product
from xiaoer.files.pairs import write_pairs
from xiaoer.files.shop_folder.spec import Cells, TableSpec

_COLUMNS = ("商品编号", "标题", "类目", "卖点", "属性")
_KNOWN = frozenset(_COLUMNS)


def _read(cells: Cells) -> Product:
    return Product(
        number=cells.number_of("商品编号"),
        title=cells.need("标题"),
        category=cells.text("类目"),
        selling_points=cells.text("卖点"),
        attributes=cells.pairs("属性"),
        skus=(),
        size_chart=(),
        source=cells.source,
        extra=cells.rest(_KNOWN),
    )


def _write(product: Product) -> Mapping[str, str]:
    return {
        "商品编号": product.number,
        "标题": product.title,
        "类目": product.category,
        "卖点": product.selling_points,
        "属性": write_pairs(product.attributes),
        **product.extra,
    }


SPEC = TableSpec("products", _COLUMNS, ("商品编号", "标题"), ("商品编号",), _read, _write)
