"""Mystery shoppers: announced first, served like anybody, told at the end, and counted nowhere."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from tests.domains.academy.test_practice import Hall, hall_of
from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import open_test_desk
from tests.support.waiting import eventually
from xiaoer.domains.academy import mystery, repository
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.quality.models import InspectionRow
from xiaoer.domains.quality.reading import due
from xiaoer.domains.rules.notices import notices
from xiaoer.kit.clock import to_ms

pytestmark = pytest.mark.anyio


@pytest.fixture
async def hall(shops: Copy, clock: HandClock) -> AsyncIterator[Hall]:
    async with open_test_desk(shops, clock, practice_pace=0.0) as desk:
        yield await hall_of(desk)


async def send(hall: Hall) -> int:
    lead = await hall.desk.staff_id("阿宁")
    book = await hall.player.book(hall.shop_id)
    return await hall.player.send_mystery(hall.shop_id, lead, book.scenario("stock-06"), 5)


async def test_it_comes_through_the_queue_and_is_told_at_the_end(hall: Hall) -> None:
    await hall.desk.online("小雨")
    await hall.desk.stay()
    chat = await send(hall)
    await hall.desk.desk.route(hall.shop_id)
    seen = await hall.desk.see(chat)
    assert (seen["state"], seen["agent"]["id"], seen["practice"]) == ("assigned", hall.who.staff_id, False)
    own = await hall.desk.desk.database.read(lambda s: repository.practices(s, hall.shop_id, hall.who.staff_id))
    assert own == []  # nothing gives it away
    practice = await hall.desk.desk.database.read(lambda s: repository.of_conversation(s, hall.shop_id, chat))
    assert practice is not None
    await hall.play(practice.id, chat)
    assert (await hall.row(practice.id)).staff_id == hall.who.staff_id
    after = await hall.desk.see(chat)
    assert (after["state"], after["practice"]) == ("closed", True)
    assert "神秘买家" in (await hall.desk.public(chat))[-1]["body"]["text"]
    own = await hall.desk.desk.database.read(lambda s: repository.practices(s, hall.shop_id, hall.who.staff_id))
    assert [(p["mystery"], p["score"] is not None) for p in own] == [(True, True)]


async def test_it_counts_nowhere(hall: Hall) -> None:
    await hall.desk.online("小雨")
    await hall.desk.stay()
    before = (await hall.desk.agents())["小雨"]["load"]
    chat = await send(hall)
    await hall.desk.desk.route(hall.shop_id)
    await hall.say(chat, "亲，您好，我帮您看看")
    assert (await hall.desk.agents())["小雨"]["load"] == before
    await hall.desk.desk.run(lambda u: desk_service.close(u, hall.shop_id, chat, tag="已解决", remark=""))
    now_ms = to_ms(hall.desk.clock())
    waits = await hall.desk.desk.database.read(lambda s: desk_repository.usual_wait_s(s, hall.shop_id, 0))
    assert waits is None
    judged = select(InspectionRow.visit_id).where(InspectionRow.shop_id == hall.shop_id)
    visits = await hall.desk.desk.database.read(lambda s: due(s, hall.shop_id, now_ms - 86_400_000, judged, 10))
    assert visits == []


async def test_nobody_is_judged_when_nobody_served(hall: Hall) -> None:
    chat = await send(hall)
    row = await hall.desk.desk.database.read(lambda s: repository.of_conversation(s, hall.shop_id, chat))
    assert row is not None
    await hall.desk.desk.run(lambda u: desk_service.close(u, hall.shop_id, chat, tag="已解决", remark=""))

    async def ended() -> bool:
        return bool((await hall.row(row.id)).state == "ended")

    await eventually(ended)
    assert ((await hall.row(row.id)).review, (await hall.row(row.id)).score) == (None, None)


async def test_staff_are_told_before_the_first_comes(hall: Hall) -> None:
    async def announced() -> bool:
        return await hall.desk.desk.database.read(lambda s: mystery.announced(s, hall.shop_id))

    assert not await announced()
    for _ in range(2):
        await hall.desk.desk.run(lambda u: mystery.announce(u, hall.shop_id, (1, "清禾")))
    assert await announced()
    shown = await hall.desk.desk.database.read(lambda s: notices(s, hall.shop_id, 1, receipts=False))
    assert [n["title"] for n in shown] == [mystery.TITLE]
