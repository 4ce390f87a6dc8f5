"""The journal: the one road on which messages are written, in batches, numbered under their conversation's lock.

Conversations are locked in id order, so that two processes can never wait for each other in a circle. A retry (same
`client_id` in the same conversation) finds the first result. One batch costs one look at the conversations, one at
the client ids, and three bulk writes, whatever the number of messages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from xiaoer.domains.desk.errors import ConversationGone
from xiaoer.domains.desk.models import Conversation, Message
from xiaoer.domains.desk.rules import Post, Posted, Thread, apply_post, message_view, summary
from xiaoer.domains.desk.threads import load_threads
from xiaoer.kit.writer import Unit

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode
_conversation = Conversation.__table__
_insert_message = insert(Message.__table__)  # type: ignore[arg-type]
_known = select(
    Message.client_key, Message.number, Message.rev, Message.at_ms
).execution_options(across_shops="client keys hold the conversation")  # fmt: skip
_update_thread = (
    update(_conversation)  # type: ignore[arg-type]
    .where(_conversation.c.id == bindparam("b_id"), _conversation.c.shop_id == bindparam("b_shop"))
    .values(
        {
            name: bindparam(f"b_{name}")
            for name in (
                "state", "team", "agent_id", "intent", "mood", "urgent", "product", "last_seq", "last_note", "rev",
                "version", "last_message", "last_at_ms", "unread", "agent_read_seq", "shopper_read_seq",
                "waiting_since_ms", "queued_ms", "messages_left", "robot_due_ms", "suggestion", "visit_id",
            )
        }
    )
)  # fmt: skip


def key(conversation_id: int, client_id: str) -> str:
    """The unique key of a client's message."""
    return f"{conversation_id}:{client_id}"


class Journal:
    """The batcher of the writer for messages. `opener` opens a visit where a shopper writes without one."""

    def __init__(self, opener: Opener) -> None:
        self._open = opener

    def write(self, unit: Unit, items: Sequence[Post]) -> list[Posted | Exception]:
        """Write posts; one result each, in order."""
        threads = load_threads(unit.connection, {(i.shop_id, i.conversation_id) for i in items}, lock=True)
        known = _find_known(unit.connection, items)
        rows: list[dict[str, Any]] = []
        results: list[Posted | Exception] = []
        touched: dict[int, Thread] = {}
        for post in items:
            thread = threads.get(post.conversation_id)
            if thread is None or thread.shop_id != post.shop_id:
                results.append(ConversationGone())
                continue
            client_key = key(post.conversation_id, post.client_id)
            before = known.get(client_key)
            if before is not None:
                results.append(Posted(before[0], before[1], before[2], again=True))
                continue
            if not post.internal and post.author in ("shopper", "agent"):
                rows += self._open(unit, thread, post)
            result, row = _place(unit, thread, post, client_key)
            known[client_key] = (result.number, result.rev, result.at_ms)
            rows.append(row)
            results.append(result)
            touched[thread.id] = thread
        if rows:
            unit.connection.execute(_insert_message, rows)
            save_threads(unit.connection, list(touched.values()))
        return results


class Opener(Protocol):
    """Decides what a line opens; called before the line takes its number.

    Changes `thread` in place; returns message rows (system lines) to be written before the post.
    """

    def __call__(self, unit: Unit, thread: Thread, post: Post) -> list[dict[str, Any]]: ...


def post_now(unit: Unit, thread: Thread, post: Post) -> Posted:
    """Write one message inside another unit of work, which has locked the thread and saves it itself."""
    client_key = key(post.conversation_id, post.client_id)
    known = _find_known(unit.connection, [post]).get(client_key)
    if known is not None:
        return Posted(known[0], known[1], known[2], again=True)
    result, row = _place(unit, thread, post, client_key)
    unit.connection.execute(_insert_message, [row])
    return result


def place_row(unit: Unit, thread: Thread, post: Post) -> dict[str, Any]:
    """Number a system line that is written with a batch; returns its row."""
    _, row = _place(unit, thread, post, key(post.conversation_id, post.client_id))
    return row


def insert_rows(unit: Unit, rows: Sequence[dict[str, Any]]) -> None:
    """Write numbered rows outside a batch."""
    unit.connection.execute(_insert_message, list(rows))


def save_threads(connection: Connection, threads: Sequence[Thread]) -> None:
    """Write the moved state of conversations."""
    connection.execute(_update_thread, [_columns(t) for t in threads])


def _find_known(connection: Connection, items: Sequence[Post]) -> dict[str, tuple[int, int, int]]:
    keys = {key(i.conversation_id, i.client_id) for i in items}
    rows = connection.execute(_known.where(Message.client_key.in_(keys)))
    return {r.client_key: (r.number, r.rev, r.at_ms) for r in rows}


def _place(unit: Unit, thread: Thread, post: Post, client_key: str) -> tuple[Posted, dict[str, Any]]:
    now_ms = unit.now_ms
    number, rev = apply_post(thread, post, now_ms)
    view = message_view(
        conversation_id=thread.id, internal=post.internal, number=number, rev=rev, client_id=post.client_id,
        author=post.author, author_name=post.author_name, staff_id=post.staff_id, assisted=post.assisted,
        kind=post.kind, body=_decode(post.body), at_ms=now_ms, recalled=False,
    )  # fmt: skip
    unit.emit(
        thread.shop_id,
        "note.created" if post.internal else "message.created",
        {"message": view, "conversation": summary(thread)},
        conversation_id=thread.id,
    )
    row = {
        "shop_id": thread.shop_id, "conversation_id": thread.id, "internal": post.internal, "number": number,
        "after_seq": thread.last_seq, "rev": rev, "client_key": client_key, "author": post.author,
        "author_name": post.author_name, "staff_id": post.staff_id, "assisted": post.assisted, "kind": post.kind,
        "body": post.body, "at_ms": now_ms, "recalled": False,
    }  # fmt: skip
    return Posted(number, rev, now_ms, again=False, message=view), row


def _columns(t: Thread) -> dict[str, Any]:
    return {
        "b_id": t.id, "b_shop": t.shop_id, "b_state": t.state, "b_team": t.team, "b_agent_id": t.agent_id,
        "b_intent": t.intent, "b_mood": t.mood, "b_urgent": t.urgent, "b_product": t.product,
        "b_last_seq": t.last_seq, "b_last_note": t.last_note, "b_rev": t.rev, "b_version": t.version,
        "b_last_message": None if t.last_message is None else _encode(t.last_message).decode(),
        "b_last_at_ms": t.last_at_ms, "b_unread": t.unread, "b_agent_read_seq": t.agent_read_seq,
        "b_shopper_read_seq": t.shopper_read_seq, "b_waiting_since_ms": t.waiting_since_ms,
        "b_queued_ms": t.queued_ms, "b_messages_left": t.messages_left, "b_robot_due_ms": t.robot_due_ms,
        "b_suggestion": None if t.suggestion is None else _encode(t.suggestion).decode(),
        "b_visit_id": None if t.visit is None else t.visit["id"],
    }  # fmt: skip
