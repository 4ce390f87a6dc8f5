"""Looks after those who wait: away replies at once, busy lines after the shop's time. Runs beside the desk."""

from __future__ import annotations

import asyncio

from sqlalchemy.orm import Session

from xiaoer.domains.desk import patience, repository
from xiaoer.domains.desk.live import WAIT_WINDOW_MS, Desk
from xiaoer.domains.desk.rounds import rounds
from xiaoer.domains.desk.wire import Fresh
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import to_ms
from xiaoer.kit.events import StoredEvent

LOOK_S = 5.0

GATHER_S = 0.5


class Caretaker:
    """Hears this process's own messages; several processes say a line once, for it is marked under the chat's lock."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._asked: set[int] = set()  # chats that are about to be looked at

    def start(self) -> None:
        """Listen, and look around every few seconds."""
        self.desk.hub.local_watchers.append(self._hear)
        self.desk.spawn(rounds(self.desk, "caretaker", self.soothe_all, every_s=LOOK_S, first_s=LOOK_S))

    def _hear(self, event: StoredEvent) -> None:
        if event.type != "message.created":
            return
        fresh: Fresh = event.news
        if fresh.post.author == "shopper" and fresh.state == "assigned":
            shop = self.desk.shops.get(event.shop_id)
            if shop.settings.away_reply and fresh.post.conversation_id not in self._asked:
                self._asked.add(fresh.post.conversation_id)
                self.desk.spawn(self._excuse_soon(shop, fresh.post.conversation_id))

    async def _excuse_soon(self, shop: ShopInfo, conversation_id: int) -> None:
        """Lines of one chat that come together cost one look."""
        await asyncio.sleep(GATHER_S)
        self._asked.discard(conversation_id)
        await self.excuse(shop, conversation_id)

    async def excuse(self, shop: ShopInfo, conversation_id: int) -> None:
        """The agent of a chat is away: say so once, with his own words."""

        def look(s: Session) -> dict[str, str] | None:
            found = repository.conversation(s, shop.id, conversation_id, 0)
            agent = found["conversation"]["agent"] if found else None
            return repository.agent(s, shop.id, agent["id"]) if agent else None

        agent = await self.desk.database.read(look)
        if agent is None or agent["status"] not in ("away", "offline"):
            return
        said, template = agent["status_text"], shop.settings.away_reply
        await self.desk.run(lambda u: patience.soothe(u, shop, conversation_id, template, wait_s=None, said=said))

    async def soothe_all(self, shop: ShopInfo) -> int:
        """Say the busy line to everybody who has waited long enough for people who are here; returns how many."""
        now_ms = to_ms(self.desk.clock())
        if not shop.settings.busy_after_s or not await self.desk.staffed(shop.id):
            return 0
        waiting, wait_s = await self.desk.database.read(
            lambda s: (
                patience.impatient(s, shop.id, now_ms - shop.settings.busy_after_s * 1000),
                repository.usual_wait_s(s, shop.id, now_ms - WAIT_WINDOW_MS),
            )
        )
        told = 0
        for conversation_id, state, _ in waiting:
            known = wait_s if state == "queued" else None
            told += await self.desk.run(
                lambda u, c=conversation_id, k=known: patience.soothe(  # type: ignore[misc]
                    u, shop, c, shop.settings.busy_reply, wait_s=k
                )
            )
        return told
