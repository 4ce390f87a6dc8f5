"""The journal: the one road on which messages are written, in batches, numbered under their conversation's lock.

Conversations are locked in id order, so that two processes can never wait for each other in a circle. A retry (same
`client_id` in the same conversation) finds the first result. On SQLite, where this writer is the only one, the
conversations of the last batches are remembered as long as nothing else has written; and a batch is written without
looking for retries first: the unique key finds them, and the batch is then tried again with a look.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec
from sqlalchemy import Boolean, Connection, Text, select

from xiaoer.domains.desk.errors import ConversationGone
from xiaoer.domains.desk.models import Conversation, Message
from xiaoer.domains.desk.rules import Post, Posted, Thread, apply_post
from xiaoer.domains.desk.threads import load_threads
from xiaoer.domains.desk.wire import Fresh, conversation_text, message_text
from xiaoer.kit.bulk import Row, insert_into, update_by_key
from xiaoer.kit.writer import Unit

REMEMBERED = 5000
_encode = msgspec.json.Encoder().encode
_known = select(
    Message.client_key, Message.number, Message.rev, Message.at_ms
).execution_options(across_shops="client keys hold the conversation")  # fmt: skip
_MESSAGE = (
    "shop_id", "conversation_id", "internal", "number", "after_seq", "rev", "client_key", "author", "author_name",
    "staff_id", "assisted", "kind", "body", "at_ms", "recalled",
)  # fmt: skip
_COUNTED = (  # what every message moves; no index holds them
    "last_seq", "last_note", "rev", "version", "last_message", "last_at_ms", "unread", "agent_read_seq",
    "shopper_read_seq", "waiting_since_ms",
)  # fmt: skip
_STANDING = (
    "state", "team", "agent_id", "intent", "mood", "urgent", "product", "queued_ms", "messages_left", "robot_due_ms",
    "suggestion", "visit_id", "snoozed_until_ms", "soothed_ms",
)  # fmt: skip


def _sql_type(name: str) -> str:
    kind = Conversation.__table__.c[name].type
    return "BOOLEAN" if isinstance(kind, Boolean) else "TEXT" if isinstance(kind, Text) else "BIGINT"


_insert_messages = insert_into("message", _MESSAGE)
_types = {n: _sql_type(n) for n in ("id", "shop_id", *_COUNTED, *_STANDING)}
_update_counted = update_by_key("conversation", ("id", "shop_id"), _COUNTED, _types)
_update_whole = update_by_key("conversation", ("id", "shop_id"), (*_COUNTED, *_STANDING), _types)
MessageRow = tuple[Any, ...]


def key(conversation_id: int, client_id: str) -> str:
    """The unique key of a client's message."""
    return f"{conversation_id}:{client_id}"


class Journal:
    """The batcher of the writer for messages. `opener` opens a visit where a shopper writes without one."""

    def __init__(self, opener: Opener) -> None:
        self._open = opener
        self._threads: dict[int, Thread] = {}
        self._stamp: tuple[int, int] | None = None

    def write(self, unit: Unit, items: Sequence[Post]) -> list[Posted | Exception]:
        """Write posts; one result each, in order."""
        threads = self._load(unit, items)
        looked = unit.stamp is None or unit.again
        known = _find_known(unit.connection, items) if looked else {}
        rows: list[MessageRow] = []
        results: list[Posted | Exception] = []
        touched: dict[int, Thread] = {}
        stood: dict[int, Row] = {}
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
            if thread.id not in stood:
                stood[thread.id] = _standing(thread)
            if not post.internal and post.author in ("shopper", "agent"):
                rows += self._open(unit, thread, post)
            result, row = _place(unit, thread, post, client_key)
            known[client_key] = (result.number, result.rev, result.at_ms)
            rows.append(row)
            results.append(result)
            touched[thread.id] = thread
        if rows:
            _insert_messages.run(unit.connection, rows)
            _save_moved(unit.connection, list(touched.values()), stood)
        return results

    def _load(self, unit: Unit, items: Sequence[Post]) -> dict[int, Thread]:
        """The conversations of a batch: from the database, or remembered since the last batch."""
        wanted = {(i.shop_id, i.conversation_id) for i in items}
        if unit.stamp is None:
            return load_threads(unit.connection, wanted, lock=True)
        if unit.stamp != self._stamp or len(self._threads) > REMEMBERED:
            self._stamp, self._threads = unit.stamp, {}
        missing = [(s, c) for s, c in wanted if c not in self._threads]
        if missing:
            self._threads.update(load_threads(unit.connection, missing, lock=True))
        return self._threads


class Opener(Protocol):
    """Decides what a line opens; called before the line takes its number.

    Changes `thread` in place; returns message rows (system lines) to be written before the post.
    """

    def __call__(self, unit: Unit, thread: Thread, post: Post) -> list[MessageRow]: ...


def post_now(unit: Unit, thread: Thread, post: Post) -> Posted:
    """Write one message inside another unit of work, which has locked the thread and saves it itself."""
    client_key = key(post.conversation_id, post.client_id)
    known = _find_known(unit.connection, [post]).get(client_key)
    if known is not None:
        return Posted(known[0], known[1], known[2], again=True)
    result, row = _place(unit, thread, post, client_key)
    _insert_messages.run(unit.connection, [row])
    return result


def place_row(unit: Unit, thread: Thread, post: Post) -> MessageRow:
    """Number a system line that is written with a batch; returns its row."""
    _, row = _place(unit, thread, post, key(post.conversation_id, post.client_id))
    return row


def insert_rows(unit: Unit, rows: Sequence[MessageRow]) -> None:
    """Write numbered rows outside a batch."""
    _insert_messages.run(unit.connection, rows)


def save_threads(connection: Connection, threads: Sequence[Thread]) -> None:
    """Write the moved state of conversations."""
    _update_whole.run(connection, [_counted(t) + _standing(t) for t in threads])


def _save_moved(connection: Connection, threads: Sequence[Thread], stood: dict[int, Row]) -> None:
    """`save_threads`; what still stands as it `stood` before the batch is not written again."""
    counted = [t for t in threads if stood[t.id] == _standing(t)]
    whole = [t for t in threads if stood[t.id] != _standing(t)]
    _update_counted.run(connection, [_counted(t) for t in counted])
    if whole:
        save_threads(connection, whole)


def _find_known(connection: Connection, items: Sequence[Post]) -> dict[str, tuple[int, int, int]]:
    keys = {key(i.conversation_id, i.client_id) for i in items}
    rows = connection.execute(_known.where(Message.client_key.in_(keys)))
    return {r.client_key: (r.number, r.rev, r.at_ms) for r in rows}


def _place(unit: Unit, thread: Thread, post: Post, client_key: str) -> tuple[Posted, MessageRow]:
    now_ms = unit.now_ms
    number, rev = apply_post(thread, post, now_ms)
    unit.emit_text(
        thread.shop_id,
        "note.created" if post.internal else "message.created",
        f'{{"message":{message_text(post, number, rev, now_ms)},"conversation":{conversation_text(thread)}}}',
        conversation_id=thread.id,
        news=Fresh(post, number, rev, now_ms, thread.state, thread.product, thread.messages_left),
    )
    row = (
        thread.shop_id, thread.id, post.internal, number, thread.last_seq, rev, client_key, post.author,
        post.author_name, post.staff_id, post.assisted, post.kind, post.body, now_ms, False,
    )  # fmt: skip
    return Posted(number, rev, now_ms, again=False), row


def _counted(t: Thread) -> Row:
    last = None if t.last_message is None else _encode(t.last_message).decode()
    return (
        t.id, t.shop_id, t.last_seq, t.last_note, t.rev, t.version, last, t.last_at_ms, t.unread, t.agent_read_seq,
        t.shopper_read_seq, t.waiting_since_ms,
    )  # fmt: skip


def _standing(t: Thread) -> Row:
    return (
        t.state, t.team, t.agent_id, t.intent, t.mood, t.urgent, t.product, t.queued_ms, t.messages_left,
        t.robot_due_ms, None if t.suggestion is None else _encode(t.suggestion).decode(),
        None if t.visit is None else t.visit["id"], t.snoozed_until_ms, t.soothed_ms,
    )  # fmt: skip
