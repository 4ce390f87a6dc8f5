"""Gives certificates as soon as they are earned, and opens the live queue with them."""

from __future__ import annotations

import asyncio

import structlog

from xiaoer.domains.academy.cards import cards_of
from xiaoer.domains.academy.paths import repository, service
from xiaoer.domains.academy.paths.demands import Level
from xiaoer.domains.desk.live import Desk

log = structlog.get_logger()
LOOKS_EVERY_S = 20.0
"""What happens at the desk (a practice that ended, a chat that was served) counts after so long."""


class Certifier:
    """One per process; the first to see what has been earned gives it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def start(self) -> None:
        """Look from now on."""
        self.desk.spawn(self._run())

    async def red_cards(self, shop_id: int) -> tuple[str, ...]:
        """Ids of the shop's red-line cards."""
        return tuple(c.id for c in cards_of(await self.desk.facts.get(shop_id)) if c.red_line)

    async def settle(self, shop_id: int, staff_id: int) -> list[Level]:
        """Give somebody what he has earned."""
        red = await self.red_cards(shop_id)
        fresh: list[Level] = await self.desk.run(lambda u: service.settle(u, shop_id, staff_id, red))
        return fresh

    async def look(self) -> None:
        """Look at everybody who is on a path."""
        for shop_id, staff_id in await self.desk.database.read(repository.learners):
            await self.settle(shop_id, staff_id)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(LOOKS_EVERY_S)
            try:
                await self.look()
            except Exception as error:
                log.warning("paths.look_failed", error=str(error))
