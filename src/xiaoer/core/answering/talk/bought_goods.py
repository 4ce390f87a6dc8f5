"""Goods of an own order that a question is about, where no goods are in view: the ones named, else those spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xiaoer.core.answering.goods.aspects import common_runs
from xiaoer.core.answering.goods.variants import choose
from xiaoer.core.answering.shop import Shop
from xiaoer.core.answering.skills.orders.orders import calls_goods
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.facts import Order, Product
from xiaoer.core.reading.shapes import Intent, Reading

_OF_GOODS: frozenset[Intent] = frozenset(
    {"size_advice", "product_attribute", "care_usage", "product_suitability", "stock", "authenticity"}
)
_KEPT = "bought"
_CLOSED = frozenset({"closed_unpaid", "closed_refunded"})


def with_bought(
    shop: Shop, slots: Slots, reading: Reading, intent: Intent, text: str, orders: Sequence[Order]
) -> Slots:
    """The slots with the bought goods in view for this question; the same where nothing points at any."""
    product = _meant(shop, slots, reading, intent, text, orders)
    if product is None or product.number == slots.product:
        return slots
    said = reading.entities
    choice = dict(choose(product, reading.normal, colours=said.colours, sizes=said.sizes).options)
    return replace(slots, product=product.number, choice=choice, details={**slots.details, _KEPT: product.number})


def _meant(
    shop: Shop, slots: Slots, reading: Reading, intent: Intent, text: str, orders: Sequence[Order]
) -> Product | None:
    if intent not in _OF_GOODS or slots.card or not orders:
        return None
    own = {line.product for order in orders if order.status not in _CLOSED for line in order.lines}
    named = [number for number in reading.entities.products if number in own]
    if not named:
        named = _called(orders, text)
    if len(named) == 1:
        return shop.product(named[0])
    if named or reading.entities.products or slots.product:
        return None
    if slots.intents[:1] and slots.intents[0] in _OF_GOODS and slots.details.get(_KEPT):
        return shop.product(slots.details[_KEPT])
    spoken = next((order for order in orders if order.number == slots.order), None)
    goods = {line.product for line in spoken.lines} if spoken is not None else set()
    return shop.product(goods.pop()) if len(goods) == 1 else None


def _called(orders: Sequence[Order], text: str) -> list[str]:
    """The numbers of bought goods whose title shares words with the line, the best first and alone."""
    shared: dict[str, int] = {}
    for order in orders:
        for line in order.lines:
            runs = common_runs(text, line.title)
            if runs:
                shared[line.product] = max(map(len, runs))
    best = max(shared.values(), default=0)
    found = [number for number, length in shared.items() if length == best]
    if found:
        return found
    heads = [order for order in orders if len(order.lines) == 1 and calls_goods(order, text)]
    return list({line.product for order in heads for line in order.lines})
