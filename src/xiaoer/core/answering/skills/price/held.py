"""The goods of the last sum, where a question after it is of them all (两样寄太原要邮费不)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xiaoer.core.answering.goods.variants import options_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shop import Shop
from xiaoer.core.answering.talk.slots import Slots, as_goods
from xiaoer.core.rulebook.calculators.promotion import BasketLine

_TWO = 2


def held_lines(turn: Turn) -> tuple[BasketLine, ...]:
    """The lines of the last sum of several goods; empty where there was none or the talk has left it."""
    if len(turn.slots.basket) < _TWO or turn.slots.order or turn.product is None:
        return ()
    lines = []
    for number, count in as_goods(turn.slots.basket):
        product = turn.shop.product(turn.shop.product_of_sku(number))
        sku = next((s for s in product.skus if s.number == number), None) if product is not None else None
        if product is None or sku is None or sku.price is None:
            return ()
        lines.append(BasketLine(product, sku, sku.price, count))
    numbers = {line.product.number for line in lines}
    named = set(turn.reading.entities.products)
    here = turn.product.number in numbers and (not named or named >= numbers)
    return tuple(lines) if here else ()


def left_in_view(shop: Shop, slots: Slots, parts: Sequence[Part]) -> Slots:
    """The goods spoken of from here on: those that a sum still holds, where those in view were taken out of it
    (不要跳绳了); where none are in view, the only ones that the reply shows."""
    shown = [part.products for part in parts if part.products]
    if not slots.product and len(shown) == 1 and len(shown[0]) == 1:
        return replace(slots, product=shown[0][0])
    goods = next((part.goods for part in parts if part.goods), ())
    numbers = {shop.product_of_sku(number) for number, _ in goods}
    if not goods or not slots.product or slots.product in numbers:
        return slots
    number, count = goods[-1]
    product = shop.product(shop.product_of_sku(number))
    sku = next((s for s in product.skus if s.number == number), None) if product is not None else None
    if product is None or sku is None:
        return slots
    return replace(slots, product=product.number, choice=dict(options_of(sku)), quantity=count)
