"""Facts in memory: one immutable `ShopFacts` per shop, swapped when its catalogue changes."""

from __future__ import annotations

import asyncio

from xiaoer.core.facts import ShopFacts
from xiaoer.domains.knowledge.service import shop_facts
from xiaoer.kit.database import Database


class FactsBook:
    """Loads a shop's facts at first use. All methods run on the event loop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facts: dict[int, ShopFacts] = {}
        self._loading: dict[int, asyncio.Task[ShopFacts]] = {}

    async def get(self, shop_id: int) -> ShopFacts:
        """The facts of a shop as of its newest catalogue version that this process has heard of."""
        held = self._facts.get(shop_id)
        if held is not None:
            return held
        task = self._loading.get(shop_id)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._load(shop_id))
            self._loading[shop_id] = task
        return await asyncio.shield(task)

    def peek(self, shop_id: int) -> ShopFacts | None:
        """What is held already."""
        return self._facts.get(shop_id)

    def forget(self, shop_id: int) -> None:
        """The catalogue has changed: load again at next use."""
        self._facts.pop(shop_id, None)
        self._loading.pop(shop_id, None)

    async def _load(self, shop_id: int) -> ShopFacts:
        facts = await self._database.read(lambda s: shop_facts(s, shop_id))
        if self._loading.get(shop_id) is asyncio.current_task():
            self._facts[shop_id] = facts
            self._loading.pop(shop_id, None)
        return facts
