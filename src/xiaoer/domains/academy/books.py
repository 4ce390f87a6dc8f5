"""The books of the shops' drills: one per shop, catalogue version and day, built away from the event loop."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.shapes import Scenario
from xiaoer.core.facts import ShopFacts
from xiaoer.domains.academy.errors import NoScenario


class Books:
    """Scenarios are dated, so a book of yesterday is none."""

    def __init__(self) -> None:
        self._books: dict[int, tuple[str, Book]] = {}
        self._locks: dict[int, asyncio.Lock] = {}

    async def get(self, shop_id: int, facts: ShopFacts, now: datetime) -> Book:
        """The book of a shop; `now` aware."""
        local = now.astimezone(ZoneInfo(facts.profile.timezone))
        stamp = f"{facts.version}:{local:%Y-%m-%d}"
        async with self._locks.setdefault(shop_id, asyncio.Lock()):
            held = self._books.get(shop_id)
            if held is None or held[0] != stamp:
                held = self._books[shop_id] = (stamp, await asyncio.to_thread(Book, facts, local))
        return held[1]


def scenario_of(book: Book, wanted: str) -> Scenario:
    """A scenario by id; raises `NoScenario`."""
    try:
        return book.scenario(wanted)
    except KeyError:
        raise NoScenario(wanted) from None
