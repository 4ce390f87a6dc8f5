"""The timeline of an order: its own times, its parcels, and what was done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order
from xiaoer.domains.orders.models import OrderEventRow, OrderRow
from xiaoer.kit.clock import iso, iso_ms
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.errors import NotFound
from xiaoer.kit.writer import Unit

_TIMES = (
    ("ordered_at", "下单"), ("paid_at", "付款"), ("shipped_at", "发货"), ("signed_at", "签收"), ("finished_at", "完成"),
)  # fmt: skip


def note(unit: Unit, shop_id: int, order: str, kind: str, text: str, *, who: str = "", nick: str = "") -> None:
    """Add a line of an order, or of a shopper alone; orders that the shop does not know have timelines too."""
    if order or nick:
        unit.session.add(
            OrderEventRow(
                shop_id=shop_id, order_number=order, nick=nick, kind=kind, who=who, text=text, at_ms=unit.now_ms
            )
        )


def change(unit: Unit, shop_id: int, number: str, edit: Callable[[Order], Order]) -> Order:
    """Change an order under its row's lock; returns it as it is now. Raises `NotFound`."""
    query = select(OrderRow).where(OrderRow.shop_id == shop_id, OrderRow.number == number).with_for_update()
    row = unit.session.scalar(query, execution_options={"populate_existing": True})
    if row is None:
        raise NotFound("没有这个订单", code="unknown_order")
    order = edit(from_json(row.data, Order))
    unit.session.execute(
        update(OrderRow)
        .where(OrderRow.shop_id == shop_id, OrderRow.id == row.id)
        .values(data=to_json(order), status=order.status)
    )
    return order


def of_order(session: Session, shop_id: int, order: Order) -> list[dict[str, Any]]:
    """Everything that is known to have happened, oldest first."""
    lines = [
        _line(iso(getattr(order, name)), "order", "", text) for name, text in _TIMES if getattr(order, name) is not None
    ]
    for parcel in order.parcels:
        lines += [
            _line(iso(step.at), "parcel", parcel.courier, f"{step.city} {step.text}".strip()) for step in parcel.track
        ]
    rows = session.scalars(
        select(OrderEventRow)
        .where(OrderEventRow.shop_id == shop_id, OrderEventRow.order_number == order.number)
        .order_by(OrderEventRow.id)
    )
    lines += [_line(iso_ms(row.at_ms), row.kind, row.who, row.text) for row in rows]
    return sorted(lines, key=lambda line: str(line["at"]))


def of_shopper(session: Session, shop_id: int, nick: str) -> list[dict[str, Any]]:
    """The lines about a shopper's orders, oldest first."""
    rows = session.scalars(
        select(OrderEventRow)
        .where(OrderEventRow.shop_id == shop_id, OrderEventRow.nick == nick)
        .order_by(OrderEventRow.id)
    )
    return [{**_line(iso_ms(row.at_ms), row.kind, row.who, row.text), "order": row.order_number} for row in rows]


def _line(at: str | None, kind: str, who: str, text: str) -> dict[str, Any]:
    return {"at": at or "", "kind": kind, "who": who, "text": text}
