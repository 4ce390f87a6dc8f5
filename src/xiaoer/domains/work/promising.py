"""Reads along with what the shop says and proposes its promises as tasks; a colleague confirms or drops them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from xiaoer.core.reading.promises import Promise, find_promises
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.work import service
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.clock import to_ms
from xiaoer.kit.events import StoredEvent
from xiaoer.kit.writer import Unit

TEXT = 300
GATHER_S = 0.3
PIECE = 200
AT_MOST_S = 5.0  # how long a busy journal can hold the reading up


def watch(desk: Desk) -> None:
    """Listen to the messages of this process from now on.

    Lines gather for a moment and are read together, away from the event loop, and written in one unit: a busy desk's
    journal must not stop for each of them.
    """
    gathered: list[tuple[Post, int]] = []

    def hear(event: StoredEvent) -> None:
        if event.type != "message.created" or event.news is None:
            return
        post: Post = event.news.post
        if post.author in ("agent", "robot") and post.kind == "text" and not post.internal:
            gathered.append((post, event.news.number))
            if len(gathered) == 1:
                desk.spawn(soon())

    async def soon() -> None:
        await asyncio.sleep(GATHER_S)
        await desk.writer.leisure(AT_MOST_S)
        lines = gathered.copy()
        gathered.clear()
        for first in range(0, len(lines), PIECE):
            await propose(desk, lines[first : first + PIECE])

    desk.hub.local_watchers.append(hear)


async def propose(desk: Desk, lines: Sequence[tuple[Post, int]]) -> None:
    """Write down what messages (with their numbers) promise, to be confirmed."""
    now = desk.clock()

    def read(session: Session) -> dict[int, list[NewTask]]:
        kept: dict[int, list[tuple[Post, int, Sequence[Promise]]]] = {}
        for post, number in lines:
            if found := _promises(desk, post, now):
                kept.setdefault(post.shop_id, []).append((post, number, found))
        return {shop_id: _tasks(session, shop_id, said) for shop_id, said in kept.items()}

    tasks = await desk.database.read(read)
    if not tasks:
        return

    def write(unit: Unit) -> None:
        for shop_id, new in tasks.items():
            service.add_all(unit, shop_id, new)

    await desk.run(write)


def _promises(desk: Desk, post: Post, now: datetime) -> Sequence[Promise]:
    text = str(msgspec.json.decode(post.body).get("text", ""))
    return find_promises(text, now.astimezone(desk.shops.get(post.shop_id).zone))


def _tasks(session: Session, shop_id: int, said: Sequence[tuple[Post, int, Sequence[Promise]]]) -> list[NewTask]:
    nicks = desk_repository.nicks(session, shop_id, {post.conversation_id for post, _, _ in said})
    return [
        _task(post, number, n, promise, nicks.get(post.conversation_id, ""))
        for post, number, found in said
        for n, promise in enumerate(found)
    ]


def _task(post: Post, number: int, n: int, promise: Promise, nick: str) -> NewTask:
    owner: Any = None if post.staff_id is None else (post.staff_id, post.staff_name or post.author_name)
    return NewTask(
        key=f"promise:{post.conversation_id}:{number}:{n}", kind="promise", text=promise.text[:TEXT],
        due_ms=to_ms(promise.due) if promise.due else None, nick=nick,
        amount=None if promise.amount is None else f"{promise.amount:.2f}", conversation_id=post.conversation_id,
        owner=owner, proposed=True,
    )  # fmt: skip
