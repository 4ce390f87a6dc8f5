"""Every former state of the schema, with data in every table, comes to today's with its data; both engines.

One database walks the chain: at each revision every table gets rows, then the next migration runs, and every row of
all earlier states is looked for again. A migration that is added later is covered by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Table, text

from tests.support.databases import Copy
from xiaoer.app.backup import making, restoring
from xiaoer.domains import tables
from xiaoer.kit.database import Database
from xiaoer.kit.migrate import FOLDER, HEAD, current_revision, migrate, upgrade_within

Rows = dict[str, dict[tuple[Any, ...], dict[str, Any]]]
CONVERTED: set[tuple[str, str]] = set()
"""(table, column) whose values a migration rewrites on purpose."""
UNWATCHED = ("alembic_version",)
ROWS_EACH = 2


def chain() -> list[str]:
    """All revisions, oldest first."""
    return [r.revision for r in reversed(list(ScriptDirectory(str(FOLDER)).walk_revisions()))]


@pytest.fixture
def bare(empty: Copy) -> Iterator[Database]:
    """A database in which nothing has been made yet."""
    database = Database(empty.url)
    with database.write_engine.begin() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        tables.Base.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    yield database
    database.close()


def _reflected(connection: Connection) -> list[Table]:
    metadata = MetaData()
    shadows = {"sqlite_sequence"}
    if connection.dialect.name == "sqlite":  # a search index is SQLite's own affair, filled by triggers or the program
        listed = "SELECT name FROM pragma_table_list WHERE type IN ('virtual', 'shadow')"
        shadows |= set(connection.exec_driver_sql(listed).scalars())
    metadata.reflect(connection, only=lambda name, _: name not in shadows and name not in UNWATCHED)
    return list(metadata.sorted_tables)


def _value(column: sa.Column[Any], n: int) -> Any:
    kind = column.type
    if isinstance(kind, sa.Boolean):
        return n % 2 == 0
    if isinstance(kind, sa.Integer):
        return n
    if isinstance(kind, sa.Float | sa.Numeric):
        return n + 0.5
    if isinstance(kind, sa.LargeBinary):
        return b"\x00bytes"
    if isinstance(kind, sa.DateTime):
        return datetime(2026, 1, 1, tzinfo=UTC)
    if isinstance(kind, sa.Date):
        return date(2026, 1, 1)
    if isinstance(kind, sa.JSON):
        return {"n": n}
    return f"{column.name} 内容 {n}" if column.name not in JSON_TEXTS else "{}"


JSON_TEXTS = {"data", "payload", "profile", "settings", "body", "memory", "last_message", "suggestion"}


def fill(connection: Connection, numbers: Iterator[int]) -> list[Table]:
    """Rows into every table; what refers to another table refers to a row of it. Returns the tables that there are."""
    held: dict[str, list[dict[str, Any]]] = {}
    there = _reflected(connection)
    for table in there:
        rows = held[table.name] = []
        for turn in range(ROWS_EACH):
            n = next(numbers)
            row = {c.name: _value(c, n) for c in table.columns if not c.computed and not c.identity}
            for key in table.foreign_keys:
                target = held.get(key.column.table.name)
                row[key.parent.name] = target[turn][key.column.name] if target and len(target) > turn else None
            rows.append(row)
        connection.execute(table.insert(), rows)
        if connection.dialect.name == "postgresql" and "id" in table.columns:
            follow = "SELECT setval(pg_get_serial_sequence(:t, 'id'), max(id)) FROM "
            connection.execute(text(follow + table.name), {"t": table.name})
    return there


def look(connection: Connection, there: list[Table] | None = None) -> Rows:
    """All rows of all tables by primary key; to find out which tables there are costs most of it."""
    found: Rows = {}
    for table in _reflected(connection) if there is None else there:
        keys = [c.name for c in table.primary_key.columns]
        rows = connection.execute(table.select().execution_options(across_shops="the whole database")).mappings().all()
        found[table.name] = {tuple(r[k] for k in keys): dict(r) for r in rows}
    return found


def compare(before: Rows, after: Rows) -> None:
    """Nothing of `before` is lost; a table or column that a migration drops is its own decision."""
    for table, rows in before.items():
        if table not in after:
            continue
        for key, row in rows.items():
            assert key in after[table], f"{table} lost {key}"
            now = after[table][key]
            for column, value in row.items():
                if column in now and (table, column) not in CONVERTED:
                    assert now[column] == value, f"{table}.{column} of {key}"


def test_every_former_state_comes_to_today_with_its_data(bare: Database) -> None:
    numbers = count(1)
    seen: Rows = {}
    assert len(chain()) == len(set(chain()))
    for revision in chain():
        migrate(bare, to=revision)
        with bare.write_engine.begin() as connection:
            there = fill(connection, numbers)  # new rows beside what is there: each has a number of its own
        with bare.read_engine.connect() as connection:
            now = look(connection, there)
        compare(seen, now)
        seen = now
        assert bare.read_now(current_revision) == revision
    assert sum(len(rows) for rows in seen.values()) >= ROWS_EACH * len(chain()) * len(tables.Base.metadata.tables) / 2
    assert migrate(bare) == "current"


def test_the_oldest_state_goes_the_whole_way_at_once_and_a_failure_leaves_it(
    bare: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = chain()[0]
    migrate(bare, to=first)
    with bare.write_engine.begin() as connection:
        fill(connection, count(1))
        before = look(connection)

    def breaks(connection: Connection, revision: str) -> None:
        upgrade_within(connection, revision)
        connection.execute(text("CREATE TABLE half_done (id INTEGER)"))
        raise RuntimeError("the light went out")

    with monkeypatch.context() as patch:
        patch.setattr("xiaoer.kit.migrate.upgrade_within", breaks)
        with pytest.raises(RuntimeError, match="light"):
            migrate(bare, to="head")
    with bare.read_engine.connect() as connection:
        assert look(connection) == before
        assert not sa.inspect(connection).has_table("half_done")
    assert bare.read_now(current_revision) == first
    assert migrate(bare) == ("moved" if first != HEAD else "current")
    with bare.read_engine.connect() as connection:
        compare(before, look(connection))


def test_a_backup_of_the_oldest_state_is_put_back_with_its_data(
    bare: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(bare, to=chain()[0])
    with bare.write_engine.begin() as connection:
        fill(connection, count(1))
        before = look(connection)
    now = datetime(2026, 11, 3, tzinfo=UTC)
    with monkeypatch.context() as patch:
        patch.setattr(making, "HEAD", chain()[0])  # the program of that time
        made = making.make_backup(bare, tmp_path / "media", tmp_path / "old.zip", now)
    migrate(bare)
    restoring.restore_backup(bare, tmp_path / "media", made.path, now)
    assert bare.read_now(current_revision) == HEAD
    changed = ("staff_session", "membership")  # everybody signs in again
    with bare.read_engine.connect() as connection:
        compare({t: rows for t, rows in before.items() if t not in changed}, look(connection))
