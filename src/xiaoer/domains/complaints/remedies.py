"""Fair remedies for a complaint: what law demands at least, and what each would cost the shop. Pure.

Costs are upper bounds from the order and the shop's own tables: goods at the price paid (their purchase price is not
known here), freight by the freight table's first weight. Where the rulebook grants something, what meets it comes
first, the cheapest at the head: money no less than its sum, or new goods where it grants no money.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaoer.core.facts import Freight, Order
from xiaoer.core.money import ZERO, to_cents
from xiaoer.core.rulebook.calculators.freight import rows_for
from xiaoer.core.rulebook.judge import Decision
from xiaoer.domains.complaints.steps import Cause


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to make it good. `gives` = what the shopper gets, in yuan; `cost` = what it costs the shop at most."""

    name: str
    gives: Decimal
    cost: Decimal
    by_law: bool = False
    needs_lead: bool = False


@dataclass(frozen=True, slots=True)
class Remedies:
    """`floor` = the least by the rulebook, with its `basis`; `options` = the cheapest fair one first."""

    floor: Decimal
    basis: tuple[str, ...]
    said: str
    options: tuple[Remedy, ...]


def fair(
    order: Order | None, cause: Cause, decision: Decision | None, freight: Sequence[Freight], limit: Decimal | None
) -> Remedies:
    """The remedies of a cause; without an order only an apology and a small compensation are known."""
    paid = order.paid_amount or ZERO if order is not None and order.status != "unpaid" else ZERO
    granted = decision is not None and decision.outcome in ("approve", "approve_conditionally")
    floor = (decision.amount or ZERO) if decision is not None and granted else ZERO
    way = _freight(order, freight)
    options = [_kept(one, floor, granted) for one in _options(cause, paid, way, order)]
    ranked = sorted(options, key=lambda one: (granted and not one.by_law, one.cost, -one.gives))
    over = tuple(_lead(one, limit) for one in ranked)
    return Remedies(floor, decision.basis if decision else (), decision.explanation if decision else "", over)


def _kept(one: Remedy, floor: Decimal, granted: bool) -> Remedy:
    meets = one.gives >= floor if floor > 0 else one.name.startswith(("换货", "重新补发", "核实后补发"))
    by_law = granted and meets
    return Remedy(one.name, one.gives, one.cost, by_law, one.needs_lead)


def _lead(one: Remedy, limit: Decimal | None) -> Remedy:
    over = limit is not None and one.cost > limit
    return Remedy(one.name, one.gives, one.cost, one.by_law, over)


def _freight(order: Order | None, freight: Sequence[Freight]) -> Decimal:
    rows = rows_for(freight, order.province) if order is not None and order.province else ()
    return (rows[0].first_fee or ZERO) if rows else ZERO


def _options(cause: Cause, paid: Decimal, way: Decimal, order: Order | None) -> list[Remedy]:
    small = [Remedy("诚恳道歉并补偿 5 元", Decimal(5), Decimal(5)), Remedy("补偿 10 元", Decimal(10), Decimal(10))]
    if order is None or paid <= 0:
        return small
    tenth, third = to_cents(paid / 10), to_cents(paid * 3 / 10)
    goods = [
        Remedy("退货退款，来回运费店铺承担", paid, way * 2 + (order.freight or ZERO)),
        Remedy("换货，来回运费店铺承担", paid, way * 2),
        Remedy("重新补发一件", paid, paid + way),
        Remedy("商品留用，补偿一成", tenth, tenth), Remedy("商品留用，补偿三成", third, third),
        Remedy("仅退款，商品不用寄回", paid, paid),
    ]  # fmt: skip
    if cause == "goods":
        return goods
    if cause == "courier":
        return [Remedy("核实后补发", paid, paid + way), Remedy("核实后全额退款", paid, paid), *small]
    return [*small, Remedy("补偿一成", tenth, tenth)]
