"""All reading queries of the desk, each scoped to a shop; they hand out plain values."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from xiaoer.domains.desk.models import Conversation, DraftText, Message, Visit
from xiaoer.domains.desk.rules import public_view, summary
from xiaoer.domains.desk.threads import load_thread, thread_of, threads_query, view_of
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.domains.staff.service import agents_query
from xiaoer.kit import events
from xiaoer.kit.clock import iso_ms

RECENT_CLOSED = 200
FIRST_OPEN = 500  # open conversations of a snapshot; the others are read page by page behind the first screen
RECENT_WAITS = 20


def nicks(session: Session, shop_id: int, conversation_ids: Collection[int]) -> dict[int, str]:
    """What the shoppers of conversations are called."""
    query = (
        select(Conversation.id, Shopper.nick, Shopper.label)
        .join(Shopper, and_(Shopper.id == Conversation.shopper_id, Shopper.shop_id == shop_id))
        .where(Conversation.shop_id == shop_id, Conversation.id.in_(conversation_ids))
    )
    return {r.id: r.nick or r.label for r in session.execute(query)}


def snapshot(session: Session, shop_id: int, staff_id: int) -> dict[str, Any]:
    """Open conversations, the last closed ones and the colleagues, with the event number they stand at.

    Of very many open ones the first: one's own, the queue, the newest; `more` says that there are others. The number
    is read first: an event that slips in between is applied twice, which changes nothing.
    """
    event = events.last_number(session, shop_id)
    nearness = case((Conversation.agent_id == staff_id, 0), (Conversation.state == "queued", 1), else_=2)
    opened = session.execute(
        threads_query(shop_id)
        .where(Conversation.state != "closed")
        .order_by(nearness, Conversation.last_at_ms.desc(), Conversation.id.desc())
        .limit(FIRST_OPEN + 1)
    ).all()
    closed = session.execute(
        threads_query(shop_id)
        .where(Conversation.state == "closed", Conversation.last_seq > 0)
        .order_by(Conversation.last_at_ms.desc())
        .limit(RECENT_CLOSED)
    ).all()
    return {
        "event": event,
        "conversations": [summary(thread_of(r)) for r in [*opened[:FIRST_OPEN], *closed]],
        "more": len(opened) > FIRST_OPEN,
        "agents": agents(session, shop_id),
    }


def agents(session: Session, shop_id: int) -> list[dict[str, Any]]:
    """Colleagues of a shop with load and status."""
    loads = {
        r.agent_id: r.n
        for r in session.execute(
            select(Conversation.agent_id, func.count(Conversation.id).label("n"))
            .where(Conversation.shop_id == shop_id, Conversation.state == "assigned", Conversation.practice.is_(False))
            .group_by(Conversation.agent_id)
        )
    }
    return [
        {
            "id": m.staff_id, "name": name, "service_number": number, "role": m.role,
            "teams": [t for t in m.teams.split("|") if t], "status": m.status, "status_text": m.status_text,
            "promotion": m.promotion, "load": loads.get(m.staff_id, 0), "capacity": m.capacity,
        }
        for m, name, number in session.execute(agents_query(shop_id))
    ]  # fmt: skip


def agent(session: Session, shop_id: int, staff_id: int) -> dict[str, Any] | None:
    """One colleague."""
    return next((a for a in agents(session, shop_id) if a["id"] == staff_id), None)


def conversations_page(
    session: Session, shop_id: int, *, state: str | None, before: int | None, limit: int, q: str
) -> list[dict[str, Any]]:
    """Conversations by id downwards, filtered by state and shopper's name."""
    query = threads_query(shop_id).where(Conversation.last_seq > 0)
    if state == "open":
        query = query.where(Conversation.state != "closed")
    elif state:
        query = query.where(Conversation.state == state)
    if before is not None:
        query = query.where(Conversation.id < before)
    if q:
        pattern = f"%{_escape(q)}%"
        query = query.where(or_(Shopper.nick.like(pattern, escape="\\"), Shopper.label.like(pattern, escape="\\")))
    rows = session.execute(query.order_by(Conversation.id.desc()).limit(limit))
    return [summary(thread_of(r)) for r in rows]


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def conversation(session: Session, shop_id: int, conversation_id: int, staff_id: int) -> dict[str, Any] | None:
    """A conversation with its visits and the asking agent's draft."""
    thread = load_thread(session, shop_id, conversation_id)
    if thread is None:
        return None
    visits = session.scalars(
        select(Visit)
        .where(Visit.shop_id == shop_id, Visit.conversation_id == conversation_id)
        .order_by(Visit.id.desc())
        .limit(50)
    )
    draft = session.scalar(
        select(DraftText).where(
            DraftText.shop_id == shop_id, DraftText.conversation_id == conversation_id,
            DraftText.staff_id == staff_id,
        )
    )  # fmt: skip
    return {
        "conversation": summary(thread),
        "draft": draft.text if draft else "", "draft_at": iso_ms(draft.at_ms) if draft else None,
        "visits": [
            {
                "id": v.id, "opened_at": iso_ms(v.opened_ms), "closed_at": iso_ms(v.closed_ms), "tag": v.tag,
                "stars": v.stars, "word": v.word or None, "remark": v.remark, "opened_seq": v.opened_seq,
            }
            for v in visits
        ],
    }  # fmt: skip


def messages_after(session: Session, shop_id: int, conversation_id: int, after: int, limit: int) -> dict[str, Any]:
    """The next `limit` public messages after a number and the notes among them, oldest first."""
    base = select(Message).where(Message.shop_id == shop_id, Message.conversation_id == conversation_id)
    public = base.where(Message.internal.is_(False), Message.number > after)
    rows = list(session.scalars(public.order_by(Message.number).limit(limit + 1)))
    more, rows = len(rows) > limit, rows[:limit]
    notes = base.where(Message.internal.is_(True), Message.after_seq > after)
    if more:
        notes = notes.where(Message.after_seq <= rows[-1].number)
    return {"messages": [view_of(m) for m in _in_order([*rows, *session.scalars(notes)])], "more": more}


def _in_order(whole: list[Message]) -> list[Message]:
    return sorted(whole, key=lambda m: (m.after_seq if m.internal else m.number, m.internal, m.number))


def messages(session: Session, shop_id: int, conversation_id: int, *, before: int | None, limit: int) -> dict[str, Any]:
    """The newest `limit` public messages before a number and the notes among them, oldest first."""
    base = select(Message).where(Message.shop_id == shop_id, Message.conversation_id == conversation_id)
    public = base.where(Message.internal.is_(False))
    if before is not None:
        public = public.where(Message.number < before)
    rows = list(session.scalars(public.order_by(Message.number.desc()).limit(limit + 1)))
    more, rows = len(rows) > limit, rows[:limit]
    low = rows[-1].number if rows and more else 0
    notes = base.where(Message.internal.is_(True), Message.after_seq >= low)
    if before is not None:
        notes = notes.where(Message.after_seq < before)
    return {"messages": [view_of(m) for m in _in_order([*rows, *session.scalars(notes)])], "more": more}


def public_page(
    session: Session, shop_id: int, conversation_id: int, *, before: int | None, limit: int
) -> dict[str, Any]:
    """What the shopper may see, newest first."""
    query = _public(shop_id, conversation_id)
    if before is not None:
        query = query.where(Message.number < before)
    rows = list(session.scalars(query.order_by(Message.number.desc()).limit(limit + 1)))
    return {"messages": [public_view(view_of(m)) for m in rows[:limit]], "more": len(rows) > limit}


def public_after(
    session: Session, shop_id: int, conversation_id: int, rev: int, limit: int
) -> tuple[list[dict[str, Any]], bool]:
    """Messages new or changed since `rev`, by number; True when there are more than `limit`."""
    rows = list(
        session.scalars(
            _public(shop_id, conversation_id).where(Message.rev > rev).order_by(Message.number).limit(limit + 1)
        )
    )
    return [public_view(view_of(m)) for m in rows[:limit]], len(rows) > limit


def _public(shop_id: int, conversation_id: int) -> Select[Message]:
    return select(Message).where(
        Message.shop_id == shop_id, Message.conversation_id == conversation_id, Message.internal.is_(False)
    )


def find_conversation(session: Session, shop_id: int, shopper_id: int) -> dict[str, Any] | None:
    """The summary of a shopper's conversation."""
    row = session.execute(threads_query(shop_id).where(Conversation.shopper_id == shopper_id)).one_or_none()
    return None if row is None else summary(thread_of(row))


def queue_position(session: Session, shop_id: int, conversation_id: int) -> int | None:
    """1 = next; None when it does not wait."""
    own = session.execute(
        select(Conversation.queued_ms, Conversation.state).where(
            Conversation.shop_id == shop_id, Conversation.id == conversation_id
        )
    ).one_or_none()
    if own is None or own.state != "queued" or own.queued_ms is None:
        return None
    before = session.scalar(
        select(func.count(Conversation.id)).where(
            Conversation.shop_id == shop_id, Conversation.state == "queued",
            or_(
                Conversation.queued_ms < own.queued_ms,
                (Conversation.queued_ms == own.queued_ms) & (Conversation.id < conversation_id),
            ),
        )
    )  # fmt: skip
    return (before or 0) + 1


def usual_wait_s(session: Session, shop_id: int, since_ms: int) -> int | None:
    """How long the last shoppers waited for a person (median of up to 20 since a time); None = fewer than three."""
    rows = session.execute(
        select(Visit.queued_ms, Visit.assigned_ms)
        .where(
            Visit.shop_id == shop_id, Visit.queued_ms.is_not(None), Visit.assigned_ms.is_not(None),
            Visit.assigned_ms >= since_ms,
        )
        .order_by(Visit.assigned_ms.desc())
        .limit(RECENT_WAITS)
    ).all()  # fmt: skip
    waits = sorted(max(0, r.assigned_ms - r.queued_ms) // 1000 for r in rows)
    return waits[len(waits) // 2] if len(waits) >= 3 else None


def visits_of(session: Session, shop_id: int, conversation_id: int) -> int:
    """How many visits a conversation has had."""
    return (
        session.scalar(
            select(func.count(Visit.id)).where(Visit.shop_id == shop_id, Visit.conversation_id == conversation_id)
        )
        or 0
    )


def due_for_robot(session: Session, before_ms: int) -> list[tuple[int, int]]:
    """(shop, conversation) where the robot owes an answer since before a time: a process died over it."""
    rows = session.execute(
        select(Conversation.shop_id, Conversation.id)
        .where(Conversation.robot_due_ms < before_ms, Conversation.state == "robot")
        .limit(100)
        .execution_options(across_shops="sweep of owed answers")
    )
    return [(r.shop_id, r.id) for r in rows]


def said(session: Session, shop_id: int, since_ms: int, limit: int) -> list[dict[str, Any]]:
    """What the shop's side has said since a time, newest first: texts with author, time and conversation."""
    rows = session.execute(
        select(Message.body, Message.author_name, Message.at_ms, Message.conversation_id)
        .where(
            Message.shop_id == shop_id, Message.author.in_(("agent", "robot")), Message.kind == "text",
            Message.internal.is_(False), Message.recalled.is_(False), Message.at_ms >= since_ms,
        )
        .order_by(Message.id.desc())
        .limit(limit)
    )  # fmt: skip
    return [
        {"text": msgspec.json.decode(body)["text"], "by": by, "at": iso_ms(at_ms), "conversation": talk}
        for body, by, at_ms, talk in rows
    ]
