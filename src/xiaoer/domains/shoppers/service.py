"""What one can do with shoppers: recognise or make one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.ids import digest, new_token
from xiaoer.kit.writer import Unit


def ensure_known(unit: Unit, shop_id: int, nick: str) -> int:
    """The shopper whom the shop calls `nick`."""
    row = unit.session.scalar(select(Shopper).where(Shopper.shop_id == shop_id, Shopper.nick == nick))
    if row is None:
        row = Shopper(shop_id=shop_id, nick=nick, first_seen_ms=unit.now_ms)
        unit.session.add(row)
        unit.session.flush()
    return row.id


def find_anonymous(session: Session, shop_id: int, visitor_key: str) -> int | None:
    """The anonymous shopper of a key."""
    return session.scalar(
        select(Shopper.id).where(Shopper.shop_id == shop_id, Shopper.visitor_digest == digest(visitor_key))
    )


def make_anonymous(unit: Unit, shop_id: int) -> tuple[int, str]:
    """A new anonymous shopper; returns (id, the key that only his browser knows)."""
    visitor_key = new_token()
    row = Shopper(
        shop_id=shop_id, visitor_digest=digest(visitor_key), label="", first_seen_ms=unit.now_ms
    )
    unit.session.add(row)
    unit.session.flush()
    row.label = f"访客{row.id % 100_000:05d}"
    return row.id, visitor_key


def get(session: Session, shop_id: int, shopper_id: int) -> Shopper | None:
    """One shopper."""
    return session.scalar(select(Shopper).where(Shopper.shop_id == shop_id, Shopper.id == shopper_id))
