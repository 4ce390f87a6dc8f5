"""The other shops of who sits here: what marks their text, so that it warns in this shop's chat."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from xiaoer.core.rulebook.findings import GateResult
from xiaoer.core.rulebook.gate.foreign import ShopMarks, foreign, shop_marks, with_foreign
from xiaoer.domains.knowledge.book import FactsBook
from xiaoer.domains.knowledge.service import shop_facts
from xiaoer.domains.shop.service import ShopBook, ShopInfo
from xiaoer.kit.clock import Clock
from xiaoer.kit.database import Database


class Neighbours:
    """Marks by shop, made anew when its catalogue or its settings have a new version."""

    def __init__(self, database: Database, shops: ShopBook, facts: FactsBook, clock: Clock) -> None:
        self._database, self._shops, self._facts, self._clock = database, shops, facts, clock
        self._held: dict[int, tuple[tuple[int, int], ShopMarks]] = {}
        self._making: dict[int, asyncio.Lock] = {}

    async def judge(self, result: GateResult, shop: ShopInfo, shop_ids: Iterable[int], text: str) -> GateResult:
        """The gate's word, and a warning where `text` belongs to another of the shops `shop_ids`."""
        others = [self._shops.get(i) for i in shop_ids if i != shop.id]
        if not others or not text.strip():
            return result
        own, *rest = [await self._marks(one) for one in (shop, *others)]
        facts = self._facts.peek(shop.id) or await self._facts.get(shop.id)
        today = self._clock().astimezone(shop.zone).date()
        return with_foreign(result, foreign(text, own, rest, facts, today))

    async def _marks(self, shop: ShopInfo) -> ShopMarks:
        version = (shop.catalog_version, shop.settings_version)
        async with self._making.setdefault(shop.id, asyncio.Lock()):
            held = self._held.get(shop.id)
            if held is not None and held[0] == version:
                return held[1]
            facts = self._facts.peek(shop.id)
            if facts is None:  # a neighbour whom nobody asks: its tables are not kept, only its marks
                facts = await self._database.read(lambda s: shop_facts(s, shop.id))
            settings = shop.settings
            words = (
                settings.greeting, settings.away_reply, settings.off_hours_reply, *settings.opening_words,
                *settings.closing_words,
            )  # fmt: skip
            marks = await asyncio.to_thread(shop_marks, facts, return_address=settings.return_address, words=words)
            self._held[shop.id] = (version, marks)
            return marks
