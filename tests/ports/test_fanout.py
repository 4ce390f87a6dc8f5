"""One contract for every form of fan-out: a hint reaches every other process, and only those."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import redis.asyncio

from tests.support.databases import Databases
from tests.support.services import REDIS, demand_postgres, demand_redis
from tests.support.waiting import eventually
from xiaoer.ports.fanout import Fanout, ProcessFanout
from xiaoer.ports.fanout.coding import LIMIT, pack, unpack
from xiaoer.ports.fanout.postgres import PostgresFanout
from xiaoer.ports.fanout.redis import RedisFanout

pytestmark = pytest.mark.anyio
Hint = tuple[int, int, str]


@dataclass
class Process:
    """One end: a fan-out and what it has heard."""

    fanout: Fanout
    heard: list[Hint] = field(default_factory=list)

    def hint(self, shop_id: int, n: int, text: str) -> None:
        self.heard.append((shop_id, n, text))


Open = Callable[[], Awaitable[Process]]
Cut = Callable[[], Awaitable[None]]


@dataclass
class Engine:
    """A form of fan-out between processes: open an end, cut all connections."""

    open: Open
    cut: Cut


@pytest.fixture(params=["postgres", "redis"])
async def engine(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> AsyncIterator[Engine]:
    async with AsyncExitStack() as stack:
        if request.param == "postgres":
            demand_postgres()
            url = stack.enter_context(databases.copy("postgres", "empty", tmp_path)).url

            def make() -> Fanout:
                return PostgresFanout(url, uuid4().hex[:12])

            async def cut() -> None:
                async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
                    await connection.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
        else:
            demand_redis()
            channel = f"xiaoer_test:{uuid4().hex}"

            def make() -> Fanout:
                return RedisFanout(REDIS, uuid4().hex[:12], channel=channel)

            async def cut() -> None:
                client = redis.asyncio.Redis.from_url(REDIS)
                for found in await client.client_list(_type="pubsub"):
                    subscribed = await client.pubsub_numsub(channel)
                    if subscribed[0][1] and found["sub"] == "1" and found["id"] in ids:
                        await client.client_kill_filter(_id=found["id"])
                await client.aclose()

            ids: set[str] = set()

        async def open_() -> Process:
            if request.param == "redis":
                client = redis.asyncio.Redis.from_url(REDIS)
                before = {c["id"] for c in await client.client_list(_type="pubsub")}
            process = Process(make())
            await process.fanout.start(process.hint)
            stack.push_async_callback(process.fanout.stop)
            if request.param == "redis":
                ids.update(c["id"] for c in await client.client_list(_type="pubsub") if c["id"] not in before)
                await client.aclose()
            return process

        yield Engine(open_, cut)


async def test_a_number_reaches_the_others_and_not_oneself(engine: Engine) -> None:
    one, two, three = [await engine.open() for _ in range(3)]
    one.fanout.publish(7, 41)
    await eventually(lambda: (7, 41, "") in two.heard and (7, 41, "") in three.heard)
    two.fanout.publish(7, 42)
    await eventually(lambda: (7, 42, "") in one.heard and (7, 42, "") in three.heard)
    assert one.heard == [(7, 42, "")]
    assert two.heard == [(7, 41, "")]


async def test_a_whisper_arrives_whole(engine: Engine) -> None:
    one, two = await engine.open(), await engine.open()
    text = '{"k":"shopper","c":7,"f":{"type":"typing","by":"agent","on":true,"词":"空 格 和 \\n"}}'
    one.fanout.whisper(3, text)
    await eventually(lambda: two.heard)
    assert two.heard == [(3, 0, text)]
    assert one.heard == []


async def test_many_numbers_at_once_become_few_and_the_newest_arrives(engine: Engine) -> None:
    one, two = await engine.open(), await engine.open()
    for n in range(1, 1001):
        one.fanout.publish(1, n)
    await eventually(lambda: (1, 1000, "") in two.heard)
    assert len(two.heard) < 100
    numbers = [n for _, n, _ in two.heard]
    assert numbers == sorted(numbers)


async def test_shops_do_not_hide_each_other(engine: Engine) -> None:
    one, two = await engine.open(), await engine.open()
    for shop in range(1, 30):
        one.fanout.publish(shop, shop * 10)
    await eventually(lambda: {(s, s * 10, "") for s in range(1, 30)} <= set(two.heard))


async def test_it_comes_back_after_its_connections_were_cut(engine: Engine) -> None:
    one, two = await engine.open(), await engine.open()
    await engine.cut()
    n = 0

    async def heard_again() -> bool:
        nonlocal n
        n += 1
        one.fanout.publish(1, n)
        await asyncio.sleep(0.1)
        return bool(two.heard)

    await eventually(heard_again, "hints after the cut", within_s=20)


async def test_publishing_never_raises_or_waits_when_the_engine_is_away() -> None:
    for fanout in (
        PostgresFanout("postgresql://nobody@127.0.0.1:1/nothing", "o"), RedisFanout("redis://127.0.0.1:1/0", "o"),
        ProcessFanout(),
    ):  # fmt: skip
        loop = asyncio.get_running_loop()
        await fanout.start(lambda *hint: None)
        started = loop.time()
        for n in range(5000):
            fanout.publish(1, n)
            fanout.whisper(1, "x")
        assert loop.time() - started < 1
        await fanout.stop()


async def test_too_long_whispers_are_dropped_not_fatal(engine: Engine) -> None:
    one, two = await engine.open(), await engine.open()
    one.fanout.whisper(1, "长" * LIMIT)
    one.fanout.publish(1, 5)
    await eventually(lambda: (1, 5, "") in two.heard)


async def test_stopping_twice_is_harmless(engine: Engine) -> None:
    one = await engine.open()
    await one.fanout.stop()


@pytest.mark.parametrize("hint", [("o", 1, 2, ""), ("o", 2**40, 2**50, "a b  c"), ("abc", 1, 0, "{}")])
def test_coding(hint: tuple[str, int, int, str]) -> None:
    assert unpack(pack(*hint)) == hint


@pytest.mark.parametrize("text", ["", "a", "a b c", "o 1", "o x 2 "])
def test_foreign_texts_are_nothing(text: str) -> None:
    assert unpack(text) is None
