"""The robot at the desk: what it may say per intent, how it hands over, what it owes after a crash.

The engine is scripted here, so that each test says what it drafted; `test_with_the_engine` uses the real one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import TestDesk, open_test_desk
from tests.support.waiting import eventually
from xiaoer.core.answering.shapes import Draft, FactUse, Memory
from xiaoer.core.transcript import Transcript
from xiaoer.domains.desk import service
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.robot import answers
from xiaoer.domains.robot.models import AnswerRow
from xiaoer.domains.robot.worker import Busy
from xiaoer.domains.shop.service import change_settings

pytestmark = pytest.mark.anyio
FACT = FactUse(source="skus.csv:3", field="库存", value="6")


def draft(reply: str = "这件还有6件库存，现在下单今天可以发出", **more: Any) -> Draft:
    values: dict[str, Any] = {
        "kind": "answer",
        "intents": ("stock",),
        "confidence": 0.9,
        "facts": (FACT,),
        "memory": Memory({"product": "QH101"}),
    }
    return Draft(reply=reply, **{**values, **more})


class Script:
    """A worker that drafts what the test wants."""

    def __init__(self) -> None:
        self.draft: Draft | Exception = draft()
        self.asked: list[Transcript] = []
        self.go: asyncio.Event | None = None

    def start(self) -> None: ...

    def stop(self) -> None: ...

    async def answer(self, shop_id: int, facts: Any, transcript: Transcript, *_: Any) -> Draft:
        self.asked.append(transcript)
        if self.go is not None:
            await self.go.wait()
        if isinstance(self.draft, Exception):
            raise self.draft
        return self.draft


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    held = Script()
    monkeypatch.setattr("xiaoer.app.server.AnswerWorker", lambda **_: held)
    return held


@pytest.fixture
async def desk(shops: Copy, clock: HandClock, script: Script) -> AsyncIterator[TestDesk]:
    async with open_test_desk(shops, clock, robot=True) as opened:
        await opened.online("小雨", status="busy")
        yield opened


async def modes(desk: TestDesk, **robot: str) -> None:
    held = desk.shop.settings.robot
    await desk.desk.run(lambda u: change_settings(u, desk.shop.id, {"robot": {**held, **robot}}))
    await desk.desk.reload_shops()


async def robot_lines(desk: TestDesk, chat: int) -> list[dict[str, Any]]:
    return [m for m in await desk.messages(chat) if m["author"] == "robot"]


async def until(desk: TestDesk, chat: int, look: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """The conversation, once it looks as wanted."""

    async def seen() -> dict[str, Any]:
        found = await desk.see(chat)
        return found if look(found) else {}

    return await eventually(seen)


async def test_it_answers_under_its_mark_after_the_consent(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "有货吗")
    await eventually(lambda: robot_lines(desk, chat))
    consent, _, line = await desk.public(chat)
    assert consent["body"]["event"] == "opened"
    assert "智能客服" in consent["body"]["text"]
    assert (line["author"], line["author_name"]) == ("robot", "智能客服")
    seen = await until(desk, chat, lambda c: c["intent"] == "stock")
    assert (seen["state"], seen["waiting_since"]) == ("robot", None)


async def test_sources_are_for_staff_only(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "有货吗")
    (inside,) = await eventually(lambda: robot_lines(desk, chat))
    assert inside["body"]["sources"] == [{"source": "skus.csv:3", "field": "库存", "value": "6"}]
    outside = (await desk.public(chat))[-1]
    assert outside["body"] == {"text": inside["body"]["text"]}


async def test_suggest_lays_it_before_people_and_says_nothing(desk: TestDesk) -> None:
    await modes(desk, stock="suggest")
    chat = await desk.conversation()
    await desk.say(chat, "有货吗")
    seen = await until(desk, chat, lambda c: c["suggestion"])
    assert seen["state"] == "queued"
    assert seen["suggestion"]["reply"] == draft().reply
    assert seen["suggestion"]["facts"] == [{"source": "skus.csv:3", "field": "库存", "value": "6"}]
    assert await robot_lines(desk, chat) == []
    assert "库存" not in str(await desk.public(chat))


async def test_off_leaves_it_to_people_without_a_suggestion(desk: TestDesk) -> None:
    await modes(desk, stock="off")
    chat = await desk.conversation()
    await desk.say(chat, "有货吗")
    seen = await until(desk, chat, lambda c: c["intent"] == "stock")
    assert (seen["state"], seen["suggestion"]) == ("queued", None)
    assert await robot_lines(desk, chat) == []


async def test_of_two_intents_the_more_careful_mode_counts(desk: TestDesk, script: Script) -> None:
    await modes(desk, stock="answer", price_promotion="off")
    script.draft = draft(intents=("stock", "price_promotion"))
    chat = await desk.conversation()
    await desk.say(chat, "多少钱，有货吗")
    seen = await until(desk, chat, lambda c: c["intent"])
    assert seen["state"] == "queued"
    assert await robot_lines(desk, chat) == []


async def test_a_shop_whose_robot_is_off_everywhere_opens_with_people(desk: TestDesk, script: Script) -> None:
    await modes(desk, **dict.fromkeys(desk.shop.settings.robot, "off"))
    chat = await desk.conversation()
    await desk.say(chat, "有货吗")
    assert (await desk.see(chat))["state"] == "queued"
    consent = (await desk.public(chat))[0]["body"]["text"]
    assert "智能客服" not in consent


async def test_who_wants_a_person_gets_one_and_the_right_team(desk: TestDesk, script: Script) -> None:
    script.draft = draft(
        "好的，马上为您转接人工客服", kind="handoff", intents=("human_request",), team="售后", facts=()
    )
    chat = await desk.conversation()
    await desk.say(chat, "转人工")
    seen = await until(desk, chat, lambda c: c["state"] == "queued")
    assert seen["team"] == "售后"
    assert seen["waiting_since"] is not None
    events = [m["body"].get("event") for m in await desk.public(chat) if m["author"] == "system"]
    assert "queued" in events


async def test_anger_goes_to_people_with_its_mood(desk: TestDesk, script: Script) -> None:
    script.draft = draft(
        "非常抱歉给您带来不好的体验，马上请同事处理", kind="handoff", intents=("complaint",), team="投诉", mood="angry",
        urgent=True, facts=(),
    )  # fmt: skip
    chat = await desk.conversation()
    await desk.say(chat, "你们就是骗子，我要投诉")
    seen = await until(desk, chat, lambda c: c["mood"] == "angry")
    assert (seen["state"], seen["team"], seen["urgent"]) == ("queued", "投诉", True)


async def test_what_the_gate_blocks_never_leaves(desk: TestDesk, script: Script) -> None:
    script.draft = draft("全网最低价，加我微信 abc12345 私下转账再便宜二十")
    chat = await desk.conversation()
    await desk.say(chat, "能便宜吗")
    seen = await until(desk, chat, lambda c: c["state"] == "queued" and c["intent"])
    assert seen["agent"] is None
    assert "微信" not in str(await desk.public(chat))
    assert "微信" not in str(await desk.messages(chat))


@pytest.mark.parametrize("error", [Busy(), TimeoutError(), RuntimeError("engine broke")])
async def test_an_engine_that_cannot_answer_leaves_it_to_people(
    desk: TestDesk, script: Script, error: Exception
) -> None:
    script.draft = error
    chat = await desk.conversation()
    await desk.say(chat, "有货吗")
    await until(desk, chat, lambda c: c["state"] == "queued")
    assert await robot_lines(desk, chat) == []


async def test_an_empty_reply_is_not_sent(desk: TestDesk, script: Script) -> None:
    script.draft = draft("  ")
    chat = await desk.conversation()
    await desk.say(chat, "嗯")
    await until(desk, chat, lambda c: c["state"] == "queued")
    assert await robot_lines(desk, chat) == []


async def test_a_line_that_comes_while_it_thinks_is_answered_too(desk: TestDesk, script: Script) -> None:
    script.go = asyncio.Event()
    chat = await desk.conversation()
    await desk.say(chat, "有货吗")
    await eventually(lambda: len(script.asked) == 1)
    await desk.say(chat, "多少钱")
    script.go.set()
    await eventually(lambda: len(script.asked) == 2)
    assert script.asked[1].utterances[-1].text == "有货吗\n多少钱"
    await eventually(lambda: robot_lines(desk, chat))
    last = (await desk.public(chat))[-1]
    assert last["author"] == "robot"
    seen = await desk.see(chat)
    assert seen["waiting_since"] is None
    assert len(await robot_lines(desk, chat)) == 1


async def test_a_person_who_was_faster_is_not_interrupted(desk: TestDesk, script: Script) -> None:
    script.go = asyncio.Event()
    chat = await desk.conversation()
    await desk.say(chat, "有货吗")
    await eventually(lambda: len(script.asked) == 1)
    await desk.desk.run(lambda u: service.take(u, desk.shop.id, chat, 3, "小雨"))
    script.go.set()
    await asyncio.sleep(0.2)
    assert await robot_lines(desk, chat) == []


async def test_while_people_answer_it_only_suggests(desk: TestDesk, script: Script) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "在吗")
    await eventually(lambda: robot_lines(desk, chat))
    await desk.desk.run(lambda u: service.take(u, desk.shop.id, chat, 3, "小雨"))
    await desk.say(chat, "有货吗")
    seen = await until(desk, chat, lambda c: c["suggestion"])
    assert seen["suggestion"]["seq"] == seen["last_seq"]
    assert len(await robot_lines(desk, chat)) == 1
    await desk.say(chat, "有的，今天可以发出", "agent", agent=(3, "小雨"))
    assert (await desk.see(chat))["suggestion"] is None


async def test_what_a_crash_left_owing_is_answered_once(shops: Copy, clock: HandClock, script: Script) -> None:
    script.go = asyncio.Event()
    async with open_test_desk(shops, clock, robot=True) as first:
        await first.online("小雨", status="busy")
        chat = await first.conversation()
        await first.say(chat, "有货吗")
        await eventually(lambda: script.asked)
    script.go.set()
    clock.advance(11)
    async with open_test_desk(shops, clock, robot=True) as second:
        await eventually(lambda: robot_lines(second, chat))
        clock.advance(11)
        await asyncio.sleep(0.2)
        assert len(await robot_lines(second, chat)) == 1


async def test_the_answer_to_a_line_is_written_once_even_by_two_processes(
    postgres_shops: Copy, clock: HandClock, script: Script
) -> None:
    async with (
        open_test_desk(postgres_shops, clock, robot=True) as one,
        open_test_desk(postgres_shops, clock, robot=True),
    ):
        await one.online("小雨", status="busy")
        chat = await one.conversation()
        await one.say(chat, "有货吗")
        await eventually(lambda: robot_lines(one, chat))
        owed = update(Conversation).where(Conversation.shop_id == one.shop.id, Conversation.id == chat)
        await one.desk.run(lambda u: u.session.execute(owed.values(robot_due_ms=1)) and None)
        clock.advance(30)
        await asyncio.sleep(0.3)
        assert len(await robot_lines(one, chat)) == 1


async def test_the_memory_of_a_visit_ends_with_it(desk: TestDesk, script: Script) -> None:
    from sqlalchemy import select

    async def memory(chat: int) -> str | None:
        query = select(Conversation.memory).where(Conversation.shop_id == desk.shop.id, Conversation.id == chat)
        return await desk.desk.database.read(lambda s: s.scalar(query))

    chat = await desk.conversation()
    await desk.say(chat, "有货吗")
    await eventually(lambda: robot_lines(desk, chat))
    assert await memory(chat) == '{"product":"QH101"}'
    await desk.desk.run(lambda u: service.close(u, desk.shop.id, chat, tag="已解决", remark=""))
    script.go = asyncio.Event()
    await desk.say(chat, "又来了")
    assert await memory(chat) == "{}"
    script.go.set()


async def kept(desk: TestDesk, chat: int) -> list[dict[str, Any]]:
    def look(s: Any) -> list[dict[str, Any]]:
        rows = s.scalars(select(AnswerRow).where(AnswerRow.shop_id == desk.shop.id, AnswerRow.conversation_id == chat))
        return [answers.view(r) for r in rows]

    return await desk.desk.database.read(look)


async def test_what_it_answered_is_kept_masked(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "有货吗，电话13812345678")
    await eventually(lambda: robot_lines(desk, chat))
    (row,) = await eventually(lambda: kept(desk, chat))
    assert (row["outcome"], row["intents"], row["confidence"]) == ("sent", ["stock"], 0.9)
    assert row["question"] == "有货吗，电话138****5678"


@pytest.mark.parametrize(
    ("text", "assisted", "used"),
    [
        ("这件还有6件库存，现在下单今天可以发出", True, "taken"), ("还有6件，今天发", True, "edited"), ("有的，您放心拍", False, "own"),
    ],
)  # fmt: skip
async def test_what_became_of_a_suggestion(desk: TestDesk, text: str, assisted: bool, used: str) -> None:
    await modes(desk, stock="suggest")
    chat = await desk.conversation()
    await desk.say(chat, "有货吗")
    await until(desk, chat, lambda c: c["suggestion"])
    await desk.say(chat, text, "agent", assisted=assisted)

    async def fate() -> list[dict[str, Any]]:
        return [r for r in await kept(desk, chat) if r["used"]]

    (row,) = await eventually(fate)
    assert (row["used"], row["human"]) == (used, "" if used == "taken" else text)
