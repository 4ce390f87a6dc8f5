"""The order check: once after payment where the shop wants it, thanks on a yes, a task on a no."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.desks import TestDesk
from tests.support.waiting import eventually
from xiaoer.domains.actions import repository, service
from xiaoer.domains.actions.checking import Checker
from xiaoer.domains.orders import service as orders
from xiaoer.domains.registers import packing
from xiaoer.domains.shop import service as shops
from xiaoer.domains.work import repository as tasks

pytestmark = pytest.mark.anyio
ORDER, NICK = "20261121203558", "橘子味的风"


async def switch(desk: TestDesk, *, on: bool) -> None:
    await desk.desk.run(lambda u: shops.change_settings(u, desk.shop.id, {"check_orders": on}, by="试"))

    async def known() -> bool:
        return desk.desk.shops.get(desk.shop.id).settings.check_orders is on

    await eventually(known)
    desk.shop = desk.desk.shops.get(desk.shop.id)


async def paid(desk: TestDesk, ago: timedelta = timedelta()) -> None:
    old = await desk.desk.database.read(lambda s: orders.find(s, desk.shop.id, ORDER))
    at = desk.clock() - ago
    order = replace(
        old, shopper=NICK, status="paid_unshipped", status_text="待发货", ordered_at=at - timedelta(minutes=5),
        paid_at=at, remark="周末送", receiver="林小满", phone="13812345678", address="文三路 90 号 3 幢 201",
    )  # fmt: skip
    await desk.desk.run(lambda u: orders.import_orders(u, desk.shop.id, [order]))


async def mine(desk: TestDesk) -> list[dict[str, Any]]:
    now = desk.clock.ms()
    found = await desk.desk.database.read(lambda s: repository.page(s, desk.shop.id, now, order=ORDER))
    return [one for one in found if one["kind"] == "check_order"]


async def test_a_payment_is_checked_once_and_thanked_for(desk: TestDesk) -> None:
    await paid(desk)
    checker = Checker(desk.desk)
    assert await checker.look(desk.shop) == 0  # not switched on
    await switch(desk, on=True)
    assert await checker.look(desk.shop) == 1
    assert await checker.look(desk.shop) == 0
    assert await Checker(desk.desk).look(desk.shop) == 0  # another process, a restart
    (check,) = await mine(desk)
    card = next(m for m in await desk.public(check["conversation"]) if m["kind"] == "action_card")
    shown = {line["name"]: line["value"] for line in card["body"]["lines"]}
    assert card["body"]["wish"] is True
    assert shown["备注"] == "周末送"
    assert "林小满" not in shown["收货"]
    assert "13812345678" not in shown["收货"]
    assert "201" not in shown["收货"]
    facts = await desk.desk.facts.get(desk.shop.id)
    await desk.desk.run(
        lambda u: service.answer(u, desk.shop, facts, check["id"], yes=True, wish="放两张贺卡")
    )  # fmt: skip
    lines = await desk.public(check["conversation"])
    assert any("感谢您的确认" in m["body"].get("text", "") for m in lines if m["author"] == "system")
    card = next(m for m in lines if m["kind"] == "action_card")
    assert {"name": "打包要求", "value": "放两张贺卡"} in card["body"]["lines"]
    slips = await desk.desk.database.read(lambda s: packing.page(s, desk.shop.id))
    assert ("wish", "放两张贺卡") in [(slip["kind"], slip["text"]) for slip in slips]


async def test_what_was_paid_long_ago_is_left_alone(desk: TestDesk) -> None:
    await switch(desk, on=True)
    await paid(desk, ago=timedelta(minutes=31))
    assert await Checker(desk.desk).look(desk.shop) == 0


async def test_not_right_becomes_a_task(desk: TestDesk) -> None:
    await switch(desk, on=True)
    await paid(desk)
    await Checker(desk.desk).look(desk.shop)
    (check,) = await mine(desk)
    facts = await desk.desk.facts.get(desk.shop.id)
    done = await desk.desk.run(lambda u: service.answer(u, desk.shop, facts, check["id"], yes=False))
    assert (done["state"], "哪里不对" in done["outcome"]) == ("declined", True)
    owed = await desk.desk.database.read(lambda s: tasks.page(s, desk.shop.id))
    assert [t["conversation"] for t in owed if "说不对" in t["text"]] == [check["conversation"]]
