"""The books of the shops' drills: one per shop, catalogue version and day, built away from the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from xiaoer.core.drills import written
from xiaoer.core.drills.book import Book
from xiaoer.core.drills.shapes import Scenario
from xiaoer.core.facts import ShopFacts
from xiaoer.domains.academy.errors import NoScenario
from xiaoer.domains.academy.models import OwnScenario as OwnScenarioRow
from xiaoer.kit.codec import from_json


class Books:
    """Scenarios are dated, so a book of yesterday is none."""

    def __init__(self) -> None:
        self._books: dict[int, tuple[str, Book]] = {}
        self._locks: dict[int, asyncio.Lock] = {}

    async def get(self, shop_id: int, facts: ShopFacts, now: datetime, own: Sequence[OwnScenarioRow] = ()) -> Book:
        """The book of a shop; `now` aware; `own` = the scenarios that people wrote."""
        local = now.astimezone(ZoneInfo(facts.profile.timezone))
        newest = ",".join(f"{row.id}.{row.version}" for row in own)
        stamp = f"{facts.version}:{local:%Y-%m-%d}:{newest}"
        async with self._locks.setdefault(shop_id, asyncio.Lock()):
            held = self._books.get(shop_id)
            if held is None or held[0] != stamp:
                held = self._books[shop_id] = (stamp, await asyncio.to_thread(_book, facts, local, own))
        return held[1]


def _book(facts: ShopFacts, now: datetime, own: Sequence[OwnScenarioRow]) -> Book:
    made = [written.scenario_of(f"own-{row.id}", from_json(row.data, written.WrittenScenario), now) for row in own]
    return Book(facts, now, made)


def scenario_of(book: Book, wanted: str) -> Scenario:
    """A scenario by id; raises `NoScenario`."""
    try:
        return book.scenario(wanted)
    except KeyError:
        raise NoScenario(wanted) from None
