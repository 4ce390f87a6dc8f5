from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import ProgrammingError

from tests.support.databases import Copy, Databases, Engine
from xiaoer.domains import tables
from xiaoer.kit.database import Database
from xiaoer.kit.errors import Unavailable
from xiaoer.kit.migrate import FOLDER, HEAD, current_revision, known_revisions, migrate


@pytest.fixture
def bare(databases: Databases, engine: Engine, tmp_path: Path) -> Iterator[Copy]:
    """A database in which nothing has been made yet."""
    with databases.copy(engine, "empty", tmp_path) as copy:
        database = Database(copy.url)
        with database.write_engine.begin() as connection:
            if database.is_sqlite:
                connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            tables.Base.metadata.drop_all(connection)
            connection.execute(text("DROP TABLE alembic_version"))
        database.close()
        yield copy


def test_head_is_the_newest_revision_in_the_folder() -> None:
    script = ScriptDirectory(str(FOLDER))
    assert script.get_heads() == [HEAD]
    assert {r.revision for r in script.walk_revisions()} == known_revisions()


def test_made_once_then_current(bare: Copy) -> None:
    database = Database(bare.url)
    try:
        assert database.read_now(current_revision) is None
        assert migrate(database) == "made"
        assert database.read_now(current_revision) == HEAD
        assert migrate(database) == "current"
    finally:
        database.close()


def test_models_and_migrations_say_the_same(database: Database) -> None:
    with database.write_engine.connect() as connection:
        defaults = not database.is_sqlite  # Alembic reads an empty text as a default of SQLite wrongly
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": defaults}
        )
        assert compare_metadata(context, tables.Base.metadata) == []


def test_every_table_is_there(database: Database) -> None:
    with database.read_engine.connect() as connection:
        assert set(tables.Base.metadata.tables) <= set(inspect(connection).get_table_names())


def test_a_newer_database_is_refused_and_left_alone(database: Database) -> None:
    with database.write_engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("INSERT INTO installation (name, value) VALUES ('mark', 'kept')"))
    with pytest.raises(Unavailable) as refused:
        migrate(database)
    assert refused.value.code == "newer_database"
    assert "9999" in refused.value.detail
    with database.read_engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
        assert connection.execute(text("SELECT value FROM installation")).scalar_one() == "kept"


def test_several_at_once_make_it_once(bare: Copy) -> None:
    results: list[str | Exception] = []
    begin = threading.Barrier(4)

    def run() -> None:
        database = Database(bare.url)
        try:
            begin.wait(20)
            results.append(migrate(database))
        except Exception as error:
            results.append(error)
        finally:
            database.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(map(str, results)) == ["current", "current", "current", "made"]


def test_the_reading_engine_cannot_write(database: Database) -> None:
    with (
        database.read_engine.connect() as connection,
        pytest.raises((ProgrammingError, Exception), match=r"(?i)read.?only|query_only"),
    ):
        connection.execute(text("INSERT INTO installation (name, value) VALUES ('a', 'b')"))
