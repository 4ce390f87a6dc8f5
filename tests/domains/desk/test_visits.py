"""Visits, presence, waiting told honestly, messages left, recall."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.databases import Copy
from tests.support.desks import TestDesk, open_test_desk
from tests.support.waiting import eventually
from xiaoer.domains.desk import presence, repository, service
from xiaoer.domains.desk.errors import AlreadyTaken, ConversationGone, NotOpen, NotYours, TooLate
from xiaoer.domains.desk.rules import visit_state

pytestmark = pytest.mark.anyio


def act(desk: TestDesk, name: str, chat: int, *more: Any, **named: Any) -> Any:
    work = getattr(service, name)
    return desk.desk.run(lambda u: work(u, desk.shop.id, chat, *more, **named))


async def agent(desk: TestDesk, name: str) -> tuple[int, str]:
    return await desk.staff_id(name), name


# -- visits -------------------------------------------------------------------------------------------------------------


async def test_a_closed_chat_opens_anew_with_the_next_line(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    first = (await desk.see(chat))["visit"]
    await act(desk, "take", chat, *await agent(desk, "小雨"))
    await act(desk, "close", chat, tag="已下单", remark="买了两件")
    closed = await desk.see(chat)
    assert (closed["state"], closed["visit"]["tag"], closed["waiting_since"]) == ("closed", "已下单", None)
    desk.clock.advance(3600)
    await desk.say(chat, "还有个问题")
    again = await desk.see(chat)
    assert again["visit"]["id"] != first["id"]
    assert (again["state"], again["agent"], again["visit"]["tag"], again["visit"]["stars"]) == (
        "queued",
        None,
        None,
        None,
    )
    found = await desk.desk.database.read(lambda s: repository.conversation(s, desk.shop.id, chat, 0))
    assert [v["remark"] for v in found["visits"]] == ["", "买了两件"]  # type: ignore[index]


async def test_closing_twice_changes_nothing(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    once = await act(desk, "close", chat, tag="已解决", remark="")
    assert await act(desk, "close", chat, tag="未成交", remark="") == once


async def test_the_first_stars_count_and_belong_to_their_visit(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    await act(desk, "close", chat, tag="已解决", remark="")
    await act(desk, "rate", chat, stars=5, word="很耐心")
    rated = await act(desk, "rate", chat, stars=1, word="后悔了")
    assert (rated["visit"]["stars"], rated["visit"]["word"]) == (5, "很耐心")
    await desk.say(chat, "又来了")
    assert (await desk.see(chat))["visit"]["stars"] is None


async def test_nothing_to_rate_or_hand_over_before_a_first_line(desk: TestDesk) -> None:
    chat = await desk.conversation()
    for name, named in (
        ("rate", {"stars": 5, "word": ""}), ("transfer", {"by": "x", "remark": "", "agent": None, "team": "售后"}),
        ("queue", {"team": "售前", "event": "queued", "text": "x"}),
    ):  # fmt: skip
        with pytest.raises(NotOpen):
            await act(desk, name, chat, **named)
    with pytest.raises(NotOpen):
        await act(desk, "take", chat, *await agent(desk, "小雨"))


async def test_only_the_first_colleague_takes_it(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    await act(desk, "take", chat, *await agent(desk, "小雨"))
    with pytest.raises(AlreadyTaken, match="小雨"):
        await act(desk, "take", chat, *await agent(desk, "木木"))
    assert (await act(desk, "take", chat, *await agent(desk, "小雨")))["agent"]["name"] == "小雨"


async def test_whoever_answers_a_waiting_chat_has_taken_it(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    await desk.say(chat, "您好，我来看", "agent", agent=await agent(desk, "小雨"))
    seen = await desk.see(chat)
    assert (seen["state"], seen["agent"]["name"], seen["queued_at"]) == ("assigned", "小雨", None)


async def test_a_transfer_says_so_and_keeps_the_clock(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "退货怎么弄")
    waiting = (await desk.see(chat))["waiting_since"]
    desk.clock.advance(10)
    moved = await act(desk, "transfer", chat, by="小雨", remark="要退货", agent=None, team="售后")
    assert (moved["state"], moved["team"], moved["agent"], moved["waiting_since"]) == ("queued", "售后", None, waiting)
    moved = await act(desk, "transfer", chat, by="小雨", remark="", agent=await agent(desk, "木木"), team=None)
    assert (moved["state"], moved["agent"]["name"]) == ("assigned", "木木")


# -- recall -------------------------------------------------------------------------------------------------------------


async def test_recall_takes_the_words_and_keeps_the_number(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    posted = await desk.say(chat, "写错了", "agent", agent=await agent(desk, "小雨"))
    before = await desk.see(chat)
    desk.clock.advance(120)
    staff_id = await desk.staff_id("小雨")
    recalled = await act(desk, "recall", chat, posted.number, staff_id, 120)
    assert (recalled["seq"], recalled["body"], recalled["recalled"]) == (posted.number, {}, True)
    after = await desk.see(chat)
    assert (after["rev"], after["last_seq"]) == (before["rev"] + 1, before["last_seq"])
    assert recalled["rev"] == after["rev"]
    assert "写错了" not in str(await desk.public(chat)) + str(after["last_message"])
    assert (await act(desk, "recall", chat, posted.number, staff_id, 120))["rev"] == after["rev"]


async def test_recall_only_within_the_window_only_own_only_what_is_there(desk: TestDesk) -> None:
    chat = await desk.conversation()
    question = await desk.say(chat, "在吗")
    staff_id, other = await desk.staff_id("小雨"), await desk.staff_id("木木")
    posted = await desk.say(chat, "您好，在的", "agent", agent=(staff_id, "小雨"))
    for seq, who, error in (
        (posted.number, other, NotYours), (question.number, staff_id, NotYours), (1, staff_id, NotYours),
        (99, staff_id, ConversationGone),
    ):  # fmt: skip
        with pytest.raises(error):
            await act(desk, "recall", chat, seq, who, 120)
    desk.clock.advance(120.001)
    with pytest.raises(TooLate, match="2 分钟"):
        await act(desk, "recall", chat, posted.number, staff_id, 120)


# -- presence -----------------------------------------------------------------------------------------------------------


async def test_who_vanishes_leaves_his_waiting_chats_to_others(desk: TestDesk) -> None:
    waiting, answered = await desk.conversation(), await desk.conversation()
    for chat in (waiting, answered):
        await desk.say(chat, "在吗")
        await act(desk, "take", chat, *await agent(desk, "小雨"))
    await desk.say(answered, "您好，已经帮您查到了", "agent", agent=await agent(desk, "小雨"))
    await desk.online("小雨")
    desk.clock.advance(29)
    assert await desk.desk.run(presence.sweep) == 0
    desk.clock.advance(2)
    assert await desk.desk.run(presence.sweep) == 1
    assert (await desk.agents())["小雨"]["status"] == "offline"
    assert (await desk.see(waiting))["state"] == "queued"
    assert (await desk.see(answered))["state"] == "assigned"
    assert await desk.desk.run(presence.sweep) == 0
    await desk.online("木木")
    seen = await eventually(lambda: _assigned(desk, waiting))
    assert seen["agent"]["name"] == "木木"


async def _assigned(desk: TestDesk, chat: int) -> dict[str, Any]:
    seen = await desk.see(chat)
    return seen if seen["state"] == "assigned" else {}


async def test_a_socket_brings_back_who_was_offline_and_leaves_busy_as_it_is(desk: TestDesk) -> None:
    staff_id = await desk.staff_id("小雨")
    await desk.desk.run(lambda u: presence.arrive(u, staff_id, [desk.shop.id], {desk.shop.id: "offline"}))
    assert (await desk.agents())["小雨"]["status"] == "online"
    await desk.online("小雨", status="busy")
    await desk.desk.run(lambda u: presence.arrive(u, staff_id, [desk.shop.id], {desk.shop.id: "busy"}))
    assert (await desk.agents())["小雨"]["status"] == "busy"


# -- waiting ------------------------------------------------------------------------------------------------------------


async def wait_and_take(desk: TestDesk, seconds: int) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    desk.clock.advance(seconds)
    await act(desk, "take", chat, *await agent(desk, "小雨"))
    await act(desk, "close", chat, tag="已解决", remark="")


async def test_the_wait_is_not_known_before_three_have_waited(desk: TestDesk) -> None:
    await desk.online("小雨", status="busy")
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    for seconds in (10, 400):
        await wait_and_take(desk, seconds)
    state = await desk.desk.state_of(desk.shop.id, await desk.see(chat))
    assert state["wait_s"] is None
    await wait_and_take(desk, 30)
    await desk.online("小雨", status="away")
    await desk.online("小雨", status="busy")
    state = await desk.desk.state_of(desk.shop.id, await desk.see(chat))
    assert (state["phase"], state["wait_s"], state["position"]) == ("queued", 30, 1)


async def test_old_waits_say_nothing_about_now(desk: TestDesk) -> None:
    for _ in range(4):
        await wait_and_take(desk, 60)
    desk.clock.advance(3 * 3600)
    await desk.online("小雨", status="busy")
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    assert (await desk.desk.state_of(desk.shop.id, await desk.see(chat)))["wait_s"] is None


async def test_places_in_the_queue(desk: TestDesk) -> None:
    await desk.online("小雨", status="busy")
    chats = []
    for _ in range(4):
        chats.append(await desk.conversation())
        await desk.say(chats[-1], "在吗")

    async def places() -> list[int | None]:
        return [
            await desk.desk.database.read(lambda s, c=c: repository.queue_position(s, desk.shop.id, c)) for c in chats
        ]

    assert await places() == [1, 2, 3, 4]
    await act(desk, "take", chats[1], *await agent(desk, "小雨"))
    assert await places() == [1, None, 2, 3]


async def test_nobody_there_is_said_and_a_message_taken_once(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    await eventually(lambda: _left(desk, chat), "the offer to leave a message")
    await desk.say(chat, "那我留个言")
    await desk.say(chat, "明天回我")
    lines = [m["body"].get("event") for m in await desk.public(chat)]
    assert lines.count("left_message") == 1
    state = await desk.desk.state_of(desk.shop.id, await desk.see(chat))
    assert (state["phase"], state["position"], state["wait_s"]) == ("away", None, None)
    await desk.online("小雨")
    seen = await eventually(lambda: _assigned(desk, chat))
    assert seen["messages_left"] is False


async def _left(desk: TestDesk, chat: int) -> bool:
    return bool((await desk.see(chat))["messages_left"])


@given(
    st.sampled_from(["robot", "queued", "assigned", "closed"]), st.booleans(), st.one_of(st.none(), st.integers(1, 50)),
    st.one_of(st.none(), st.integers(0, 900)), st.one_of(st.none(), st.integers(1, 5)),
)  # fmt: skip
def test_what_a_shopper_is_told(
    state: str, staffed: bool, position: int | None, wait_s: int | None, stars: int | None
) -> None:
    conversation = {
        "state": state,
        "visit": {"stars": stars},
        "agent": {"id": 1, "name": "小雨"} if state == "assigned" else None,
    }
    told = visit_state(conversation, staffed=staffed, position=position, wait_s=wait_s)
    assert (told["phase"] == "away") == (state == "queued" and not staffed)
    assert (told["agent"] == "小雨") == (state == "assigned")
    if told["phase"] != "queued":
        assert told["position"] is None
        assert told["wait_s"] is None
    else:
        assert (told["position"], told["wait_s"]) == (position, wait_s)
    assert told["can_rate"] == (stars is None)


async def test_the_robots_chat_is_the_robots_until_a_person_is_wanted(shops: Copy, clock: Any) -> None:
    async with open_test_desk(shops, clock, robot=False) as without:
        chat = await without.conversation()
        await without.say(chat, "在吗")
        assert (await without.see(chat))["state"] == "queued"
