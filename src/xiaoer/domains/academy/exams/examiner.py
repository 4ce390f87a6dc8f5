"""Collects papers whose time is over, and says what the bank of a shop is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog

from xiaoer.domains.academy.exams import repository, service
from xiaoer.domains.academy.exams.bank import Entry, bank_of
from xiaoer.domains.academy.player import Player
from xiaoer.kit.clock import to_ms

log = structlog.get_logger()
LOOKS_EVERY_S = 10.0


class Examiner:
    """One per process; two of them may collect the same paper: the second changes nothing."""

    def __init__(self, player: Player) -> None:
        self.player, self.desk = player, player.desk

    def start(self) -> None:
        """Look from now on."""
        self.desk.spawn(self._run())

    async def bank(self, shop_id: int) -> Mapping[str, Entry]:
        """All questions of a shop."""
        facts = await self.desk.facts.get(shop_id)
        own = await self.desk.database.read(lambda s: repository.own_questions(s, shop_id))
        return await asyncio.to_thread(bank_of, facts, own)

    async def hand_in(self, shop_id: int, sitting_id: int) -> None:
        """Collect one paper."""
        book = await self.player.book(shop_id)
        await self.desk.run(lambda u: service.hand_in(u, book, shop_id, sitting_id))

    async def collect(self) -> int:
        """Collect what is overdue; returns how many papers."""
        now_ms = to_ms(self.desk.clock())
        late = await self.desk.database.read(lambda s: repository.overdue(s, now_ms - service.GRACE_MS))
        for one in late:
            await self.hand_in(one.shop_id, one.sitting_id)
        return len(late)

    async def _run(self) -> None:
        while True:
            try:
                await self.collect()
            except Exception as error:
                log.warning("exams.collect_failed", error=str(error))
            await asyncio.sleep(LOOKS_EVERY_S)
