"""Orders of nobody for the sandbox: the shop's goods and prices, nicks that no shop has, addresses that nobody has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from xiaoer.core.drills.case import Case, give_order, goods, make_case, nick_of
from xiaoer.core.facts import Order, OrderLine, Product, ShopFacts, Sku, Source
from xiaoer.core.money import ZERO, to_cents

FREIGHT = Decimal("8.00")
LEAST_PRICE = Decimal(20)
"""Cheaper goods leave no room for a discount in yuan."""
_RECEIVERS = ("王**", "李**", "陈**", "周**", "林**")


class Shelf:
    """What the shop can sell, and the dice that choose from it. Order numbers never come twice."""

    def __init__(self, facts: ShopFacts, now: datetime, dice: Random) -> None:
        self.facts, self.now, self.dice = facts, now, dice
        self.sellable = [(p, s) for p, s in goods(facts) if s is not None and s.price and s.price > LEAST_PRICE]
        self._taken: set[str] = set()

    def nick(self) -> str:
        """A shopper."""
        return nick_of(self.dice.randrange(10_000))

    def order(self, state: str, nick: str, sku: tuple[Product, Sku] | None = None) -> Order:
        """An order in a state of `core.drills.case`, or `unpaid`; one or two lines are for the caller."""
        while True:
            case = self._case(sku)
            give_order(case, "paid_unshipped" if state == "unpaid" else state)
            assert case.order is not None
            if case.order.number not in self._taken:
                break
        self._taken.add(case.order.number)
        order = replace(
            case.order, shopper=nick, receiver=self.dice.choice(_RECEIVERS), phone="138****0000",
            address=f"示范路{self.dice.randrange(1, 99)}号",
        )  # fmt: skip
        return _unpaid(order) if state == "unpaid" else order

    def _case(self, sku: tuple[Product, Sku] | None) -> Case:
        shelf = [sku] if sku is not None else self.sellable
        return make_case(self.facts, shelf, self.dice.randrange(10_000), self.now)


def _unpaid(order: Order) -> Order:
    assert order.paid_at is not None
    return replace(order, status="unpaid", status_text="待付款", paid_at=None, ship_by=None)


def with_freight(order: Order) -> Order:
    """The order with freight on it."""
    assert order.paid_amount is not None
    return replace(order, freight=FREIGHT, paid_amount=order.paid_amount + FREIGHT)


def signed(order: Order, days: int, now: datetime) -> Order:
    """The order signed for so many days ago."""
    at = now - timedelta(days=days, hours=2)
    return replace(order, paid_at=at - timedelta(days=3), shipped_at=at - timedelta(days=2), signed_at=at)


def of_lines(order: Order, wares: Sequence[tuple[Product, Sku]], off: Decimal) -> Order:
    """The order with a line for each variant, and a discount over all of them."""
    lines = tuple(
        OrderLine(
            order.number, str(at), product.number, sku.number, product.title, sku.spec, 1, sku.price, sku.price,
            Source("order_line", at + 1),
        )
        for at, (product, sku) in enumerate(wares, 1)
    )  # fmt: skip
    whole = sum((sku.price or ZERO for _, sku in wares), ZERO)
    return replace(
        order, lines=lines, goods_amount=whole, discount=off, freight=ZERO, paid_amount=to_cents(whole - off)
    )


def goods_of(order: Order) -> str:
    """What is on an order, in words."""
    return "、".join(f"{line.title} {line.spec}×{line.quantity}" for line in order.lines)
