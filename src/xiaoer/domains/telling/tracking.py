"""Parcels under way are asked about at a tracking service (物流查询), so that the watchdogs need no import.

Politely: a few of each shop a minute, one after another with a gap, each parcel at its interval; a service that is down
or refuses the key is left alone for a while that grows. What it tells is written as an import would write it.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order, Parcel
from xiaoer.core.rulebook.parcels.scans import DONE, state_of, with_tracking
from xiaoer.core.rulebook.parcels.states import Tracking
from xiaoer.core.text.waybills import house_courier
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rounds import rounds
from xiaoer.domains.orders import service as orders
from xiaoer.domains.orders import timeline
from xiaoer.domains.telling import denials, looks, parcels
from xiaoer.domains.telling.looks import Asked, Key
from xiaoer.kit.clock import to_ms
from xiaoer.kit.writer import Unit
from xiaoer.ports.tracking import Inquiry, NotFound, Refused, Tracker, TrackingError

log = structlog.get_logger()
EVERY_S = 60.0
FIRST_S = 30.0
ENLIST_S = 600.0
BATCH = 20  # parcels of one shop in a round
LEASE_MS = 10 * 60_000
DAY_MS = 24 * 3_600_000
PAUSE_S, LONGEST_PAUSE_S = 60.0, 3600.0


class Poller:
    """Asks a tracking service: `minutes` between two questions about one parcel, `gap_s` between any two."""

    def __init__(self, desk: Desk, tracker: Tracker, *, minutes: int, gap_s: float) -> None:
        self._desk, self._tracker = desk, tracker
        self._interval_ms, self._gap_s = minutes * 60_000, gap_s
        self._enlisted: dict[int, datetime] = {}
        self._down = 0
        self._rests_until: datetime | None = None
        self.trouble = ""  # why the service is left alone, "" = it answers

    async def run(self) -> None:
        """Go round the shops for ever; a round that fails is tried again."""
        await rounds(self._desk, "tracking", lambda shop: self.look(shop.id), every_s=EVERY_S, first_s=FIRST_S)

    async def look(self, shop_id: int) -> int:
        """One round of a shop; returns how many questions were asked."""
        if not self._desk.shops.get(shop_id).settings.parcel_tracking or self._rests():
            return 0
        await self._enlist(shop_id)
        taken: list[Asked] = await self._desk.run(lambda u: looks.take(u, shop_id, BATCH, LEASE_MS))
        for n, asked in enumerate(taken):
            if self._rests():
                await self._give_back(shop_id, taken[n:])
                return n
            await self._ask(shop_id, asked)
            await asyncio.sleep(self._gap_s)
        return len(taken)

    def _rests(self) -> bool:
        return self._rests_until is not None and self._desk.clock() < self._rests_until

    async def _give_back(self, shop_id: int, left: list[Asked]) -> None:
        def work(unit: Unit) -> None:
            for asked in left:
                looks.settle(unit, shop_id, asked, after_ms=0, fails=asked.fails)

        await self._desk.run(work)

    async def _enlist(self, shop_id: int) -> None:
        now = self._desk.clock()
        last = self._enlisted.get(shop_id)
        if last is not None and (now - last).total_seconds() < ENLIST_S:
            return
        wanted: list[Key] = []
        after = 0
        while found := await self._desk.database.read(lambda s, a=after: parcels.on_the_way(s, shop_id, a)):  # type: ignore[misc]
            after = found[-1][0]
            wanted += [key for _, order in found for key in under_way(order, now)]
        await self._desk.run(lambda u: looks.enlist(u, shop_id, wanted))
        self._enlisted[shop_id] = now

    async def _ask(self, shop_id: int, asked: Asked) -> None:
        order = await self._desk.database.read(lambda s: _find(s, shop_id, asked.order))
        parcel = next((p for p in order.parcels if p.waybill == asked.waybill), None) if order else None
        if order is None or parcel is None or state_of(parcel) in DONE:
            await self._desk.run(lambda u: looks.drop(u, shop_id, asked))
            return
        try:
            told = await self._tracker.look(self._inquiry(shop_id, order, parcel), self._desk.clock())
        except TrackingError as error:
            await self._failed(shop_id, asked, error)
            return
        self._down, self._rests_until, self.trouble = 0, None, ""
        await self._write(shop_id, asked, order, told)

    def _inquiry(self, shop_id: int, order: Order, parcel: Parcel) -> Inquiry:
        tail = order.phone[-4:]
        return Inquiry(
            house_courier(parcel.courier, parcel.waybill), parcel.waybill, tail if tail.isdigit() else "",
            parcel.shipped_at or order.shipped_at, self._desk.shops.get(shop_id).profile.ship_from, order.province,
        )  # fmt: skip

    async def _failed(self, shop_id: int, asked: Asked, error: TrackingError) -> None:
        """A parcel without an answer waits longer each time; a service that gives none to anybody is left alone."""
        fails, said = asked.fails + 1, str(error)
        if isinstance(error, NotFound):
            after = min(self._interval_ms * 2 ** min(fails, 10), DAY_MS)
        elif error.again or isinstance(error, Refused):
            self._rest(LONGEST_PAUSE_S if isinstance(error, Refused) else PAUSE_S * 2 ** min(self._down, 10), said)
            after, fails, said = 0, asked.fails, ""
        else:
            after = DAY_MS
        await self._desk.run(lambda u: looks.settle(u, shop_id, asked, after_ms=after, fails=fails, said=said))

    def _rest(self, seconds: float, why: str) -> None:
        self._down += 1
        self._rests_until = self._desk.clock() + timedelta(seconds=min(seconds, LONGEST_PAUSE_S))
        self.trouble = why
        log.warning("tracking.rests", seconds=min(seconds, LONGEST_PAUSE_S), why=why)

    async def _write(self, shop_id: int, asked: Asked, order: Order, told: Tracking) -> None:
        facts, zone = await self._desk.facts.get(shop_id), self._desk.shops.get(shop_id).zone
        now = self._desk.clock()

        def work(unit: Unit) -> Any:
            if told.state in DONE:
                looks.drop(unit, shop_id, asked)
            else:
                looks.settle(unit, shop_id, asked, after_ms=self._interval_ms)
            if with_tracking(order, asked.waybill, told) == order:
                return None
            changed = timeline.change(unit, shop_id, asked.order, lambda o: with_tracking(o, asked.waybill, told))
            parcels.write(unit, shop_id, parcels.tasks_of(changed, now, facts.delivery, zone))
            unit.emit(shop_id, "casework.changed", {"about": "orders", "id": 0})
            return parcels.chat_of(unit.session, shop_id, order.shopper)

        chat = await self._desk.run(work)
        if chat is not None and told.state == "signed" and told.last is not None:
            await denials.look(self._desk, shop_id, told.last.at, chat)  # what was said before the scan was known


def under_way(order: Order, now: datetime) -> list[Key]:
    """The parcels of an order that are still to be asked about."""
    found: list[Key] = []
    for parcel in order.parcels:
        uploaded = parcel.shipped_at or order.shipped_at
        if not parcel.waybill or uploaded is None or state_of(parcel) in DONE:
            continue
        if to_ms(now) - to_ms(uploaded) <= parcels.DAYS_MS:
            found.append((order.number, parcel.waybill))
    return found


def _find(session: Session, shop_id: int, number: str) -> Order | None:
    return orders.find_many(session, shop_id, [number]).get(number)
