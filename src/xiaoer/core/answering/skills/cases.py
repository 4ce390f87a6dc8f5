"""Which after-sales case of the shopper's own a line asks about: by number, goods, day, or the reason that it tells."""

from __future__ import annotations

import re

from xiaoer.core.answering.aspects import common_runs
from xiaoer.core.answering.parts import Turn
from xiaoer.core.answering.skills.orders import calls_goods, named_by_message
from xiaoer.core.facts import Order, OrderLine

_CANCELLED = re.compile(r"取消")
_OPEN = re.compile(r"成功|完成|关闭|已退款|拒绝")


_TOLD = 3
_OVER = re.compile(r"成功|完成|关闭|拒绝|撤销|取消")


def open_case(order: Order) -> bool:
    """Whether a case on the order still goes on."""
    return order.after_sales is not None and not _OVER.search(order.after_sales.state)


def case_meant(turn: Turn, *, by_words: bool = False) -> Order | None:
    """The order whose case is asked about, the one spoken of or the newest open one where the words don't tell.

    `by_words` = only one that the words tell.
    """
    cases = [order for order in turn.orders if order.after_sales is not None]
    named = named_by_message(turn)
    if named is not None:
        return named if named in cases else None
    scored = [(_weight(turn, order), order) for order in cases]
    best = max((weight for weight, _ in scored), default=0)
    if by_words and best < _TOLD:
        return None
    return next((order for weight, order in scored if weight == best), None)


def _weight(turn: Turn, order: Order) -> int:
    """How much of the line speaks for a case; an open one and the one spoken of weigh a little."""
    case, text = order.after_sales, turn.reading.normal
    assert case is not None
    weight = 4 * any(common_runs(text, _called(turn, line)) for line in order.lines) + 3 * calls_goods(order, text)
    weight += 4 * ("拒" in text and "拒绝" in case.state)
    weight += 4 * bool(common_runs(text, f"{case.kind} {case.reason} {order.close_reason}"))
    weight += 4 * bool(_CANCELLED.search(text) and order.status == "closed_refunded")
    weight += 6 * _on_day(turn, order)
    weight += 2 * (turn.slots.order == order.number)
    return weight + (not _OPEN.search(case.state))


def _called(turn: Turn, line: OrderLine) -> str:
    """What a line of an order is called: its title, with the category of the goods."""
    product = turn.shop.product(line.product)
    return f"{line.title} {product.category if product else ''}"


def _on_day(turn: Turn, order: Order) -> bool:
    """Whether the line names the day of the order or of its case."""
    case = order.after_sales
    days = [at for at in (order.ordered_at, case.requested_at if case else None) if at is not None]
    said = set(turn.reading.entities.dates)
    return any(turn.shop.local(at).date().isoformat() in said for at in days)
