"""Looking for messages of a shop: words, and by whom, with whom, with which tag, when; newest first.

The index gives candidates; a hit is read from the message itself and checked there, so that what was recalled or
erased is not found, however old the index is. What the index has not read yet is looked through message by message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from xiaoer.core.text.grams import Term, holds, terms
from xiaoer.domains.desk import message_index
from xiaoer.domains.desk.models import Conversation, Message, Visit
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Invalid
from xiaoer.kit.ids import MAX_ID

MOST_CHATS = 300  # as many chats of a person or tag are asked for by name; more are sifted
PIECE = 64
MOST_LOOKED_AT = 4000
UNREAD_PIECE = 500
MOST_UNREAD = 20_000  # messages that one look reads beyond the index
_decode = msgspec.json.Decoder().decode
_COLUMNS = (
    Message.id, Message.conversation_id, Message.internal, Message.number, Message.after_seq, Message.author,
    Message.author_name, Message.body, Message.at_ms, Shopper.nick, Shopper.label,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for. Times in ms; `person` = part of a nick; `tag` = of a visit's end or of the shopper."""

    words: str
    person: str = ""
    agent: int | None = None
    tag: str = ""
    since_ms: int | None = None
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, newest first; `before` = where to go on, None = that was all."""

    hits: list[dict[str, Any]]
    before: int | None


@dataclass(frozen=True, slots=True)
class _Field:
    """Where candidates may stand: pieces they must have, chats by name (in the index) or to be sifted; ids low ≤ id."""

    shop_id: int
    wish: Wish
    wanted: Sequence[Term]
    named: Sequence[int]
    sifted: set[int] | None
    low: int


def find(session: Session, shop_id: int, wish: Wish, *, before: int | None, limit: int) -> Found:
    """Look for messages. Raises `Invalid` (`nothing_to_find`) where there is neither a word nor anything else."""
    wanted = terms(wish.words)
    if not wanted and not (wish.person or wish.tag or wish.agent):
        raise Invalid("请输入要找的字", code="nothing_to_find")
    wanted.append(Term(f"_s{shop_id}"))
    if wish.agent is not None:
        wanted.append(Term(f"_a{wish.agent}"))
    chats = _chats(session, shop_id, wish)
    if chats is not None and not chats:
        return Found([], None)
    named = sorted(chats) if chats is not None and len(chats) <= MOST_CHATS else []
    low, until = message_index.ids_between(session.connection(), wish.since_ms, wish.until_ms)
    end = min(before or MAX_ID, until or MAX_ID, (session.scalar(_newest) or 0) + 1)
    return _sift(session, _Field(shop_id, wish, wanted, named, None if named else chats, low), end, limit)


def _sift(session: Session, field: _Field, end: int, limit: int) -> Found:
    hits: list[dict[str, Any]] = []
    behind = max(field.low, message_index.mark(session.connection()) + 1)
    unread, indexed = MOST_UNREAD, MOST_LOOKED_AT
    while unread > 0 and indexed > 0:
        if end > behind:
            ids, end = _unread(session, field, behind, end)
            unread -= UNREAD_PIECE
            more = end > field.low
        else:
            ids = _indexed(session, field, end)
            indexed -= len(ids)
            more = len(ids) == PIECE
            end = ids[-1] if more else end
        for row in _rows(session, field.shop_id, field.wish, ids):
            hit = _hit(row, field.wish.words)
            if hit is not None and (field.sifted is None or row.conversation_id in field.sifted):
                hits.append(hit)
            if len(hits) == limit:
                return Found(hits, row.id)
        if not more:
            return Found(hits, None)
    return Found(hits, end)


def _indexed(session: Session, field: _Field, end: int) -> list[int]:
    """The newest candidates before `end`, from the index."""
    named = [f"_c{c}" for c in field.named]
    return message_index.find(session.connection(), field.wanted, named, low=field.low, before=end, limit=PIECE)


def _unread(session: Session, field: _Field, behind: int, end: int) -> tuple[list[int], int]:
    """Those of the newest messages between `behind` and `end` that hold the words, and where to go on."""
    query = select(Message.id, Message.body).where(
        Message.shop_id == field.shop_id, Message.id >= behind, Message.id < end, Message.author != "system"
    )
    if field.wish.agent is not None:
        query = query.where(Message.staff_id == field.wish.agent)
    if field.named:
        query = query.where(Message.conversation_id.in_(field.named))
    rows = session.execute(query.order_by(Message.id.desc()).limit(UNREAD_PIECE)).all()
    ids = [row.id for row in rows if holds(_text(row.body), field.wish.words)]
    return ids, rows[-1].id if len(rows) == UNREAD_PIECE else behind


def _chats(session: Session, shop_id: int, wish: Wish) -> set[int] | None:
    """The conversations that person and tag leave; None = all."""
    if not wish.person and not wish.tag:
        return None
    query: Select[Any] = (
        select(Conversation.id)
        .join(Shopper, and_(Shopper.id == Conversation.shopper_id, Shopper.shop_id == shop_id))
        .where(Conversation.shop_id == shop_id)
    )
    if wish.person:
        part = f"%{_escaped(wish.person)}%"
        query = query.where(or_(Shopper.nick.like(part, escape="\\"), Shopper.label.like(part, escape="\\")))
    if wish.tag:
        ended = select(Visit.conversation_id).where(Visit.shop_id == shop_id, Visit.tag == wish.tag)
        own = f"%|{_escaped(wish.tag)}|%"
        query = query.where(or_(Conversation.id.in_(ended), ("|" + Shopper.tags + "|").like(own, escape="\\")))
    return set(session.scalars(query))


_newest = select(func.max(Message.id)).execution_options(across_shops="the end of the numbers")


def _rows(session: Session, shop_id: int, wish: Wish, ids: Sequence[int]) -> Sequence[Any]:
    if not ids:
        return []
    query = (
        select(*_COLUMNS)
        .join(Conversation, and_(Conversation.id == Message.conversation_id, Conversation.shop_id == shop_id))
        .join(Shopper, and_(Shopper.id == Conversation.shopper_id, Shopper.shop_id == shop_id))
        .where(Message.shop_id == shop_id, Message.id.in_(ids), Message.recalled.is_(False))
    )
    if wish.since_ms is not None:
        query = query.where(Message.at_ms >= wish.since_ms)
    if wish.until_ms is not None:
        query = query.where(Message.at_ms < wish.until_ms)
    return session.execute(query.order_by(Message.id.desc())).all()


def _hit(row: Any, words: str) -> dict[str, Any] | None:
    text = _text(row.body)
    if not holds(text, words):
        return None
    return {
        "id": row.id, "conversation": row.conversation_id, "seq": row.after_seq if row.internal else row.number,
        "internal": row.internal, "author": row.author, "author_name": row.author_name,
        "shopper": row.nick or row.label, "text": text, "at": iso_ms(row.at_ms),
    }  # fmt: skip


def _text(body: str) -> str:
    found = _decode(body)
    return str(found.get("text") or found.get("title") or "")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
