"""Telling first, each order once; the watchdogs' tasks; a record that only counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.support.desks import TestDesk
from tests.support.waiting import eventually
from xiaoer.core.facts import Order, Parcel, Source, TrackStep
from xiaoer.domains.aftersales.service import By, Wish
from xiaoer.domains.orders import service as orders
from xiaoer.domains.orders import timeline
from xiaoer.domains.registers import service as registers
from xiaoer.domains.telling import denials, parcels, record, service
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
    assert "有结果马上告诉您" in mine[0]["draft"]


def on_the_way(shipped: datetime, seen: datetime, *, state: str = "运输中", text: str = "已离开【杭州中转】") -> Parcel:
    step = TrackStep(seen, "杭州", text)
    return Parcel(ORDER, "1", "中通快递", "78417848845568", shipped, state, (), seen, (step,), Source("x", 1))


async def put(desk: TestDesk, parcel: Parcel, **changes: Any) -> None:
    moved = replace(await order_of(desk), status_text="", province="浙江", parcels=(parcel,), **changes)
    await desk.desk.run(lambda u: timeline.change(u, desk.shop.id, ORDER, lambda _: moved))


async def alarms_of(desk: TestDesk, word: str) -> list[dict[str, Any]]:
    found = await desk.desk.database.read(lambda s: tasks.page(s, desk.shop.id, state="open", limit=500))
    return [t for t in found if t["kind"] == "parcel" and t["order"] == ORDER and word in t["text"]]


async def test_later_than_the_delivery_table_says_is_late_once(desk: TestDesk) -> None:
    shipped = desk.clock()  # 14:00 in Hangzhou; the table gives Zhejiang two days at most
    await put(desk, on_the_way(shipped, shipped), status="shipped")
    midnight = timedelta(days=2, hours=10)
    desk.clock.advance((midnight + timedelta(hours=23)).total_seconds())
    await put(desk, on_the_way(shipped, desk.clock()), status="shipped")  # it moves, slowly
    await parcels.look(desk.desk, desk.shop.id)
    assert await alarms_of(desk, "超过预计送达日") == []
    desk.clock.advance(2 * 3600)
    await parcels.look(desk.desk, desk.shop.id)
    await parcels.look(desk.desk, desk.shop.id)
    late = await alarms_of(desk, "超过预计送达日")
    assert [bool(t["draft"]) for t in late] == [True]


async def test_a_promised_hour_is_late_at_once(desk: TestDesk) -> None:
    shipped = desk.clock()
    promised = {"承诺送达时间": "2026-11-03 18:00"}
    await put(desk, on_the_way(shipped, shipped), status="shipped", extra=promised)
    desk.clock.advance(4 * 3600 - 1)
    await parcels.look(desk.desk, desk.shop.id)
    assert await alarms_of(desk, "超过预计送达日") == []
    desk.clock.advance(2)
    await parcels.look(desk.desk, desk.shop.id)
    assert len(await alarms_of(desk, "超过预计送达日")) == 1


async def test_signed_and_denied_opens_one_task_with_the_chat(desk: TestDesk) -> None:
    at = desk.clock() - timedelta(hours=5)
    signed = on_the_way(at - timedelta(days=1), at, state="已签收", text="已签收，签收人：门卫")
    await put(desk, signed, status="delivered", shopper=NICK)
    chat = await desk.conversation(NICK)
    for idle in ("退款没收到", "收到了，谢谢", "万一没收到货怎么办"):
        await desk.say(chat, idle)
    assert await denials.look(desk.desk, desk.shop.id, at) == 0
    await desk.say(chat, "显示签收了，可我根本没收到货啊")

    async def raised() -> bool:
        return bool(await alarms_of(desk, "买家说没收到"))

    await eventually(raised)
    await desk.say(chat, "到底是谁签收的？")
    assert await denials.look(desk.desk, desk.shop.id, at) == 0  # said again, looked at again: still one
    task = (await alarms_of(desk, "买家说没收到"))[0]
    assert (task["conversation"], task["nick"]) == (chat, NICK)
    assert "24小时内给您答复" in task["draft"]


async def test_a_denial_before_the_signature_is_none(desk: TestDesk) -> None:
    chat = await desk.conversation(NICK)
    await desk.say(chat, "我还没收到快递")
    desk.clock.advance(3600)
    at = desk.clock()
    signed = on_the_way(at - timedelta(days=1), at, state="已签收", text="已签收，签收人：本人")
    await put(desk, signed, status="delivered", shopper=NICK)
    assert await denials.look(desk.desk, desk.shop.id, at - timedelta(days=1)) == 0


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
