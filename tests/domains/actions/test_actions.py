"""Actions on orders: judged, shown, confirmed, done once, written back; by hand where the platform has no door."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from tests.support.desks import TestDesk
from tests.support.shops import SHANYU
from xiaoer.core.facts import Order
from xiaoer.domains.actions import service
from xiaoer.domains.actions.errors import AlreadyAnswered, BadDetail, NotAllowed, Pending, RuledOut
from xiaoer.domains.actions.service import ROBOT, Proposal, Yes
from xiaoer.domains.aftersales import repository as cases
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.aftersales.service import By
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.orders import importing, timeline
from xiaoer.domains.orders import service as orders
from xiaoer.domains.registers import packing
from xiaoer.domains.rules import service as rules
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.work import repository as tasks
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import NotFound
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio
AGENT, LEAD = By("shop", "小鱼", 1, Decimal(50)), By("lead", "主管", 2, Decimal(5000))
UNPAID, PAID, DONE = "20261122091297", "20261121203558", "20261021213078"
NICKS = {UNPAID: "今天也要早睡", PAID: "橘子味的风", DONE: "今天也要早睡"}


class Bench:
    """Short ways to act on orders of one shop."""

    def __init__(self, desk: TestDesk) -> None:
        self.desk, self.shop = desk, desk.shop

    async def run(self, work: Callable[[Unit], Any]) -> Any:
        return await self.desk.desk.run(work)

    async def chat(self, nick: str) -> tuple[int, int]:
        def make(unit: Unit) -> tuple[int, int]:
            shopper_id = shoppers.ensure_known(unit, self.shop.id, nick)
            return shopper_id, desk_service.ensure_conversation(unit, self.shop.id, shopper_id)

        found: tuple[int, int] = await self.run(make)
        return found

    async def propose(
        self, kind: str, number: str = "", by: By = AGENT, nick: str = "", key: str = "", **params: str
    ) -> Any:
        facts = await self.desk.desk.facts.get(self.shop.id)
        nick = nick or NICKS[number]
        shopper_id, chat = await self.chat(nick)
        wish = Proposal(
            kind, number, tuple(params.items()), conversation_id=chat, shopper_id=shopper_id, nick=nick, key=key
        )
        return await self.run(lambda u: service.propose(u, self.shop, facts, wish, by))

    async def answer(self, action: Any, *, yes: bool = True, **more: Any) -> Any:
        facts = await self.desk.desk.facts.get(self.shop.id)
        return await self.run(lambda u: service.answer(u, self.shop, facts, action["id"], yes=yes, **more))

    async def decide(self, action: Any, act: str, by: By = AGENT, **more: Any) -> Any:
        facts = await self.desk.desk.facts.get(self.shop.id)
        return await self.run(
            lambda u: service.decide(u, self.shop, facts, action["id"], act, action["version"], by, **more)
        )

    async def order(self, number: str) -> Order:
        return await self.desk.desk.database.read(lambda s: orders.find(s, self.shop.id, number))

    async def tasks(self, state: str = "open") -> list[dict[str, Any]]:
        return await self.desk.desk.database.read(lambda s: tasks.page(s, self.shop.id, state=state))

    async def said(self, action: Any) -> list[str]:
        lines = await self.desk.public(action["conversation"])
        return [m["body"]["text"] for m in lines if m["body"].get("event") == "action"]

    async def card(self, action: Any) -> dict[str, Any]:
        lines = await self.desk.public(action["conversation"])
        return next(m for m in lines if m["kind"] == "action_card" and m["body"]["action"] == action["id"])


@pytest.fixture
def bench(desk: TestDesk) -> Bench:
    return Bench(desk)


@pytest.fixture
def taobao(desk: TestDesk) -> Bench:
    bench = Bench(replace(desk, shop=desk.desk.shops.find(SHANYU)))
    NICKS["5111181000930034885"] = "年糕切成片"
    return bench


async def test_an_address_is_shown_confirmed_and_changed_once(bench: Bench) -> None:
    made = await bench.propose("change_address", PAID, 收货地址="江苏省苏州市工业园区星湖街1号", 收件人="王小明")
    card = await bench.card(made)
    assert (made["state"], card["body"]["state"], card["author"]) == ("proposed", "proposed", "agent")
    assert {"name": "收货地址", "value": "江苏省苏州市工业园区星湖街1号"} in card["body"]["lines"]
    assert (await bench.order(PAID)).receiver != "王小明"
    results = await asyncio.gather(bench.answer(made), bench.answer(made), return_exceptions=True)
    assert sorted(isinstance(r, AlreadyAnswered) for r in results) == [False, True]
    order = await bench.order(PAID)
    assert (order.province, order.city, order.receiver) == ("江苏", "苏州", "王小明")
    after = await bench.card(made)
    assert (after["body"]["state"], after["rev"] > card["rev"]) == ("done", True)
    assert await bench.said(made) == ["收货信息已改好"]
    lines = await bench.desk.desk.database.read(lambda s: timeline.of_order(s, bench.shop.id, order))
    assert [line["text"] for line in lines if line["kind"] == "action"] == [
        "请买家确认：修改收货信息", "修改收货信息：收货信息已改好",
    ]  # fmt: skip


async def test_a_no_leaves_the_order_alone(bench: Bench) -> None:
    before = await bench.order(UNPAID)
    made = await bench.propose("cancel_order", UNPAID)
    assert (await bench.answer(made, yes=False))["state"] == "declined"
    assert await bench.order(UNPAID) == before


async def test_cancelling_an_unpaid_order_closes_it(bench: Bench) -> None:
    await bench.answer(await bench.propose("cancel_order", UNPAID))
    assert (await bench.order(UNPAID)).status == "closed_unpaid"


async def test_cancelling_a_paid_order_stops_it_and_gives_the_money_back_by_a_case(bench: Bench) -> None:
    paid = (await bench.order(PAID)).paid_amount
    await bench.answer(await bench.propose("cancel_order", PAID, 原因="不想要了"))
    assert (await bench.order(PAID)).status == "locked"
    found = await bench.desk.desk.database.read(lambda s: cases.page(s, bench.shop.id, state="all", order=PAID))
    assert [(c["kind"], c["agreed"]) for c in found] == [("cancel", str(paid))]
    assert found[0]["state"] in ("to_refund", "approval")


async def test_a_cancelled_order_is_judged_under_the_shops_own_promises(bench: Bench) -> None:
    for name, value in (("cancel_before_ship.allowed", "true"), ("refund_within_hours", "6")):
        await bench.run(
            lambda u, n=name, v=value: rules.set_promise(u, bench.shop.id, (2, "主管"), name=n, value=v, reason="")
        )
    await bench.answer(await bench.propose("cancel_order", PAID, 原因="不想要了"))
    mine = select(CaseRow).where(CaseRow.shop_id == bench.shop.id, CaseRow.order_number == PAID)
    row = await bench.desk.desk.database.read(lambda s: s.scalars(mine).one())
    decision = json.loads(row.decision)
    assert decision["outcome"] == "approve"
    assert {"shop_rules.cancel_before_ship", "shop_rules.refund_within_hours"} <= set(decision["basis"])
    promised = row.opened_ms + 6 * 3600 * 1000
    assert to_ms(datetime.fromisoformat(decision["deadline"]["at"])) == promised


async def test_what_the_state_forbids_is_refused_with_a_sentence(bench: Bench) -> None:
    with pytest.raises(RuledOut, match="交易成功"):
        await bench.propose("change_address", DONE, 收货地址="江苏省苏州市")
    with pytest.raises(RuledOut, match="待付款"):
        await bench.propose("change_price", PAID, 改后应付="1")
    with pytest.raises(NotFound):
        await bench.propose("cancel_order", UNPAID, nick="橘子味的风")


async def test_what_became_impossible_before_the_yes_is_said_and_not_done(bench: Bench) -> None:
    made = await bench.propose("change_address", PAID, 收件人="王小明")
    shipped = replace(await bench.order(PAID), status="shipped", status_text="已发货")
    await bench.run(lambda u: timeline.change(u, bench.shop.id, PAID, lambda _: shipped))
    done = await bench.answer(made)
    assert (done["state"], await bench.order(PAID)) == ("failed", shipped)
    assert "已经发出" in done["outcome"]


async def test_a_card_holds_a_day(bench: Bench) -> None:
    made = await bench.propose("cancel_order", UNPAID)
    bench.desk.clock.advance(24 * 3600 + 1)
    assert (await bench.answer(made))["state"] == "expired"
    assert (await bench.order(UNPAID)).status == "unpaid"


async def test_words_count_where_the_law_lets_them(bench: Bench) -> None:
    made = await bench.propose("cancel_order", UNPAID)
    said = await bench.desk.say(made["conversation"], "确认取消")
    with pytest.raises(BadDetail):
        await bench.answer(made, by=Yes("words", 1, "确认"))
    with pytest.raises(BadDetail):
        await bench.answer(made, by=Yes("words", said.number, "先不取消了"))
    done = await bench.answer(made, by=Yes("words", said.number, "确认取消"))
    assert (done["state"], done["words"]) == ("done", "确认取消")
    bought = await bench.propose("place_order", "", nick="今天也要早睡", 明细="QH503-HS-M×2")
    with pytest.raises(NotAllowed, match="第49、50条"):
        await bench.answer(bought, by=Yes("words", 99, "确认"))


async def test_an_order_is_placed_with_its_sums(bench: Bench) -> None:
    made = await bench.propose(
        "place_order", "", nick="今天也要早睡", 明细="QH503-HS-M×2", 收货地址="浙江省杭州市滨江区网商路1号"
    )
    done = await bench.answer(made)
    order = await bench.order(done["order"])
    assert (order.status, order.shopper, order.lines[0].quantity) == ("unpaid", "今天也要早睡", 2)
    assert order.goods_amount == sum((line.subtotal or 0 for line in order.lines), Decimal(0))
    assert order.paid_amount == order.goods_amount - (order.discount or 0) + (order.freight or 0)
    with pytest.raises(RuledOut, match="库存"):
        await bench.propose("place_order", "", nick="今天也要早睡", 明细="QH503-HS-M×999")


async def test_a_price_is_only_lowered_and_above_the_limit_the_lead_decides(bench: Bench) -> None:
    with pytest.raises(RuledOut, match="改低"):
        await bench.propose("change_price", UNPAID, 改后应付="139.00")
    made = await bench.propose("change_price", UNPAID, 改后应付="80")
    assert made["state"] == "approval"
    assert [t["kind"] for t in await bench.tasks() if t["kind"] == "approval"] == ["approval"]
    with pytest.raises(NotAllowed):
        await bench.decide(made, "approve")
    shown = await bench.decide(made, "approve", LEAD)
    assert shown["state"] == "proposed"
    await bench.answer(shown)
    order = await bench.order(UNPAID)
    assert (order.paid_amount, order.discount) == (Decimal("80.00"), Decimal("59.00"))
    assert not [t for t in await bench.tasks() if t["kind"] == "approval"]


async def test_a_remark_is_kept_inside_and_a_gift_becomes_an_errand(bench: Bench) -> None:
    await bench.propose("remark", PAID, 备注="1103-07-要补发-今天发", 旗="红")
    made = await bench.propose("gift_add", PAID, 赠品="发圈", 数量="2")
    order = await bench.order(PAID)
    assert (order.extra["商家备注"], order.extra["旗帜颜色"], order.extra["加送"]) == (
        "1103-07-要补发-今天发", "红", "发圈×2",
    )  # fmt: skip
    assert await bench.said(made) == ["赠品已登记，会随包裹放入"]
    slips = await bench.desk.desk.database.read(lambda s: packing.page(s, bench.shop.id))
    assert [(s["kind"], s["text"]) for s in slips] == [("gift", "赠品：发圈，数量：2")]


async def test_asked_twice_it_is_one(bench: Bench) -> None:
    first = await bench.propose("cancel_order", UNPAID, key="robot:1:5", by=ROBOT)
    assert (await bench.propose("cancel_order", UNPAID, key="robot:1:5", by=ROBOT))["id"] == first["id"]
    second = await bench.propose("cancel_order", UNPAID)
    assert second["id"] != first["id"]
    with pytest.raises(AlreadyAnswered):
        await bench.answer(first)
    assert (await bench.card(first))["body"]["state"] == "withdrawn"
    chat = second["conversation"]
    waiting = await bench.desk.desk.database.read(
        lambda s: service.open_in(s, bench.shop.id, chat, bench.desk.clock.ms())
    )
    assert [one["id"] for one in waiting] == [second["id"]]


async def test_details_that_are_wrong_are_named(bench: Bench) -> None:
    for params, field in (
        ({}, "收货地址"), ({"手机号": "abc"}, "手机号"), ({"颜色": "红"}, "颜色"), ({"收件人": "甲" * 300}, "收件人"),
    ):  # fmt: skip
        with pytest.raises(BadDetail) as caught:
            await bench.propose("change_address", PAID, **params)
        assert caught.value.fields["field"] == field


async def test_on_a_platform_it_is_a_task_with_steps_until_the_import_shows_it(taobao: Bench) -> None:
    number = "5111181000930034885"
    made = await taobao.propose("change_address", number, 收货地址="上海市徐汇区漕溪路1号", 收件人="王小明")
    before = await taobao.order(number)
    hand = await taobao.answer(made)
    assert (hand["state"], await taobao.order(number)) == ("by_hand", before)
    assert any(number in step and "以实际页面为准" in step for step in hand["steps"]), "menus from memory say so"
    assert len([t for t in await taobao.tasks() if t["kind"] == "action"]) == 1
    with pytest.raises(Pending):
        await taobao.propose("change_address", number, 收件人="李四")
    there = replace(before, address="上海市徐汇区漕溪路1号", receiver="王小明")

    def bring(unit: Unit) -> int:
        importing.bring_orders(unit, taobao.shop.id, "taobao", [there])
        return service.seen_in_import(unit, taobao.shop.id, [number])

    assert await taobao.run(bring) == 1
    assert await taobao.run(bring) == 0
    assert await taobao.said(made) == ["修改收货信息已收到，同事正在平台上为您办理", "收货信息已改好"]
    assert not [t for t in await taobao.tasks() if t["kind"] == "action"]


async def test_by_hand_it_may_fail(taobao: Bench) -> None:
    made = await taobao.propose("cancel_order", "5111181000930034885")
    hand = await taobao.answer(made)
    over = await taobao.decide(hand, "failed", text="仓库已经发出，拦不回来了")
    assert (over["state"], over["outcome"]) == ("failed", "仓库已经发出，拦不回来了")


async def test_a_shops_own_type_goes_to_people(bench: Bench) -> None:
    profile = replace(
        bench.shop.profile,
        extra={"actions": '{"engrave": {"name": "刻字", "words": "刻字", "allowed": ["paid_unshipped"]}}'},
    )
    bench.shop = replace(bench.shop, profile=profile)
    made = await bench.propose("engrave", PAID, 内容="平安")
    done = await bench.answer(made)
    assert (made["name"], done["state"]) == ("刻字", "by_hand")
    assert any("刻字" in t["text"] for t in await bench.tasks() if t["kind"] == "action")


async def test_a_paid_order_is_checked_and_bid_farewell(bench: Bench) -> None:
    made = await bench.propose("check_order", PAID, 打包要求="不放价格单")
    card = await bench.card(made)
    where = next(line["value"] for line in card["body"]["lines"] if line["name"] == "收货")
    assert "*" in where
    done = await bench.answer(made)
    assert done["outcome"].startswith("感谢您的确认")
    slips = await bench.desk.desk.database.read(lambda s: packing.page(s, bench.shop.id))
    assert [(slip["kind"], slip["text"]) for slip in slips] == [("wish", "不放价格单")]
    with pytest.raises(RuledOut):
        await bench.propose("check_order", UNPAID)
