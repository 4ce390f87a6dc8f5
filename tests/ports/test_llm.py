"""One contract for every form of model: the library's own test models, and a local server that speaks, lies, stalls, dies."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic_ai.messages import ModelMessage
from pydantic_ai.models import Model
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.test import TestModel as LibraryModel

from tests.support.speaking import GOOD, Speaking, speaking
from xiaoer.ports.llm import Ask, Breaker, Chain, ModelConfig, ModelFailed, Said, Tool, read_models
from xiaoer.ports.llm.openai import OpenAiModel

pytestmark = pytest.mark.anyio
ASK = Ask("只用资料回答", "包邮吗")


@pytest.fixture(scope="module")
def service() -> Iterator[Speaking]:
    with speaking() as server:
        yield server


def config(url: str = "http://127.0.0.1:9/v1", model: str = "good", **more: Any) -> ModelConfig:
    held = ModelConfig("本地", url, model, "", 15.0, "自己", "本机", "", True)
    return replace(held, **more)


async def _streams(_messages: list[ModelMessage], _info: AgentInfo) -> AsyncIterator[str]:
    for piece in ("亲，", "这款", "包邮"):
        yield piece


LIBRARY: dict[str, Model] = {
    "test model": LibraryModel(custom_output_text=GOOD, call_tools=[]), "function": FunctionModel(stream_function=_streams)
}  # fmt: skip


@pytest.fixture(params=[*LIBRARY, "server"])
def model(request: pytest.FixtureRequest, service: Speaking) -> OpenAiModel:
    if request.param == "server":
        return OpenAiModel(config(service.url))
    return OpenAiModel(config(), LIBRARY[request.param])


async def test_it_says_something_and_is_heard_while_it_grows(model: OpenAiModel) -> None:
    heard: list[str] = []
    said = await model.say(ASK, heard.append)
    assert "包邮" in said.text
    assert said.model == "本地"
    assert heard[-1].strip() == said.text
    assert all(b.startswith(a) for a, b in pairwise(heard)), "it only grows"
    assert said.tokens_out > 0


async def test_it_may_look_things_up(service: Speaking) -> None:
    asked: list[str] = []

    async def look(question: str) -> str:
        asked.append(question)
        return "江浙沪第二天到"

    tool = Tool("ask_shop", "查店铺资料", look)
    said = await OpenAiModel(config(service.url, "tool")).say(replace(ASK, tools=(tool,)))
    assert (asked, said.text) == (["几天到"], "查到：江浙沪第二天到")
    without = OpenAiModel(config(service.url, "good", tools=False))
    service.asked.clear()
    await without.say(replace(ASK, tools=(tool,)))
    assert not service.asked[-1].get("tools")


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("stalls", "秒内没有答完"), ("dies", "没有把话说完"), ("nonsense", "没有给出能用的回答"), ("broken", "没有给出能用的回答"), ("empty", ""),
        ("denied", "不认密钥"), ("busy", "429"), ("down", "503"), ("flood", "太长"),
    ],
)  # fmt: skip
async def test_whatever_goes_wrong_is_told_in_words(service: Speaking, fault: str, why: str) -> None:
    held = OpenAiModel(config(service.url, fault, timeout_s=0.8 if fault == "stalls" else 5.0, key="sk-secret"))
    with pytest.raises(ModelFailed) as told:
        await held.say(ASK)
    assert why in told.value.why
    assert "sk-secret" not in told.value.why
    assert told.value.again is (fault != "denied")


async def test_nobody_there_is_told_in_words() -> None:
    with pytest.raises(ModelFailed, match="没有给出能用的回答"):
        await OpenAiModel(config()).say(ASK)


# -- several in order ------------------------------------------------------------------------------------------------


class Played:
    """A model that fails as often as it is told to."""

    def __init__(self, config: ModelConfig) -> None:
        self.name, self.fails, self.asked = config.name, 0, 0

    async def say(self, _ask: Ask, _heard: Any = None) -> Said:
        self.asked += 1
        if self.fails:
            self.fails -= 1
            raise ModelFailed("坏了")
        return Said("好", self.name)


def chain(*names: str) -> tuple[Chain, list[float]]:
    now = [1000.0]
    made = Chain([config(name=n) for n in names], make=Played, clock=lambda: now[0])
    return made, now


async def test_the_next_answers_when_the_first_fails() -> None:
    models, _ = chain("一", "二")
    models.held[0].llm.fails = 1  # type: ignore[attr-defined]
    assert (await models.say(ASK, allowed=lambda _: True)).model == "二"
    assert models.held[0].trouble == "坏了"
    assert (await models.say(ASK, allowed=lambda _: True)).model == "一"
    assert models.held[0].trouble == ""
    assert (await models.say(ASK, allowed=lambda c: c.name == "二")).model == "二"
    with pytest.raises(ModelFailed, match="没有可以用的模型"):
        await models.say(ASK, allowed=lambda _: False)


async def test_one_that_keeps_failing_rests_and_is_tried_once_afterwards() -> None:
    models, now = chain("一")
    held = models.held[0].llm
    held.fails = 4  # type: ignore[attr-defined]
    for _ in range(3):
        with pytest.raises(ModelFailed, match="坏了"):
            await models.say(ASK, allowed=lambda _: True)
    with pytest.raises(ModelFailed, match="正在休息"):
        await models.say(ASK, allowed=lambda _: True)
    assert held.asked == 3  # type: ignore[attr-defined]
    now[0] += 61
    with pytest.raises(ModelFailed, match="坏了"):
        await models.say(ASK, allowed=lambda _: True)
    with pytest.raises(ModelFailed, match="正在休息"):
        await models.say(ASK, allowed=lambda _: True)
    now[0] += 61
    assert (await models.say(ASK, allowed=lambda _: True)).text == "好"
    assert not models.resting(models.held[0])


def test_a_breaker_counts_failures_in_a_row_only() -> None:
    held = Breaker(failures=2, rest_s=10)
    for _ in range(5):
        held.failed(0.0)
        held.went_well()
    assert held.closed(0.0)
    held.failed(1.0)
    held.failed(1.0)
    assert not held.closed(10.9)
    assert held.closed(11.0)


# -- the file --------------------------------------------------------------------------------------------------------

ENTRY = '[[model]]\nname = "本地"\nbase_url = "http://127.0.0.1:8000/v1/"\nmodel = "qwen"\nrecipient = "自己"\nregion = "本机"\n'


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "models.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_models_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text("sk-1\n", "utf-8")
    abroad = ENTRY.replace("本地", "远方").replace("本机", "新加坡") + 'key_env = "FAR_KEY"\n'
    path = written(tmp_path, ENTRY + 'key_file = "key.txt"\ntimeout_s = 3\n' + abroad)
    near, far = read_models(path, {"FAR_KEY": "sk-2"})
    assert (near.key, near.timeout_s, near.base_url, near.abroad) == ("sk-1", 3.0, "http://127.0.0.1:8000/v1", False)
    assert (far.key, far.abroad) == ("sk-2", True)
    assert "sk-" not in repr(near) + repr(far)
    assert read_models("") == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[model]]\nname='a'", "model.1.base_url"), ("x = [", "不是 TOML"), ("", "model"), (ENTRY * 2, "两个叫“本地”"),
        (ENTRY.replace("http://127.0.0.1:8000/v1/", "ftp://x"), "base_url"), (ENTRY + 'key_env = "NOT_SET"\n', "NOT_SET"),
        (ENTRY.replace("127.0.0.1", "me:pw@127.0.0.1"), "不要把密码写进"), (ENTRY + 'key_file = "none.txt"\n', "key_file"),
        (ENTRY + "timeout_s = 0\n", "timeout_s"), (ENTRY + "unknown = 1\n", "unknown"),
    ],
)  # fmt: skip
def test_a_wrong_file_says_what_is_wrong_where(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_models(written(tmp_path, text), {})


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="读不了"):
        read_models(str(tmp_path / "none.toml"))
