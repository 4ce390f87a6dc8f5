"""Runs the loop: looks at new findings, practices, cards and papers now and then."""

from __future__ import annotations

import asyncio

import structlog

from xiaoer.domains.academy.cards import cards_of
from xiaoer.domains.academy.coaching import service
from xiaoer.domains.desk.live import Desk

log = structlog.get_logger()
LOOKS_EVERY_S = 15.0


class Coach:
    """One per process; a round changes nothing that another process has done already."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def start(self) -> None:
        """Look from now on."""
        self.desk.spawn(self._run())

    async def look(self, shop_id: int) -> int:
        """One round for a shop; returns how many findings were new."""
        cards = cards_of(await self.desk.facts.get(shop_id))
        fresh: int = await self.desk.run(lambda u: service.look(u, shop_id, cards))
        return fresh

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(LOOKS_EVERY_S)
            try:
                for feed in list(self.desk.hub.feeds):
                    await self.look(feed)
            except Exception as error:
                log.warning("coaching.look_failed", error=str(error))
