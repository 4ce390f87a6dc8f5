"""Fixtures of the server's tests. `engine` runs a test on SQLite and on PostgreSQL; each test has its own database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.support.clocks import HandClock
from tests.support.databases import Copy, Databases, Engine
from tests.support.desks import TestDesk, open_test_desk
from tests.support.services import demand_postgres, demand_redis
from tests.support.serving import Served, serve
from tests.support.thrift import be_thrifty
from xiaoer.kit.clock import to_ms
from xiaoer.kit.database import Database
from xiaoer.kit.settings import Settings
from xiaoer.kit.writer import Writer


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def thrift() -> Iterator[None]:
    """Nothing costly is made twice where once tells as much."""
    with pytest.MonkeyPatch.context() as patch:
        be_thrifty(patch)
        yield


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Templates of this worker."""
    held = Databases(tmp_path_factory.mktemp("templates"))
    yield held
    held.close()


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Both engines, one after the other."""
    if request.param == "postgres":
        demand_postgres()
    return request.param


@pytest.fixture
def empty(databases: Databases, engine: Engine, tmp_path: Path) -> Iterator[Copy]:
    """A migrated database without rows."""
    with databases.copy(engine, "empty", tmp_path) as copy:
        yield copy


@pytest.fixture
def shops(databases: Databases, engine: Engine, tmp_path: Path) -> Iterator[Copy]:
    """A database with the example shops."""
    with databases.copy(engine, "shops", tmp_path) as copy:
        yield copy


@pytest.fixture
def sqlite_shops(databases: Databases, tmp_path: Path) -> Iterator[Copy]:
    """The example shops on SQLite only: for what has nothing to do with the engine."""
    with databases.copy("sqlite", "shops", tmp_path) as copy:
        yield copy


@pytest.fixture
def postgres_shops(databases: Databases, tmp_path: Path) -> Iterator[Copy]:
    """The example shops on PostgreSQL only: for several processes on one database."""
    demand_postgres()
    with databases.copy("postgres", "shops", tmp_path) as copy:
        yield copy


@pytest.fixture
def database(empty: Copy) -> Iterator[Database]:
    """An open, migrated, empty database."""
    held = Database(empty.url)
    yield held
    held.close()


@pytest.fixture
def clock() -> HandClock:
    """Time in the test's own hands."""
    return HandClock()


@pytest.fixture
async def writer(database: Database, clock: HandClock) -> AsyncIterator[Writer]:
    """A running writer on the empty database."""
    held = Writer(database, lambda: to_ms(clock()))
    held.start()
    yield held
    await held.stop()


@pytest.fixture
def redis_url() -> str:
    """The local Redis."""
    return demand_redis()


@pytest.fixture
def channel() -> str:
    """A name that no other test uses."""
    return f"xiaoer_test:{uuid4().hex}"


@pytest.fixture
async def desk(shops: Copy, clock: HandClock) -> AsyncIterator[TestDesk]:
    """A running desk without HTTP doors and without robot, on the example shops."""
    async with open_test_desk(shops, clock) as opened:
        yield opened


@pytest.fixture
async def sqlite_desk(sqlite_shops: Copy, clock: HandClock) -> AsyncIterator[TestDesk]:
    """The same on SQLite only."""
    async with open_test_desk(sqlite_shops, clock) as opened:
        yield opened


Serve = Callable[..., Awaitable[Served]]


@asynccontextmanager
async def _serving(clock: HandClock) -> AsyncIterator[Serve]:
    async with AsyncExitStack() as stack:

        async def start(copy: Copy, **settings: Any) -> Served:
            wanted = {"robot": False, "storefront": True, "webhooks": False, **settings}
            whole = Settings(database_url=copy.url, data_dir=str(copy.data_dir), log_level="error", **wanted)
            return await stack.enter_async_context(serve(whole, clock, copy.accounts))

        yield start


@pytest.fixture
async def start(clock: HandClock) -> AsyncIterator[Serve]:
    """Start a server process's insides on a copy: `await start(shops, robot=True)`; several at once are fine."""
    async with _serving(clock) as starter:
        yield starter


@pytest.fixture
async def server(shops: Copy, start: Serve) -> Served:
    """A server on the example shops, on both engines, without robot."""
    return await start(shops)


@pytest.fixture
async def sqlite_server(sqlite_shops: Copy, start: Serve) -> Served:
    """The same on SQLite only."""
    return await start(sqlite_shops)
