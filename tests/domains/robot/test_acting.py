"""The robot acts: a card from the engine's proposal, done once on the shopper's yes, ruled out with the reason."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import TestDesk, open_test_desk
from tests.support.waiting import eventually
from xiaoer.core.answering.engine import Engine
from xiaoer.core.answering.shapes import Draft, Memory
from xiaoer.core.facts import Order, ShopFacts
from xiaoer.core.transcript import Transcript
from xiaoer.domains.actions import service as actions
from xiaoer.domains.actions.checking import Checker
from xiaoer.domains.actions.service import Yes
from xiaoer.domains.orders import service as orders
from xiaoer.domains.shop import service as shops

pytestmark = pytest.mark.anyio
UNPAID, DONE = "20261122091297", "20261021213078"
NICK = "今天也要早睡"


class HouseEngine:
    """The real engine, without a process of its own."""

    def __init__(self) -> None:
        self.engine: Engine | None = None

    def start(self) -> None: ...

    def stop(self) -> None: ...

    async def answer(
        self, shop_id: int, facts: ShopFacts, transcript: Transcript, own: Sequence[Order], now: datetime,
        memory: Memory, acting: bool = False,
    ) -> Draft:  # fmt: skip
        if self.engine is None:
            self.engine = Engine(facts)
        self.engine.actions = acting
        return self.engine.answer(transcript, orders=own, now=now, memory=memory)


@pytest.fixture
async def desk(shops: Copy, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TestDesk]:
    monkeypatch.setattr("xiaoer.app.server.AnswerWorker", lambda **_: HouseEngine())
    async with open_test_desk(shops, clock, robot=True) as opened:
        await opened.online("小雨", status="busy")
        yield opened


async def lines(desk: TestDesk, chat: int, least: int) -> list[dict[str, Any]]:
    async def heard() -> list[dict[str, Any]]:
        found = [m for m in await desk.messages(chat) if m["author"] == "robot" and m["kind"] == "text"]
        return found if len(found) >= least else []

    return await eventually(heard)


async def cards(desk: TestDesk, chat: int) -> list[dict[str, Any]]:
    return [m for m in await desk.messages(chat) if m["kind"] == "action_card"]


async def order(desk: TestDesk, number: str) -> Order:
    found = await desk.desk.database.read(lambda s: orders.find(s, desk.shop.id, number))
    assert found is not None
    return found


async def test_a_wish_becomes_a_card_and_the_yes_does_it_once(desk: TestDesk) -> None:
    chat = await desk.conversation(NICK)
    await desk.say(chat, f"帮我取消订单{UNPAID}")
    (line,) = await lines(desk, chat, 1)
    (card,) = await cards(desk, chat)
    assert card["body"]["state"] == "proposed"
    assert "卡片" in line["body"]["text"]
    assert (await order(desk, UNPAID)).status == "unpaid"
    await desk.say(chat, "确认")
    await lines(desk, chat, 2)
    assert (await order(desk, UNPAID)).status == "closed_unpaid"
    (card,) = await cards(desk, chat)
    assert card["body"]["state"] == "done"
    await desk.say(chat, "确认")
    await desk.say(chat, "能开发票吗")
    heard = await lines(desk, chat, 3)
    assert len(await cards(desk, chat)) == 1
    assert (await order(desk, UNPAID)).status == "closed_unpaid"
    assert "已为您取消" not in heard[-1]["body"]["text"]


async def test_a_no_drops_it(desk: TestDesk) -> None:
    chat = await desk.conversation(NICK)
    await desk.say(chat, f"帮我取消订单{UNPAID}")
    await lines(desk, chat, 1)
    await desk.say(chat, "算了不取消了")
    await lines(desk, chat, 2)
    (card,) = await cards(desk, chat)
    assert card["body"]["state"] == "declined"
    assert (await order(desk, UNPAID)).status == "unpaid"


async def test_the_card_pressed_first_leaves_nothing_for_the_words(desk: TestDesk) -> None:
    chat = await desk.conversation(NICK)
    await desk.say(chat, f"帮我取消订单{UNPAID}")
    await lines(desk, chat, 1)
    facts = await desk.desk.facts.get(desk.shop.id)
    (waiting,) = await desk.desk.database.read(
        lambda s: actions.open_in(s, desk.shop.id, chat, 0)  # no card is over by then
    )
    await desk.desk.run(lambda u: actions.answer(u, desk.shop, facts, waiting["id"], yes=True, by=Yes("card")))
    await desk.say(chat, "确认")
    await desk.say(chat, "能开发票吗")
    heard = await lines(desk, chat, 2)
    assert not any("还没有办" in line["body"]["text"] for line in heard)
    assert len(await cards(desk, chat)) == 1


async def test_what_the_state_forbids_is_said_and_shows_no_card(desk: TestDesk) -> None:
    chat = await desk.conversation(NICK)
    await desk.say(chat, f"帮我取消订单{DONE}")
    (line,) = await lines(desk, chat, 1)
    assert await cards(desk, chat) == []
    assert "取消不了" in line["body"]["text"]


async def test_an_unknown_visitor_changes_nothing(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, f"帮我取消订单{UNPAID}")
    await lines(desk, chat, 1)
    assert await cards(desk, chat) == []


async def test_questions_and_complaints_are_no_wishes(desk: TestDesk) -> None:
    chat = await desk.conversation(NICK)
    await desk.say(chat, "取消订单的话，钱多久退回来")
    await lines(desk, chat, 1)
    assert await cards(desk, chat) == []


async def test_a_plain_yes_to_the_order_check_is_taken(desk: TestDesk) -> None:
    await desk.desk.run(lambda u: shops.change_settings(u, desk.shop.id, {"check_orders": True}, by="试"))
    known = replace(desk.shop, settings=desk.shop.settings.model_copy(update={"check_orders": True}))
    now = desk.clock()
    paid = replace(
        await order(desk, UNPAID), status="paid_unshipped", status_text="待发货", ordered_at=now, paid_at=now
    )
    await desk.desk.run(lambda u: orders.import_orders(u, desk.shop.id, [paid]))
    await Checker(desk.desk).look(known)
    chat = await desk.conversation(NICK)
    (card,) = await cards(desk, chat)
    assert card["body"]["state"] == "proposed"
    await desk.say(chat, "确认")
    (line,) = await lines(desk, chat, 1)
    (card,) = await cards(desk, chat)
    assert (card["body"]["state"], "收到您的确认" in line["body"]["text"]) == ("done", True)
