"""Telling first, each order once; the watchdogs' tasks; a record that only counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.support.desks import TestDesk
from xiaoer.core.facts import Order, Parcel, Source, TrackStep
from xiaoer.domains.aftersales.service import By, Wish
from xiaoer.domains.orders import service as orders
from xiaoer.domains.orders import timeline
from xiaoer.domains.registers import service as registers
from xiaoer.domains.telling import parcels, record, service
from xiaoer.domains.telling.service import Matter
from xiaoer.domains.work import casework
from xiaoer.domains.work import repository as tasks

pytestmark = pytest.mark.anyio
ORDER, NICK = "20261121203558", "橘子味的风"


async def order_of(desk: TestDesk, number: str = ORDER) -> Order:
    return await desk.desk.database.read(lambda s: orders.find(s, desk.shop.id, number))


async def test_affected_orders_are_told_once_and_replies_are_seen(desk: TestDesk) -> None:
    order = await order_of(desk)
    matter = Matter(order.lines[0].product, "stockout", date(2026, 12, 1), Decimal(5))
    found = await desk.desk.database.read(lambda s: service.affected(s, desk.shop.id, matter.goods))
    assert ORDER in [one.number for one in found]
    assert all(one.status in service.WAITING for one in found)
    text = service.words(matter, order, "亲")
    assert all(word in text for word in ("12月1日", "5.00元", ORDER[-4:]))

    async def tell() -> Any:
        return await desk.desk.run(
            lambda u: service.tell(u, desk.shop.id, matter, order, text, in_chat=True, by=(1, "小雨"))
        )

    assert [await tell(), await tell()] == [True, False]
    told = await desk.desk.database.read(lambda s: service.told(s, desk.shop.id))
    assert [(t["order"], t["state"], t["replied"]) for t in told] == [(ORDER, "sent", False)]
    await desk.say(told[0]["conversation"], "那我等吧")
    assert (await desk.desk.database.read(lambda s: service.told(s, desk.shop.id)))[0]["replied"]
    paid = await desk.desk.database.read(lambda s: registers.page(s, desk.shop.id, "payout"))
    assert [entry["cells"]["金额"] for entry in paid] == ["5.00"]


async def test_a_silent_parcel_opens_one_task_with_a_draft(desk: TestDesk) -> None:
    now = desk.clock()
    step = TrackStep(now - timedelta(hours=60), "杭州", "已离开【杭州中转】")
    parcel = Parcel(
        ORDER, "1", "顺丰", "SF1234567890123", now - timedelta(hours=70), "运输中", (), None, (step,), Source("x", 1)
    )
    moved = replace(await order_of(desk), status="shipped", status_text="已发货", parcels=(parcel,))
    await desk.desk.run(lambda u: timeline.change(u, desk.shop.id, ORDER, lambda _: moved))
    await parcels.look(desk.desk, desk.shop.id)
    assert await parcels.look(desk.desk, desk.shop.id) == 0
    found = await desk.desk.database.read(lambda s: tasks.page(s, desk.shop.id, state="open", limit=500))
    mine = [t for t in found if t["kind"] == "parcel" and t["order"] == ORDER]
    assert len(mine) == 1
    assert "向快递查件" in mine[0]["text"]
    assert "草稿：" in mine[0]["text"]


async def test_a_record_counts_and_refuses_nothing(desk: TestDesk) -> None:
    order = await order_of(desk, "20261021213078")
    for kind in ("return_refund", "exchange", "refund_only"):
        wish = Wish(order, "own", kind, "quality")  # type: ignore[arg-type]
        await desk.desk.run(lambda u, w=wish: casework.open_case(u, desk.shop.id, w, By("shopper", order.shopper)))  # type: ignore[misc]
    told = await desk.desk.database.read(lambda s: record.of_shopper(s, desk.shop.id, order.shopper, desk.clock.ms()))
    assert {"name": "90 天内售后单", "count": 3, "look": True} in told["patterns"]
    assert {"name": "同一原因反复申请", "count": 3, "look": True} in told["patterns"]
    assert len([line for line in told["lines"] if line["kind"] == "case"]) == 3
    assert told["appeals"]
    again = Wish(order, "own", "price_protection", "price_drop")
    made = await desk.desk.run(lambda u: casework.open_case(u, desk.shop.id, again, By("shopper", order.shopper)))
    assert made["state"] == "requested"
