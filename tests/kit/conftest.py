from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support.clocks import HandClock
from tests.support.databases import Copy, Databases
from tests.support.services import demand_postgres
from xiaoer.kit.database import Database
from xiaoer.kit.writer import Writer


@pytest.fixture
def postgres_empty(databases: Databases, tmp_path: Path) -> Iterator[Copy]:
    """A migrated PostgreSQL database without rows: for what only several processes can show."""
    demand_postgres()
    with databases.copy("postgres", "empty", tmp_path) as copy:
        yield copy


@pytest.fixture
def sqlite_empty(databases: Databases, tmp_path: Path) -> Iterator[Copy]:
    """A migrated SQLite database without rows: for what PostgreSQL does not have."""
    with databases.copy("sqlite", "empty", tmp_path) as copy:
        yield copy


@pytest.fixture
async def postgres_writers(postgres_empty: Copy, clock: HandClock) -> AsyncIterator[tuple[Writer, Writer]]:
    """Two writers on one PostgreSQL, as two server processes have them."""
    held = [Database(postgres_empty.url), Database(postgres_empty.url)]
    writers = [Writer(database, clock.ms) for database in held]
    for writer in writers:
        writer.start()
    yield writers[0], writers[1]
    for writer, database in zip(writers, held, strict=True):
        await writer.stop()
        database.close()
