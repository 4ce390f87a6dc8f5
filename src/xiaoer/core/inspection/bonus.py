"""Bonus (提成): what each order of a month is worth to whom, by a shop's own formula. Money in fen, exact.

A sale counts in the month in which it was paid, a refund in the month in which it was made, whenever the sale was.
Who has which part in an order is decided by `trade.roles_of`: who closed it (落实) and who followed it up (跟进) share
it as the formula says; when only one of them is there, he has all. Points of inspection have no place here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from xiaoer.core.errors import BadInput
from xiaoer.core.inspection.trade import Sale, roles_of

Kind = Literal["sale", "refund", "adjustment"]
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Formula:
    """`tiers` = (net sales from, in fen; percent of all net sales), rising; `closed_pct` = the share of who closed

    where somebody else followed up; `per_order_fen` = for each paid order, shared alike.
    """

    tiers: tuple[tuple[int, Decimal], ...]
    closed_pct: int = WHOLE
    per_order_fen: int = 0


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that went back for an order, and when."""

    number: str
    amount_fen: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Line:
    """One order's part of somebody's month. `share_pct` of `amount_fen` counts; refunds are below 0."""

    order: str
    kind: Kind
    role: str
    at_ms: int
    amount_fen: int
    share_pct: int
    bonus_fen: int = 0
    note: str = ""

    @property
    def counted_fen(self) -> int:
        """What of the amount counts for this person."""
        return _part(self.amount_fen, Decimal(self.share_pct))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's month: `net_fen` of sales less refunds, the percent reached, and each line with its bonus."""

    net_fen: int
    pct: Decimal
    lines: tuple[Line, ...]

    @property
    def bonus_fen(self) -> int:
        """The sum of the lines: every yuan is some order's."""
        return sum(line.bonus_fen for line in self.lines)


def check(formula: Formula) -> None:
    """Raises `BadInput` naming what does not add up."""
    starts = [start for start, _ in formula.tiers]
    if not starts or starts[0] != 0:
        raise BadInput("提成档位要从0元开始")
    if starts != sorted(set(starts)):
        raise BadInput("提成档位的起点要从小到大，不能重复")
    if any(not 0 <= pct <= WHOLE for _, pct in formula.tiers):
        raise BadInput("提成比例要在0到100之间")
    if not 0 <= formula.closed_pct <= WHOLE:
        raise BadInput("分成比例要在0到100之间")


def shares(sale: Sale, spoke: Sequence[tuple[int, str]], formula: Formula) -> dict[str, tuple[str, int]]:
    """Who has which role and share (percent) in an order; empty = silent."""
    roles = roles_of(sale, spoke)
    closed = next((who for who, role in roles.items() if role == "closed"), None)
    followed = next((who for who, role in roles.items() if role == "followed"), None)
    if closed and followed:
        parts = {closed: ("closed", formula.closed_pct), followed: ("followed", WHOLE - formula.closed_pct)}
    elif closed:
        parts = {closed: ("closed", WHOLE)}
    elif followed:
        parts = {followed: ("followed", WHOLE)}
    else:
        return {}
    return {who: part for who, part in parts.items() if part[1]}


def lines_of(
    sales: Iterable[tuple[Sale, Sequence[tuple[int, str]]]], refunds: Mapping[str, Sequence[Refund]],
    formula: Formula, from_ms: int, to_ms: int,
) -> dict[str, list[Line]]:  # fmt: skip
    """The lines of a month by person. `sales` = each with who wrote to its shopper and when."""
    found: dict[str, list[Line]] = {}
    for sale, spoke in sales:
        if sale.paid_ms is None:
            continue
        for who, (role, share) in shares(sale, spoke, formula).items():
            own = found.setdefault(who, [])
            if from_ms <= sale.paid_ms < to_ms:
                own.append(Line(sale.number, "sale", role, sale.paid_ms, sale.amount_fen, share))
            own += [
                Line(sale.number, "refund", role, back.at_ms, -back.amount_fen, share)
                for back in refunds.get(sale.number, ())
                if from_ms <= back.at_ms < to_ms and back.at_ms >= sale.paid_ms
            ]
    return {who: lines for who, lines in found.items() if lines}


def sheet(lines: Sequence[Line], formula: Formula) -> Sheet:
    """A person's month. The percent of the tier that his net sales reach holds for all of them."""
    net = sum(line.counted_fen for line in lines if line.kind != "adjustment")
    pct = next((p for start, p in reversed(formula.tiers) if net >= start), formula.tiers[0][1])
    worth = [
        Line(
            line.order, line.kind, line.role, line.at_ms, line.amount_fen, line.share_pct, _bonus(line, pct, formula),
            line.note,
        )
        for line in sorted(lines, key=lambda one: (one.at_ms, one.order, one.kind))
    ]  # fmt: skip
    return Sheet(net, pct, tuple(worth))


def _bonus(line: Line, pct: Decimal, formula: Formula) -> int:
    if line.kind == "adjustment":
        return line.amount_fen
    extra = _part(formula.per_order_fen, Decimal(line.share_pct)) if line.kind == "sale" else 0
    return _part(line.counted_fen, pct) + extra


def _part(amount_fen: int, pct: Decimal) -> int:
    """So many percent of an amount, to the nearest fen, halves away from zero."""
    return int((Decimal(amount_fen) * pct / WHOLE).to_integral_value(ROUND_HALF_UP))
