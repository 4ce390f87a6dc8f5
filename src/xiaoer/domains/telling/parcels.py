"""The watchdogs of parcels at the desk: each alarm opens one task with a draft for the shopper."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Delivery, Order, Parcel
from xiaoer.core.rulebook.parcels import Scan, State, Tracking, Watched, alarms, expected, read_words
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.domains.work import service as work
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.codec import from_json
from xiaoer.kit.errors import ServiceError
from xiaoer.kit.writer import Unit

log = structlog.get_logger()
EVERY_S = 600.0
FIRST_S = 20.0
ON_THE_WAY = ("part_shipped", "shipped")
PIECE = 500
ANSWER_MS = 4 * 3600 * 1000
DAYS_MS = 30 * 24 * 3600 * 1000  # what is older is a matter of after-sales, not of a watchdog


async def run(desk: Desk) -> None:
    """Look at the parcels of all shops for ever; a look that fails is tried again."""
    from xiaoer.domains.telling import denials

    await asyncio.sleep(FIRST_S)
    back = timedelta(days=1)  # what was said while nobody listened
    while True:
        for shop in desk.shops.all():
            try:
                await look(desk, shop.id)
                await denials.look(desk, shop.id, desk.clock() - back)
            except ServiceError as error:
                log.warning("parcels.look_failed", shop=shop.code, error=error.detail)
        back = timedelta(seconds=2 * EVERY_S)
        await asyncio.sleep(EVERY_S)


async def look(desk: Desk, shop_id: int) -> int:
    """One look at a shop's parcels; returns how many tasks were made."""
    now, after, made = desk.clock(), 0, 0
    facts, zone = await desk.facts.get(shop_id), desk.shops.get(shop_id).zone
    while True:
        found = await desk.database.read(lambda s, a=after: on_the_way(s, shop_id, a))  # type: ignore[misc]
        if not found:
            return made
        after = found[-1][0]
        tasks = [task for _, order in found for task in tasks_of(order, now, facts.delivery, zone)]
        if tasks:
            made += await desk.run(lambda u, t=tasks: write(u, shop_id, t))  # type: ignore[misc]


def on_the_way(session: Session, shop_id: int, after: int) -> list[tuple[int, Order]]:
    """A piece of the orders with parcels under way, by row; `after` = the last row that was seen."""
    rows = session.execute(
        select(OrderRow.id, OrderRow.data)
        .where(OrderRow.shop_id == shop_id, OrderRow.status.in_(ON_THE_WAY), OrderRow.id > after)
        .order_by(OrderRow.id)
        .limit(PIECE)
    )
    return [(row.id, from_json(row.data, Order)) for row in rows]


def tasks_of(
    order: Order, now: datetime, rows: Sequence[Delivery], zone: tzinfo, *, denied_at: datetime | None = None
) -> list[NewTask]:
    """The tasks of an order's parcels at `now`; the same facts make the same keys.

    `rows` = the shop's delivery table; `denied_at` = when the shopper said that it has not come: parcels signed for
    until then are meant.
    """
    found = []
    for parcel in order.parcels:
        watched = _watched(order, parcel, rows, zone, denied_at)
        if watched is None or (now - watched.uploaded_at).total_seconds() * 1000 > DAYS_MS:
            continue
        for alarm in alarms(watched, now):
            text = f"包裹 {parcel.courier} {parcel.waybill}：{alarm.task}"
            key = f"parcel:{order.number}:{parcel.waybill}:{alarm.kind}:{alarm.since:%Y%m%d%H}"
            found.append(NewTask(key, "parcel", text[:500], order=order.number, nick=order.shopper, draft=alarm.draft))
    return found


def signed_at(order: Order) -> datetime | None:
    """When the last of an order's parcels was signed for; None where none was."""
    moments = [
        at for parcel in order.parcels
        if _state(parcel)[0] == "signed" and (at := _last(parcel) or order.signed_at) is not None
    ]  # fmt: skip
    return max(moments, default=None)


def _last(parcel: Parcel) -> datetime | None:
    return parcel.track[-1].at if parcel.track else parcel.last_seen_at


def _state(parcel: Parcel) -> tuple[State, str]:
    return read_words(parcel.state or (parcel.track[-1].text if parcel.track else ""))


def _watched(
    order: Order, parcel: Parcel, rows: Sequence[Delivery], zone: tzinfo, denied_at: datetime | None
) -> Watched | None:
    uploaded = parcel.shipped_at or order.shipped_at
    if uploaded is None or not parcel.waybill:
        return None
    scans = tuple(Scan(step.at, step.text, step.city) for step in parcel.track)
    state, detail = _state(parcel)
    due = expected(order, parcel, rows, zone)
    signed = _last(parcel) or order.signed_at
    return Watched(
        Tracking(parcel.courier, parcel.waybill, state, detail, scans), uploaded, due.due_at if due else None,
        denied=denied_at is not None and (signed is None or signed <= denied_at),
        promised=due is not None and due.promised,
    )  # fmt: skip


def write(unit: Unit, shop_id: int, tasks: Sequence[NewTask]) -> int:
    """Write alarms down, each with its shopper's chat; those that stand already are left out."""
    made = 0
    for task in tasks:
        due = NewTask(
            task.key, task.kind, task.text, due_ms=unit.now_ms + ANSWER_MS, order=task.order, nick=task.nick,
            conversation_id=chat_of(unit.session, shop_id, task.nick), draft=task.draft,
        )  # fmt: skip
        made += work.add(unit, shop_id, due) is not None
    return made


def chat_of(session: Session, shop_id: int, nick: str) -> int | None:
    """The chat of a shopper whom the shop knows by name."""
    query = (
        select(Conversation.id)
        .join(Shopper, Shopper.id == Conversation.shopper_id)
        .where(Conversation.shop_id == shop_id, Shopper.shop_id == shop_id, Shopper.nick == nick)
    )
    return session.scalar(query)
