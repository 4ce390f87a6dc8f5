"""The pure part of the desk: what a message does to its conversation, and how entities look on the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

from xiaoer.kit.clock import iso_ms

PREVIEW = 60
_decode = msgspec.json.Decoder().decode


@dataclass(slots=True)
class Post:
    """A message on its way into the journal. `body` is its JSON; `preview` its first words for lists."""

    shop_id: int
    conversation_id: int
    client_id: str
    author: str  # shopper agent robot system
    author_name: str
    kind: str
    body: str
    preview: str
    staff_id: int | None = None
    internal: bool = False
    assisted: bool = False
    product: str | None = None
    answers: bool = True  # a human or robot line that ends the shopper's waiting
    staff_name: str = ""  # his own name, where `author_name` is the shop's face


@dataclass(frozen=True, slots=True)
class Posted:
    """The result: its number, the conversation's `rev`, its time; `again` = it had been sent before."""

    number: int
    rev: int
    at_ms: int
    again: bool


@dataclass(slots=True)
class Thread:
    """A conversation's moving state while a batch is written, with the names that its summary shows."""

    id: int
    shop_id: int
    shop_code: str
    target_s: int
    state: str
    team: str | None
    agent_id: int | None
    agent_name: str | None
    intent: str | None
    mood: str
    urgent: bool
    product: str | None
    last_seq: int
    last_note: int
    rev: int
    version: int
    last_message: dict[str, Any] | None
    last_at_ms: int
    unread: int
    agent_read_seq: int
    shopper_read_seq: int
    waiting_since_ms: int | None
    queued_ms: int | None
    messages_left: bool
    robot_due_ms: int | None
    suggestion: dict[str, Any] | None
    snoozed_until_ms: int | None
    soothed_ms: int | None
    shopper: dict[str, Any]
    visit: dict[str, Any] | None
    practice: bool = False
    mystery: bool = False
    told: tuple[Any, str] | None = field(default=None, compare=False, repr=False)  # of `wire.conversation_text`


def apply_post(thread: Thread, post: Post, now_ms: int) -> tuple[int, int]:
    """Move a conversation's state by one message; returns (number, rev).

    Public messages take the next `seq` and `rev`; notes the next `note_seq` and leave `rev`. A shopper's line
    starts the waiting clock if it does not run; an answer of a person or robot stops it.
    """
    thread.version += 1
    if post.internal:
        thread.last_note += 1
        return thread.last_note, thread.rev
    thread.last_seq += 1
    thread.rev += 1
    thread.last_at_ms = now_ms
    if post.author == "system":
        return thread.last_seq, thread.rev
    thread.last_message = {
        "seq": thread.last_seq,
        "author": post.author,
        "kind": post.kind,
        "preview": post.preview[:PREVIEW],
        "at": iso_ms(now_ms),
    }
    if post.author == "shopper":
        thread.unread += 1
        thread.shopper_read_seq = thread.last_seq
        thread.suggestion = None
        thread.snoozed_until_ms = None
        if post.product:
            thread.product = post.product
        if thread.waiting_since_ms is None:
            thread.waiting_since_ms = now_ms
    elif post.answers:
        thread.waiting_since_ms = None
        thread.robot_due_ms = None
        if post.author == "agent":
            thread.suggestion = None
            thread.unread = 0
            thread.agent_read_seq = thread.last_seq
    return thread.last_seq, thread.rev


def shown_practice(thread: Thread) -> bool:
    """Whether a conversation is shown as a drill; one that came unannounced only once it is closed."""
    return thread.practice and (not thread.mystery or thread.state == "closed")


def summary(thread: Thread) -> dict[str, Any]:
    """The Conversation of the protocol."""
    respond_by = None if thread.waiting_since_ms is None else thread.waiting_since_ms + thread.target_s * 1000
    return {
        "id": thread.id,
        "shop": thread.shop_code,
        "shopper": thread.shopper,
        "state": thread.state,
        "team": thread.team,
        "agent": None if thread.agent_id is None else {"id": thread.agent_id, "name": thread.agent_name or ""},
        "intent": thread.intent,
        "mood": thread.mood,
        "urgent": thread.urgent,
        "product": thread.product,
        "last_message": thread.last_message,
        "last_seq": thread.last_seq,
        "rev": thread.rev,
        "unread": thread.unread,
        "agent_read_seq": thread.agent_read_seq,
        "shopper_read_seq": thread.shopper_read_seq,
        "waiting_since": iso_ms(thread.waiting_since_ms),
        "respond_by": iso_ms(respond_by),
        "queued_at": iso_ms(thread.queued_ms),
        "visit": thread.visit,
        "suggestion": thread.suggestion,
        "messages_left": thread.messages_left,
        "practice": shown_practice(thread),
        "snoozed_until": iso_ms(thread.snoozed_until_ms),
        "version": thread.version,
    }


def message_view(
    *, conversation_id: int, internal: bool, number: int, rev: int, client_id: str, author: str, author_name: str,
    staff_id: int | None, assisted: bool, kind: str, body: dict[str, Any], at_ms: int, recalled: bool,
) -> dict[str, Any]:  # fmt: skip
    """The Message of the protocol, as staff see it."""
    return {
        "id": f"{conversation_id}:{'n' if internal else ''}{number}",
        "conversation": conversation_id,
        "seq": None if internal else number,
        "note_seq": number if internal else None,
        "rev": rev,
        "client_id": client_id,
        "author": author,
        "author_name": author_name,
        "staff_id": staff_id,
        "assisted": assisted,
        "visibility": "internal" if internal else "public",
        "kind": kind,
        "body": {} if recalled else body,
        "at": iso_ms(at_ms),
        "recalled": recalled,
    }


_STAFF_ONLY = ("sources", "confidence", "version")


def public_body(body: dict[str, Any]) -> dict[str, Any]:
    """A body without what only staff may see."""
    return {k: v for k, v in body.items() if k not in _STAFF_ONLY}


def public_view(message: dict[str, Any]) -> dict[str, Any]:
    """A message as the shopper may see it: no staff ids, no sources, nobody else's client ids."""
    body = public_body(message["body"])
    client_id = message["client_id"] if message["author"] == "shopper" else ""
    return {**message, "body": body, "staff_id": None, "assisted": False, "client_id": client_id}


def preview_of(kind: str, body: dict[str, Any]) -> str:
    """What a list shows of a message."""
    if kind == "text":
        return " ".join(str(body.get("text", "")).split())[:PREVIEW]
    title = str(body.get("title") or body.get("order") or "")
    names = {
        "image": "[图片]",
        "file": "[文件]",
        "product_card": "[商品]",
        "order_card": "[订单]",
        "action_card": "[确认]",
    }
    return f"{names.get(kind, '[卡片]')} {title}".strip()[:PREVIEW]


def visit_state(
    conversation: dict[str, Any], *, staffed: bool, position: int | None, wait_s: int | None
) -> dict[str, Any]:
    """The VisitState of the protocol: who answers the shopper now, and how long a person will take, if known."""
    visit = conversation["visit"]
    phase = conversation["state"]
    if phase == "queued" and not staffed:
        phase = "away"
    stars = visit["stars"] if visit else None
    return {
        "phase": phase if visit else "none",
        "agent": conversation["agent"]["name"] if conversation["agent"] else None,
        "position": position if phase == "queued" else None,
        "wait_s": wait_s if phase == "queued" else None,
        "can_rate": bool(visit) and stars is None,
        "rated": stars,
    }


def decode_json(text: str | None) -> dict[str, Any] | None:
    """JSON text of a column → object; None stays None."""
    return None if not text else _decode(text)
