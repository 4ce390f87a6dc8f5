"""“都有什么水果”, “卖些什么”: what the shop has in stock, a product of each category first."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from itertools import islice

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.facts import Product

_SOLD = re.compile(
    r"(?:都|有|卖)(?:有|卖|些)*(?:啥|什么|哪些)(?!活动|优惠|区别|不同|问题|事|意思|用|办法|要求|好处|时候)[^,。]{0,6}$|(?:你们|店里|你家)(?:都|主要)?(?:有|卖)(?:啥|什么|哪些)"
)
_ALL = 8
_LOOKED_AT = 300


def listed_goods(turn: Turn) -> Part | None:
    """“都有什么水果”, “卖些什么”: what is in stock, a product of each category first."""
    if turn.product is not None or not _SOLD.search(turn.text):
        return None
    shown: dict[str, Product] = {}
    for product in islice(turn.shop.facts.products.values(), _LOOKED_AT):
        if any(sku.stock for sku in product.skus):
            shown.setdefault(product.category if len(turn.shop.facts.products) > _ALL else product.number, product)
    some = list(shown.values())[:_ALL]
    if not some:
        return None
    lines = [cite.short_title(product) for product in some]
    there = [next(sku for sku in product.skus if sku.stock) for product in some]
    facts = (*(cite.title(product) for product in some), *(cite.stock(sku) for sku in there))
    text = "店里在售有货的有：\n" + "\n".join(lines) + "\n想看哪一款？告诉这边帮您查。"
    return Part(text, facts=facts, confidence=0.85, products=tuple(product.number for product in some))
