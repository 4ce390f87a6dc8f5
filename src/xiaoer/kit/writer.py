"""The one writer of a process: a thread with one connection, through which everything is written.

Two roads lead in:

- `run(work)`: a unit of work (a function of a `Unit`) in a transaction of its own;
- `post(batcher, item, done)`: an entry of a journal. Entries that have gathered while the last commit was on its
  way to the disk, and those of one turn of the event loop, are written and committed together (group commit). When
  a batch fails it is tried again without shortcuts, then its entries one by one, so that a bad one harms only itself.

Results and events reach the event loop after the commit, never before. On PostgreSQL a deadlock or a serialisation
failure is tried again; nothing has been told to anybody by then.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from xiaoer.kit.database import Database, unavailable
from xiaoer.kit.errors import Unavailable
from xiaoer.kit.events import Emitted, StoredEvent, append, encode
from xiaoer.kit.pace import Pace
from xiaoer.kit.scope import guarded_session

T = TypeVar("T")
MAX_BATCH = 512
RETRIES = 5
BUSY_PER_S = 400.0  # journal entries a second above which what can wait waits
LOOK_S = 0.1


class Unit:
    """One unit of work: the session to write with, and the events that it emits on commit.

    `again` = a first try has failed: take no shortcuts. `stamp` = two units of equal stamps, neither None, have
    nothing but journal batches of this writer between them: what a journal remembers of its own rows still holds.
    """

    rehearses = False
    """A rehearsal reads and counts, and writes nothing (`kit.rehearsal`)."""

    def __init__(
        self, connection: Connection, now_ms: int, *, again: bool = False, stamp: tuple[int, int] | None = None
    ) -> None:
        self.connection = connection
        self.again, self.stamp = again, stamp
        self._session: Session | None = None
        self.now_ms = now_ms
        self.emitted: list[Emitted] = []
        self.after_commit: list[Callable[[], None]] = []
        self.endings: dict[object, Callable[[], None]] = {}

    @property
    def session(self) -> Session:
        """The ORM session of this transaction; made at first use."""
        if self._session is None:
            self._session = guarded_session(self.connection)
        return self._session

    def emit(self, shop_id: int, type_: str, data: object, *, conversation_id: int | None = None) -> None:
        """Tell the shop's feed what happened; `data` becomes JSON now."""
        self.emitted.append(Emitted(shop_id, type_, self.now_ms, conversation_id, encode(data)))

    def emit_text(self, shop_id: int, type_: str, payload: str, *, conversation_id: int | None, news: object) -> None:
        """`emit` for data that is JSON already; `news` goes to the listeners of this process, as it is."""
        self.emitted.append(Emitted(shop_id, type_, self.now_ms, conversation_id, payload, news))

    def at_end(self, key: object, call: Callable[[], None]) -> None:
        """Do something once per `key` after all other writing of this unit, before its events take numbers."""
        self.endings[key] = call

    def finish(self) -> None:
        """Write what is left, then the endings."""
        if self._session is not None:
            self._session.flush()
        for call in self.endings.values():
            call()

    def close(self) -> None:
        """Let go of the session."""
        if self._session is not None:
            self._session.close()

    def note(self, table: str, key: str, outcome: str, data: str = "") -> None:
        """What an import does to a row, and what it would hold then; only a rehearsal remembers it."""

    def pretended(self, table: str, keys: Sequence[str]) -> dict[str, str]:
        """What an earlier piece of a rehearsal would have kept of these rows."""
        return {}

    def on_commit(self, call: Callable[[], None]) -> None:
        """Call something on the event loop after this unit is on disk."""
        self.after_commit.append(call)


class Batcher(Protocol):
    """Writes entries that have gathered. Returns one result (or exception) per item, in order."""

    def write(self, unit: Unit, items: Sequence[Any]) -> list[Any]: ...


@dataclass(slots=True)
class _Work:
    call: Callable[[Unit], Any]
    future: asyncio.Future[Any]


@dataclass(slots=True)
class _Entry:
    batcher: Batcher
    item: Any
    done: Callable[[Any], None]


@dataclass(slots=True)
class Stages:
    """Seconds spent per stage since start, for the bench."""

    batches: int = 0
    entries: int = 0
    write_s: float = 0.0
    events_s: float = 0.0
    commit_s: float = 0.0


@dataclass(slots=True)
class _Outcome:
    told: list[tuple[Callable[[Any], None], Any]] = field(default_factory=list)
    calls: list[Callable[[], None]] = field(default_factory=list)
    events: list[StoredEvent] = field(default_factory=list)


class Writer:
    """Owns the writing thread. `on_events` is called on the loop with each commit's events, in order."""

    def __init__(self, database: Database, clock_ms: Callable[[], int], *, commit_delay_ms: int = 0) -> None:
        self.database = database
        self.stages = Stages()
        self.durability = ""  # what the writing connection says about commits reaching the disk
        self.on_events: Callable[[list[StoredEvent]], None] = lambda events: None
        self._clock_ms = clock_ms
        self._commit_delay_s = commit_delay_ms / 1000
        self._queue: queue.SimpleQueue[list[_Work | _Entry] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._gathering: list[_Work | _Entry] = []
        self._handing = False  # a call that hands over what gathers is on its way
        self._writing = 0  # lists handed over and not yet done
        self._disturbances = 0  # what may have changed rows that a journal remembers
        self._pace = Pace()

    def start(self) -> None:
        """Start the thread; call inside the running loop."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._main, name="writer", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """Write what has gathered, then end the thread."""
        if self._thread is not None:
            self._hand_over()
            self._queue.put(None)
            await asyncio.get_running_loop().run_in_executor(None, self._thread.join)
            self._thread = None

    async def run(self, work: Callable[[Unit], T]) -> T:
        """Run a unit of work; returns after its commit. Its exception rolls it back and is raised here."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._gathering.append(_Work(work, future))
        self._hand_over()
        return await future

    def post(self, batcher: Batcher, item: Any, done: Callable[[Any], None]) -> None:
        """Add a journal entry; `done(result or exception)` is called on the loop after the commit.

        Called on the loop. Entries wait for the end of this turn of the loop, and for the batch that is being
        written: then they go together.
        """
        self._gathering.append(_Entry(batcher, item, done))
        if not self._handing and not self._writing:
            self._handing = True
            asyncio.get_running_loop().call_soon(self._hand_over)

    async def leisure(self, at_most_s: float) -> None:
        """Return when the journal has room for work that can wait, after `at_most_s` in any case."""
        end_s = time.monotonic() + at_most_s
        while (now_s := time.monotonic()) < end_s and self._pace.per_s(now_s) > BUSY_PER_S:
            await asyncio.sleep(LOOK_S)

    @property
    def waiting(self) -> int:
        """How many entries have gathered."""
        return len(self._gathering)

    def _hand_over(self) -> None:
        self._handing = False
        if self._gathering:
            self._writing += 1
            self._queue.put(self._gathering)
            self._gathering = []

    # -- the thread ---------------------------------------------------------------------------------------------

    def _main(self) -> None:
        connection: Connection | None = None
        while (gathered := self._queue.get()) is not None:
            groups = _groups(gathered)
            for n, group in enumerate(groups, 1):
                if connection is None or connection.closed or connection.invalidated:
                    connection = self._connect(group, last=n == len(groups))
                    if connection is None:
                        continue
                self._deliver(self._attempt(connection, group), last=n == len(groups))
        if connection is not None:
            connection.close()

    def _connect(self, group: list[_Work | _Entry], *, last: bool) -> Connection | None:
        self._disturbances += 1
        try:
            connection = self.database.write_engine.connect()
            self.durability = self.database.durability(connection)
            return connection
        except DBAPIError as error:
            self._deliver(_failure(group, unavailable(error)), last=last)
        except Unavailable as error:
            self._deliver(_failure(group, error), last=last)
        return None

    def _attempt(  # noqa: PLR0911 - each way a commit can fail has its own answer
        self, connection: Connection, group: list[_Work | _Entry], *, again: bool = False
    ) -> _Outcome:
        for attempt in range(RETRIES):
            try:
                return self._transact(connection, group, again=again or attempt > 0)
            except _Refused as refused:
                return _failure(group, refused.error)
            except OperationalError as error:
                _rollback(connection)
                if not self.database.is_sqlite and _transient(error) and attempt + 1 < RETRIES:
                    time.sleep(0.005 * (attempt + 1))
                    continue
                if len(group) == 1 or connection.invalidated:
                    return _failure(group, unavailable(error))
                return self._one_by_one(connection, group)
            except Exception as error:  # the transaction is undone, and each caller is told
                _rollback(connection)
                if isinstance(group[0], _Entry) and not again and not attempt:
                    continue
                if len(group) == 1:
                    return _failure(group, error)
                return self._one_by_one(connection, group)
        return _failure(group, Unavailable("数据库正忙，请稍后再试", code="database_busy"))

    def _one_by_one(self, connection: Connection, group: list[_Work | _Entry]) -> _Outcome:
        whole = _Outcome()
        for item in group:
            part = self._attempt(connection, [item], again=True)
            whole.told += part.told
            whole.calls += part.calls
            whole.events += part.events
        return whole

    def _transact(self, connection: Connection, group: list[_Work | _Entry], *, again: bool) -> _Outcome:
        outcome = _Outcome()
        started = time.perf_counter()
        transaction = connection.begin()
        unit = Unit(connection, self._clock_ms(), again=again, stamp=self._stamp(connection, group))
        try:
            first = group[0]
            if isinstance(first, _Work):
                result = _run(first, unit)
                unit.finish()
                outcome.calls.append(lambda: _resolve(first.future, result))
            else:
                entries = [e for e in group if isinstance(e, _Entry)]
                results = first.batcher.write(unit, [e.item for e in entries])
                unit.finish()
                outcome.told = [(e.done, r) for e, r in zip(entries, results, strict=True)]
            written = time.perf_counter()
            if unit.emitted:
                outcome.events = append(connection, unit.emitted)
            numbered = time.perf_counter()
            if self._commit_delay_s:
                time.sleep(self._commit_delay_s)
            transaction.commit()
        except BaseException:
            self._disturbances += 1
            _rollback(connection)
            raise
        finally:
            unit.close()
        self.stages.batches += 1
        self.stages.entries += len(group)
        self.stages.write_s += written - started
        self.stages.events_s += numbered - written
        self.stages.commit_s += time.perf_counter() - numbered
        outcome.calls += unit.after_commit
        return outcome

    def _stamp(self, connection: Connection, group: list[_Work | _Entry]) -> tuple[int, int] | None:
        """Only SQLite has one writer for all; `data_version` tells when another connection has written after all."""
        if isinstance(group[0], _Work):
            self._disturbances += 1
            return None
        if not self.database.is_sqlite:
            return None
        version: int = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        return self._disturbances, version

    def _deliver(self, outcome: _Outcome, *, last: bool) -> None:
        loop = self._loop
        if loop is None or loop.is_closed():
            return
        loop.call_soon_threadsafe(self._arrive, outcome, last)

    def _arrive(self, outcome: _Outcome, last: bool) -> None:
        if last:
            self._writing -= 1
            if not self._writing:
                self._hand_over()
        if outcome.told:
            self._pace.note(len(outcome.told), time.monotonic())
        for done, result in outcome.told:
            done(result)
        for call in outcome.calls:
            call()
        if outcome.events:
            self.on_events(outcome.events)


class _Refused(Exception):
    """A unit of work said no: rolled back, and the caller is told its own error."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


def _run(work: _Work, unit: Unit) -> Any:
    try:
        return work.call(unit)
    except DBAPIError:
        raise
    except Exception as error:
        raise _Refused(error) from error


def _groups(gathered: list[_Work | _Entry]) -> list[list[_Work | _Entry]]:
    """Neighbouring entries of one journal go together; a unit of work stands alone. Order is kept."""
    groups: list[list[_Work | _Entry]] = []
    for item in gathered:
        last = groups[-1][-1] if groups else None
        joins = isinstance(item, _Entry) and isinstance(last, _Entry) and last.batcher is item.batcher
        if joins and len(groups[-1]) < MAX_BATCH:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _resolve(future: asyncio.Future[Any], result: Any) -> None:
    if not future.done():
        future.set_result(result)


def _reject(future: asyncio.Future[Any], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)


def _failure(group: list[_Work | _Entry], error: Exception) -> _Outcome:
    outcome = _Outcome()
    for item in group:
        if isinstance(item, _Work):
            outcome.calls.append(lambda future=item.future: _reject(future, error))  # type: ignore[misc]
        else:
            outcome.told.append((item.done, error))
    return outcome


def _rollback(connection: Connection) -> None:
    try:
        if connection.in_transaction():
            connection.rollback()
    except DBAPIError:
        connection.invalidate()


def _transient(error: OperationalError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return state in ("40001", "40P01", "55P03")
