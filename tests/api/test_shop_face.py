"""Limits of the platform in settings, and the one face that shoppers see."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.support.clients import answer, say
from tests.support.serving import Served
from tests.support.shops import MUMU, OWNER, QINGHE
from tests.support.waiting import eventually
from xiaoer.domains.shop.models import Shop

pytestmark = pytest.mark.anyio
JD = "jd_first_reply_rate_30s"


async def target_of(server: Served, code: str) -> int:
    found = await server.desk.database.read(lambda s: s.scalar(select(Shop.target_s).where(Shop.code == code)))
    assert found is not None
    return found


async def test_the_live_clock_follows_the_platforms_limit(server: Served) -> None:
    owner = await server.staff(OWNER)
    await owner.do("/api/shops", {"name": "京东店", "code": "jd1", "platform": "jd"})
    assert await target_of(server, "jd1") == 30
    seen = await owner.get("/settings", shop="jd1")
    (rule,) = seen["kpi_rules"]
    assert (rule["key"], rule["platform_s"], rule["limit_s"], seen["clock_s"]) == (JD, 30, 30, 30)
    assert rule["source"]

    stricter = await owner.do("/settings", {"kpi_limits": {JD: 20}}, method="PATCH", shop="jd1")
    assert (stricter["clock_s"], stricter["kpi_rules"][0]["limit_s"]) == (20, 20)
    assert await target_of(server, "jd1") == 20
    for wrong in ({"nonsense": 20}, {JD: 1}, {JD: 10_000}):
        bad = await owner.call("PATCH", "/settings", shop="jd1", json={"kpi_limits": wrong})
        assert bad.status_code == 422, wrong


async def test_shoppers_see_the_shops_face(server: Served) -> None:
    owner, mumu = await server.staff(OWNER), await server.staff(MUMU)
    bad = await owner.call("PATCH", "/settings", json={"face_name": "{姓名}"})
    assert bad.status_code == 422
    await owner.do("/settings", {"face_name": "{店铺}-{工号}"}, method="PATCH")
    desk, shopper = await mumu.socket(), await server.shopper("今天也要早睡")
    wire = await shopper.socket()
    await say(wire, "在吗")
    chat = (await owner.get("/conversations"))["conversations"][0]["id"]
    await mumu.do(f"/conversations/{chat}/take")
    await answer(desk, chat, "您好，在的，您看中哪一件了")
    message = await wire.next("message", where=lambda f: f["message"]["author"] == "agent")
    me = next(a for a in (await owner.get("/agents"))["agents"] if a["id"] == mumu.id)
    wanted = f"{server.desk.shops.find(QINGHE).name}-{me['service_number']}"
    assert message["message"]["author_name"] == wanted
    state = await wire.next("state", where=lambda f: f["state"]["phase"] == "assigned")
    assert state["state"]["agent"] == wanted


async def test_another_shops_text_warns_whoever_sits_in_both(sqlite_server: Served) -> None:
    owner, mumu = await sqlite_server.staff(OWNER), await sqlite_server.staff(MUMU)
    await owner.do("/api/shops", {"name": "云上童装", "code": "kids", "platform": "pdd"})
    address = "浙江省湖州市织里镇童装路66号5号楼"
    kept = await owner.do("/settings", {"return_address": address}, method="PATCH", shop="kids")
    assert kept["return_address"] == address
    opening = {"opening_words": ["欢迎来到云上，给宝宝挑的都能摸得到"]}
    await owner.do("/settings", opening, method="PATCH", shop="kids")
    desk, other = await owner.socket(), await mumu.socket()
    wire = await (await sqlite_server.shopper()).socket()
    await say(wire, "退货寄到哪里")
    chat = (await owner.get("/conversations"))["conversations"][0]["id"]
    await owner.do(f"/conversations/{chat}/take")
    text = "退货地址是织里镇童装路66号5号楼"
    ask = {"shop": QINGHE, "conversation": chat, "text": text}
    await desk.send("check", id="1", **ask)
    checked = await desk.next("checked", id="1")
    assert (checked["verdict"], [f["kind"] for f in checked["findings"]]) == ("warn", ["other_shop"])
    assert "云上童装" in checked["findings"][0]["reason"]
    await other.send("check", id="2", **ask)
    assert (await other.next("checked", id="2"))["verdict"] == "pass", "who is not there cannot have it from there"
    line = {"shop": QINGHE, "conversation": chat, "body": {"text": text}}
    await desk.send("send", client_id="f1", **line)
    assert (await desk.next("refused", client_id="f1"))["code"] == "gate_warn"
    await desk.send("send", client_id="f1", warned=True, **line)
    await desk.next("ack", client_id="f1")
    await owner.do("/settings", {"return_address": ""}, method="PATCH", shop="kids")
    await desk.send("check", id="3", **ask)
    assert (await desk.next("checked", id="3"))["verdict"] == "pass", "marks follow the settings"


async def test_the_shops_own_return_address_passes_the_gate(sqlite_server: Served) -> None:
    owner = await sqlite_server.staff(OWNER)
    desk = await owner.socket()
    wire = await (await sqlite_server.shopper()).socket()
    await say(wire, "退货寄到哪里")
    chat = (await owner.get("/conversations"))["conversations"][0]["id"]

    async def passes() -> bool:
        text = "您寄到余杭区文一西路969号3幢502室就行"
        await desk.send("check", id="1", shop=QINGHE, conversation=chat, text=text)
        return bool((await desk.next("checked", id="1"))["verdict"] == "pass")

    async def blocked() -> bool:
        return not await passes()

    assert await blocked(), "nobody has said that it is the shop's"
    await owner.do("/settings", {"return_address": "杭州市余杭区文一西路969号3幢502室"}, method="PATCH")
    await eventually(passes, "the gate to know the address")
    await owner.do("/settings", {"return_address": ""}, method="PATCH")
    await eventually(blocked, "the gate to forget it")
