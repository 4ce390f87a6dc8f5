"""Runs the loop: looks at new findings, practices, cards and papers now and then."""

from __future__ import annotations

import asyncio

import structlog

from xiaoer.domains.academy.cards import cards_of
from xiaoer.domains.academy.coaching import novelties, service
from xiaoer.domains.academy.exams.examiner import Examiner

log = structlog.get_logger()
LOOKS_EVERY_S = 15.0


class Coach:
    """One per process; a round changes nothing that another process has done already."""

    def __init__(self, examiner: Examiner) -> None:
        self.desk, self.examiner = examiner.desk, examiner
        self._seen: dict[int, str] = {}  # by shop: the catalogue version whose products have been looked at

    def start(self) -> None:
        """Look from now on."""
        self.desk.spawn(self._run())

    async def look(self, shop_id: int) -> int:
        """One round for a shop; returns how many findings were new."""
        facts = await self.desk.facts.get(shop_id)
        if self._seen.get(shop_id) != facts.version:
            titles = {number: product.title for number, product in facts.products.items()}
            bank = await self.examiner.bank(shop_id)
            await self.desk.run(lambda u: novelties.notice(u, shop_id, titles, bank))
            self._seen[shop_id] = facts.version
        cards = cards_of(facts)
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
