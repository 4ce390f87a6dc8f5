"""False alarms told by agents and decided by leads; blocked lines sent all the same; the night's look."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.clients import say
from tests.support.serving import Served
from tests.support.shops import AUDITOR, LEAD, QINGHE, XIAOYU
from xiaoer.app.sweeping import sweep

pytestmark = pytest.mark.anyio
ALARM = {"text": "亲，最后3件手慢无", "span": "最后3件手慢", "kind": "fake_urgency"}
OFF_PLATFORM = "您加我微信，我发图给您看"
STATUTORY = "特价商品不退不换"


async def told(server: Served, text: str, login: str = XIAOYU) -> dict[str, object]:
    """An agent reports the first finding of a sentence."""
    agent = await server.staff(login)
    shop_id = server.desk.shops.find(QINGHE).id
    found = server.desk.wording.check(shop_id, await server.desk.facts.get(shop_id), text, by="agent").findings[0]
    made: dict[str, object] = await agent.do(
        "/wording/reports", {"text": text, "span": found.span, "kind": found.kind, "note": "库存就是这样"}
    )
    return made


async def test_an_alarm_goes_to_the_lead_and_an_allowance_comes_of_it(server: Served) -> None:
    lead, agent = await server.staff(LEAD), await server.staff(XIAOYU)
    made = await told(server, "亲，这款真的手慢无哦")
    again = await told(server, "亲，这款真的手慢无哦")
    assert made["id"] == again["id"], "the same alarm twice is one"
    assert (await lead.get("/wording/reports"))["open"] == 1
    assert [r["id"] for r in (await agent.get("/wording/reports"))["reports"]] == [made["id"]]
    until = (server.clock.now + timedelta(days=9)).date().isoformat()
    wish = {"allow": True, "until": until, "reason": "秒杀场次，库存属实"}
    decided = await lead.do(f"/wording/reports/{made['id']}/decision", wish)
    assert (decided["state"], decided["answer"]) == ("allowed", "秒杀场次，库存属实")
    shop_id = server.desk.shops.find(QINGHE).id
    facts = await server.desk.facts.get(shop_id)
    assert server.desk.wording.check(shop_id, facts, "亲，这款真的手慢无哦", by="agent").verdict == "pass"
    twice = await lead.call("POST", f"/wording/reports/{made['id']}/decision", json=wish)
    assert (twice.status_code, twice.json()["code"]) == (409, "changed")


async def test_law_stays_and_stays_open_when_it_cannot_be_allowed(server: Served) -> None:
    lead = await server.staff(LEAD)
    made = await told(server, STATUTORY)
    assert made["statutory"] is True
    until = (server.clock.now + timedelta(days=9)).date().isoformat()
    refused = await lead.call(
        "POST", f"/wording/reports/{made['id']}/decision", json={"allow": True, "until": until, "reason": "想放行"}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "statutory")
    assert (await lead.get("/wording/reports"))["open"] == 1, "nothing was decided"
    kept = await lead.do(f"/wording/reports/{made['id']}/decision", {"allow": False, "reason": "法律不允许"})
    assert kept["state"] == "declined"


async def test_what_the_gate_lets_pass_is_no_alarm(server: Served) -> None:
    agent = await server.staff(XIAOYU)
    refused = await agent.call("POST", "/wording/reports", json={"text": "您好", "span": "您好", "kind": "abuse"})
    assert (refused.status_code, refused.json()["code"]) == (422, "nothing_found")


async def test_a_lead_sends_a_blocked_line_with_a_reason_and_it_is_kept(server: Served) -> None:
    lead, agent = await server.staff(LEAD), await server.staff(XIAOYU)
    shopper = await server.shopper()
    await say(await shopper.socket(), "在吗")
    chat = (await lead.get("/conversations"))["conversations"][0]["id"]
    desk, mine = await lead.socket(), await agent.socket()

    async def send(wire: object, client_id: str, text: str, reason: str) -> None:
        await wire.send(  # type: ignore[attr-defined]
            "send", shop=QINGHE, conversation=chat, client_id=client_id, body={"text": text}, override=reason
        )

    await send(desk, "a", OFF_PLATFORM, "")
    assert (await desk.next("refused"))["code"] == "gate_block"
    await send(mine, "b", OFF_PLATFORM, "我觉得可以")
    assert (await mine.next("refused"))["code"] == "gate_block", "agents can't"
    await send(desk, "c", STATUTORY, "老板同意")
    assert (await desk.next("refused"))["findings"][0]["statutory"] is True, "law stays"
    await send(desk, "d", OFF_PLATFORM, "平台已批准本店的企业微信")
    assert (await desk.next("ack"))["client_id"] == "d"
    auditor = await server.staff(AUDITOR)
    kept = (await auditor.get("/wording/reports"))["reports"][0]
    assert (kept["kind"], kept["state"], kept["note"]) == ("override", "sent", "平台已批准本店的企业微信")
    act = (await auditor.get("/audit"))["rows"][0]
    assert (act["action"], act["subject"]) == ("gate.override", "加我微信")


async def test_each_night_finds_what_is_new_against_the_rules(server: Served) -> None:
    lead = await server.staff(LEAD)
    shop = server.desk.shops.find(QINGHE)
    server.clock.now = server.clock.now.replace(hour=20)  # four in the morning in China
    assert await sweep(server.desk, shop)
    assert not await sweep(server.desk, shop), "once a day"
    first = await lead.get("/rules/library")
    assert first["night"]["fresh"] == []
    phrase = (await lead.get("/phrases"))["phrases"][0]["text"].strip()[:4]
    await lead.do("/rules/words", {"text": phrase, "reason": "以后不这样说", "at_once": True})
    server.clock.advance(24 * 3600)
    assert await sweep(server.desk, shop)
    lint = await lead.get("/rules/library")
    assert lint["night"]["fresh"], "the rule change finds old sins"
    assert any(fault["fresh"] for fault in lint["faults"])
