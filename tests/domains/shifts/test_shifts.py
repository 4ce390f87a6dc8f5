"""Handovers, rosters and attendance at a running desk, on both engines."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from tests.support.desks import TestDesk
from tests.support.waiting import eventually
from xiaoer.domains.desk import presence, repository
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.shifts import contents, service, views
from xiaoer.domains.shifts.contents import name_of
from xiaoer.domains.shifts.errors import AlreadySigned, BadTimes, NotForYou, NotStaffHere
from xiaoer.domains.shifts.rules import HOUR_MS, Item
from xiaoer.domains.shifts.service import Giving
from xiaoer.domains.work.models import TaskRow
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Conflict
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio


async def people(desk: TestDesk) -> tuple[int, int, int]:
    """Three colleagues who can serve."""
    found = await desk.desk.database.read(lambda s: repository.agents(s, desk.shop.id))
    ids = [a["id"] for a in found if a["role"] in ("owner", "lead", "agent")]
    return ids[0], ids[1], ids[2]


async def taken(desk: TestDesk, agent: int, text: str = "还没发货吗") -> int:
    """A chat that somebody has."""
    conversation = await desk.conversation()
    await desk.say(conversation, text)
    name = await desk.desk.database.read(lambda s: name_of(s, desk.shop.id, agent))
    await desk.desk.run(lambda u: desk_service.take(u, desk.shop.id, conversation, agent, name))
    return conversation


async def draft(desk: TestDesk, agent: int) -> list[Item]:
    since = desk.clock.ms() - 12 * HOUR_MS
    return await desk.desk.database.read(lambda s: contents.draft(s, desk.shop.id, agent, since))


async def test_what_is_open_is_in_the_handover_and_goes_with_the_signature(desk: TestDesk) -> None:
    first, second, third = await people(desk)
    chats = [await taken(desk, first) for _ in range(2)]
    foreign = await taken(desk, third)
    items = await draft(desk, first)
    assert {i.ref for i in items if i.kind == "chat"} == {f"chat:{c}" for c in chats}
    giving = Giving((*items, Item("own", "冰箱里的贺卡", next_step="明早补货")), "今晚有活动", second, with_chats=True)
    given = await desk.desk.run(lambda u: service.give(u, desk.shop.id, first, giving))
    with pytest.raises(NotForYou):
        await desk.desk.run(lambda u: service.sign(u, desk.shop.id, given.id, third))
    with pytest.raises(NotForYou):
        await desk.desk.run(lambda u: service.sign(u, desk.shop.id, given.id, first))
    await desk.desk.run(lambda u: service.sign(u, desk.shop.id, given.id, second))
    assert [(await desk.see(c))["agent"]["id"] for c in chats] == [second, second]
    assert (await desk.see(foreign))["agent"]["id"] == third
    shown = await desk.desk.database.read(
        lambda s: views.handover_view(
            service.handovers(s, desk.shop.id, before=None, limit=1)[0], views.names(s, desk.shop.id)
        )
    )
    assert shown["items"][-1]["next_step"] == "明早补货"
    assert shown["signed_by"]


async def test_practice_is_nobodys_work(desk: TestDesk) -> None:
    first, _, _ = await people(desk)
    chat = await taken(desk, first)
    mark = update(Conversation).where(Conversation.shop_id == desk.shop.id, Conversation.id == chat)
    await desk.desk.run(lambda u: u.session.execute(mark.values(practice=True)) and None)
    assert not [i for i in await draft(desk, first) if i.kind == "chat"]
    lines = await desk.desk.database.read(lambda s: service.shopper_lines(s, desk.shop.id, 0, 2**52))
    assert lines == []


async def test_what_one_owes_is_handed_over(desk: TestDesk) -> None:
    first, second, _ = await people(desk)

    def owe(unit: Unit) -> None:
        for n, owner in enumerate((first, second, None)):
            unit.session.add(
                TaskRow(
                    shop_id=desk.shop.id, key=f"t{n}", kind="promise" if n else "case", state="open", text=f"第{n}件",
                    owner_id=owner, due_ms=unit.now_ms + n, made_ms=unit.now_ms, order_number="20260001",
                )
            )  # fmt: skip

    await desk.desk.run(owe)
    owed = [(i.kind, i.title, i.detail, i.ref) for i in await draft(desk, first) if i.kind in ("task", "case")]
    assert owed == [("case", "第0件", "订单尾号0001", "work"), ("task", "第2件", "订单尾号0001", "work")]


async def test_given_to_nobody_the_first_who_signs_has_it(desk: TestDesk) -> None:
    first, second, third = await people(desk)
    given = await desk.desk.run(lambda u: service.give(u, desk.shop.id, first, Giving((), "", None, with_chats=False)))
    done = await asyncio.gather(
        *(desk.desk.run(lambda u, who=who: service.sign(u, desk.shop.id, given.id, who)) for who in (second, third)),
        return_exceptions=True,
    )
    assert sorted(type(d).__name__ for d in done) == ["AlreadySigned", "Handover"]
    again = await desk.desk.database.read(
        lambda s: service.handovers(s, desk.shop.id, before=None, limit=1)[0].signed_id
    )
    await desk.desk.run(lambda u: service.sign(u, desk.shop.id, given.id, again))
    with pytest.raises(AlreadySigned):
        await desk.desk.run(lambda u: service.sign(u, desk.shop.id, given.id, third if again == second else second))


async def test_an_angry_shopper_of_the_shift_is_told(desk: TestDesk) -> None:
    first, second, _ = await people(desk)
    chat = await taken(desk, second)
    await desk.desk.run(
        lambda u: desk_service.observe(
            u, desk.shop.id, chat, seq=1, intent="complaint", mood="angry", urgent=True, team="投诉", memory="{}",
            suggestion=None,
        )
    )  # fmt: skip
    assert [i.ref for i in await draft(desk, first) if i.kind == "special"] == [f"chat:{chat}"]
    assert not [i for i in await draft(desk, second) if i.kind == "special"]


async def test_a_roster_keeps_people_from_two_places_at_once(desk: TestDesk) -> None:
    first, second, _ = await people(desk)
    start = desk.clock.ms()

    async def plan(who: int, from_h: float, to_h: float) -> Any:
        return await desk.desk.run(
            lambda u: service.plan(
                u, desk.shop.id, who, start + int(from_h * HOUR_MS), start + int(to_h * HOUR_MS), "早班"
            )
        )

    day = await plan(first, 0, 8)
    await plan(first, 8, 12)
    for wrong in ((7, 9), (-1, 1), (3, 4)):
        with pytest.raises(BadTimes):
            await plan(first, *wrong)
    for wrong in ((4, 4), (4, 3), (0, 17)):
        with pytest.raises(BadTimes):
            await plan(second, *wrong)
    with pytest.raises(NotStaffHere):
        await plan(999_999, 0, 8)
    await plan(second, 6, 10)
    await desk.desk.run(lambda u: service.wish(u, desk.shop.id, day.id, first, kind="swap", to_id=second, why="看牙"))
    with pytest.raises(BadTimes):
        await desk.desk.run(lambda u: service.decide(u, desk.shop.id, day.id, agree=True))
    await desk.desk.run(lambda u: service.decide(u, desk.shop.id, day.id, agree=False))
    with pytest.raises(Conflict):
        await desk.desk.run(lambda u: service.decide(u, desk.shop.id, day.id, agree=True))
    with pytest.raises(NotForYou):
        await desk.desk.run(lambda u: service.wish(u, desk.shop.id, day.id, second, kind="leave", to_id=None, why=""))
    await desk.desk.run(lambda u: service.wish(u, desk.shop.id, day.id, first, kind="leave", to_id=None, why="发烧"))
    assert await desk.desk.run(lambda u: service.decide(u, desk.shop.id, day.id, agree=True)) is None


async def test_need_follows_what_the_past_weeks_saw(desk: TestDesk) -> None:
    conversation = await desk.conversation()
    for _ in range(130):
        await desk.say(conversation, "在吗")
    hour = desk.clock().astimezone(desk.shop.zone)
    desk.clock.advance(timedelta(days=2).total_seconds())
    first: date = (hour + timedelta(days=7)).date()
    found = await desk.desk.database.read(lambda s: views.week(s, desk.shop.id, first, desk.shop.zone, desk.clock.ms()))
    expected = [(n["day"], n["hour"], n["lines"], n["people"]) for n in found["need"] if n["people"]]
    assert expected == [(first, hour.hour, 130.0, 3)]
    assert found["seen_weeks"] == 1


async def test_who_was_at_the_desk(desk: TestDesk) -> None:
    first, _, _ = await people(desk)
    shop = desk.shop.id
    started = to_ms(desk.clock())
    await desk.desk.run(lambda u: presence.arrive(u, first, [shop], {}))

    async def noted(status: str) -> bool:
        found = await desk.desk.database.read(lambda s: service.spans(s, shop, 0, 2**52))
        return bool(found) and found[-1].status == status

    await eventually(lambda: noted("online"))
    desk.clock.advance(600)
    await desk.desk.run(lambda u: presence.choose_status(u, first, "busy", [shop]))
    await eventually(lambda: noted("busy"))
    desk.clock.advance(300)
    await desk.desk.run(lambda u: presence.leave(u, first))

    async def left() -> bool:
        found = await desk.desk.database.read(lambda s: service.spans(s, shop, 0, 2**52))
        return all(s.to_ms is not None for s in found)

    await eventually(left)
    day = desk.clock().astimezone(desk.shop.zone).date()
    found = await desk.desk.database.read(lambda s: views.attendance(s, shop, day, desk.shop.zone, desk.clock.ms()))
    (row,) = found["rows"]
    assert (row["staff_id"], row["online_s"], row["busy_s"], row["away_s"]) == (first, 600, 300, 0)
    assert started == desk.clock.ms() - 900_000
