"""The feed's numbers: 1, 2, 3 … without a gap, in the order of commits, also from two writers at once."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiaoer.kit import events
from xiaoer.kit.database import Database
from xiaoer.kit.events import Emitted, StoredEvent, encode, frame
from xiaoer.kit.writer import Unit, Writer

pytestmark = pytest.mark.anyio


def emitting(shop: int, count: int, *, fail: bool = False) -> Any:
    def work(unit: Unit) -> None:
        for i in range(count):
            unit.emit(shop, "agent.changed", {"i": i}, conversation_id=i)
        if fail:
            raise ValueError("undone")

    return work


def numbers(database: Database, shop: int) -> list[int]:
    return [e.n for e in database.read_now(lambda s: events.after(s, shop, 0, 100_000))]


async def test_shops_count_apart(writer: Writer, database: Database) -> None:
    def work(unit: Unit) -> None:
        for shop in (2, 1, 2, 2, 1):
            unit.emit(shop, "agent.changed", {})

    await writer.run(work)
    assert (numbers(database, 1), numbers(database, 2)) == ([1, 2], [1, 2, 3])
    assert database.read_now(lambda s: (events.last_number(s, 2), events.last_number(s, 9))) == (3, 0)


async def test_what_is_undone_leaves_no_gap(writer: Writer, database: Database) -> None:
    await writer.run(emitting(1, 2))
    with pytest.raises(ValueError, match="undone"):
        await writer.run(emitting(1, 5, fail=True))
    await writer.run(emitting(1, 1))
    assert numbers(database, 1) == [1, 2, 3]


async def test_reading_on_after_a_number(writer: Writer, database: Database) -> None:
    await writer.run(emitting(1, 10))
    assert [e.n for e in database.read_now(lambda s: events.after(s, 1, 4, 3))] == [5, 6, 7]
    assert database.read_now(lambda s: events.after(s, 1, 10)) == []


async def test_pruning_forgets_events_and_keeps_the_count(writer: Writer, database: Database, clock: Any) -> None:
    await writer.run(emitting(1, 3))
    clock.advance(60)
    await writer.run(emitting(1, 2))
    assert await writer.run(lambda u: events.prune(u.session, clock.ms())) == 3
    assert numbers(database, 1) == [4, 5]
    assert database.read_now(lambda s: (events.oldest_number(s, 1), events.last_number(s, 1))) == (4, 5)
    await writer.run(lambda u: events.prune(u.session, clock.ms() + 1))
    await writer.run(emitting(1, 1))
    assert numbers(database, 1) == [6]


@given(
    st.text(st.characters(codec="utf-8")), st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers()),
    st.integers(1, 2**53 - 1),
)  # fmt: skip
def test_a_frame_is_json_whatever_is_in_it(text: str, data: dict[str, Any], n: int) -> None:
    event = StoredEvent(1, n, "note.created", 1_700_000_000_123, None, encode({"text": text, "data": data}))
    whole = json.loads(frame(event, "shop"))["event"]
    assert whole == {
        "n": n, "shop": "shop", "type": "note.created", "at": "2023-11-14T22:13:20.123Z",
        "data": {"text": text, "data": data},
    }  # fmt: skip
    assert event.data == {"text": text, "data": data}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(st.tuples(st.booleans(), st.integers(1, 2), st.integers(0, 4), st.booleans()), max_size=30))
def test_two_writers_leave_no_gap(postgres_empty: Any, plan: list[tuple[bool, int, int, bool]]) -> None:
    """(which writer, shop, how many events, undone) in any order: the numbers are 1…n, and seen in order."""
    wanted, before = _run_plan(postgres_empty.url, plan)
    database = Database(postgres_empty.url)
    try:
        for shop in (1, 2):
            found = numbers(database, shop)
            assert found == list(range(1, before[shop] + wanted[shop] + 1))
    finally:
        database.close()


def _run_plan(url: str, plan: list[tuple[bool, int, int, bool]]) -> tuple[dict[int, int], dict[int, int]]:
    database = Database(url)
    before = {shop: len(numbers(database, shop)) for shop in (1, 2)}
    database.close()

    async def run() -> None:
        held = [Database(url), Database(url)]
        writers = [Writer(d, lambda: 1) for d in held]
        for writer in writers:
            writer.start()
        work = [writers[who].run(emitting(shop, count, fail=fail)) for who, shop, count, fail in plan]
        for result in await asyncio.gather(*work, return_exceptions=True):
            assert result is None or str(result) == "undone"
        for writer, each in zip(writers, held, strict=True):
            await writer.stop()
            each.close()

    asyncio.run(run())
    wanted = {shop: sum(c for _, s, c, fail in plan if s == shop and not fail) for shop in (1, 2)}
    return wanted, before


async def test_nobody_ever_sees_a_number_before_its_predecessor(postgres_writers: tuple[Writer, Writer]) -> None:
    """A reader that looks all the time sees 1…k, never a hole that is filled later."""
    one, two = postgres_writers
    holes: list[list[int]] = []
    ended = threading.Event()

    def watch() -> None:
        while not ended.is_set():
            seen = numbers(one.database, 1)
            if seen != list(range(1, len(seen) + 1)):
                holes.append(seen)

    watching = asyncio.create_task(asyncio.to_thread(watch))
    await asyncio.gather(*[w.run(emitting(1, 3)) for w in (one, two) for _ in range(100)])
    ended.set()
    await watching
    assert holes == []
    assert numbers(one.database, 1) == list(range(1, 601))


def test_emitted_data_is_json_at_once() -> None:
    data = {"list": [1]}
    emitted = Emitted(1, "x", 0, None, encode(data))
    data["list"].append(2)
    assert emitted.payload == '{"list":[1]}'
