"""Orders of exports or of a shop folder → what inspection counts as sales, by shopper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from xiaoer.core.errors import Refusal
from xiaoer.core.facts import AfterSales, Order, Platform
from xiaoer.core.inspection.trade import Sale
from xiaoer.files.chats.moments import ZONE
from xiaoer.files.grids import FileRefused
from xiaoer.files.platform_orders import merge, read_orders, with_after_sales

Sales = dict[str, list[Sale]]
_REFUNDED = ("退款成功", "已退款", "退款完成", "售后完成", "退款关闭前已退", "success")


def read_sales(paths: Sequence[Path], platform: Platform) -> tuple[Sales, list[Refusal]]:
    """The orders of platform exports, main orders, lines and after-sales together; refused rows apart."""
    orders: dict[str, Order] = {}
    refusals: list[Refusal] = []
    cases = []
    for path in paths:
        try:
            read = read_orders(path, platform, ZONE)
        except FileRefused as error:
            refusals.append(error.refusal)
            continue
        refusals += read.refusals
        cases += read.cases
        for order in read.orders():
            known = orders.get(order.number)
            orders[order.number] = order if known is None else merge(known, order)
    for case in cases:
        if case.order in orders:
            orders[case.order] = with_after_sales(orders[case.order], case)
    return sales_of(orders.values()), refusals


def sales_of(orders: Iterable[Order]) -> Sales:
    """Orders by shopper; those without shopper or time cannot be matched with a chat and are left out."""
    found: Sales = {}
    for order in orders:
        begun = order.ordered_at or order.paid_at
        if order.shopper and begun is not None:
            found.setdefault(order.shopper, []).append(_sale(order, begun))
    for sales in found.values():
        sales.sort(key=lambda sale: sale.ordered_ms)
    return found


def _sale(order: Order, begun: datetime) -> Sale:
    return Sale(
        number=order.number,
        ordered_ms=_ms(begun),
        paid_ms=_ms(order.paid_at) if order.paid_at is not None else None,
        amount_fen=_fen(order.paid_amount),
        items=sum(line.quantity for line in order.lines) or 1,
        refund_fen=_refund(order),
    )


def _refund(order: Order) -> int:
    case: AfterSales | None = order.after_sales
    if case is not None and case.refund is not None and any(word in case.state for word in _REFUNDED):
        return _fen(case.refund)
    return _fen(order.paid_amount) if order.status == "closed_refunded" else 0


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _fen(amount: Decimal | None) -> int:
    return 0 if amount is None else int((amount * 100).to_integral_value())
