"""A change of the shop's rules tried before it is made: sentences of the last week, open after-sales cases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.serving import Served
from tests.support.shops import LEAD, QINGHE, XIAOYU

pytestmark = pytest.mark.anyio
ORDER, NICK = "20261021213078", "今天也要早睡"
DAYS = {"kind": "promise", "text": "no_reason_days.days"}


async def test_a_promise_shows_the_open_cases_that_it_would_turn(server: Served) -> None:
    lead = await server.staff(LEAD)
    case = await lead.do("/cases", {"order": ORDER, "kind": "return_refund", "reason": "no_reason"})
    signed = server.desk.clock()
    none = await lead.do("/rules/change", {**DAYS, "value": "7"})
    assert (none["about"], none["cases"], none["changed"]) == ("cases", 1, [])
    seen = await lead.do("/rules/change", {**DAYS, "value": "90"})
    one = seen["changed"][0]
    assert (one["id"], one["order"], one["nick"]) == (case["id"], ORDER, NICK)
    assert one["before"]["outcome"] == "refuse", signed
    assert one["after"]["outcome"] == "approve"
    assert (await lead.get(f"/cases/{case['id']}"))["judgement"]["outcome"] == "refuse", "trying changes nothing"
    made = await lead.do("/rules/promises", {"name": DAYS["text"], "value": "90"})
    assert (await lead.get(f"/cases/{case['id']}"))["judgement"]["outcome"] == "approve", "a promise holds in cases"
    gone = await lead.do("/rules/change", {"kind": "end", "rule": made["id"]})
    assert [c["after"]["outcome"] for c in gone["changed"]] == ["refuse"]
    worse = await lead.call("POST", "/rules/change", json={**DAYS, "value": "3"})
    assert (worse.status_code, worse.json()["code"]) == (422, "worse_than_law")
    agent = await server.staff(XIAOYU)
    assert (await agent.call("POST", "/rules/change", json={**DAYS, "value": "90"})).status_code == 403


async def test_words_and_allowances_show_the_sentences_of_the_week(server: Served) -> None:
    lead = await server.staff(LEAD)
    shopper = await server.shopper(NICK)
    wire = await shopper.socket()
    await wire.send("send", client_id="q", kind="text", body={"text": "还有吗"})
    await wire.next("ack")
    talks = (await lead.get("/snapshot"))["conversations"]
    talk = next(c for c in talks if c["last_message"] and "还有吗" in str(c["last_message"]))
    await lead.do(f"/conversations/{talk['id']}/take")
    desk = await lead.socket()
    line = {"text": "最后3件，手慢无哦"}
    await desk.send(
        "send", shop=QINGHE, conversation=talk["id"], client_id="a", kind="text", body=line, warned=True
    )  # fmt: skip
    await desk.next("ack", client_id="a")
    word = await lead.do("/rules/change", {"kind": "word", "text": "手慢无"})
    assert (word["found_count"], word["found"][0]["text"], word["freed_count"]) == (1, line["text"], 0)
    allow = {"kind": "allow", "text": line["text"], "finding_kind": "fake_urgency"}
    freed = await lead.do("/rules/change", allow)
    assert (freed["freed_count"], freed["found_count"]) == (1, 0)
    other = await lead.do("/rules/change", {**allow, "finding_kind": "abuse"})
    assert other["freed_count"] == 0
    until = (server.desk.clock() + timedelta(days=9)).date().isoformat()
    wish = {"text": line["text"], "kind": "fake_urgency", "until": until, "reason": "真的只剩三件"}
    made = await lead.do("/rules/allowances", wish)
    again = await lead.do("/rules/change", {"kind": "end", "rule": made["id"]})
    assert (again["found_count"], again["freed_count"]) == (1, 0)
    lost = await lead.call("POST", "/rules/change", json={"kind": "end", "rule": 99_999})
    assert (lost.status_code, lost.json()["code"]) == (404, "no_such_rule")
