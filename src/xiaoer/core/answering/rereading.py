"""What was asked, in the light of what the shop has and the shopper bought: some readings can't stand then."""

from __future__ import annotations

from collections.abc import Sequence

from xiaoer.core.answering.skills.attributes import WITHOUT_WORDS, has_own_words
from xiaoer.core.answering.skills.orders import OF_GOODS_OR_NOTHING, asks_mine
from xiaoer.core.answering.skills.size import SIZE_WORDS, without_chart
from xiaoer.core.answering.slots import Slots
from xiaoer.core.facts import Order, Product
from xiaoer.core.reading.shapes import Intent, Reading, Scored

_SURE = 0.8


def reread(
    scored: Scored, text: str, product: Product | None, reading: Reading, slots: Slots, orders: Sequence[Order]
) -> Intent:
    """The intent to answer: a size of goods without a chart is another question, 再加个… while goods are looked at
    a basket, “我那个灯呢” of who bought a lamp asks for that order."""
    if scored.intent == "size_advice" and _sizeless(product, reading) and not SIZE_WORDS.search(text):
        return without_chart(text)
    if scored.intent == "modify_order" and product is not None and slots.earlier and not orders:
        return "price_promotion"
    if scored.intent in WITHOUT_WORDS and scored.confidence < _SURE and not has_own_words(scored.intent, text):
        return "other"
    if scored.intent in OF_GOODS_OR_NOTHING and orders and asks_mine(orders, text, slots):
        return "order_status"
    return scored.intent


def _sizeless(product: Product | None, reading: Reading) -> bool:
    said = reading.entities
    whole = said.height_cm is not None and said.weight_jin is not None
    return product is not None and not product.size_chart and not whole
