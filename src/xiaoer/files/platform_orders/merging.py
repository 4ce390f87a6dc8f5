"""Putting what a file says over what is known of an order. Saying it again changes nothing.

A cell that is empty says nothing; a masked one does not replace a plain one; an older export never takes an order
back to a state that it has left. Lines are one by number, parcels by waybill. Where every line carries an amount,
the order's amount is their sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from xiaoer.core.facts import Order, OrderLine, OrderStatus, Parcel
from xiaoer.core.rulebook.parcels.scans import with_scans
from xiaoer.files.platform_orders.after_sales import AfterSalesRecord
from xiaoer.files.platform_orders.taobao import SUMMARY

_PLAIN = (
    "ordered_at", "paid_at", "goods_amount", "discount", "freight", "paid_amount", "province", "city",
    "ship_by", "shipped_at", "signed_at", "finished_at", "close_reason", "remark", "invoice",
)  # fmt: skip
_PRIVATE = ("shopper", "address", "receiver", "phone")
_ORDER_OF_STATES: tuple[OrderStatus, ...] = (
    "unpaid", "grouping", "paid_unshipped", "part_shipped", "shipped", "delivered", "finished", "closed_unpaid",
    "closed_refunded",
)  # fmt: skip
_SUMS = (
    ("goods_amount", "商品金额"), ("discount", "优惠金额"), ("freight", "运费"), ("paid_amount", "实付金额"),
)  # fmt: skip


def merge(old: Order, new: Order) -> Order:
    """What is known after a file has said `new` of the order `old`."""
    fields: dict[str, Any] = {name: value for name in _PLAIN if _says(value := getattr(new, name))}
    fields |= {name: value for name in _PRIVATE if _better(value := getattr(new, name), getattr(old, name))}
    if new.status_text and not _is_back(old, new):
        fields |= {"status": new.status, "status_text": new.status_text}
    if new.after_sales is not None and (old.after_sales is None or old.after_sales.requested_at is None):
        fields["after_sales"] = new.after_sales
    return summed(
        replace(
            old,
            **fields,
            lines=_lines(old.lines, new.lines),
            parcels=_parcels(old.parcels, new.parcels),
            extra=MappingProxyType({**old.extra, **new.extra}),
        )
    )


def summed(order: Order) -> Order:
    """The order with amounts that are the sums of its lines', where all lines have them."""
    fields = {}
    for name, key in _SUMS:
        amounts = [line.extra.get(key) for line in order.lines]
        if amounts and all(amounts):
            fields[name] = sum((Decimal(a) for a in amounts if a), Decimal("0.00"))
    return replace(order, **fields) if fields else order  # type: ignore[arg-type]


def with_after_sales(order: Order, record: AfterSalesRecord) -> Order:
    """The order with a case of the platform as its after-sales part: an open one before a closed, the newest first."""
    held = order.after_sales
    newer = held is None or held.requested_at is None or (
        record.requested_at is not None and record.requested_at >= held.requested_at
    )  # fmt: skip
    return replace(order, after_sales=record.as_fact()) if newer else order


def _says(value: object) -> bool:
    return value not in (None, "")


def _better(new: str, old: str) -> bool:
    return bool(new) and ("*" not in new or not old or "*" in old)


def _is_back(old: Order, new: Order) -> bool:
    if not old.status_text or old.status not in _ORDER_OF_STATES or new.status not in _ORDER_OF_STATES:
        return False
    return _ORDER_OF_STATES.index(new.status) < _ORDER_OF_STATES.index(old.status)


def _lines(old: Iterable[OrderLine], new: Iterable[OrderLine]) -> tuple[OrderLine, ...]:
    held = {line.number: line for line in old}
    for line in new:
        known = held.get(line.number)
        held[line.number] = line if known is None else _line(known, line)
    if len(held) > 1:
        held.pop(SUMMARY, None)
    return tuple(held.values())


def _line(old: OrderLine, new: OrderLine) -> OrderLine:
    fields = {
        name: value for name in ("product", "sku", "title", "spec", "price", "subtotal")
        if _says(value := getattr(new, name))
    }  # fmt: skip
    extra = MappingProxyType({**old.extra, **new.extra})
    return replace(old, **fields, quantity=new.quantity, extra=extra)


def _parcels(old: Iterable[Parcel], new: Iterable[Parcel]) -> tuple[Parcel, ...]:
    held = {parcel.waybill or parcel.number: parcel for parcel in old}
    for parcel in new:
        known = held.get(parcel.waybill or parcel.number)
        held[parcel.waybill or parcel.number] = (
            parcel if known is None else with_scans(known, parcel.track, parcel.state)
        )
    return tuple(held.values())
