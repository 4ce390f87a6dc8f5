"""The journal: numbered without a gap, once per client id, whatever comes together or again."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.support.desks import TestDesk
from xiaoer.domains.desk import service
from xiaoer.domains.desk.errors import ConversationGone
from xiaoer.domains.shoppers import service as shoppers

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
async def somebody_is_there(desk: TestDesk) -> None:
    """Busy: gets no chat, and shoppers are not asked to leave a message."""
    await desk.online("小雨", status="busy")


async def test_a_first_line_opens_a_visit_and_stands_behind_the_consent(desk: TestDesk) -> None:
    chat = await desk.conversation()
    posted = await desk.say(chat, "这件有货吗")
    assert (posted.number, posted.rev, posted.again) == (2, 2, False)
    consent, line = await desk.public(chat)
    assert (consent["seq"], consent["author"], consent["body"]) == (
        1,
        "system",
        {"text": desk.shop.consent, "event": "opened"},
    )
    assert (line["seq"], line["author"], line["body"], line["rev"]) == (2, "shopper", {"text": "这件有货吗"}, 2)


async def test_notes_are_counted_apart_and_change_no_rev(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    note = await desk.say(chat, "老客户，慢慢说", "agent", agent=(1, "小雨"), internal=True)
    line = await desk.say(chat, "在的，您说", "agent", agent=(1, "小雨"))
    assert (note.number, note.rev) == (1, 2)
    assert (line.number, line.rev) == (4, 4)  # the agent's line took the chat: a system line stands before it
    note_view = next(m for m in await desk.messages(chat) if m["visibility"] == "internal")
    assert (note_view["seq"], note_view["note_seq"]) == (None, 1)
    assert all(m["visibility"] == "public" for m in await desk.public(chat))


@pytest.mark.parametrize("author", ["shopper", "agent"])
async def test_a_retry_returns_the_first_result(desk: TestDesk, author: str) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    more: dict[str, Any] = {"agent": (1, "小雨")} if author == "agent" else {}
    first = await desk.say(chat, "一", author, client_id="same", **more)
    await desk.say(chat, "二", author, **more)
    again = await desk.say(chat, "一", author, client_id="same", **more)
    assert (again.number, again.rev, again.at_ms, again.again) == (first.number, first.rev, first.at_ms, True)
    assert [m["body"]["text"] for m in await desk.public(chat)].count("一") == 1


async def test_a_retry_in_the_same_batch_is_one_message(desk: TestDesk) -> None:
    chat = await desk.conversation()
    results = await asyncio.gather(*[desk.say(chat, "一次", client_id="same") for _ in range(30)])
    assert {(r.number, r.rev) for r in results} == {(2, 2)}
    assert sum(not r.again for r in results) == 1
    assert len(await desk.public(chat)) == 2


async def test_a_retry_after_the_visit_was_closed_opens_no_new_one(desk: TestDesk) -> None:
    chat = await desk.conversation()
    first = await desk.say(chat, "一", client_id="same")
    await desk.desk.run(lambda u: service.close(u, desk.shop.id, chat, tag="已解决", remark=""))
    again = await desk.say(chat, "一", client_id="same")
    assert (again.number, again.again) == (first.number, True)
    assert (await desk.see(chat))["state"] == "closed"
    fresh = await desk.say(chat, "二")
    assert fresh.number == 5  # consent, line, closed, consent, line
    assert (await desk.see(chat))["state"] == "queued"


async def test_the_same_client_id_in_another_conversation_is_another_message(desk: TestDesk) -> None:
    one, two = await desk.conversation(), await desk.conversation()
    for chat in (one, two):
        assert not (await desk.say(chat, "一", client_id="same")).again


async def test_a_client_id_with_our_separator_stays_in_its_conversation(desk: TestDesk) -> None:
    one, two = await desk.conversation(), await desk.conversation()
    await desk.say(two, "二", client_id="x")
    assert not (await desk.say(one, "一", client_id=f"{two}:x")).again
    assert not (await desk.say(one, "一", client_id="x")).again


async def test_another_shops_conversation_is_gone_and_the_batch_goes_on(desk: TestDesk) -> None:
    chat = await desk.conversation()
    other = next(s for s in desk.desk.shops.all() if s.id != desk.shop.id)
    results = await asyncio.gather(
        desk.say(chat, "好"), desk.say(chat, "坏", shop_id=other.id), desk.say(9_999_999, "坏"), desk.say(chat, "也好"),
        return_exceptions=True,
    )  # fmt: skip
    assert [type(r).__name__ for r in results] == ["Posted", "ConversationGone", "ConversationGone", "Posted"]
    assert isinstance(results[1], ConversationGone)
    assert [m["body"]["text"] for m in await desk.public(chat)][1:] == ["好", "也好"]


async def test_many_at_once_are_numbered_without_gap_or_double(desk: TestDesk) -> None:
    chats = [await desk.conversation() for _ in range(5)]
    posts = [desk.say(chat, f"{i}", client_id=f"c{i}") for i in range(60) for chat in chats]
    results = await asyncio.gather(*posts)
    assert all(not r.again for r in results)
    for chat in chats:
        lines = await desk.public(chat)
        assert [m["seq"] for m in lines] == list(range(1, 62))
        assert [m["rev"] for m in lines] == list(range(1, 62))
        assert {m["body"]["text"] for m in lines[1:]} == {str(i) for i in range(60)}


async def test_one_conversation_per_shopper_however_many_sockets_begin_it(desk: TestDesk) -> None:
    shopper_id = await desk.desk.run(lambda u: shoppers.ensure_known(u, desk.shop.id, "新来的"))
    ids = await asyncio.gather(
        *[desk.desk.run(lambda u: service.ensure_conversation(u, desk.shop.id, shopper_id)) for _ in range(20)]
    )
    assert len(set(ids)) == 1


async def test_the_waiting_clock_runs_from_the_first_unanswered_line(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    first = (await desk.see(chat))["waiting_since"]
    desk.clock.advance(20)
    await desk.say(chat, "有人吗")
    seen = await desk.see(chat)
    assert seen["waiting_since"] == first
    assert seen["unread"] == 2
    await desk.say(chat, "马上给他看", "agent", agent=(1, "小雨"), internal=True)
    assert (await desk.see(chat))["waiting_since"] == first
    await desk.say(chat, "您好，我帮您看一下", "agent", agent=(1, "小雨"))
    seen = await desk.see(chat)
    assert (seen["waiting_since"], seen["respond_by"], seen["unread"]) == (None, None, 0)


async def test_the_target_of_the_shop_says_by_when(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    seen = await desk.see(chat)
    target = desk.shop.settings.response_target_s
    assert seen["waiting_since"] == "2026-11-03T06:00:00.000Z"
    assert seen["respond_by"] == f"2026-11-03T06:{target // 60:02d}:{target % 60:02d}.000Z"


async def test_the_public_view_hides_what_is_for_staff(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗", client_id="mine")
    body = '{"text":"有货","sources":[{"source":"skus.csv:2","field":"库存","value":"6"}],"confidence":0.9}'
    await desk.say(chat, "有货", "agent", agent=(3, "小雨"), client_id="theirs", assisted=True, body=body)
    _, own, _, answer = await desk.public(chat)
    assert own["client_id"] == "mine"
    assert (answer["body"], answer["staff_id"], answer["assisted"], answer["client_id"]) == (
        {"text": "有货"},
        None,
        False,
        "",
    )
    inside = (await desk.messages(chat))[-1]
    assert (inside["staff_id"], inside["assisted"]) == (3, True)
    assert inside["body"]["sources"][0]["source"] == "skus.csv:2"
