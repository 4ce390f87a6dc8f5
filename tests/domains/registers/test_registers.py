"""Registers: filled from order and chat, the same refused, requests merged, the honest result told; packing slips."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.support.desks import TestDesk
from xiaoer.domains.orders import service as orders
from xiaoer.domains.orders import timeline
from xiaoer.domains.registers import packing, service
from xiaoer.domains.registers.errors import BadCell, Duplicate, EntryMoved
from xiaoer.domains.registers.kinds import columns_of, cutoff, filled
from xiaoer.domains.registers.service import Entry

pytestmark = pytest.mark.anyio
ORDER, NICK = "20261121203558", "橘子味的风"


async def add(desk: TestDesk, kind: str, cells: dict[str, str], chat: int | None = None, **more: Any) -> dict[str, Any]:
    entry = Entry(kind, ORDER, NICK, cells, chat, (1, "小鱼"), **more)
    return await desk.desk.run(lambda u: service.add(u, desk.shop.id, entry, {}))


async def change(desk: TestDesk, entry: dict[str, Any], **more: Any) -> dict[str, Any]:
    wanted = {"version": entry["version"], "by": "仓库", **more}
    return await desk.desk.run(lambda u: service.change(u, desk.shop.id, entry["id"], {}, **wanted))


async def test_the_same_is_refused_until_it_is_over(desk: TestDesk) -> None:
    first = await add(desk, "payout", {"金额": "5", "原因": "补差价"})
    assert first["cells"]["金额"] == "5.00"
    with pytest.raises(Duplicate, match=first["number"]):
        await add(desk, "payout", {"金额": "8", "原因": "补差价"})
    assert (await add(desk, "payout", {"金额": "8", "原因": "运费"}))["id"] != first["id"]
    done = await change(desk, first, state="done", result="流水 123")
    assert done["state"] == "done"
    assert (await add(desk, "payout", {"金额": "2", "原因": "补差价"}))["id"] > first["id"]
    with pytest.raises(EntryMoved):
        await change(desk, first, state="failed")


async def test_requests_on_one_order_merge_and_each_chat_hears_the_honest_result(desk: TestDesk) -> None:
    chats = [await desk.conversation(NICK), await desk.conversation("朋友")]
    first = await add(desk, "readdress", {"新地址": "苏州"}, chats[0])
    both = await add(desk, "readdress", {"新地址": "上海", "电话": "13800001111"}, chats[1])
    assert (both["id"], both["asked"], both["cells"]["新地址"]) == (first["id"], 2, "上海")
    await change(desk, both, state="failed", result="包裹已出杭州")
    for chat in chats:
        said = [m["body"]["text"] for m in await desk.public(chat)]
        assert said == ["已经发出，改不了地址了：包裹已出杭州"]
    order = await desk.desk.database.read(lambda s: orders.find(s, desk.shop.id, ORDER))
    lines = await desk.desk.database.read(lambda s: timeline.of_order(s, desk.shop.id, order))
    assert [line["text"] for line in lines if line["kind"] == "register"][-1] == "改地址来不及：包裹已出杭州"


async def test_the_queue_goes_by_packing_cut_off(desk: TestDesk) -> None:
    late = await add(desk, "intercept", {"原因": "不要了"}, cutoff_ms=2_000)
    entry = Entry("intercept", "X1", "x", {"原因": "拍错"}, None, (1, "小鱼"), 1_000)
    soon = await desk.desk.run(lambda u: service.add(u, desk.shop.id, entry, {}))
    found = await desk.desk.database.read(lambda s: service.page(s, desk.shop.id, "intercept"))
    assert [one["id"] for one in found] == [soon["id"], late["id"]]


async def test_cells_are_filled_from_order_and_chat_and_checked(desk: TestDesk) -> None:
    order = await desk.desk.database.read(lambda s: orders.find(s, desk.shop.id, ORDER))
    cells = filled("readdress", order, ["帮我改到江苏省苏州市工业园区星湖街1号，王小明 13812345678"])
    assert cells["新地址"].startswith("江苏省苏州市")
    assert (cells["电话"], cells["收件人"]) == ("13812345678", "王小明")
    assert filled("returned", order, ["退货寄出了 顺丰 SF1234567890123"])["退回运单"] == "SF1234567890123"
    for cells, field in (({"金额": "一百块", "原因": "x"}, "金额"), ({"金额": "5"}, "原因"), ({"颜色": "红"}, "颜色")):
        with pytest.raises(BadCell) as caught:
            await add(desk, "payout", cells)
        assert caught.value.fields["field"] == field
    assert columns_of("payout", {"payout": ["金额", "平台单号"]}) == ("金额", "平台单号", "原因")


async def test_the_cut_off_is_the_next_one_of_the_warehouse(desk: TestDesk) -> None:
    facts = await desk.desk.facts.get(desk.shop.id)
    order = await desk.desk.database.read(lambda s: orders.find(s, desk.shop.id, ORDER))
    zone = ZoneInfo("Asia/Shanghai")
    morning, night = datetime(2026, 11, 21, 9, tzinfo=zone), datetime(2026, 11, 21, 23, 59, tzinfo=zone)
    at, tomorrow = cutoff(order, facts.delivery, morning), cutoff(order, facts.delivery, night)
    assert at is not None
    assert tomorrow is not None
    assert (at.day, tomorrow.day, at.time()) == (21, 22, tomorrow.time())
    assert cutoff(replace(order, status="shipped"), facts.delivery, morning) is None


async def test_slips_are_ticked_off_once(desk: TestDesk) -> None:
    order = await desk.desk.database.read(lambda s: orders.find(s, desk.shop.id, ORDER))
    gift = await desk.desk.run(lambda u: packing.add(u, desk.shop.id, order, "gift", "发圈×1", by="小鱼"))
    again = await desk.desk.run(lambda u: packing.add(u, desk.shop.id, order, "gift", "发圈×1", by="小鱼"))
    hold = await desk.desk.run(lambda u: packing.add(u, desk.shop.id, order, "hold", "等改地址", by="小鱼"))
    assert again["id"] == gift["id"]
    listed = await desk.desk.database.read(lambda s: packing.page(s, desk.shop.id))
    assert [one["id"] for one in listed] == [hold["id"], gift["id"]]

    async def tick(state: str) -> int:
        return await desk.desk.run(lambda u: packing.tick(u, desk.shop.id, [gift["id"]], state=state, by="仓库"))

    assert [await tick("packed"), await tick("packed"), await tick("open")] == [1, 0, 1]
