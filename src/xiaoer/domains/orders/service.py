"""What one can do with orders today: import them, read a shopper's own, show them masked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order, Parcel
from xiaoer.core.text.contacts import mask_address, mask_name, mask_phone
from xiaoer.domains.catalog.service import picture_address
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.clock import iso, to_ms
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.errors import NotFound
from xiaoer.kit.upsert import Tally, upsert
from xiaoer.kit.writer import Unit


def import_orders(unit: Unit, shop_id: int, orders: Sequence[Order]) -> Tally:
    """Import orders with lines and parcels by order number; makes their shoppers known."""
    rows = [
        {
            "number": o.number, "nick": o.shopper, "status": o.status,
            "ordered_ms": to_ms(o.ordered_at) if o.ordered_at else 0, "data": to_json(o),
        }
        for o in orders
    ]  # fmt: skip
    tally = upsert(unit, OrderRow, shop_id, "number", rows)
    shoppers.count_orders(unit, shop_id, {o.shopper for o in orders if o.shopper}, OrderRow.nick, OrderRow.shop_id)
    return tally


def of_shopper(session: Session, shop_id: int, nick: str | None, limit: int = 50) -> list[Order]:
    """A shopper's own orders, newest first; nobody's when he is anonymous."""
    if not nick:
        return []
    rows = session.scalars(
        select(OrderRow.data)
        .where(OrderRow.shop_id == shop_id, OrderRow.nick == nick)
        .order_by(OrderRow.ordered_ms.desc(), OrderRow.id.desc())
        .limit(limit)
    )
    return [from_json(d, Order) for d in rows]


def find(session: Session, shop_id: int, number: str) -> Order:
    """One order of a shop."""
    data = session.scalar(select(OrderRow.data).where(OrderRow.shop_id == shop_id, OrderRow.number == number))
    if data is None:
        raise NotFound("没有这个订单", code="unknown_order")
    return from_json(data, Order)


def find_many(session: Session, shop_id: int, numbers: Sequence[str]) -> dict[str, Order]:
    """Those of the orders that the shop knows, by number."""
    found: dict[str, Order] = {}
    for start in range(0, len(numbers), 500):
        query = select(OrderRow.number, OrderRow.data).where(
            OrderRow.shop_id == shop_id, OrderRow.number.in_(numbers[start : start + 500])
        )
        found |= {number: from_json(data, Order) for number, data in session.execute(query)}
    return found


def all_orders(session: Session, shop_id: int) -> list[Order]:
    """All orders of a shop in the file's order, for export."""
    rows = session.scalars(select(OrderRow.data).where(OrderRow.shop_id == shop_id).order_by(OrderRow.id))
    return [from_json(d, Order) for d in rows]


def view(order: Order, shop_code: str) -> dict[str, Any]:
    """The OrderView of the protocol, with personal data masked."""
    sales = order.after_sales
    return {
        "number": order.number, "status": order.status, "status_text": order.status_text,
        "ordered_at": iso(order.ordered_at), "paid_at": iso(order.paid_at), "paid_amount": _money(order.paid_amount),
        "freight": _money(order.freight), "ship_by": iso(order.ship_by), "shipped_at": iso(order.shipped_at),
        "signed_at": iso(order.signed_at), "receiver": mask_name(order.receiver), "phone": mask_phone(order.phone),
        "address": mask_address(order.address), "province": order.province, "city": order.city,
        "lines": [
            {
                "product": line.product, "title": line.title, "spec": line.spec, "quantity": line.quantity,
                "price": _money(line.price), "picture": picture_address(shop_code, line.product),
            }
            for line in order.lines
        ],
        "parcels": [_parcel(p) for p in order.parcels],
        "after_sales": None if sales is None else {
            "kind": sales.kind, "state": sales.state, "reason": sales.reason, "due_at": iso(sales.due_at),
            "refund": _money(sales.refund),
        },
        "remark": order.remark,
    }  # fmt: skip


def _parcel(parcel: Parcel) -> dict[str, Any]:
    return {
        "number": parcel.number, "courier": parcel.courier, "waybill": parcel.waybill, "state": parcel.state,
        "track": [{"at": iso(s.at), "city": s.city, "text": s.text} for s in parcel.track],
    }  # fmt: skip


def _money(amount: Any) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def card_body(order: Order, shop_code: str) -> dict[str, Any]:
    """The body of an order card."""
    first = order.lines[0] if order.lines else None
    return {
        "order": order.number, "status": order.status_text, "amount": _money(order.paid_amount),
        "title": first.title if first else "", "count": sum(line.quantity for line in order.lines),
        "picture": picture_address(shop_code, first.product) if first else "",
    }  # fmt: skip
