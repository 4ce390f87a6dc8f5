"""A conversation of the desk as the engine reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.answering.shapes import Memory
from xiaoer.core.answering.talk.shown import CARDS
from xiaoer.core.facts import Order
from xiaoer.core.transcript import Transcript, Utterance
from xiaoer.domains.desk import repository
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.orders import service as orders
from xiaoer.domains.shop.service import ShopInfo

CONTEXT = 30


@dataclass(frozen=True, slots=True)
class Situation:
    """What the engine needs to answer the shopper's line `seq`; `asked` = the card of the house that it says yes to."""

    conversation: dict[str, Any]
    transcript: Transcript
    orders: list[Order]
    memory: Memory
    seq: int
    asked: Mapping[str, Any] | None = None

    @property
    def question(self) -> str:
        """The shopper's last words."""
        last = self.transcript.last_of("shopper")
        return last.text if last is not None else ""


def situation(session: Session, shop: ShopInfo, conversation_id: int, *, up_to: int | None = None) -> Situation | None:
    """How a conversation stands (`up_to` = as it stood at that line); None when the last word is not the shopper's."""
    found = repository.conversation(session, shop.id, conversation_id, 0)
    if found is None:
        return None
    conversation = found["conversation"]
    before = None if up_to is None else up_to + 1
    page = repository.messages(session, shop.id, conversation_id, before=before, limit=CONTEXT)
    lines = [m for m in page["messages"] if m["visibility"] == "public" and m["author"] != "system"]
    if not lines or lines[-1]["author"] != "shopper" or (up_to is None and conversation["state"] == "closed"):
        return None
    memory = session.scalar(
        select(Conversation.memory).where(Conversation.shop_id == shop.id, Conversation.id == conversation_id)
    )
    nick = None if conversation["shopper"]["anonymous"] else conversation["shopper"]["nick"]
    transcript = Transcript(
        conversation=str(conversation_id), platform=shop.platform, shopper=nick,
        utterances=utterances(lines), product=conversation["product"],
    )  # fmt: skip
    return Situation(
        conversation, transcript, orders.of_shopper(session, shop.id, nick),
        Memory(msgspec.json.decode(memory or "{}")), lines[-1]["seq"],
    )  # fmt: skip


def utterances(lines: list[dict[str, Any]]) -> tuple[Utterance, ...]:
    """Lines as the engine reads them; the shopper's last texts in a row are one utterance, cards beside it before."""
    whole = [_utterance(m) for m in lines if not m["recalled"]]
    tail: list[Utterance] = []
    while whole and whole[-1].role == "shopper" and whole[-1].kind in ("text", *CARDS):
        tail.insert(0, whole.pop())
    texts = [u for u in tail if u.kind == "text"]
    if not texts:
        return (*whole, *tail)
    text = "\n".join(u.text for u in texts)
    said = Utterance(tail[-1].seq, tail[-1].at, tail[-1].role, tail[-1].author, text)
    return (*whole, *(u for u in tail if u.kind in CARDS), said)


def _utterance(message: dict[str, Any]) -> Utterance:
    body = message["body"]
    return Utterance(
        seq=message["seq"], at=datetime.fromisoformat(message["at"]), role=message["author"],
        author=message["author_name"], text=str(body.get("text") or body.get("title") or ""), kind=message["kind"],
        ref=body.get("product") or body.get("order"), assisted=message["assisted"],
    )  # fmt: skip
