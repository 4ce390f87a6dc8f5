"""Practice chats at the real desk: begun, played to the end, reviewed, tried again, resumed after a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import TestDesk, open_test_desk
from tests.support.waiting import eventually
from xiaoer.core.drills.model import model_reply
from xiaoer.core.drills.shapes import Scenario, ShopperState
from xiaoer.domains.academy import repository, service
from xiaoer.domains.academy.errors import NoPractice, NotEnded, NotWaiting, TooMany
from xiaoer.domains.academy.player import Player
from xiaoer.domains.academy.service import Trainee
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.desk.errors import PracticeStays
from xiaoer.kit.codec import from_json

pytestmark = pytest.mark.anyio
SCENARIO = "urge-09"


class Hall:
    """A desk with its simulated shoppers and one trainee."""

    def __init__(self, desk: TestDesk, player: Player, who: Trainee) -> None:
        self.desk, self.player, self.who = desk, player, who
        self.shop_id = desk.shop.id

    async def begin(self, scenario: str = SCENARIO, seed: int = 7) -> tuple[int, int]:
        """(practice, conversation)."""
        book = await self.player.book(self.shop_id)
        made: int = await self.desk.desk.run(
            lambda u: service.make(u, self.shop_id, self.who.staff_id, book.scenario(scenario), seed=seed)
        )
        return made, await self.player.begin(self.shop_id, made, self.who)

    async def row(self, practice: int) -> Any:
        return await self.desk.desk.database.read(lambda s: repository.get(s, self.shop_id, practice))

    async def detail(self, practice: int) -> dict[str, Any]:
        found = await self.desk.desk.database.read(lambda s: repository.detail(s, self.shop_id, practice))
        assert found is not None
        return found

    async def say(self, chat: int, text: str) -> None:
        await self.desk.say(chat, text, "agent", agent=(self.who.staff_id, self.who.name))

    async def moved(self, practice: int, version: int) -> None:
        async def newer() -> bool:
            return (await self.row(practice)).version > version

        await eventually(newer)

    async def play(self, practice: int, chat: int) -> None:
        """Answer as the model would, until the shopper leaves."""
        for _ in range(12):
            row = await self.row(practice)
            if row.state == "ended":
                return
            scenario, state = from_json(row.scenario, Scenario), from_json(row.chat, ShopperState)
            await self.say(chat, model_reply(scenario, scenario.asks[state.ask]))
            await self.moved(practice, row.version)


async def hall_of(desk: TestDesk) -> Hall:
    player = Player(desk.desk)
    await player.start()
    return Hall(desk, player, Trainee(await desk.staff_id("小雨"), "小雨"))


@pytest.fixture
async def hall(shops: Copy, clock: HandClock) -> AsyncIterator[Hall]:
    async with open_test_desk(shops, clock, practice_pace=0.0) as desk:
        yield await hall_of(desk)


async def test_a_practice_chat_from_first_line_to_review(hall: Hall) -> None:
    practice, chat = await hall.begin()
    seen = await hall.desk.see(chat)
    assert seen["practice"]
    assert seen["state"] == "assigned"
    assert seen["agent"]["id"] == hall.who.staff_id
    assert seen["shopper"]["anonymous"]
    assert (await hall.detail(practice))["review"] is None
    await hall.play(practice, chat)
    found = await hall.detail(practice)
    assert found["practice"]["state"] == "ended"
    review = found["review"]
    assert review["passed"]
    assert review["decision"] == "settled"
    assert {i["name"]: i["passed"] for i in review["items"]}["answered"]
    assert review["goal"]
    assert review["hidden"]
    assert all(0 <= e["mood"] <= 100 for e in review["exchanges"])
    assert (await hall.desk.see(chat))["state"] == "closed"


async def test_the_shopper_writes_what_the_state_says(hall: Hall) -> None:
    practice, chat = await hall.begin("stock-06")
    row = await hall.row(practice)
    await hall.say(chat, "亲，您好呀")
    await hall.moved(practice, row.version)
    lines = [m for m in await hall.desk.messages(chat) if m["author"] == "shopper"]
    assert len(lines) >= 2
    assert (await hall.row(practice)).asked_seq == lines[-1]["seq"]


async def test_try_again_from_a_turn(hall: Hall) -> None:
    practice, chat = await hall.begin("stock-06")
    with pytest.raises(NotEnded):
        await hall.desk.desk.run(lambda u: service.again(u, hall.shop_id, practice, hall.who.staff_id, 0))
    await hall.play(practice, chat)
    old = await hall.detail(practice)
    made, _, _, kept = await hall.desk.desk.run(
        lambda u: service.again(u, hall.shop_id, practice, hall.who.staff_id, 1)
    )
    from xiaoer.core.drills.play import Reply

    exchange = old["review"]["exchanges"][0]
    replies = [Reply(tuple(exchange["replies"]), exchange["waited_s"])][:kept]
    second = await hall.player.begin(hall.shop_id, made, hall.who, replies)
    assert second != chat
    texts = [m["body"]["text"] for m in await hall.desk.messages(second) if m["author"] != "system"]
    assert texts[: len(exchange["asked"])] == exchange["asked"]
    assert exchange["replies"][0] in texts
    await hall.play(made, second)
    assert len((await hall.detail(made))["own_scores"]) == 2


async def test_practice_stays_out_of_queue_load_and_waits(hall: Hall) -> None:
    before = (await hall.desk.agents())["小雨"]["load"]
    _, chat = await hall.begin()
    assert (await hall.desk.agents())["小雨"]["load"] == before
    with pytest.raises(PracticeStays):
        await hall.desk.desk.run(
            lambda u: desk_service.transfer(u, hall.shop_id, chat, by="x", remark="", agent=None, team="售前")
        )
    waits = await hall.desk.desk.database.read(lambda s: desk_repository.usual_wait_s(s, hall.shop_id, 0))
    assert waits is None


async def test_ten_at_once_and_no_more(hall: Hall) -> None:
    for number in range(10):
        await hall.begin("stock-06", seed=number)
    with pytest.raises(TooMany):
        await hall.begin("stock-06")


async def test_closing_the_chat_ends_the_practice(hall: Hall) -> None:
    practice, chat = await hall.begin()
    await hall.desk.desk.run(lambda u: desk_service.close(u, hall.shop_id, chat, tag="已解决", remark=""))

    async def ended() -> bool:
        return bool((await hall.row(practice)).state == "ended")

    await eventually(ended)
    assert not (await hall.detail(practice))["review"]["passed"]


async def test_only_who_practises_may_end_it(hall: Hall) -> None:
    practice, _ = await hall.begin()
    book = await hall.player.book(hall.shop_id)
    stranger = await hall.desk.staff_id("木木")
    with pytest.raises(NoPractice):
        await hall.desk.desk.run(lambda u: service.give_up(u, book, hall.shop_id, practice, stranger))
    with pytest.raises(NotWaiting):
        await hall.player.begin(hall.shop_id, practice, hall.who)


async def test_a_line_written_before_a_restart_is_answered_after_it(shops: Copy, clock: HandClock) -> None:
    async with open_test_desk(shops, clock, practice_pace=1000.0) as desk:  # so slow that it never answers here
        hall = await hall_of(desk)
        practice, chat = await hall.begin("stock-06")
        before = (await hall.row(practice)).version
        await hall.say(chat, "亲，您好呀")
    async with open_test_desk(shops, clock, practice_pace=0.0) as desk:
        hall = await hall_of(desk)
        await hall.moved(practice, before)
        assert len([m for m in await desk.messages(chat) if m["author"] == "shopper"]) >= 2
