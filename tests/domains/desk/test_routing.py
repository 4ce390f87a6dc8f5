"""Who gets a chat: team, then who had it before, then load, then who has been idle longest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.desks import TestDesk
from tests.support.waiting import eventually
from xiaoer.domains.desk import service
from xiaoer.domains.desk.routing import Seat, choose, route

ANYIO = pytest.mark.anyio
TEAMS = ("售前", "售后", "投诉")


def seat(staff_id: int, *teams: str, load: int = 0, capacity: int = 5, idle: int = 0) -> Seat:
    return Seat(staff_id, f"客服{staff_id}", teams, capacity, load, idle)


def chosen(team: str | None, last: int | None, *seats: Seat) -> int | None:
    found = choose(team, last, seats)
    return found.staff_id if found else None


def test_nobody_there_means_waiting() -> None:
    assert chosen("售前", None) is None


def test_the_skill_counts_before_the_load() -> None:
    assert chosen("售后", None, seat(1, "售前"), seat(2, "售后", load=4)) == 2


def test_the_less_loaded_gets_it_by_share_of_his_capacity() -> None:
    assert chosen(None, None, seat(1, load=3, capacity=10), seat(2, load=2, capacity=4)) == 1


def test_of_equals_the_longest_idle_gets_it() -> None:
    assert chosen("售前", None, seat(1, "售前", idle=200), seat(2, "售前", idle=100)) == 2


def test_the_same_agent_for_a_returning_shopper_where_he_is_free() -> None:
    assert chosen("售前", 2, seat(1, "售前"), seat(2, "售前", load=4)) == 2
    assert chosen("售前", 2, seat(1, "售前"), seat(2, "售前", load=5)) == 1
    assert chosen("售后", 2, seat(1, "售后"), seat(2, "售前")) == 1


def test_an_empty_team_is_helped_out_by_others() -> None:
    assert chosen("投诉", None, seat(1, "售前")) == 1


def test_a_busy_team_is_waited_for() -> None:
    assert chosen("售后", None, seat(1, "售前"), seat(2, "售后", load=5)) is None


SEATS = st.lists(
    st.builds(
        Seat, staff_id=st.integers(1, 9), name=st.just("x"), teams=st.lists(st.sampled_from(TEAMS), unique=True).map(tuple),
        capacity=st.integers(0, 4), load=st.integers(0, 5), idle_since_ms=st.integers(0, 3),
    ),
    max_size=6, unique_by=lambda s: s.staff_id,
)  # fmt: skip


@given(st.one_of(st.none(), st.sampled_from(TEAMS)), st.one_of(st.none(), st.integers(1, 9)), SEATS)
def test_choice(team: str | None, last: int | None, seats: list[Seat]) -> None:
    found = choose(team, last, seats)
    present = [s for s in seats if s.capacity]  # who may have no chat yet stands in nobody's way
    skilled = [s for s in present if team is None or team in s.teams]
    able = [s for s in (skilled or present) if s.load < s.capacity]
    assert (found is None) == (not able)
    if found is None:
        return
    assert found in able
    former = next((s for s in able if s.staff_id == last), None)
    if former is not None:
        assert found is former
    else:
        assert all(found.load / found.capacity <= s.load / s.capacity for s in able)


@ANYIO
async def test_a_waiting_chat_is_given_at_once_when_somebody_sits_down(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "有人吗")
    assert (await desk.see(chat))["state"] == "queued"
    await desk.online("小雨")
    seen = await eventually(lambda: _assigned(desk, chat), "assignment")
    assert seen["agent"]["name"] == "小雨"
    lines = [m["body"]["text"] for m in await desk.public(chat)]
    assert "客服小雨为您服务" in lines


async def _assigned(desk: TestDesk, chat: int) -> dict:
    seen = await desk.see(chat)
    return seen if seen["state"] == "assigned" else {}


@ANYIO
async def test_the_longest_waiting_comes_first_and_capacity_is_kept(desk: TestDesk) -> None:
    chats = []
    for _ in range(12):
        chats.append(await desk.conversation())
        await desk.say(chats[-1], "在吗")
        desk.clock.advance(1)
    await desk.online("小雨")  # capacity 10
    await eventually(lambda: _load(desk, "小雨", 10), "ten chats")
    states = [(await desk.see(c))["state"] for c in chats]
    assert states == ["assigned"] * 10 + ["queued"] * 2
    assert await desk.desk.run(lambda u: route(u, desk.shop.id)) == 0
    await desk.desk.run(lambda u: service.close(u, desk.shop.id, chats[0], tag="已解决", remark=""))
    await eventually(lambda: _assigned(desk, chats[10]), "the next in line")
    assert (await desk.see(chats[11]))["state"] == "queued"


async def _load(desk: TestDesk, name: str, wanted: int) -> bool:
    return (await desk.agents())[name]["load"] == wanted


@ANYIO
@pytest.mark.parametrize("status", ["busy", "away", "offline"])
async def test_whoever_is_not_online_gets_none(desk: TestDesk, status: str) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    await desk.online("小雨", status=status)
    assert await desk.desk.run(lambda u: route(u, desk.shop.id)) == 0
    assert (await desk.see(chat))["state"] == "queued"


@ANYIO
async def test_roles_that_only_read_get_none(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    await desk.online("书言", "qinghe-auditor")
    assert await desk.desk.run(lambda u: route(u, desk.shop.id)) == 0


@ANYIO
async def test_a_vanished_socket_gets_none(desk: TestDesk) -> None:
    await desk.online("小雨")
    desk.clock.advance(31)
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    assert await desk.desk.run(lambda u: route(u, desk.shop.id)) == 0


@ANYIO
async def test_a_returning_shopper_meets_his_agent_again(desk: TestDesk) -> None:
    agents = {name: (await desk.staff_id(name), name) for name in ("小雨", "木木")}
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    await desk.desk.run(lambda u: service.take(u, desk.shop.id, chat, *agents["木木"]))
    await desk.desk.run(lambda u: service.close(u, desk.shop.id, chat, tag="已解决", remark=""))
    await desk.online("小雨", "木木")
    await desk.say(chat, "又来了")
    seen = await eventually(lambda: _assigned(desk, chat))
    assert seen["agent"]["name"] == "木木"


@ANYIO
async def test_a_shop_that_assigns_by_hand_is_left_alone(desk: TestDesk) -> None:
    from xiaoer.domains.shop.service import change_settings

    await desk.desk.run(lambda u: change_settings(u, desk.shop.id, {"auto_assign": False}))
    await desk.desk.reload_shops()
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    await desk.online("小雨")
    await desk.desk.route(desk.shop.id)
    assert (await desk.see(chat))["state"] == "queued"
