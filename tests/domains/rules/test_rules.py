"""The shop's own rules over HTTP: shadow, allowances, promises, preview, lint, a case to try; who may."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.serving import Served
from tests.support.shops import LEAD, QINGHE, XIAOYU

pytestmark = pytest.mark.anyio


def shop_day(server: Served) -> date:
    desk = server.desk
    return desk.clock().astimezone(desk.shops.find(QINGHE).zone).date()


async def verdict(server: Served, text: str, category: str | None = None) -> str:
    """What the desk's own gate says."""
    desk = server.desk
    shop_id = desk.shops.find(QINGHE).id
    return desk.wording.check(shop_id, await desk.facts.get(shop_id), text, by="agent", category=category).verdict


async def test_the_book_is_read_by_everybody_and_searched(server: Served) -> None:
    agent = await server.staff(XIAOYU)
    book = await agent.get("/rulebook?q=广告法 最低价&part=wording")
    assert 0 < len(book["pages"]) < book["total"]
    page = next(p for p in book["pages"] if p["id"] == "absolute.superlative.price")
    assert page["statutory"]
    assert page["confidence"] == "law"
    states = await agent.get("/rulebook?part=state")
    assert {p["id"] for p in states["pages"]} >= {"unpaid", "shipped", "delivered"}


async def test_a_forbidden_word_judges_at_once_or_after_its_shadow(server: Served) -> None:
    lead = await server.staff(LEAD)
    wish = {"text": "老板说了算", "level": "block", "reason": "不推给老板", "rewrite": "我来帮您处理。"}
    shadow = await lead.do("/rules/words", wish)
    assert shadow["live_day"] == (shop_day(server) + timedelta(days=7)).isoformat()
    assert await verdict(server, "这个老板说了算") == "pass"
    await lead.do("/rules/words", {**wish, "text": "我们老板不同意", "at_once": True})
    assert await verdict(server, "亲，我们老板不同意哦") == "block"
    listed = await lead.get("/rules")
    assert [r["text"] for r in listed["rules"]][:2] == ["我们老板不同意", "老板说了算"]
    ended = await lead.call("DELETE", f"/rules/{listed['rules'][0]['id']}")
    assert ended.json()["off_by"]
    assert await verdict(server, "亲，我们老板不同意哦") == "pass"
    again = await lead.call("DELETE", f"/rules/{listed['rules'][0]['id']}")
    assert (again.status_code, again.json()["code"]) == (409, "changed")


async def test_an_allowance_lets_a_false_alarm_pass_and_no_statutory_block(server: Served) -> None:
    lead = await server.staff(LEAD)
    until = (shop_day(server) + timedelta(days=30)).isoformat()
    text = "限时秒杀，最后3件手慢无"
    assert await verdict(server, text) == "warn"
    made = await lead.do("/rules/allowances", {"text": text, "until": until, "reason": "秒杀场次，库存属实"})
    assert made["until_day"] == until
    assert await verdict(server, text) == "pass"
    for words, day, code in (
        ("特价商品不退不换", until, "statutory"),
        ("您好，欢迎光临", until, "nothing_found"),
        (text, "2020-01-01", "bad_period"),
        ("！", until, "too_short"),
    ):
        refused = await lead.call("POST", "/rules/allowances", json={"text": words, "until": day, "reason": "测试一下"})
        assert (refused.status_code, refused.json()["code"]) == (422, code), words
    statutory = await lead.call(
        "POST", "/rules/allowances", json={"text": "特价商品不退不换", "until": until, "reason": "测试一下"}
    )
    assert "消费者权益保护法" in statutory.json()["detail"]


async def test_a_promise_betters_the_law_or_is_refused_with_the_article(server: Served) -> None:
    lead = await server.staff(LEAD)
    worse = await lead.call("POST", "/rules/promises", json={"name": "no_reason_days.days", "value": "3"})
    assert (worse.status_code, worse.json()["code"]) == (422, "worse_than_law")
    assert "消费者权益保护法 第25条" in worse.json()["detail"]
    await lead.do("/rules/promises", {"name": "no_reason_days.days", "value": "10"})
    await lead.do("/rules/promises", {"name": "no_reason_days.days", "value": "15"})
    promised = [r for r in (await lead.get("/rules"))["rules"] if r["kind"] == "promise"]
    assert [(r["value"], r["off_at"] is None) for r in promised] == [("15", True), ("10", False)]
    tried = await lead.do("/rules/try", {"facts": CASE})
    assert tried["outcome"] == "approve"
    assert tried["deadline_at"] == "2026-06-19T23:59:59+08:00"
    assert any(one.startswith("本店规定：无理由退货天数") for one in tried["basis"])


CASE: dict[str, Any] = {
    "category": "女装",
    "order": {"status": "delivered", "signed_at": "2026-06-04T15:00:00+08:00", "amount_paid": "300.00"},
    "request": {"type": "return_refund", "reason": "no_reason", "at": "2026-06-08T10:00:00+08:00"},
}


async def test_a_case_is_opened_to_its_steps_and_tried_with_other_facts(server: Served) -> None:
    agent = await server.staff(XIAOYU)
    tried = await agent.do("/rules/try", {"facts": CASE})
    assert [w["hours"] for w in tried["warnings"]] == [24, 12, 4, 1]
    assert {"no_reason.in_time", "intact.whole"} <= {s["rule"] for s in tried["steps"]}
    assert tried["differs"] == []
    other = await agent.do("/rules/try", {"facts": CASE, "changes": {"request.tags_removed": True}})
    assert other["outcome"] == "refuse"
    assert "outcome" in other["differs"]
    wrong = await agent.call("POST", "/rules/try", json={"facts": {"request": {"type": "cancel", "at": "昨天"}}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "bad_facts")


async def test_the_preview_shows_what_the_last_week_said(server: Served) -> None:
    lead = await server.staff(LEAD)
    before = await lead.do("/rules/preview", {"text": "内部渠道价"})
    assert before["found"] == 0
    shopper = await server.shopper("今天也要早睡")
    wire = await shopper.socket()
    await wire.send("send", client_id="q", kind="text", body={"text": "便宜点"})
    await wire.next("ack")
    talks = (await lead.get("/snapshot"))["conversations"]
    talk = next(c for c in talks if c["last_message"] and "便宜点" in str(c["last_message"]))
    await lead.do(f"/conversations/{talk['id']}/take")
    desk = await lead.socket()
    line = {"conversation": talk["id"], "client_id": "a", "kind": "text", "body": {"text": "这已经是内部渠道价了亲"}}
    await desk.send("send", shop=QINGHE, **line)
    await desk.next("ack", client_id="a")
    seen = await lead.do("/rules/preview", {"text": "内部渠道价"})
    assert seen["found"] == 1
    assert seen["checked"] == before["checked"] + 1
    assert seen["hits"][0]["text"] == "这已经是内部渠道价了亲"
    assert seen["hits"][0]["conversation"] == talk["id"]
    server.clock.advance(1)  # type: ignore[attr-defined]
    await lead.do("/rules/words", {"text": "内部渠道价", "reason": "不说内部价"})
    shadow = (await lead.get("/rules"))["rules"][0]
    assert shadow["shadow_hits"] == 0, "what was said before it was written does not count"
    server.clock.advance(5)  # type: ignore[attr-defined]
    again = {**line, "client_id": "b", "body": {"text": "内部渠道价只有今天有"}, "warned": True}
    await desk.send("send", shop=QINGHE, **again)
    await desk.next("ack", client_id="b")
    assert (await lead.get("/rules"))["rules"][0]["shadow_hits"] == 1


async def test_the_lint_finds_old_sins_after_a_new_rule(server: Served) -> None:
    lead = await server.staff(LEAD)
    clean = await lead.get("/rules/library")
    assert clean["checked"] > 100
    await lead.do("/phrases", {"code": "zz9", "text": "亲，咱们这款走量价给您"})
    await lead.do("/rules/words", {"text": "走量价", "level": "block", "reason": "不用行话", "at_once": True})
    lint = await lead.get("/rules/library")
    fresh = [f for f in lint["faults"] if "走量价" in f["text"]]
    assert [(f["field"], f["verdict"]) for f in fresh] == [("短语", "block")]
    assert fresh[0]["findings"][0]["reason"] == "不用行话"


async def test_acts_are_kept_for_the_audit(server: Served) -> None:
    lead = await server.staff(LEAD)
    await lead.do("/rules/promises", {"name": "broken_no_return", "value": "true", "reason": "老客户要求"})
    row = (await lead.get("/audit"))["rows"][0]
    assert (row["action"], row["subject"]) == ("rule.promise", "broken_no_return")
    assert "老客户要求" in row["detail"]


async def test_a_phrase_that_would_be_blocked_is_refused_when_saved(server: Served) -> None:
    lead = await server.staff(LEAD)
    refused = await lead.call("POST", "/phrases", json={"code": "zz1", "text": "亲，加我微信看实拍"})
    assert (refused.status_code, refused.json()["code"]) == (422, "wording")
    assert "加我微信" in refused.json()["detail"]
    assert "可以改成" in refused.json()["detail"]
    made = await lead.do("/phrases", {"code": "zz2", "text": "亲，实拍图在详情第三张"})
    changed = await lead.call(
        "PUT", f"/phrases/{made['id']}", json={"code": "zz2", "text": "好评返现5元", "version": made["version"]}
    )
    assert (changed.status_code, changed.json()["code"]) == (422, "wording")
    kept = [p["text"] for p in (await lead.get("/phrases"))["phrases"] if p["code"] == "zz2"]
    assert kept == ["亲，实拍图在详情第三张"]
