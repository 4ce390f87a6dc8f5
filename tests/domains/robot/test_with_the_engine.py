"""The robot with the real engine in its own process: true answers from the shop's data, and people where it must."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import open_test_desk
from tests.support.waiting import eventually
from xiaoer.core.answering.shapes import Memory
from xiaoer.core.facts import ShopFacts, ShopProfile
from xiaoer.core.transcript import Transcript
from xiaoer.domains.robot.worker import AnswerWorker, Busy

pytestmark = pytest.mark.anyio


def transcript(text: str) -> Transcript:
    from datetime import UTC, datetime

    from xiaoer.core.transcript import Utterance

    at = datetime(2026, 11, 3, 6, 0, tzinfo=UTC)
    return Transcript("1", "own", None, (Utterance(1, at, "shopper", "", text),), None)


async def test_a_size_from_the_chart_then_a_person(sqlite_shops: Copy, clock: HandClock) -> None:
    async with open_test_desk(sqlite_shops, clock, robot=True, robot_timeout_s=30.0) as desk:
        await desk.online("小雨", status="busy")
        chat = await desk.conversation()
        await desk.say(chat, "身高160体重100斤，穿什么码？", product="QH101")

        async def answered() -> list[dict[str, Any]]:
            return [m for m in await desk.messages(chat) if m["author"] == "robot"]

        (line,) = await eventually(answered, within_s=60)
        assert "M" in line["body"]["text"]
        assert any(s["source"].startswith("size_chart") for s in line["body"]["sources"])
        await desk.say(chat, "转人工")

        async def queued() -> bool:
            return (await desk.see(chat))["state"] == "queued"

        await eventually(queued)


async def test_the_queue_is_bounded_and_slow_answers_give_up() -> None:
    worker = AnswerWorker(queue=1, timeout_s=30)
    worker.start()
    facts = ShopFacts("1", ShopProfile("店"))
    try:
        ask = [worker.answer(1, facts, transcript("你好"), (), HandClock()(), Memory()) for _ in range(3)]
        results = await asyncio.gather(*ask, return_exceptions=True)
        assert sorted(type(r).__name__ for r in results) == ["Busy", "Busy", "Draft"]
        hasty = AnswerWorker(queue=4, timeout_s=0.0)
        with pytest.raises(TimeoutError):
            await hasty.answer(1, facts, transcript("你好"), (), HandClock()(), Memory())
        await asyncio.to_thread(hasty.stop)
    finally:
        await asyncio.to_thread(worker.stop)


async def test_a_dead_worker_is_replaced() -> None:
    worker = AnswerWorker(queue=4, timeout_s=30)
    worker.start()
    facts = ShopFacts("1", ShopProfile("店"))
    try:
        first = await worker.answer(1, facts, transcript("你好"), (), HandClock()(), Memory())
        assert first.reply
        pool = worker._pool
        assert pool is not None
        for process in (pool._processes or {}).values():
            process.kill()
        with pytest.raises(Busy):
            await _until_it_fails(worker, facts)
        again = await worker.answer(1, facts, transcript("你好"), (), HandClock()(), Memory())
        assert again.reply == first.reply
    finally:
        await asyncio.to_thread(worker.stop)


async def _until_it_fails(worker: AnswerWorker, facts: ShopFacts) -> None:
    for _ in range(20):
        await worker.answer(1, facts, transcript("你好"), (), HandClock()(), Memory())
        await asyncio.sleep(0.05)
