"""The one writer: nothing told before commit, nothing lost, a bad entry harms only itself."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from tests.support.clocks import HandClock
from xiaoer.domains.shop.models import Installation
from xiaoer.kit.database import Database
from xiaoer.kit.errors import Conflict, Unavailable
from xiaoer.kit.events import StoredEvent
from xiaoer.kit.writer import Unit, Writer

pytestmark = pytest.mark.anyio
Values = dict[str, str]


def stored(database: Database) -> Values:
    """What another connection sees."""
    return dict(database.read_now(lambda s: s.execute(select(Installation.name, Installation.value)).all()))


def keep(unit: Unit, name: str, value: str = "") -> None:
    unit.connection.execute(insert(Installation).values(name=name, value=value))


class Book:
    """A journal of names; a name that is there already, or the word `bad`, spoils its whole batch."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def write(self, unit: Unit, items: Sequence[Any]) -> list[Any]:
        self.batches.append(list(items))
        if "bad" in items:
            raise ValueError("bad entry")
        for name in items:
            keep(unit, name)
        return [f"kept {name}" for name in items]


class Results:
    """What the callers of `post` were told, in the order in which they were told."""

    def __init__(self, database: Database) -> None:
        self.told: list[tuple[str, Any, bool]] = []
        self._database = database

    def of(self, name: str) -> Any:
        def done(result: Any) -> None:
            self.told.append((name, result, name in stored(self._database)))

        return done


@pytest.fixture
def results(database: Database) -> Results:
    return Results(database)


async def gather_then(writer: Writer, *posts: tuple[Book, str, Any]) -> None:
    """Let entries gather behind a unit that holds the thread, so that they become one batch."""
    held, go = threading.Event(), threading.Event()

    def wait(unit: Unit) -> None:
        held.set()
        assert go.wait(10)

    first = asyncio.create_task(writer.run(wait))
    await asyncio.to_thread(held.wait, 10)
    for book, name, done in posts:
        writer.post(book, name, done)
    go.set()
    await first
    await writer.run(lambda unit: None)


async def test_a_unit_returns_after_its_commit(writer: Writer, database: Database) -> None:
    def work(unit: Unit) -> str:
        keep(unit, "a", "1")
        assert "a" not in stored(database)
        return "done"

    assert await writer.run(work) == "done"
    assert stored(database)["a"] == "1"


async def test_entries_that_gathered_are_committed_together(
    writer: Writer, database: Database, results: Results
) -> None:
    book = Book()
    await gather_then(writer, *[(book, f"n{i}", results.of(f"n{i}")) for i in range(20)])
    assert book.batches == [[f"n{i}" for i in range(20)]]
    assert results.told == [(f"n{i}", f"kept n{i}", True) for i in range(20)]


async def test_a_bad_entry_harms_only_itself(writer: Writer, database: Database, results: Results) -> None:
    book = Book()
    names = ["a", "b", "bad", "c"]
    await gather_then(writer, *[(book, n, results.of(n)) for n in names])
    told = {name: result for name, result, _ in results.told}
    assert {n: told[n] for n in "abc"} == {n: f"kept {n}" for n in "abc"}
    assert isinstance(told["bad"], ValueError)
    assert set(stored(database)) == {"a", "b", "c"}
    assert [name for name, _, _ in results.told] == names


async def test_what_the_database_refuses_harms_only_itself(
    writer: Writer, database: Database, results: Results
) -> None:
    await writer.run(lambda unit: keep(unit, "twice"))
    book = Book()
    await gather_then(writer, *[(book, n, results.of(n)) for n in ("x", "twice", "y")])
    told = {name: result for name, result, _ in results.told}
    assert isinstance(told["twice"], IntegrityError)
    assert (told["x"], told["y"]) == ("kept x", "kept y")


async def test_journals_and_units_keep_their_order(writer: Writer, results: Results) -> None:
    one, two = Book(), Book()
    order: list[str] = []
    posts = [(one, "a"), (one, "b"), (two, "c"), (one, "d")]
    await gather_then(writer, *[(book, n, lambda r, n=n: order.append(n)) for book, n in posts])
    assert order == ["a", "b", "c", "d"]
    assert (one.batches, two.batches) == ([["a", "b"], ["d"]], [["c"]])


async def test_a_unit_that_says_no_is_undone_and_told(writer: Writer, database: Database) -> None:
    told: list[list[StoredEvent]] = []
    called: list[str] = []
    writer.on_events = told.append

    def work(unit: Unit) -> None:
        keep(unit, "half")
        unit.emit(1, "agent.changed", {})
        unit.on_commit(lambda: called.append("after"))
        raise Conflict("somebody was first", code="taken")

    with pytest.raises(Conflict) as refused:
        await writer.run(work)
    assert refused.value.code == "taken"
    assert "half" not in stored(database)
    assert (told, called) == ([], [])
    assert await writer.run(lambda unit: "goes on") == "goes on"


async def test_events_reach_the_loop_after_the_commit_in_order(writer: Writer, database: Database) -> None:
    seen: list[tuple[int, str, bool]] = []
    loop_thread = threading.get_ident()

    def hear(events: list[StoredEvent]) -> None:
        assert threading.get_ident() == loop_thread
        seen.extend((e.n, e.type, f"row{e.n}" in stored(database)) for e in events)

    writer.on_events = hear

    def work(n: int) -> Any:
        def write(unit: Unit) -> None:
            keep(unit, f"row{n}")
            unit.emit(7, f"type{n}", {})

        return write

    await asyncio.gather(*[writer.run(work(n)) for n in range(1, 30)])
    assert seen == [(n, f"type{n}", True) for n in range(1, 30)]


async def test_calls_on_commit_come_after_it(writer: Writer, database: Database) -> None:
    seen: list[bool] = []

    def work(unit: Unit) -> None:
        keep(unit, "a")
        unit.on_commit(lambda: seen.append("a" in stored(database)))

    await writer.run(work)
    assert seen == [True]


async def test_four_hundred_read_then_write_lose_nothing(writer: Writer, database: Database) -> None:
    await writer.run(lambda unit: keep(unit, "n", "0"))

    def increment(unit: Unit) -> None:
        old = unit.session.scalar(select(Installation.value).where(Installation.name == "n"))
        unit.session.execute(update(Installation).where(Installation.name == "n").values(value=str(int(old or 0) + 1)))

    await asyncio.gather(*[writer.run(increment) for _ in range(400)])
    assert stored(database)["n"] == "400"


async def test_the_journal_is_on_disk_when_it_says_so(writer: Writer, database: Database) -> None:
    def look(unit: Unit) -> tuple[Any, Any]:
        if database.is_sqlite:
            return (
                unit.connection.exec_driver_sql("PRAGMA synchronous").scalar(),
                unit.connection.exec_driver_sql("PRAGMA journal_mode").scalar(),
            )
        return unit.connection.exec_driver_sql("SHOW synchronous_commit").scalar(), "wal"

    assert await writer.run(look) in ((2, "wal"), ("on", "wal"))


async def test_what_has_gathered_is_written_before_the_end(database: Database, clock: HandClock) -> None:
    writer = Writer(database, clock.ms)
    writer.start()
    book = Book()
    for i in range(50):
        writer.post(book, f"n{i}", lambda result: None)
    await writer.stop()
    assert len(stored(database)) == 50


async def test_a_delayed_commit_delays_the_answer(database: Database, clock: HandClock) -> None:
    writer = Writer(database, clock.ms, commit_delay_ms=200)
    writer.start()
    loop = asyncio.get_running_loop()
    started = loop.time()
    await writer.run(lambda unit: keep(unit, "a"))
    assert loop.time() - started >= 0.2
    await writer.stop()


async def test_two_writers_in_a_deadlock_both_finish(postgres_writers: tuple[Writer, Writer]) -> None:
    one, two = postgres_writers
    for name in ("a", "b"):
        await one.run(lambda unit, n=name: keep(unit, n, "0"))
    meet = threading.Barrier(2)
    attempts: list[str] = []

    def both(first: str, second: str) -> Any:
        def work(unit: Unit) -> None:
            attempts.append(first)
            for name in (first, second):
                unit.connection.execute(
                    text("UPDATE installation SET value = (value::int + 1)::text WHERE name = :n"), {"n": name}
                )
                if name == first and len(attempts) <= 2:
                    meet.wait(10)

        return work

    await asyncio.gather(one.run(both("a", "b")), two.run(both("b", "a")))
    assert len(attempts) > 2
    assert stored(one.database) == {"a": "2", "b": "2"}


async def test_a_lost_connection_is_told_and_the_next_one_works(postgres_writers: tuple[Writer, Writer]) -> None:
    one, other = postgres_writers
    pid = await one.run(lambda unit: unit.connection.execute(select(func.pg_backend_pid())).scalar_one())
    await other.run(lambda unit: unit.connection.execute(select(func.pg_terminate_backend(pid))).scalar_one())
    with pytest.raises(Unavailable):
        await one.run(lambda unit: keep(unit, "lost"))
    await one.run(lambda unit: keep(unit, "kept"))
    assert set(stored(one.database)) == {"kept"}


async def test_errors_of_the_database_are_told_in_words(writer: Writer) -> None:
    def broken(unit: Unit) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    with pytest.raises(Unavailable) as refused:
        await writer.run(broken)
    assert refused.value.code == "disk_full"
