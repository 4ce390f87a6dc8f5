"""A closed visit as the judges want it: its public messages as rows, with who of the staff wrote which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.core.inspection.rows import Row, Talk, make_row
from xiaoer.domains.desk.models import Conversation, Message, Visit
from xiaoer.domains.desk.rules import preview_of
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.ids import MAX_ID

MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class ReadVisit:
    """A visit to judge. `staff` = seq → who wrote it; `stars` = what the shopper gave, if he did."""

    visit_id: int
    conversation_id: int
    closed_ms: int
    nick: str
    talk: Talk
    staff: dict[int, int]
    stars: int | None

    @property
    def agents(self) -> list[int]:
        """Who wrote, by how much, most first."""
        return [staff_id for staff_id, _ in Counter(self.staff.values()).most_common()]


def due(session: Session, shop_id: int, since_ms: int, judged: Any, limit: int) -> list[int]:
    """Visits closed since a time that nobody has judged (`judged` = a query of visit ids); practice is left out."""
    return list(
        session.scalars(
            select(Visit.id)
            .join(Conversation, Conversation.id == Visit.conversation_id)
            .where(
                Visit.shop_id == shop_id, Visit.closed_ms >= since_ms, Conversation.practice.is_(False),
                Visit.id.not_in(judged),
            )
            .order_by(Visit.closed_ms)
            .limit(limit)
        )
    )  # fmt: skip


def read_visit(session: Session, shop_id: int, visit_id: int, platform: str) -> ReadVisit | None:
    """A closed visit with its lines, oldest first; None = it is not there or still open."""
    found = session.execute(
        select(Visit, Conversation.product, Shopper.nick, Shopper.label)
        .join(Conversation, Conversation.id == Visit.conversation_id)
        .join(Shopper, Shopper.id == Conversation.shopper_id)
        .where(Visit.shop_id == shop_id, Visit.id == visit_id, Visit.closed_ms.is_not(None))
    ).one_or_none()
    if found is None:
        return None
    visit, product, nick, label = found
    rows = messages_of(session, shop_id, visit)
    talk = Talk(str(visit.id), platform, nick or label, rows_of(rows), product=product)
    staff = {m.number: m.staff_id for m in rows if m.author == "agent" and m.staff_id is not None}
    return ReadVisit(
        visit.id, visit.conversation_id, visit.closed_ms or 0, nick or label or "", talk, staff, visit.stars
    )  # fmt: skip


def messages_of(session: Session, shop_id: int, visit: Visit) -> list[Message]:
    """The public messages of a visit: from its first number to the one before the next visit's."""
    after = session.scalar(
        select(func.min(Visit.opened_seq)).where(
            Visit.shop_id == shop_id, Visit.conversation_id == visit.conversation_id, Visit.id > visit.id
        )
    )
    return list(
        session.scalars(
            select(Message)
            .where(
                Message.shop_id == shop_id, Message.conversation_id == visit.conversation_id,
                Message.internal.is_(False), Message.number >= visit.opened_seq, Message.number < (after or MAX_ID),
            )
            .order_by(Message.number)
            .limit(MOST_LINES)
        )
    )  # fmt: skip


def text_of(row: Message) -> tuple[str, dict[str, Any]]:
    """What a message says in words, and its body."""
    body: dict[str, Any] = {} if row.recalled else msgspec.json.decode(row.body)
    if row.recalled:
        return "", body
    return str(body.get("text", "")) if row.kind == "text" else preview_of(row.kind, body), body


def rows_of(messages: Sequence[Message], *, by_number: bool = False) -> list[Row]:
    """Public messages as rows; `by_number` = agents are named by their number in place of their name."""
    rows = []
    writer = ""
    for at, message in enumerate(messages):
        text, body = text_of(message)
        kind, author, ref, role = message.kind, _name(message, by_number=by_number), None, message.author
        if message.recalled:
            kind = "recall"
        elif role == "system" and body.get("event") == "transferred":
            kind, author = "transfer", writer
            ref = next((_name(m, by_number=by_number) for m in messages[at:] if m.author == "agent"), "")
        elif role == "agent":
            writer = author
        rows.append(make_row(message.number, message.at_ms, role, author, text, kind, ref))
    return rows


def _name(message: Message, *, by_number: bool) -> str:
    numbered = by_number and message.author == "agent" and message.staff_id is not None
    return str(message.staff_id) if numbered else message.author_name
