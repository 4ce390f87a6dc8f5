"""Conversations as `Thread`s: loaded with the names that their summaries show, in id order, locked when asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, select
from sqlalchemy.orm import Session, aliased

from xiaoer.domains.desk.models import Conversation, Message, Visit
from xiaoer.domains.desk.rules import Thread, message_view
from xiaoer.domains.shop.models import Shop
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.domains.staff.models import Staff
from xiaoer.kit.clock import iso_ms

_decode = msgspec.json.Decoder().decode
_agent = aliased(Staff)


_columns: list[Any] = list(Conversation.__table__.columns)
_base: Select[Any] = (
    select(
        *_columns,
        Shop.code.label("shop_code"),
        Shop.target_s.label("target_s"),
        Shopper.nick.label("nick"),
        Shopper.label.label("label"),
        Shopper.level.label("level"),
        Shopper.tags.label("tags"),
        Shopper.orders.label("orders"),
        _agent.name.label("agent_name"),
        Visit.opened_ms, Visit.closed_ms, Visit.tag, Visit.stars, Visit.word,
    )
    .join(Shop, Shop.id == Conversation.shop_id)
    .join(Shopper, Shopper.id == Conversation.shopper_id)
    .outerjoin(_agent, _agent.id == Conversation.agent_id)
    .outerjoin(Visit, Visit.id == Conversation.visit_id)
)  # fmt: skip


def threads_query(shop_id: int) -> Select[Any]:
    """Select conversations of a shop in the columns that `thread_of` reads."""
    return _base.where(Conversation.shop_id == shop_id)


def load_threads(connection: Connection, wanted: Iterable[tuple[int, int]], *, lock: bool) -> dict[int, Thread]:
    """Load conversations by (shop id, conversation id); `lock` holds their rows until commit (PostgreSQL)."""
    by_shop: dict[int, set[int]] = {}
    for shop_id, conversation_id in wanted:
        by_shop.setdefault(shop_id, set()).add(conversation_id)
    if lock and connection.dialect.name == "postgresql":
        ids = sorted({c for group in by_shop.values() for c in group})
        connection.execute(
            select(Conversation.id)
            .where(Conversation.id.in_(ids), Conversation.shop_id.in_(sorted(by_shop)))
            .order_by(Conversation.id)
            .with_for_update()
        )
    found: dict[int, Thread] = {}
    for shop_id in sorted(by_shop):
        query = threads_query(shop_id).where(Conversation.id.in_(by_shop[shop_id]))
        for row in connection.execute(query):
            found[row.id] = thread_of(row)
    return found


def load_thread(session: Session, shop_id: int, conversation_id: int) -> Thread | None:
    """One conversation for reading."""
    row = session.execute(threads_query(shop_id).where(Conversation.id == conversation_id)).one_or_none()
    return None if row is None else thread_of(row)


def thread_of(row: Row[Any]) -> Thread:
    """A row of `threads_query` as a `Thread`."""
    visit = None
    if row.visit_id is not None:
        visit = {
            "id": row.visit_id, "opened_at": iso_ms(row.opened_ms), "closed_at": iso_ms(row.closed_ms),
            "tag": row.tag, "stars": row.stars, "word": row.word or None,
        }  # fmt: skip
    return Thread(
        id=row.id, shop_id=row.shop_id, shop_code=row.shop_code, target_s=row.target_s, state=row.state,
        team=row.team, agent_id=row.agent_id, agent_name=row.agent_name, intent=row.intent, mood=row.mood,
        urgent=bool(row.urgent), product=row.product, last_seq=row.last_seq, last_note=row.last_note, rev=row.rev,
        version=row.version, last_message=_decode(row.last_message) if row.last_message else None,
        last_at_ms=row.last_at_ms, unread=row.unread, agent_read_seq=row.agent_read_seq,
        shopper_read_seq=row.shopper_read_seq, waiting_since_ms=row.waiting_since_ms, queued_ms=row.queued_ms,
        messages_left=bool(row.messages_left), practice=bool(row.practice), mystery=bool(row.mystery),
        robot_due_ms=row.robot_due_ms,
        suggestion=_decode(row.suggestion) if row.suggestion else None,
        snoozed_until_ms=row.snoozed_until_ms, soothed_ms=row.soothed_ms,
        shopper={
            "id": row.shopper_id, "nick": row.nick or row.label, "anonymous": row.nick is None,
            "level": row.level, "tags": [t for t in row.tags.split("|") if t], "orders": row.orders,
        },
        visit=visit,
    )  # fmt: skip


def view_of(row: Message) -> dict[str, Any]:
    """A message row as the protocol's Message."""
    return message_view(
        conversation_id=row.conversation_id, internal=row.internal, number=row.number, rev=row.rev,
        client_id=row.client_key.split(":", 1)[1], author=row.author, author_name=row.author_name,
        staff_id=row.staff_id, assisted=row.assisted, kind=row.kind, body=_decode(row.body), at_ms=row.at_ms,
        recalled=row.recalled,
    )  # fmt: skip
