"""Columns of a shop's own beside the attributes (最大扭矩, 承重): told as attributes are, but for the keeper's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from xiaoer.core.facts import Product, ShopFacts

_KEEPERS = re.compile(
    r"成本|进价|进货|采购|供应商|供货商|毛利|利润|底价|内部|库位|货架|货号|条码|编码|编号|链接|网址|图片?$|主图|视频|状态|上架|下架|负责|创建|更新|排序|销量|佣金|url|img|id$",
    re.IGNORECASE,
)
_MOST_VARIANTS = 12


def with_columns(facts: ShopFacts) -> ShopFacts:
    """The same facts, where each product's own columns stand among its attributes."""
    if not any(product.extra or any(sku.extra for sku in product.skus) for product in facts.products.values()):
        return facts
    products = {number: _widened(product) for number, product in facts.products.items()}
    return replace(facts, products=MappingProxyType(products))


def _widened(product: Product) -> Product:
    known = {key for key, _ in product.attributes}
    own = [
        (key.strip(), value.strip())
        for key, value in (*product.extra.items(), *_of_variants(product))
        if value.strip() and key.strip() not in known and not _KEEPERS.search(key)
    ]
    return replace(product, attributes=(*product.attributes, *own)) if own else product


def _of_variants(product: Product) -> Iterator[tuple[str, str]]:
    """The columns of the variants: one value where all agree, else each variant's own (S：38cm，M：40cm)."""
    for key in dict.fromkeys(key for sku in product.skus for key in sku.extra):
        values = {sku.spec: sku.extra.get(key, "").strip() for sku in product.skus[:_MOST_VARIANTS]}
        if len(set(values.values())) == 1:
            yield key, next(iter(values.values()))
        else:
            yield key, "，".join(f"{spec}：{value}" for spec, value in values.items() if value)
