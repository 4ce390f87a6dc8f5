"""Reads along with what the shop says and proposes its promises as tasks; a colleague confirms or drops them."""

from __future__ import annotations

from typing import Any

import msgspec

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


def watch(desk: Desk) -> None:
    """Listen to the messages of this process from now on."""

    def hear(event: StoredEvent) -> None:
        if event.type != "message.created" or event.news is None:
            return
        post: Post = event.news.post
        if post.author in ("agent", "robot") and post.kind == "text" and not post.internal:
            desk.spawn(propose(desk, post, event.news.number))

    desk.hub.local_watchers.append(hear)


async def propose(desk: Desk, post: Post, number: int) -> None:
    """Write down what a message promises, to be confirmed."""
    shop = desk.shops.get(post.shop_id)
    text = str(msgspec.json.decode(post.body).get("text", ""))
    found = find_promises(text, desk.clock().astimezone(shop.zone))
    if not found:
        return
    seen = await desk.database.read(
        lambda s: desk_repository.conversation(s, post.shop_id, post.conversation_id, 0)
    )  # fmt: skip
    nick = seen["conversation"]["shopper"]["nick"] if seen else ""
    tasks = [_task(post, number, n, promise, nick) for n, promise in enumerate(found)]

    def write(unit: Unit) -> None:
        for task in tasks:
            service.add(unit, post.shop_id, task)

    await desk.run(write)


def _task(post: Post, number: int, n: int, promise: Promise, nick: str) -> NewTask:
    owner: Any = None if post.staff_id is None else (post.staff_id, post.author_name)
    return NewTask(
        key=f"promise:{post.conversation_id}:{number}:{n}", kind="promise", text=promise.text[:TEXT],
        due_ms=to_ms(promise.due) if promise.due else None, nick=nick,
        amount=None if promise.amount is None else f"{promise.amount:.2f}", conversation_id=post.conversation_id,
        owner=owner, proposed=True,
    )  # fmt: skip
