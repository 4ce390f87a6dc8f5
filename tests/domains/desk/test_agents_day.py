"""An agent's day: own words about one's status, automatic replies, chats put off, calls of colleagues, many at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.clients import Staff, Wire, answer, say
from tests.support.desks import TestDesk
from tests.support.serving import Served
from tests.support.shops import LEAD, MUMU, QINGHE, XIAOYU
from tests.support.waiting import eventually
from xiaoer.domains.desk import patience, repository, service
from xiaoer.domains.desk.caretaker import Caretaker
from xiaoer.domains.desk.variables import fill, unfilled, without_unfilled
from xiaoer.domains.shop import service as shop_room
from xiaoer.domains.staff import service as staff_room

pytestmark = pytest.mark.anyio


async def chat_of(server: Served, agent: Staff, text: str = "在吗") -> tuple[int, Wire]:
    """A chat in the agent's hands, in which the shopper waits."""
    widget = await (await server.shopper()).socket()
    seq = (await say(widget, text))["seq"]
    assert seq
    found = (await agent.get("/conversations"))["conversations"][0]
    await agent.do(f"/conversations/{found['id']}/transfer", {"agent": agent.id})
    return found["id"], widget


async def see(agent: Staff, chat: int) -> dict[str, Any]:
    found: dict[str, Any] = (await agent.get(f"/conversations/{chat}"))["conversation"]
    return found


async def lines(agent: Staff, chat: int, author: str) -> list[str]:
    page = await agent.get(f"/conversations/{chat}/messages")
    return [m["body"].get("text", "") for m in page["messages"] if m["author"] == author]


def test_variables() -> None:
    assert fill("{买家昵称}您好，{店铺}", {"买家昵称": "小满", "店铺": ""}) == "小满您好，{店铺}"
    assert unfilled("{优惠}") is None
    assert unfilled("单号{订单号}") == "{订单号}"
    assert without_unfilled("请稍等。预计{等待}内回复。谢谢") == "请稍等。谢谢"
    assert without_unfilled("{等待}") == ""
    assert [patience.wait_text(s) for s in (None, 0, 60, 61)] == ["", "1分钟", "1分钟", "2分钟"]


async def test_a_text_with_an_open_variable_is_not_sent(sqlite_server: Served) -> None:
    yu = await sqlite_server.staff(XIAOYU)
    desk = await yu.socket()
    chat, _ = await chat_of(sqlite_server, yu)
    await desk.send("send", shop=QINGHE, conversation=chat, client_id="u1", body={"text": "订单{订单号}已发货"})
    assert (await desk.next("refused", client_id="u1"))["code"] == "unfilled"
    await answer(desk, chat, "订单已发货")


async def test_own_words_about_a_status_reach_colleagues(server: Served) -> None:
    yu, mu = await server.staff(XIAOYU), await server.staff(MUMU)
    desk, other = await yu.socket(), await mu.socket()
    await desk.send("status", status="away", text="吃饭，13:00回来")
    event = await other.next("event", where=lambda f: f["event"]["data"].get("agent", {}).get("id") == yu.id
                             and f["event"]["data"]["agent"]["status"] == "away")  # fmt: skip
    assert event["event"]["data"]["agent"]["status_text"] == "吃饭，13:00回来"
    await desk.send("status", status="online")  # without words: they stay
    await eventually(lambda: _status(mu, yu.id, "online", "吃饭，13:00回来"))
    await desk.send("status", status="busy", text="")
    await eventually(lambda: _status(mu, yu.id, "busy", ""))


async def _status(asker: Staff, who: int, status: str, text: str) -> bool:
    found = next(a for a in (await asker.get("/agents"))["agents"] if a["id"] == who)
    return (found["status"], found["status_text"]) == (status, text)


async def test_away_is_said_once_per_waiting_and_answers_nothing(server: Served) -> None:
    lead, yu = await server.staff(LEAD), await server.staff(XIAOYU)
    await lead.do(
        "/settings", {"away_reply": "{客服}暂时离开：{说明}。{买家昵称}请稍等。回来马上回复您。"}, method="PATCH"
    )
    desk = await yu.socket()
    chat, widget = await chat_of(server, yu)
    await answer(desk, chat, "您好，请讲")
    await desk.send("status", status="away", text="取件")
    await eventually(lambda: _status(lead, yu.id, "away", "取件"))
    await say(widget, "尺码怎么选")
    await say(widget, "在吗在吗")
    await eventually(lambda: _said(yu, chat, 1))
    found = await see(yu, chat)
    assert (await lines(yu, chat, "robot"))[0] == f"{found['agent']['name']}暂时离开：取件。回来马上回复您。"
    assert found["waiting_since"] is not None
    assert found["unread"] == 2
    await desk.send("status", status="online", text="")
    await answer(desk, chat, "回来了，您说")
    await desk.send("status", status="away", text="")
    await eventually(lambda: _status(lead, yu.id, "away", ""))
    server.clock.advance(1)
    await say(widget, "还在吗")
    await eventually(lambda: _said(yu, chat, 2))
    assert "：" not in (await lines(yu, chat, "robot"))[-1], "a sentence without its words is left out"


async def test_a_promotion_goes_with_the_automatic_reply_once_a_visit(sqlite_server: Served) -> None:
    server = sqlite_server
    lead, yu = await server.staff(LEAD), await server.staff(XIAOYU)
    bad = await lead.call("PATCH", "/settings", json={"promotion_line": "全网最低价"})
    assert bad.json()["code"] == "gate_block"
    words = {"away_reply": "请稍等。", "promotion_mode": "joined", "promotion_line": "满两件包邮"}
    await lead.do("/settings", words, method="PATCH")
    desk = await yu.socket()
    await desk.send("status", status="away", text="取件", promotion="全网最低价")
    assert (await desk.next("refused"))["code"] == "gate_block"
    await desk.send("status", status="away")
    await eventually(lambda: _status(lead, yu.id, "away", ""))
    chat, widget = await chat_of(server, yu)
    await say(widget, "尺码怎么选")
    await eventually(lambda: _said(yu, chat, 1))
    assert await lines(yu, chat, "robot") == ["请稍等。\n满两件包邮"]
    await answer(desk, chat, "回来了，您说")
    server.clock.advance(1)
    await say(widget, "有货吗")
    await eventually(lambda: _said(yu, chat, 2))
    assert (await lines(yu, chat, "robot"))[-1] == "请稍等。", "once a visit"

    today = f"{server.clock():%Y-%m-%d}"
    for until, said in (("2026-01-01", "请稍等。"), (today, "请稍等。\n满两件包邮")):
        await lead.do("/settings", {"promotion_until": until}, method="PATCH")
        guest, widget = await chat_of(server, yu)
        await say(widget, "尺码怎么选")
        await eventually(lambda g=guest: _said(yu, g, 1))  # type: ignore[misc]
        assert await lines(yu, guest, "robot") == [said], "to its last day, not a day longer"
    assert (await lead.call("PATCH", "/settings", json={"promotion_until": "11月11日"})).status_code == 422

    await lead.do("/settings", {"promotion_mode": "after", "promotion_until": ""}, method="PATCH")
    await desk.send("status", status="away", promotion="新款到店，进店看看")

    async def own() -> bool:
        me = next(a for a in (await lead.get("/agents"))["agents"] if a["id"] == yu.id)
        return bool(me["promotion"] == "新款到店，进店看看")

    await eventually(own)
    other, widget = await chat_of(server, yu)
    await say(widget, "有货吗")
    await eventually(lambda: _said(yu, other, 2))
    assert await lines(yu, other, "robot") == ["请稍等。", "新款到店，进店看看"]
    upset, widget = await chat_of(server, yu, "你们太过分了！我要投诉！")
    await say(widget, "还不理人，我要投诉你们！")

    async def excused() -> bool:
        return "请稍等。" in await lines(yu, upset, "robot")

    await eventually(excused)
    assert "新款到店，进店看看" not in await lines(yu, upset, "robot")


async def _said(agent: Staff, chat: int, n: int) -> bool:
    return len(await lines(agent, chat, "robot")) == n


async def test_the_busy_line_by_hand_and_by_itself(server: Served) -> None:
    lead, yu = await server.staff(LEAD), await server.staff(XIAOYU)
    desk = await yu.socket()
    chat, widget = await chat_of(server, yu)
    await yu.do(f"/conversations/{chat}/soothe")
    again = await yu.call("POST", f"/conversations/{chat}/soothe")
    assert (again.status_code, again.json()["code"]) == (409, "said_before")
    assert "预计" not in (await lines(yu, chat, "robot"))[0], "no time is said where none is known"
    await answer(desk, chat, "您好")
    idle = await yu.call("POST", f"/conversations/{chat}/soothe")
    assert (idle.status_code, idle.json()["code"]) == (409, "not_waiting")

    await lead.do("/settings", {"busy_after_s": 30, "busy_reply": "亲，请稍等，马上回复您。"}, method="PATCH")
    server.clock.advance(1)
    await say(widget, "好了吗")
    care = Caretaker(server.desk)
    shop = server.desk.shops.find(QINGHE)
    assert await care.soothe_all(shop) == 0
    server.clock.advance(31)
    await desk.silence()
    await server.desk.run(lambda u: staff_room.keep_alive(u, [yu.id]))
    assert await care.soothe_all(shop) == 1
    assert await care.soothe_all(shop) == 0
    assert (await lines(yu, chat, "robot"))[-1] == "亲，请稍等，马上回复您。"


async def test_what_is_said_automatically_passes_the_gate_when_it_is_set(sqlite_server: Served) -> None:
    lead, yu = await sqlite_server.staff(LEAD), await sqlite_server.staff(XIAOYU)
    for name in ("busy_reply", "away_reply", "off_hours_reply"):
        refused = await lead.call("PATCH", "/settings", json={name: "加我微信聊，给您便宜"})
        assert (refused.status_code, refused.json()["code"]) == (422, "gate_block")
    refused = await lead.call("PATCH", "/settings", json={"closing_words": ["全网最低价，欢迎再来"]})
    assert refused.json()["code"] == "gate_block"
    desk = await yu.socket()
    await desk.send("status", status="away", text="加我微信聊")
    assert (await desk.next("refused"))["code"] == "gate_block"


async def test_off_hours_have_words_of_their_own(desk: TestDesk) -> None:
    desk.clock.now = desk.clock.now.replace(hour=18, minute=30)  # 02:30 in China
    settings = desk.shop.settings.model_copy(update={"off_hours_reply": "{店铺}的营业时间是{营业时间}，请留言。"})
    await desk.desk.run(lambda u: shop_room.change_settings(u, desk.shop.id, settings.model_dump()))
    await desk.desk.reload_shops()
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    await eventually(lambda: _left(desk, chat))


async def _left(desk: TestDesk, chat: int) -> bool:
    page = await desk.desk.database.read(lambda s: repository.messages(s, desk.shop.id, chat, before=None, limit=20))
    texts = [m["body"].get("text", "") for m in page["messages"]]
    return any("的营业时间是" in t and "{" not in t for t in texts)


async def test_put_off_until_a_time_or_the_next_line(server: Served) -> None:
    yu = await server.staff(XIAOYU)
    desk = await yu.socket()
    chat, widget = await chat_of(server, yu)
    until = (server.clock.now + timedelta(hours=1)).isoformat()
    put_off = await yu.do(f"/conversations/{chat}/snooze", {"until": until})
    assert put_off["snoozed_until"] is not None
    await answer(desk, chat, "我查一下，稍后回您")
    assert (await see(yu, chat))["snoozed_until"] == put_off["snoozed_until"]
    await say(widget, "好的，不急")
    assert (await see(yu, chat))["snoozed_until"] is None
    for bad in (server.clock.now - timedelta(minutes=1), server.clock.now + timedelta(days=31)):
        refused = await yu.call("POST", f"/conversations/{chat}/snooze", json={"until": bad.isoformat()})
        assert (refused.status_code, refused.json()["code"]) == (422, "bad_time")
    await yu.do(f"/conversations/{chat}/snooze", {"until": until})
    assert (await yu.do(f"/conversations/{chat}/snooze", {"until": None}))["snoozed_until"] is None


async def test_calls_of_colleagues(server: Served) -> None:
    yu, mu, lead = await server.staff(XIAOYU), await server.staff(MUMU), await server.staff(LEAD)
    desk, other, third = await yu.socket(), await mu.socket(), await lead.socket()
    chat, widget = await chat_of(server, yu)
    note = {"shop": QINGHE, "conversation": chat}
    await desk.send("note", **note, client_id="n1", text="@木木 这个怎么退", mentions=[mu.id])
    await desk.next("ack", client_id="n1")
    event = await other.next("event", where=lambda f: f["event"]["type"] == "note.created")
    assert event["event"]["data"]["message"]["body"]["mentions"] == [mu.id]
    await desk.send("note", **note, client_id="n1", text="@木木 这个怎么退", mentions=[mu.id])  # a retry
    await desk.next("ack", client_id="n1")
    called = await mu.get("/mentions")
    assert (called["unseen"], called["mentions"][0]["kind"], called["mentions"][0]["by"]["id"]) == (1, "mention", yu.id)
    assert (await mu.do("/mentions/seen", {"conversation": chat}))["unseen"] == 0
    await desk.send("note", **note, client_id="n2", text="求助：买家要开专票", kind="help")
    await desk.next("ack", client_id="n2")
    assert (await lead.get("/mentions"))["mentions"][0]["kind"] == "help"
    assert (await mu.get("/mentions"))["unseen"] == 0, "a lead is here: he is called, not everybody"
    await desk.send("note", **note, client_id="n3", text="悄悄话", kind="whisper")
    assert (await desk.next("refused", client_id="n3"))["code"] == "forbidden"
    await third.send("note", **note, client_id="n4", text="先安抚，再给方案", kind="whisper")
    await third.next("ack", client_id="n4")
    whispered = (await yu.get("/mentions"))["mentions"][0]
    assert (whispered["kind"], whispered["text"]) == ("whisper", "先安抚，再给方案")
    await desk.send("note", **note, client_id="n5", text="@谁", mentions=[999_999])
    assert (await desk.next("refused", client_id="n5"))["code"] == "no_such_agent"
    await widget.silence()
    assert not [f for f in widget.all("message") if f["message"]["visibility"] == "internal"]


async def test_what_is_typed_is_seen_by_leads_where_the_rules_say_so(sqlite_server: Served) -> None:
    yu, mu, lead = [await sqlite_server.staff(x) for x in (XIAOYU, MUMU, LEAD)]
    desk, other, boss = await yu.socket(), await mu.socket(), await lead.socket()
    chat, _ = await chat_of(sqlite_server, yu)
    for wire in (other, boss):
        await wire.send("look", shop=QINGHE, conversation=chat)
        await wire.silence()
    typing = {"shop": QINGHE, "conversation": chat, "on": True}
    await desk.send("typing", **typing, text="这件不")
    await desk.silence()
    await boss.silence()
    assert boss.all("drafting") == []
    await lead.do("/settings", {"drafts_shown": True}, method="PATCH")
    await desk.send("typing", **typing, text="这件不退")
    frame = await boss.next("drafting")
    assert (frame["text"], frame["agent"]["id"]) == ("这件不退", yu.id)
    await other.silence()
    assert other.all("drafting") == []


async def test_many_are_closed_at_once_and_one_that_is_gone_keeps_nobody(server: Served) -> None:
    yu = await server.staff(XIAOYU)
    chats = [(await chat_of(server, yu))[0] for _ in range(3)]
    done = await yu.do("/conversations/close", {"ids": [*chats, 999_999], "tag": "已解决"})
    assert [c["state"] for c in done["closed"]] == ["closed"] * 3
    assert [r["id"] for r in done["refused"]] == [999_999]
    refused = await yu.call("POST", "/conversations/close", json={"ids": chats, "tag": "没有这个"})
    assert refused.json()["code"] == "unknown_tag"


async def test_notes_about_a_shopper_show_in_the_list_at_once(server: Served) -> None:
    yu, mu = await server.staff(XIAOYU), await server.staff(MUMU)
    other = await mu.socket()
    chat, _ = await chat_of(server, yu)
    shopper = (await see(yu, chat))["shopper"]["id"]
    change = {"tags": ["常客", "急性子", "常客"], "level": "VIP2", "remark": "喜欢宽松"}
    kept = await yu.do(f"/shoppers/{shopper}", change, method="PATCH")
    assert kept["tags"] == ["常客", "急性子"]
    event = await other.next("event", where=lambda f: f["event"]["type"] == "conversation.updated")
    assert event["event"]["data"]["conversation"]["shopper"]["tags"] == ["常客", "急性子"]
    found = await yu.get(f"/shoppers/{shopper}")
    assert (found["level"], found["remark"]) == ("VIP2", "喜欢宽松")
    await yu.do(f"/shoppers/{shopper}", {"remark": ""}, method="PATCH")
    assert (await yu.get(f"/shoppers/{shopper}"))["level"] == "VIP2"
    assert (await yu.call("PATCH", f"/shoppers/{shopper}", json={"tags": ["a|b"]})).status_code == 422
    assert (await yu.call("PATCH", "/shoppers/999999", json={"remark": "x"})).status_code == 404


async def test_a_chat_closed_is_put_off_no_longer(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    until = desk.clock.ms() + 60_000
    await desk.desk.run(lambda u: patience.snooze(u, desk.shop.id, chat, until))
    assert (await desk.see(chat))["snoozed_until"] is not None
    await desk.desk.run(lambda u: service.close(u, desk.shop.id, chat, tag="已解决", remark=""))
    assert (await desk.see(chat))["snoozed_until"] is None
