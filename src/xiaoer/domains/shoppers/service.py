"""What one can do with shoppers: recognise or make one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Mapped, Session

from xiaoer.core.facts import ShopperFact
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.clock import to_ms
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.ids import digest, new_token
from xiaoer.kit.upsert import Tally, upsert
from xiaoer.kit.writer import Unit


def ensure_known(unit: Unit, shop_id: int, nick: str) -> int:
    """The shopper whom the shop calls `nick`."""
    row = unit.session.scalar(select(Shopper).where(Shopper.shop_id == shop_id, Shopper.nick == nick))
    if row is None:
        row = Shopper(shop_id=shop_id, nick=nick, first_seen_ms=unit.now_ms)
        unit.session.add(row)
        unit.session.flush()
    return row.id


def ensure_many(unit: Unit, shop_id: int, nicks: Collection[str]) -> None:
    """Make the shoppers of these names known, in few statements."""
    wanted = sorted(nicks)
    for start in range(0, len(wanted), 500):
        piece = wanted[start : start + 500]
        known = set(
            unit.connection.execute(
                select(Shopper.nick).where(Shopper.shop_id == shop_id, Shopper.nick.in_(piece))
            ).scalars()
        )
        fresh = [{"shop_id": shop_id, "nick": n, "first_seen_ms": unit.now_ms} for n in piece if n not in known]
        if fresh:
            unit.connection.execute(insert(Shopper), fresh)


def count_orders(
    unit: Unit, shop_id: int, nicks: Collection[str], nick_of: Mapped[str], shop_of: Mapped[int]
) -> None:  # fmt: skip
    """Make shoppers known and count anew how many orders each has; `nick_of`, `shop_of` = columns of the orders."""
    if unit.rehearses:
        return
    ensure_many(unit, shop_id, nicks)
    wanted = sorted(nicks)
    for start in range(0, len(wanted), 500):
        count = (
            select(func.count()).where(shop_of == shop_id, nick_of == Shopper.nick).correlate(Shopper).scalar_subquery()
        )
        unit.session.execute(
            update(Shopper)
            .where(Shopper.shop_id == shop_id, Shopper.nick.in_(wanted[start : start + 500]))
            .values(orders=count)
            .execution_options(synchronize_session=False)
        )


def find_anonymous(session: Session, shop_id: int, visitor_key: str) -> int | None:
    """The anonymous shopper of a key."""
    return session.scalar(
        select(Shopper.id).where(Shopper.shop_id == shop_id, Shopper.visitor_digest == digest(visitor_key))
    )


def make_anonymous(unit: Unit, shop_id: int) -> tuple[int, str]:
    """A new anonymous shopper; returns (id, the key that only his browser knows)."""
    visitor_key = new_token()
    row = Shopper(shop_id=shop_id, visitor_digest=digest(visitor_key), label="", first_seen_ms=unit.now_ms)
    unit.session.add(row)
    unit.session.flush()
    row.label = f"访客{row.id % 100_000:05d}"
    return row.id, visitor_key


def make_simulated(unit: Unit, shop_id: int, label: str) -> int:
    """A simulated shopper of a practice chat: nobody whom the shop knows, never found again."""
    row = Shopper(shop_id=shop_id, label=label, first_seen_ms=unit.now_ms)
    unit.session.add(row)
    unit.session.flush()
    return row.id


def get(session: Session, shop_id: int, shopper_id: int) -> Shopper | None:
    """One shopper."""
    return session.scalar(select(Shopper).where(Shopper.shop_id == shop_id, Shopper.id == shopper_id))


def change(unit: Unit, shop_id: int, shopper_id: int, values: dict[str, Any]) -> dict[str, Any] | None:
    """Change level, tags (a list) or remark; returns all three, None where there is no such shopper."""
    row = get(unit.session, shop_id, shopper_id)
    if row is None:
        return None
    row.level = values.get("level", row.level)
    row.remark = values.get("remark", row.remark)
    if "tags" in values:
        row.tags = "|".join(dict.fromkeys(t.strip() for t in values["tags"] if t.strip()))
    unit.session.flush()
    return {"level": row.level, "tags": [t for t in row.tags.split("|") if t], "remark": row.remark}


def examples(session: Session, shop_id: int) -> list[dict[str, object]]:
    """Imported shoppers of a shop, for the example storefront."""
    rows = session.scalars(
        select(Shopper)
        .where(Shopper.shop_id == shop_id, Shopper.nick.is_not(None), Shopper.data != "")
        .order_by(Shopper.id)
    )
    return [{"nick": r.nick, "orders": r.orders} for r in rows]


def import_shoppers(unit: Unit, shop_id: int, facts: Sequence[ShopperFact]) -> Tally:
    """Import shoppers by their name."""
    seen: dict[str | None, int] = {}
    for start in range(0, len(facts), 500):
        names = [f.nick for f in facts[start : start + 500]]
        found = unit.connection.execute(
            select(Shopper.nick, Shopper.first_seen_ms).where(Shopper.shop_id == shop_id, Shopper.nick.in_(names))
        )
        seen |= {row.nick: row.first_seen_ms for row in found}
    rows = [
        {
            "nick": f.nick, "level": f.level, "tags": "|".join(f.tags), "remark": f.remark, "data": to_json(f),
            "first_seen_ms": to_ms(f.first_order_at) if f.first_order_at else seen.get(f.nick, unit.now_ms),
        }
        for f in facts
    ]  # fmt: skip
    return upsert(unit, Shopper, shop_id, "nick", rows)


def all_facts(session: Session, shop_id: int) -> list[ShopperFact]:
    """Imported shoppers as facts, for export."""
    rows = session.scalars(
        select(Shopper.data).where(Shopper.shop_id == shop_id, Shopper.data != "").order_by(Shopper.id)
    )
    return [from_json(d, ShopperFact) for d in rows]
