"""Simulated shoppers in a model's words: the same question with the same figures, or the engine's own words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
from pydantic_ai.messages import ModelMessage
from pydantic_ai.models.function import AgentInfo, FunctionModel

from tests.domains.academy.test_practice import Hall
from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import open_test_desk
from xiaoer.core.drills.model import model_reply
from xiaoer.core.drills.shapes import Scenario, ShopperState
from xiaoer.core.drills.worded import worded
from xiaoer.domains.academy.player import Player
from xiaoer.domains.academy.service import Trainee
from xiaoer.domains.robot.wording.smith import Wordsmith
from xiaoer.domains.shop.service import change_settings
from xiaoer.kit.codec import from_json
from xiaoer.ports.llm import Chain, ModelConfig
from xiaoer.ports.llm.openai import OpenAiModel

pytestmark = pytest.mark.anyio
Rewrite = Callable[[str], str]
OLD = ("晚风雾蓝碎花S码还有多少件库存",)


@pytest.mark.parametrize("new", ["哈喽 想问下晚风雾蓝碎花S码库存还有多少件呀", "在吗\n晚风雾蓝碎花S码还有多少件库存😊"])
def test_the_same_in_other_words_is_used(new: str) -> None:
    assert worded(OLD, new) == (tuple(new.splitlines()), "")


@pytest.mark.parametrize(
    "new",
    [
        "", "晚风雾蓝碎花S码还有多少件库存，有24件吗", "晚风雾蓝碎花M码还有多少件库存", "你们几点发货呀", "有的亲",
        "作为AI，我想问晚风雾蓝碎花S码还有多少件库存", "晚风雾蓝碎花S码还有多少件库存" * 12, "1吗\n2吗\n3吗\n4吗\n5吗",
    ],
)  # fmt: skip
def test_what_adds_changes_or_leaves_the_question_is_not(new: str) -> None:
    lines, why = worded(OLD, new)
    assert (lines, bool(why)) == ((), True)


def model(rewrite: Rewrite) -> Chain:
    """The library's own test model behind our port."""

    async def speak(messages: list[ModelMessage], _info: AgentInfo) -> AsyncIterator[str]:
        yield rewrite(str(messages[-1].parts[-1].content))

    config = ModelConfig("本地", "http://127.0.0.1:9/v1", "good", "", 15.0, "自己", "本机", "", True)
    return Chain([config], make=lambda c: OpenAiModel(c, FunctionModel(stream_function=speak)))


async def practise(shops: Copy, clock: HandClock, rewrite: Rewrite, mode: str = "assist") -> tuple[list[str], bool]:
    """(what the shopper said, whether the model answer passed)."""
    async with open_test_desk(shops, clock, practice_pace=0.0) as desk:
        await desk.desk.run(lambda u: change_settings(u, desk.shop.id, {"model": mode}))
        await desk.desk.reload_shops()
        player = Player(desk.desk, Wordsmith(desk.desk, None, model(rewrite)))  # type: ignore[arg-type]
        await player.start()
        hall = Hall(desk, player, Trainee(await desk.staff_id("小雨"), "小雨"))
        practice, chat = await hall.begin()
        for _ in range(12):
            row = await hall.row(practice)
            if row.state == "ended":
                break
            scenario, state = from_json(row.scenario, Scenario), from_json(row.chat, ShopperState)
            await hall.say(chat, model_reply(scenario, scenario.asks[state.ask]))
            await hall.moved(practice, row.version)
        said = [m["body"]["text"] for m in await desk.messages(chat) if m["author"] == "shopper"]
        return said, bool((await hall.row(practice)).passed)


async def test_a_practice_in_the_models_words_ends_as_the_engine_judges(sqlite_shops: Copy, clock: HandClock) -> None:
    said, passed = await practise(sqlite_shops, clock, lambda text: f"哈喽\n{text}")
    assert said[0] == "哈喽"
    assert said.count("哈喽") >= 2  # the first lines and the ones that follow
    assert passed


@pytest.mark.parametrize(
    ("rewrite", "mode"), [(lambda text: f"{text} 听说只剩66件", "assist"), (lambda text: f"哈喽\n{text}", "off")]
)
async def test_the_engines_own_words_stand_where_the_model_lies_or_is_off(
    sqlite_shops: Copy, clock: HandClock, rewrite: Rewrite, mode: str
) -> None:
    said, passed = await practise(sqlite_shops, clock, rewrite, mode)
    assert not any("哈喽" in line or "66" in line for line in said)
    assert passed
