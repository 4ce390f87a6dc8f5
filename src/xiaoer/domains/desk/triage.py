"""Triage in a rush (先救急): who waits and has an order that closes unpaid if nobody answers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.clock import iso_ms

CLOSES_MS = 24 * 3_600_000
"""An unpaid order closes by itself after a day: the platforms' usual setting (a shop may have set it shorter)."""


def unpaid_and_waiting(session: Session, shop_id: int, now_ms: int) -> list[dict[str, Any]]:
    """Waiting conversations whose shopper has an unpaid order, the one that closes first in front."""
    rows = session.execute(
        select(Conversation.id, func.min(OrderRow.ordered_ms).label("ordered_ms"), func.count(OrderRow.id).label("n"))
        .join(Shopper, and_(Shopper.id == Conversation.shopper_id, Shopper.shop_id == shop_id))
        .join(OrderRow, and_(OrderRow.nick == Shopper.nick, OrderRow.shop_id == shop_id))
        .where(
            Conversation.shop_id == shop_id, Conversation.state.in_(("queued", "assigned")),
            Conversation.waiting_since_ms.is_not(None), OrderRow.status == "unpaid",
            OrderRow.ordered_ms > now_ms - CLOSES_MS, OrderRow.ordered_ms <= now_ms,
        )
        .group_by(Conversation.id)
        .order_by(func.min(OrderRow.ordered_ms), Conversation.id)
    )  # fmt: skip
    return [{"conversation": r.id, "orders": r.n, "closes_at": iso_ms(r.ordered_ms + CLOSES_MS)} for r in rows]
