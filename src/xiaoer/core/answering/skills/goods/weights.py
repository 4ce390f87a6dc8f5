"""“整件多重”: what a variant weighs by its own row, where no attribute tells the weight."""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.variants import label
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.reading.shapes import Intent

_ASKED = re.compile(
    r"多重|几斤重|多沉|有多沉|重不重|沉不沉|毛重|重量(?:是)?(?:多少|几)|多少[斤克]重|(?<![体净])重量[呢吗?？]*$"
)
_NOT_ITS_OWN = re.compile(r"身高|体重|\d\s*斤|几斤的|穿|承|载|放|挂|坐|料|压")
_TELLS = re.compile(r"(?<!克)重|净含量")
_INTENTS: frozenset[Intent] = frozenset(
    {"size_advice", "product_attribute", "other", "product_suitability", "chitchat", "stock", "shipping_fee"}
)


def by_weight(turn: Turn) -> Part | None:
    """The gross weight of the variants asked about."""
    product = turn.product
    if product is None or turn.intent not in _INTENTS or not _ASKED.search(turn.text) or _NOT_ITS_OWN.search(turn.text):
        return None
    if any(_TELLS.search(key) for key, _ in product.attributes):
        return None
    skus = [sku for sku in turn.skus if sku.gross_weight_g]
    if not skus:
        return None
    first, last = (pick(skus, key=lambda sku: sku.gross_weight_g or 0) for pick in (min, max))
    told = [first, last] if first.gross_weight_g != last.gross_weight_g else [first]
    named = len(turn.skus) < len(product.skus) or len(told) > 1
    lines = [
        f"{label(sku) if named else '这款'}连包装毛重{cite.spoken(sku.gross_weight_g)}克"
        for sku in told
        if sku.gross_weight_g
    ]
    facts = [cite.title(product)]
    facts += [fact for sku in told for fact in (cite.cell(sku.source, "毛重克", sku.gross_weight_g), cite.spec(sku))]
    return Part(f"{'，'.join(lines)}。", facts=tuple(facts), confidence=0.9)
