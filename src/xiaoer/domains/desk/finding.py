"""Looking for messages of a shop: words, and by whom, with whom, with which tag, when; newest first.

The index gives candidates; a hit is read from the message itself and checked there, so that what was recalled or
erased is not found, however old the index is.
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
    named = chats if chats is not None and len(chats) <= MOST_CHATS else None
    low, until = message_index.ids_between(session.connection(), wish.since_ms, wish.until_ms)
    end = min(before or MAX_ID, until or MAX_ID, (session.scalar(_newest) or 0) + 1)
    sifted = None if named is not None else chats
    return _sift(session, shop_id, wish, wanted, [f"_c{c}" for c in named or ()], sifted, low, end, limit)


def _sift(
    session: Session, shop_id: int, wish: Wish, wanted: Sequence[Term], any_of: Sequence[str], chats: set[int] | None,
    low: int, end: int, limit: int,
) -> Found:  # fmt: skip
    hits: list[dict[str, Any]] = []
    looked = 0
    while looked < MOST_LOOKED_AT:
        ids = message_index.find(session.connection(), wanted, any_of, low=low, before=end, limit=PIECE)
        looked += len(ids)
        for row in _rows(session, shop_id, wish, ids):
            if chats is not None and row.conversation_id not in chats:
                continue
            hit = _hit(row, wish.words)
            if hit is not None:
                hits.append(hit)
            if len(hits) == limit:
                return Found(hits, row.id)
        if len(ids) < PIECE:
            return Found(hits, None)
        end = ids[-1]
    return Found(hits, end)


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
    body = _decode(row.body)
    text = str(body.get("text") or body.get("title") or "")
    if not holds(text, words):
        return None
    return {
        "id": row.id, "conversation": row.conversation_id, "seq": row.after_seq if row.internal else row.number,
        "internal": row.internal, "author": row.author, "author_name": row.author_name,
        "shopper": row.nick or row.label, "text": text, "at": iso_ms(row.at_ms),
    }  # fmt: skip


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
