"""What belongs to one shopper or one shop never reaches another: orders, pictures, sources, masked fields."""

from __future__ import annotations

import json

import pytest

from tests.support.clients import Wire, answer, say
from tests.support.serving import Served
from tests.support.shops import AUDITOR, QINGHE, SHANYU, XIAOYU
from xiaoer.core.facts import Order
from xiaoer.domains.orders import service as orders

pytestmark = pytest.mark.anyio
NICK, OTHER = "今天也要早睡", "白桃乌龙半糖"


async def all_orders(server: Served, shop: str = QINGHE) -> list[Order]:
    shop_id = server.desk.shops.find(shop).id
    return await server.desk.database.read(lambda s: orders.all_orders(s, shop_id))


async def card(wire: Wire, order: str) -> dict:
    await wire.send("send", client_id=f"card-{order}", kind="order_card", body={"order": order})
    return await wire.next("refused", client_id=f"card-{order}")


async def test_only_own_orders_are_listed(server: Served) -> None:
    mine = await server.shopper(NICK)
    listed = (await mine.http.get(f"/api/widget/{QINGHE}/orders")).json()["orders"]
    wanted = {o.number for o in await all_orders(server) if o.shopper == NICK}
    assert {o["number"] for o in listed} == wanted
    assert wanted
    anonymous = await server.shopper()
    assert (await anonymous.http.get(f"/api/widget/{QINGHE}/orders")).json() == {"orders": []}


async def test_cards_of_others_orders_do_not_exist(server: Served) -> None:
    numbers = {o.number for o in await all_orders(server) if o.shopper != NICK}
    foreign = {o.number for o in await all_orders(server, SHANYU)}
    wire = await (await server.shopper(NICK)).socket()
    for number in [*sorted(numbers)[:3], *sorted(foreign)[:2], "no-such-order", ""]:
        assert (await card(wire, number))["code"] == "unknown_order"
    nobody = await (await server.shopper()).socket()
    assert (await card(nobody, sorted(numbers)[0]))["code"] == "unknown_order"
    assert wire.all("message") == nobody.all("message") == []


async def test_an_own_card_shows_the_order_and_no_person(server: Served) -> None:
    own = next(o for o in await all_orders(server) if o.shopper == NICK)
    wire = await (await server.shopper(NICK)).socket()
    await wire.send("send", client_id="c", kind="order_card", body={"order": own.number})
    await wire.next("ack", client_id="c")
    frame = await wire.next("message", where=lambda f: f["message"]["kind"] == "order_card")
    body = frame["message"]["body"]
    assert body["order"] == own.number
    for secret in (own.receiver, own.phone, own.address):
        assert not secret or secret not in json.dumps(body, ensure_ascii=False)


async def test_an_agent_shows_a_shopper_only_his_own_order(server: Served) -> None:
    shopper, agent = await server.shopper(NICK), await server.staff(XIAOYU)
    widget, desk = await shopper.socket(), await agent.socket()
    await say(widget, "我的订单呢")
    event = await desk.next("event", where=lambda f: f["event"]["type"] == "message.created")
    chat = event["event"]["data"]["conversation"]["id"]
    found = await all_orders(server)
    others = next(o.number for o in found if o.shopper == OTHER)
    own = next(o.number for o in found if o.shopper == NICK)
    for number, refused in ((others, True), (own, False)):
        await desk.send(
            "send", shop=QINGHE, conversation=chat, client_id=number, kind="order_card", body={"order": number}
        )
        frame = await desk.next("refused" if refused else "ack", client_id=number)
        assert not refused or frame["code"] == "unknown_order"
    await widget.next("message", where=lambda f: f["message"]["body"].get("order") == own)
    assert others not in json.dumps(widget.heard)


async def test_personal_fields_are_masked_and_shown_only_with_a_reason_that_is_kept(server: Served) -> None:
    agent, auditor = await server.staff(XIAOYU), await server.staff(AUDITOR)
    widget = await (await server.shopper(NICK)).socket()
    await say(widget, "在吗")
    shopper = (await agent.get("/snapshot"))["conversations"][0]["shopper"]["id"]
    shown = json.dumps(await agent.get(f"/shoppers/{shopper}"), ensure_ascii=False)
    own = next(o for o in await all_orders(server) if o.shopper == NICK)
    value = await agent.do(
        f"/shoppers/{shopper}/reveal", {"order": own.number, "field": "address", "reason": "核对地址"}
    )
    assert value == {"value": own.address}
    rows = (await auditor.get("/audit"))["rows"]
    assert rows[0]["action"] == "reveal"
    assert rows[0]["subject"] == f"{own.number} address"
    assert rows[0]["detail"] == "核对地址"
    assert own.number in shown
    others = next(o for o in await all_orders(server) if o.shopper == OTHER)
    refused = await agent.call(
        "POST", f"/shoppers/{shopper}/reveal", json={"order": others.number, "field": "phone", "reason": "好奇"}
    )
    assert refused.status_code == 404
    assert (await auditor.get("/audit"))["rows"] == rows
    for reason in ("", "x"):
        answer_ = await agent.call(
            "POST", f"/shoppers/{shopper}/reveal", json={"order": own.number, "field": "phone", "reason": reason}
        )
        assert answer_.status_code == 422


async def test_notes_drafts_and_whispers_never_reach_the_widget(server: Served) -> None:
    shopper, agent = await server.shopper(NICK), await server.staff(XIAOYU)
    widget, desk = await shopper.socket(), await agent.socket()
    await say(widget, "在吗")
    event = await desk.next("event", where=lambda f: f["event"]["type"] == "message.created")
    chat = event["event"]["data"]["conversation"]["id"]
    await desk.send("note", shop=QINGHE, conversation=chat, client_id="n", text="内部机密备注")
    await desk.next("ack", client_id="n")
    await agent.do(f"/conversations/{chat}/draft", {"text": "内部机密草稿"}, method="PUT")
    await agent.do(f"/conversations/{chat}/transfer", {"team": "售后", "remark": "内部机密转接"})
    await answer(desk, chat, "您好，已经帮您转给同事了")
    await widget.next("message", where=lambda f: f["message"]["author"] == "agent")
    page = (await shopper.http.get(f"/api/widget/{QINGHE}/messages")).text
    back = await shopper.socket()
    await back.silence()
    everything = json.dumps([widget.heard, back.heard], ensure_ascii=False) + page
    assert "机密" not in everything
    assert 'staff_id": 3' not in everything


async def test_a_picture_can_be_sent_only_by_who_brought_it(server: Served) -> None:
    from tests.api.access_crowd import picture

    one, two = await server.shopper(NICK), await server.shopper(OTHER)
    agent = await server.staff(XIAOYU)
    sent = await one.http.post(f"/api/widget/{QINGHE}/uploads", files={"file": ("a.png", picture())})
    media = sent.json()["media"]
    mine, theirs = await one.socket(), await two.socket()
    await theirs.send("send", client_id="x", kind="image", body={"media": media})
    assert (await theirs.next("refused", client_id="x"))["code"] == "bad_media"
    await mine.send("send", client_id="y", kind="image", body={"media": media})
    await mine.next("ack", client_id="y")
    desk = await agent.socket()
    chat = (await agent.get("/snapshot"))["conversations"][0]["id"]
    await desk.send("send", shop=QINGHE, conversation=chat, client_id="z", kind="image", body={"media": media})
    assert (await desk.next("refused", client_id="z"))["code"] == "bad_media"
    frame = await mine.next("message", where=lambda f: f["message"]["kind"] == "image")
    got = await (await server.http()).get(frame["message"]["body"]["url"])
    assert got.status_code == 200
    assert got.headers["content-type"] == "image/png"


async def test_public_product_pages_hold_no_policies_and_no_sources(server: Served) -> None:
    page = (await (await server.http()).get(f"/api/widget/{QINGHE}/products/QH101")).json()
    assert "policies" not in page
    assert ".csv" not in json.dumps(page)
