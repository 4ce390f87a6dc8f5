"""Cards in the chat that change: an action waits for a yes, and shows what became of it."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import select

from xiaoer.domains.desk import service
from xiaoer.domains.desk.errors import ConversationGone
from xiaoer.domains.desk.journal import post_now, save_threads
from xiaoer.domains.desk.models import Message
from xiaoer.domains.desk.rules import Post, preview_of, summary
from xiaoer.domains.desk.threads import view_of
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit


def show(
    unit: Unit, shop_id: int, conversation_id: int, body: dict[str, Any], *, client_id: str, author: str, name: str,
    staff_id: int | None = None,
) -> int:  # fmt: skip
    """Put an action card into a chat; returns its number. Shown twice with one `client_id` it is one card."""
    thread = service.lock(unit, shop_id, conversation_id)
    post = Post(
        shop_id=shop_id, conversation_id=conversation_id, client_id=client_id, author=author, author_name=name,
        kind="action_card", body=encode(body), preview=preview_of("action_card", body), staff_id=staff_id,
    )  # fmt: skip
    number = post_now(unit, thread, post).number
    service.save(unit, thread)
    return number


def change(unit: Unit, shop_id: int, conversation_id: int, seq: int, values: dict[str, Any]) -> None:
    """Set fields of a card's body; everybody who shows it puts the new one in place of the old."""
    thread = service.lock(unit, shop_id, conversation_id)
    row = unit.session.scalar(
        select(Message).where(
            Message.shop_id == shop_id, Message.conversation_id == conversation_id,
            Message.internal.is_(False), Message.number == seq,
        )
    )  # fmt: skip
    if row is None:
        raise ConversationGone()
    if row.recalled or row.kind != "action_card":  # erased or taken back: there is nothing to show
        return
    thread.rev += 1
    thread.version += 1
    row.body, row.rev = encode({**msgspec.json.decode(row.body), **values}), thread.rev
    save_threads(unit.connection, [thread])
    unit.session.flush()
    unit.emit(
        shop_id, "message.changed", {"message": view_of(row), "conversation": summary(thread)},
        conversation_id=conversation_id,
    )  # fmt: skip


def say(unit: Unit, shop_id: int, conversation_id: int, text: str, *, event: str, key: str, order: str = "") -> None:
    """A line of the system to the shopper, once per `key`."""
    thread = service.lock(unit, shop_id, conversation_id)
    body = {"text": text, "event": event, "order": order, "status": ""}
    post_now(
        unit, thread,
        Post(
            shop_id=shop_id, conversation_id=conversation_id, client_id=key, author="system", author_name="",
            kind="text", body=encode(body), preview=text, answers=False,
        ),
    )  # fmt: skip
    service.save(unit, thread)
