"""Messages and conversations as JSON text, put together from parts: what the road of a message writes and sends.

The same as encoding `message_view` and `summary`, at a third of the cost; tests hold them together. What a message
does not move in its conversation (who has it, the shopper, the visit) is encoded once and kept with the thread.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import msgspec

from xiaoer.domains.desk.rules import Post, Thread, public_body, shown_practice
from xiaoer.kit.clock import iso_ms

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode
_PLAIN = frozenset({"shopper", "agent"})  # authors whose bodies hold nothing for staff only


class Fresh(NamedTuple):
    """What listeners of this process need to know of a new message, without reading its event."""

    post: Post
    number: int
    rev: int
    at_ms: int
    state: str
    product: str | None
    messages_left: bool


def message_text(post: Post, number: int, rev: int, at_ms: int, *, public: bool = False) -> str:
    """The Message of the protocol; `public` = as its shopper may see it."""
    body = post.body
    if public and post.author not in _PLAIN:
        body = _encode(public_body(_decode(body))).decode()
    hidden = public and post.author != "shopper"
    client_id = '""' if hidden else _encode(post.client_id).decode()
    staff_id = "null" if public or post.staff_id is None else post.staff_id
    numbers = f'"seq":null,"note_seq":{number}' if post.internal else f'"seq":{number},"note_seq":null'
    return (
        f'{{"id":"{post.conversation_id}:{"n" if post.internal else ""}{number}",'
        f'"conversation":{post.conversation_id},{numbers},"rev":{rev},"client_id":{client_id},'
        f'"author":"{post.author}","author_name":{_quoted(post.author_name)},"staff_id":{staff_id},'
        f'"assisted":{"true" if post.assisted and not public else "false"},'
        f'"visibility":"{"internal" if post.internal else "public"}","kind":"{post.kind}","body":{body},'
        f'"at":"{iso_ms(at_ms)}","recalled":false}}'
    )


def conversation_text(t: Thread) -> str:
    """The Conversation of the protocol."""
    still = (
        t.state, t.team, t.agent_id, t.agent_name, t.intent, t.mood, t.urgent, t.product, t.queued_ms, t.visit,
        t.suggestion, t.messages_left, t.snoozed_until_ms,
    )  # fmt: skip
    if t.told is None or t.told[0] != still:
        t.told = (still, _still_text(t))
    waiting = t.waiting_since_ms
    since, respond_by = ("null", "null") if waiting is None else (_time(waiting), _time(waiting + t.target_s * 1000))
    return (
        f'{t.told[1]},"last_message":{"null" if t.last_message is None else _encode(t.last_message).decode()},'
        f'"last_seq":{t.last_seq},"rev":{t.rev},"unread":{t.unread},"agent_read_seq":{t.agent_read_seq},'
        f'"shopper_read_seq":{t.shopper_read_seq},"waiting_since":{since},"respond_by":{respond_by},'
        f'"version":{t.version}}}'
    )


def public_frame(fresh: Fresh) -> str:
    """A new message as the widget's socket carries it."""
    text = message_text(fresh.post, fresh.number, fresh.rev, fresh.at_ms, public=True)
    return f'{{"type":"message","message":{text}}}'


def _still_text(t: Thread) -> str:
    agent = None if t.agent_id is None else {"id": t.agent_id, "name": t.agent_name or ""}
    parts = {
        "id": t.id, "shop": t.shop_code, "shopper": t.shopper, "state": t.state, "team": t.team, "agent": agent,
        "intent": t.intent, "mood": t.mood, "urgent": t.urgent, "product": t.product,
        "queued_at": iso_ms(t.queued_ms), "visit": t.visit, "suggestion": t.suggestion,
        "messages_left": t.messages_left, "practice": shown_practice(t), "snoozed_until": iso_ms(t.snoozed_until_ms),
    }  # fmt: skip
    return _encode(parts).decode()[:-1]


def _time(ms: int) -> str:
    return f'"{iso_ms(ms)}"'


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    return _encode(text).decode()
