"""The goods of the last sum, where a question after it is of them all (两样寄太原要邮费不)."""

from __future__ import annotations

from xiaoer.core.answering.parts import Turn
from xiaoer.core.answering.slots import as_goods
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
