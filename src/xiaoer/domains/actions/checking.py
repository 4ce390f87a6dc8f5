"""The order check after payment (核对订单·欢送语): goods, masked address and wishes on a card, then thanks.

Only where the shop has switched it on and speaks to its shoppers here (own channel). Found by a look at what was paid
lately; the action's key is made from the order, so that no second look, process or restart shows a second card.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from datetime import datetime, timedelta

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order, ShopFacts
from xiaoer.domains.actions import service
from xiaoer.domains.actions.errors import RuledOut
from xiaoer.domains.actions.models import ActionRow
from xiaoer.domains.actions.service import ROBOT, Proposal
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rounds import go_round
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.clock import to_ms
from xiaoer.kit.codec import from_json
from xiaoer.kit.errors import NotFound
from xiaoer.kit.events import StoredEvent
from xiaoer.kit.writer import Unit

EVERY_S = 20.0
SOON_S = 1.0
WITHIN = timedelta(minutes=30)  # a check that comes later than this is no farewell any more
ORDERED_WITHIN = timedelta(days=3)
MOST = 200
KIND = "check_order"


class Checker:
    """Looks at all shops that have the check switched on."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._awake = asyncio.Event()
        self._settled: set[int] = set()  # orders whose moment is over: not read again

    def start(self) -> None:
        """Look from now on, and soon after orders have come in."""
        self.desk.hub.local_watchers.append(self._hear)
        self.desk.spawn(self._run())

    def _hear(self, event: StoredEvent) -> None:
        if event.type == "casework.changed" and json.loads(event.payload).get("about") == "orders":
            self._awake.set()

    async def _run(self) -> None:
        while True:
            await go_round(self.desk, "checking", self.look)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), EVERY_S)
            self._awake.clear()
            await asyncio.sleep(SOON_S)

    async def look(self, shop: ShopInfo) -> int:
        """One look at a shop; returns how many cards were shown."""
        if not shop.settings.check_orders or shop.profile.platform != "own":
            return 0
        now = self.desk.clock()
        ids = await self.desk.database.read(lambda s: _unchecked(s, shop.id, now))
        ids = [one for one in ids if one not in self._settled][:MOST]
        if not ids:
            return 0
        found = await self.desk.database.read(lambda s: _orders(s, shop.id, ids))
        facts, shown = await self.desk.facts.get(shop.id), 0
        for row_id, order in found:
            self._settled.add(row_id)
            if order.shopper and order.paid_at is not None and now - WITHIN <= order.paid_at <= now:
                shown += await self.desk.run(lambda u, o=order: show(u, shop, facts, o))  # type: ignore[misc]
        return shown


def show(unit: Unit, shop: ShopInfo, facts: ShopFacts, order: Order) -> bool:
    """Lay the check of an order before its shopper; False where that makes no sense any more."""
    shopper_id = shoppers.ensure_known(unit, shop.id, order.shopper)
    chat = desk_service.ensure_conversation(unit, shop.id, shopper_id)
    wish = Proposal(
        KIND, order.number, conversation_id=chat, shopper_id=shopper_id, nick=order.shopper, key=key_of(order.number)
    )
    try:
        service.propose(unit, shop, facts, wish, ROBOT)
    except (RuledOut, NotFound):
        return False
    return True


def key_of(order: str) -> str:
    """The key of an order's check."""
    return f"check:{order}"


def _unchecked(session: Session, shop_id: int, now: datetime) -> list[int]:
    """Paid orders that nobody has been asked about, the newest first."""
    asked = (
        select(ActionRow.id)
        .where(ActionRow.shop_id == shop_id, ActionRow.key == literal("check:") + OrderRow.number)
        .exists()
    )
    query = (
        select(OrderRow.id)
        .where(
            OrderRow.shop_id == shop_id, OrderRow.status == "paid_unshipped",
            OrderRow.ordered_ms >= to_ms(now - ORDERED_WITHIN), ~asked,
        )
        .order_by(OrderRow.id.desc())
    )  # fmt: skip
    return list(session.scalars(query))


def _orders(session: Session, shop_id: int, ids: list[int]) -> list[tuple[int, Order]]:
    query = select(OrderRow.id, OrderRow.data).where(OrderRow.shop_id == shop_id, OrderRow.id.in_(ids))
    return [(row.id, from_json(row.data, Order)) for row in session.execute(query.order_by(OrderRow.id))]
