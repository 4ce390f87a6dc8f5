"""Calls: a webhook rings, one takes it, what is written down stands in the timeline, a callback is owed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from tests.support.desks import TestDesk
from xiaoer.domains.orders import service as orders
from xiaoer.domains.orders import timeline
from xiaoer.domains.phone import service
from xiaoer.domains.phone.scripts import SCENES, script
from xiaoer.domains.phone.service import CallMoved
from xiaoer.domains.work import repository as tasks
from xiaoer.kit.errors import Invalid

pytestmark = pytest.mark.anyio
ORDER, NUMBER = "20261121203558", "13812345678"


async def change(desk: TestDesk, call: dict[str, Any], act: str, **more: Any) -> dict[str, Any]:
    wanted = {"values": {}, **more}
    return await desk.desk.run(
        lambda u: service.change(u, desk.shop.id, call["id"], call["version"], act, (1, "小雨"), **wanted)
    )


async def test_a_call_from_the_ring_to_the_log(desk: TestDesk) -> None:
    order = await desk.desk.database.read(lambda s: orders.find(s, desk.shop.id, ORDER))
    await desk.desk.run(lambda u: timeline.change(u, desk.shop.id, ORDER, lambda o: replace(o, phone=NUMBER)))
    rung = await desk.desk.run(lambda u: service.begin(u, desk.shop.id, "incoming", NUMBER, "order", None))
    assert (rung["state"], rung["order"], rung["nick"]) == ("ringing", ORDER, order.shopper)
    both = await asyncio.gather(change(desk, rung, "take"), change(desk, rung, "take"), return_exceptions=True)
    assert sorted(isinstance(one, CallMoved) for one in both) == [False, True]
    call = next(one for one in both if isinstance(one, dict))
    desk.clock.advance(90)
    with pytest.raises(Invalid):
        await change(desk, call, "save", callback_ms=desk.clock.ms())
    call = await change(
        desk, call, "end", values={"fields": {"问题": "什么时候发货"}, "note": "答应催"},
        callback_ms=desk.clock.ms() + 3_600_000,
    )  # fmt: skip
    assert (call["state"], call["length_s"]) == ("ended", 90)
    lines = await desk.desk.database.read(lambda s: timeline.of_order(s, desk.shop.id, order))
    assert [line["text"] for line in lines if line["kind"] == "call"] == ["来电 问题：什么时候发货；答应催"]
    owed = await desk.desk.database.read(lambda s: tasks.page(s, desk.shop.id))
    assert [(t["kind"], t["text"]) for t in owed if t["kind"] == "callback"] == [
        ("callback", "回电 138****5678：答应催")
    ]
    log = await desk.desk.database.read(lambda s: service.page(s, desk.shop.id, plain=False))
    assert (log["count"], log["mean_s"], log["calls"][0]["number"]) == (1, 90, "138****5678")


def test_every_scene_greets_with_shop_and_service_number() -> None:
    for scene in SCENES:
        steps = script(scene, "清禾女装", "1004")
        assert "清禾女装" in str(steps[0]["say"])
        assert "1004" in str(steps[0]["say"])
        assert any(step["ask"] for step in steps)
        assert not any("{" in str(step["say"]) for step in steps)
