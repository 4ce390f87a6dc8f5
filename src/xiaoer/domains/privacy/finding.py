"""Finding the person whose data is asked about: by name or order number; and everybody under a legal hold."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.clock import iso_ms

MOST = 20


def find(session: Session, shop_id: int, q: str) -> list[dict[str, Any]]:
    """Shoppers whose name holds `q`, or who have bought with that order number; under a hold, where `q` is empty."""
    query = select(Shopper).where(Shopper.shop_id == shop_id)
    wanted = q.strip()
    if wanted:
        bought = select(OrderRow.nick).where(OrderRow.shop_id == shop_id, OrderRow.number == wanted)
        named = [column.contains(wanted, autoescape=True) for column in (Shopper.nick, Shopper.label)]
        query = query.where(or_(*named, Shopper.nick.in_(bought)))
    else:
        query = query.where(Shopper.hold != "")
    rows = session.scalars(query.order_by(Shopper.id.desc()).limit(MOST))
    return [
        {
            "id": r.id, "nick": r.nick or r.label, "anonymous": r.nick is None, "orders": r.orders,
            "first_seen": iso_ms(r.first_seen_ms), "hold": r.hold,
        }
        for r in rows
    ]  # fmt: skip
