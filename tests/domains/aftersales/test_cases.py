"""Cases from the request to the end: money that agrees, limits, two who press at once, a shopper who is late."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.support.desks import TestDesk
from xiaoer.core.facts import Order
from xiaoer.domains.aftersales import repository
from xiaoer.domains.aftersales.errors import AlreadyMoved, AlreadyOpen, Missing, NotAllowed, TooMuch, WrongState
from xiaoer.domains.aftersales.service import By, Doing, Wish
from xiaoer.domains.orders import service as orders
from xiaoer.domains.work import casework
from xiaoer.domains.work import repository as tasks
from xiaoer.domains.work import service as work
from xiaoer.kit.clock import to_ms

pytestmark = pytest.mark.anyio
ORDER, NICK = "20261021213078", "今天也要早睡"  # paid 203.00
AGENT, LEAD, BUYER = By("shop", "小鱼", 1, Decimal(200)), By("lead", "主管", 2, Decimal(5000)), By("shopper", NICK)


class Casework:
    """Short ways to work on cases of one order."""

    def __init__(self, desk: TestDesk, order: Order, chat: int) -> None:
        self.desk, self.order, self.chat = desk, order, chat

    async def open(self, kind: str = "return_refund", by: By = BUYER, **more: Any) -> dict[str, Any]:
        wish = Wish(self.order, "own", kind, "quality", conversation_id=self.chat, **more)  # type: ignore[arg-type]
        return await self.desk.desk.run(lambda u: casework.open_case(u, self.desk.shop.id, wish, by))

    async def act(self, case: dict[str, Any], act: str, by: By = AGENT, **more: Any) -> dict[str, Any]:
        doing = Doing(act, version=more.pop("version", case["version"]), **more)
        shop_id = self.desk.shop.id
        return await self.desk.desk.run(lambda u: casework.act(u, shop_id, case["id"], doing, by, self.order, "own"))

    async def task(self) -> dict[str, Any]:
        found = await self.desk.desk.database.read(lambda s: tasks.page(s, self.desk.shop.id, state="all"))
        return found[-1]


@pytest.fixture
async def cases(desk: TestDesk) -> Casework:
    order = await desk.desk.database.read(lambda s: orders.find(s, desk.shop.id, ORDER))
    return Casework(desk, order, await desk.conversation(NICK))


async def test_a_return_from_the_request_to_the_refund(cases: Casework) -> None:
    case = await cases.open()
    assert (case["state"], case["due_side"]) == ("requested", "shop")
    assert (await cases.task())["text"] == "处理退货退款申请"
    case = await cases.act(case, "ask_evidence", text="请拍一下问题的地方")
    assert (await cases.task())["state"] == "waiting"
    case = await cases.act(case, "evidence", BUYER, media=[{"media": "m1", "url": "/media/m1.jpg"}])
    case = await cases.act(case, "approve", amount=Decimal("200.00"), must_return=True, address="宁波退货仓")
    assert (case["state"], case["agreed"], case["due_side"]) == ("to_return", "200.00", "shopper")
    case = await cases.act(case, "waybill", BUYER, waybill="SF1234567890123", courier="顺丰")
    assert (await cases.task())["text"] == "验收退件（退货退款）"
    case = await cases.act(case, "received", side="商品")
    with pytest.raises(TooMuch):
        await cases.act(case, "refund", amount=Decimal("199.00"))
    case = await cases.act(case, "refund")
    assert (case["state"], case["refunded"], case["due_at"]) == ("done", "200.00", None)
    task = await cases.task()
    assert (task["state"], task["outcome"]) == ("done", "kept")
    steps = await cases.desk.desk.database.read(lambda s: repository.steps(s, cases.desk.shop.id, case["id"]))
    assert [s["act"] for s in steps] == [
        "open", "ask_evidence", "evidence", "approve", "waybill", "received", "refund",
    ]  # fmt: skip
    said = [m["body"]["text"] for m in await cases.desk.public(cases.chat) if m["body"].get("event") == "case"]
    assert len(said) == 7
    assert said[-1].endswith("已完成")


async def test_above_the_limit_the_lead_decides(cases: Casework) -> None:
    case = await cases.act(await cases.open("refund_only"), "approve", amount=Decimal("203.00"))
    assert (case["state"], case["agreed"]) == ("approval", "203.00")
    with pytest.raises(NotAllowed):
        await cases.act(case, "confirm")
    back = await cases.act(case, "reject", LEAD, text="先请买家补图")
    assert (back["state"], back["agreed"]) == ("requested", None)
    case = await cases.act(back, "approve", amount=Decimal("203.00"))
    assert (await cases.act(case, "confirm", LEAD))["state"] == "to_refund"


async def test_what_law_grants_an_agent_does_not_refuse(cases: Casework) -> None:
    case = await cases.open()
    granted = {"outcome": "approve"}
    with pytest.raises(NotAllowed):
        await cases.act(case, "refuse", text="不行", decision=granted)
    with pytest.raises(Missing):
        await cases.act(case, "refuse", LEAD, decision=granted)
    assert (await cases.act(case, "refuse", LEAD, text="超过期限", decision=granted))["state"] == "refused"


async def test_no_more_than_was_paid_over_all_cases(cases: Casework) -> None:
    first = await cases.act(await cases.open("refund_only"), "approve", LEAD, amount=Decimal("150.00"))
    second = await cases.open("price_protection")
    with pytest.raises(TooMuch, match=r"53\.00"):
        await cases.act(second, "approve", LEAD, amount=Decimal("53.01"))
    assert (await cases.act(second, "approve", LEAD, amount=Decimal("53.00")))["agreed"] == "53.00"
    with pytest.raises(AlreadyOpen):
        await cases.open("refund_only")
    await cases.act(first, "refund")
    with pytest.raises(TooMuch):
        await cases.open("return_refund", asked=Decimal("0.01"))


async def test_of_two_who_press_one_is_told(cases: Casework) -> None:
    case = await cases.open("refund_only")
    done = await asyncio.gather(
        cases.act(case, "approve", LEAD), cases.act(case, "refuse", LEAD, text="x"), return_exceptions=True
    )
    assert sorted(isinstance(r, AlreadyMoved) for r in done) == [False, True]
    with pytest.raises(WrongState):
        await cases.act(case, "received", version=None)


async def test_a_shopper_who_is_late_finds_his_case_closed_once(cases: Casework) -> None:
    case = await cases.act(await cases.open(), "approve", LEAD, must_return=True)
    desk, shop_id = cases.desk.desk, cases.desk.shop.id
    for hours in (150, 17, 0.9):
        cases.desk.clock.advance(hours * 3600)
        await desk.run(work.sweep)
        assert (await cases.task())["state"] == "waiting"
    cases.desk.clock.advance(3600)
    for _ in range(3):
        await desk.run(work.sweep)
    now = await desk.database.read(lambda s: repository.view(repository.get(s, shop_id, case["id"])))
    assert (now["state"], now["version"]) == ("withdrawn", case["version"] + 1)
    steps = await desk.database.read(lambda s: repository.steps(s, shop_id, case["id"]))
    assert [s["act"] for s in steps].count("expire") == 1
    assert now["closed_at"] is not None


async def test_the_platforms_own_deadline_wins(cases: Casework) -> None:
    due = cases.desk.clock().replace(hour=23)
    case = await cases.open("refund_only", platform_due=due, number="T-90001")
    assert case["number"] == "T-90001"
    assert case["due_at"] == due.strftime("%Y-%m-%dT%H:00:00.000Z")
    assert "平台" in case["due_rule"]
    found = await cases.desk.desk.database.read(
        lambda s: repository.page(s, cases.desk.shop.id, overdue_ms=to_ms(due) + 1)
    )
    assert [c["id"] for c in found] == [case["id"]]


async def test_nobody_pays_for_an_unpaid_order(cases: Casework) -> None:
    cases.order = replace(cases.order, status="unpaid")
    with pytest.raises(TooMuch):
        await cases.act(await cases.open("cancel"), "approve", LEAD, amount=Decimal("0.01"))
