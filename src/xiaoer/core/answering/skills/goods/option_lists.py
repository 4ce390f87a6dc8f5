"""“有哪些颜色”, “M码多少片”: the values of a product's options, and what they count."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.amounts import amount_of
from xiaoer.core.answering.goods.variants import label, options_of, value_label, values_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.facts import Product, Sku

_TOLD_VARIANTS = 8
_ALL = 8
_HOW_BIG = re.compile(r"多大|多少(?:ml|毫升|克|斤|g|kg|升)|几(?:斤|ml|升|克)|净含量|净重|规格|大小")
_HOW_MANY = re.compile(r"(?:多少|几)\s*([\u4e00-\u9fff])")
_WHICH_PACK = re.compile(
    r"(?:买|选|拍|来)(?:多大|几号|哪个?|什么)?[^,，。]{0,2}(?:多大|大|小)[罐瓶盒包袋装份量桶支]?[^,，。]{0,3}(?:合适|够|好|行)|(?:买|选|拍|来)多大的?[罐瓶盒包袋装份]"
)
_OF_ITS_DATA = re.compile(r"口味|味道|[几多][种个]味|里面")
_WHICH = re.compile(
    r"哪[个种](?:颜?色|口味|味道|款式)|哪些|几个|几种|[什啥]么?(?:颜?色|尺码|码|规格|口味|味道?的|款式|型号)|哪几|都有什么|有什么|有啥|颜色有|尺码有|几个?色"
)


def by_options(turn: Turn) -> Part | None:
    """“有哪些颜色”: the values of an option, from the variants."""
    product = turn.product
    if product is None:
        return None
    if _WHICH_PACK.search(turn.text) and not product.size_chart and any(amount_of(sku) for sku in product.skus):
        return by_variants(product)
    counted = _counted(turn, product)
    if counted or not _WHICH.search(turn.text):
        return counted
    options = values_of(product)
    name = next((n for n in options if n in turn.text or any(c in n and c in turn.text for c in "色码味")), None)
    other = _OF_ITS_DATA.search(turn.text) and not any("味" in n for n in options)
    if name is None and not other and re.search(r"款式|规格|口味|型号|几种", turn.text):
        name = next(iter(options), None)
    if name is None:
        return None
    facts = tuple(cite.spec(sku) for sku in product.skus)
    listed = "、".join(value_label(name, value) for value in options[name])
    return Part(f"{name}有：{listed}。您想要哪一种？帮您看库存。", facts=facts, confidence=0.92)


def _counted(turn: Turn, product: Product) -> Part | None:
    """“M码多少片”: the number that a variant's option counts in the unit asked for."""
    said = _HOW_MANY.search(turn.text)
    if said is None or said[1] in "钱货":
        return None
    found: dict[str, list[Sku]] = {}
    for sku in turn.skus:
        for _, value in options_of(sku):
            if re.search(rf"\d\s*{said[1]}", value):
                found.setdefault(value, []).append(sku)
    if not found or any(re.search(rf"\d\s*{said[1]}", value) for _, value in product.attributes):
        return None
    lines = [f"{label(skus[0])}{'' if value in label(skus[0]) else f'：{value}'}" for value, skus in found.items()]
    facts = (cite.title(product), *(cite.spec(skus[0]) for skus in found.values()))
    return Part("；".join(lines[:_TOLD_VARIANTS]) + "。", facts=facts, confidence=0.9)


def asks_amount(turn: Turn) -> bool:
    """“多大一瓶” of goods whose variants tell how much they hold."""
    product = turn.product
    return product is not None and _HOW_BIG.search(turn.text) is not None and any(amount_of(s) for s in product.skus)


def by_variants(product: Product) -> Part | None:
    """What a cell leaves to the variants (净含量: 见规格): their names."""
    if not product.skus:
        return None
    named = list(dict.fromkeys(label(sku) for sku in product.skus))[:_ALL]
    facts = (cite.title(product), *(cite.spec(sku) for sku in product.skus[:_ALL]))
    return Part(f"{cite.short_title(product)}的规格有：{'、'.join(named)}。", facts=facts, confidence=0.88)
