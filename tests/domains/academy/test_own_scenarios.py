"""Scenarios of one's own: written, or of a real chat with the names removed; tried before anybody practises them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.domains.academy.test_practice import Hall, hall_of
from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import open_test_desk
from xiaoer.core.drills.library import kinds
from xiaoer.core.drills.written import WrittenAsk, WrittenScenario, from_chat, scenario_of
from xiaoer.domains.academy import own_scenarios
from xiaoer.domains.academy.errors import NoScenario

pytestmark = pytest.mark.anyio
ASKS = (
    WrittenAsk(("这件外套有口袋吗", "深不深"), ("两侧各有一个斜插口袋，放得下手机",)),
    WrittenAsk(("那多久能发货",), ("现货付款后48小时内发出",)),
)


def written(kind: str = kinds()[0].id) -> WrittenScenario:
    return WrittenScenario("问口袋和发货", "售前", kind, "想知道有没有口袋再下单", "赶着后天出门", "QH601", ASKS)


@pytest.fixture
async def hall(shops: Copy, clock: HandClock) -> AsyncIterator[Hall]:
    async with open_test_desk(shops, clock, practice_pace=0.0) as desk:
        yield await hall_of(desk)


def test_a_real_chat_gives_asks_without_names_and_numbers() -> None:
    lines = [
        ("shopper", "你好 我是王小明"), ("shopper", "电话13812345678 什么时候发货"), ("agent", "王小明您好"),
        ("agent", "现货付款后48小时内发出"), ("shopper", "好的"), ("shopper", "没人理的问题"),
    ]  # fmt: skip
    asks = from_chat(lines, ["王小明"])
    assert len(asks) == 1
    assert asks[0].points == ("您好", "现货付款后48小时内发出")
    assert "王小明" not in "".join(asks[0].lines)
    assert "13812345678" not in "".join(asks[0].lines)


async def test_the_model_wins_and_empty_courtesy_loses_with_every_kind(hall: Hall) -> None:
    book = await hall.player.book(hall.shop_id)
    for kind in kinds():
        trials = own_scenarios.tried(book, scenario_of("own-try", written(kind.id), book.now))
        assert [(t.trainee, t.passed) for t in trials] == [("model", True), ("polite", False)], kind.id


async def test_it_can_be_practised_changed_and_removed(hall: Hall) -> None:
    shop, me, run = hall.shop_id, hall.who.staff_id, hall.desk.desk.run
    made = await run(lambda u: own_scenarios.keep(u, shop, me, written(), None).id)
    code = f"own-{made}"
    practice, chat = await hall.begin(code)
    await hall.play(practice, chat)
    assert (await hall.detail(practice))["review"]["passed"]
    changed = WrittenScenario("换了题", "售后", kinds()[1].id, "x", "", "", ASKS[:1])
    await run(lambda u: own_scenarios.keep(u, shop, me, changed, made))
    assert (await hall.player.book(shop)).scenario(code).scene.title == "换了题"
    await run(lambda u: own_scenarios.remove(u, shop, made))
    with pytest.raises(KeyError):
        (await hall.player.book(shop)).scenario(code)
    with pytest.raises(NoScenario):
        await run(lambda u: own_scenarios.remove(u, shop, made))


async def test_a_conversation_of_the_desk_becomes_a_draft(hall: Hall) -> None:
    chat = await hall.desk.conversation("橘子味的风")
    await hall.desk.say(chat, "请问这条裤子会起球吗")
    await hall.say(chat, "橘子味的风您好，摩擦多的地方会有轻微起球")
    asks, _ = await hall.desk.desk.database.read(lambda s: own_scenarios.of_chat(s, hall.shop_id, chat))
    assert asks == (WrittenAsk(("请问这条裤子会起球吗",), ("您好，摩擦多的地方会有轻微起球",)),)
    with pytest.raises(own_scenarios.NoSuchChat):
        await hall.desk.desk.database.read(lambda s: own_scenarios.of_chat(s, hall.shop_id, 999_999))
