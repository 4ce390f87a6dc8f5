"""A month's bonus at a running desk: lines by order, frozen once, disputes that count; and integrity. Both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.support.desks import TestDesk
from xiaoer.core.facts import Order
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.reports import bonus, integrity
from xiaoer.domains.reports.bonus import Plan
from xiaoer.domains.reports.errors import AlreadyFrozen, NoFormula, ReportMoved
from xiaoer.domains.reports.rules import Period
from xiaoer.kit.clock import to_ms
from xiaoer.kit.codec import from_json, to_json

pytestmark = pytest.mark.anyio
OWNER = (1, "林店长")
PLAN = Plan([("0", "1"), ("10000", "2")], 100, "1")
NICK, NUMBER = "提成测试买家", "BONUS-1"


async def agent(desk: TestDesk) -> tuple[int, str]:
    found = next(a for a in (await desk.agents()).values() if a["role"] == "agent")
    return found["id"], found["name"]


async def sold(desk: TestDesk, who: tuple[int, str]) -> None:
    """A chat, and an order of the same shopper half an hour later, 300 yuan."""
    from dataclasses import replace
    from decimal import Decimal

    chat = await desk.conversation(NICK)
    await desk.say(chat, "这件怎么样？")
    await desk.say(chat, "亲您好，很适合您", "agent", agent=who)
    at = desk.clock.now + timedelta(minutes=30)

    def work(unit: Any) -> None:
        pattern = unit.session.scalars(select(OrderRow).where(OrderRow.shop_id == desk.shop.id)).first()
        order = replace(
            from_json(pattern.data, Order), number=NUMBER, shopper=NICK, status="paid_unshipped", ordered_at=at,
            paid_at=at + timedelta(minutes=5), paid_amount=Decimal("300.00"), after_sales=None,
        )  # fmt: skip
        unit.session.add(
            OrderRow(
                shop_id=desk.shop.id,
                number=NUMBER,
                nick=NICK,
                status="paid_unshipped",
                ordered_ms=to_ms(at),
                data=to_json(order),
            )
        )

    await desk.desk.run(work)


def mine(found: dict[str, Any], order: str) -> list[tuple[str, str, str]]:
    return [
        (li["kind"], li["amount"], li["bonus"]) for p in found["people"] for li in p["lines"] if li["order"] == order
    ]


async def test_a_month_opens_to_its_orders_and_is_frozen_once(desk: TestDesk) -> None:
    who = await agent(desk)

    def view(month: str = "2026-11") -> Any:
        return desk.desk.database.read(lambda s: bonus.view(s, desk.shop, month, None))

    with pytest.raises(NoFormula):
        await view()
    await desk.desk.run(lambda u: bonus.set_plan(u, desk.shop.id, OWNER, PLAN) and None)
    await sold(desk, who)
    assert mine(await view(), NUMBER) == [("sale", "300.00", "4.00")]  # 1 % and a yuan for the order
    with pytest.raises(AlreadyFrozen):
        await desk.desk.run(lambda u: bonus.freeze(u, desk.shop, OWNER, "2026-11"))  # it is not over
    desk.clock.now = datetime(2026, 12, 2, tzinfo=UTC)
    await desk.desk.run(lambda u: bonus.freeze(u, desk.shop, OWNER, "2026-11"))
    with pytest.raises(AlreadyFrozen):
        await desk.desk.run(lambda u: bonus.freeze(u, desk.shop, OWNER, "2026-11"))
    await desk.desk.run(lambda u: bonus.set_plan(u, desk.shop.id, OWNER, Plan([("0", "9")], 100, "0")) and None)
    await desk.desk.run(
        lambda u: u.session.add(case(desk, NUMBER, "100.00", to_ms(datetime(2026, 12, 1, tzinfo=UTC)))) and None
    )
    kept = await view()
    assert kept["frozen"]
    assert mine(kept, NUMBER) == [("sale", "300.00", "4.00")]
    assert mine(await view("2026-12"), NUMBER) == [("refund", "-100.00", "-9.00")]  # on its date, by the new formula


def case(desk: TestDesk, order: str, refunded: str, at_ms: int, **more: Any) -> CaseRow:
    values: dict[str, Any] = {
        "shop_id": desk.shop.id, "number": f"C{order}{at_ms}{more.get('nick', '')}", "order_number": order,
        "kind": "refund_only", "state": "done", "reason": "quality", "refunded": refunded, "opened_ms": at_ms,
        "changed_ms": at_ms, "closed_ms": at_ms, **more,
    }  # fmt: skip
    return CaseRow(**values)


async def test_a_dispute_counts_in_the_first_month_that_is_open(desk: TestDesk) -> None:
    who = await agent(desk)
    await desk.desk.run(lambda u: bonus.set_plan(u, desk.shop.id, OWNER, PLAN) and None)
    await sold(desk, who)
    desk.clock.now = datetime(2026, 12, 2, tzinfo=UTC)
    await desk.desk.run(lambda u: bonus.freeze(u, desk.shop, OWNER, "2026-11"))
    made = await desk.desk.run(lambda u: bonus.dispute(u, desk.shop, who[0], "2026-11", "BONUS-2", "漏了这单").id)

    def decide(unit: Any) -> Any:
        bonus.decide(unit, desk.shop, OWNER, made, grant=True, answer="补上", adjust_fen=500)

    await desk.desk.run(decide)
    with pytest.raises(ReportMoved):
        await desk.desk.run(decide)
    after = await desk.desk.database.read(lambda s: bonus.view(s, desk.shop, "2026-12", who[0]))
    assert mine(after, "BONUS-2") == [("adjustment", "5.00", "5.00")]
    shown = await desk.desk.database.read(lambda s: bonus.view(s, desk.shop, "2026-11", who[0]))
    assert [(d["state"], d["applied"]) for d in shown["disputes"]] == [("granted", "2026-12")]
    other = await desk.desk.database.read(lambda s: bonus.view(s, desk.shop, "2026-11", who[0] + 10_000))
    assert (other["people"], other["disputes"]) == ([], [])


async def test_who_gives_away_far_more_is_laid_before_the_owner(desk: TestDesk) -> None:
    at = desk.clock.ms()

    def work(unit: Any) -> None:
        for n, (name, sums) in enumerate({"甲": [20, 30], "乙": [25, 20], "丙": [30], "丁": [200, 200, 200]}.items()):
            for k, amount in enumerate(sums):
                nick = "同一位买家" if name == "丁" else f"买家{n}{k}"
                row = case(
                    desk, f"I{n}{k}", f"{amount}.00", at, owner_id=n + 1, owner_name=name, nick=nick, must_return=False
                )
                unit.session.add(row)

    await desk.desk.run(work)
    today = Period("day", desk.clock.now.date(), desk.clock.now.date())
    found = await desk.desk.database.read(lambda s: integrity.integrity(s, desk.shop, today))
    assert found["people"][0] == {"name": "丁", "cases": 3, "amount": 600.0}
    assert {f["name"] for f in found["far"]} == {"丁"}
    assert [(p["name"], p["shopper"], p["times"]) for p in found["pairs"]] == [("丁", "同一位买家", 3)]
