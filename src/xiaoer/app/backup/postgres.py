"""PostgreSQL's part: COPY out of one snapshot, and COPY into tables made anew within one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from xiaoer.app.backup.archive import PIECE, Manifest, broken
from xiaoer.app.backup.taken import Taken
from xiaoer.kit.database import Database
from xiaoer.kit.errors import Unavailable
from xiaoer.kit.migrate import upgrade_within

NAME = "postgres"
LOCK_WAIT = "30s"
_ALL = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
_TABLES = (  # the index of message search is made anew from the messages by whoever needs it
    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE 'message\\_search%' "
    "ORDER BY tablename"
)
_COLUMNS = (
    "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s "
    "AND is_generated = 'NEVER' ORDER BY ordinal_position"
)
_SEQUENCES = (
    "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL"
)
_FOREIGN = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
)


def take(database: Database, folder: Path) -> Taken:
    """Copy all tables as they are at one moment, while others write."""
    folder.mkdir(parents=True)
    parts: list[Path] = []
    rows: dict[str, int] = {}
    columns: dict[str, list[str]] = {}
    with database.write_engine.connect() as connection, _raw(connection).cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for (table,) in cursor.execute(_TABLES).fetchall():
            columns[table] = [c for (c,) in cursor.execute(_COLUMNS, (table,)).fetchall()]
            part = folder / f"{table}.copy"
            with part.open("wb") as file, cursor.copy(_copy("COPY {} ({}) TO STDOUT", table, columns[table])) as out:
                for piece in out:
                    file.write(piece)
            rows[table] = cursor.rowcount
            parts.append(part)
        schema = None
        if "alembic_version" in rows:
            schema = cursor.execute("SELECT version_num FROM alembic_version").fetchone()
        sequences = {str(name): int(value) for name, value in cursor.execute(_SEQUENCES).fetchall()}
        _raw(connection).rollback()
    return Taken(str(schema[0]) if schema else "", parts, rows, columns, sequences)


def inspect(manifest: Manifest, folder: Path) -> None:
    """Hold unpacked parts against the manifest. Raises `Invalid`."""
    for table, rows in manifest.rows.items():
        part = folder / f"{table}.copy"
        if not part.is_file() or table not in manifest.columns or _lines(part) != rows:
            raise broken(f"表 {table} 与清单不符")


def put_back(database: Database, manifest: Manifest, folder: Path, finish: Any, *, only_try: bool = False) -> None:
    """Make the tables of the archive's schema anew, fill them, bring them to today's schema: all or nothing.

    `finish(connection)` runs last inside the transaction; with `only_try` everything is undone at the end.
    """
    with database.write_engine.connect() as connection:
        transaction = connection.begin()
        try:
            _refill(connection, manifest, folder)
            finish(connection)
        except (DBAPIError, psycopg.Error) as error:
            transaction.rollback()
            said = str(getattr(error, "orig", error)).splitlines()[0]
            raise Unavailable(f"没有恢复：{said}；现有数据没有改动", code="restore_failed") from None
        except BaseException:
            transaction.rollback()
            raise
        if only_try:
            transaction.rollback()
        else:
            transaction.commit()


def _refill(connection: Connection, manifest: Manifest, folder: Path) -> None:
    with _raw(connection).cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'")
        for (table,) in cursor.execute(_ALL).fetchall():
            cursor.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(table)))
        upgrade_within(connection, manifest.schema)
        here = {table for (table,) in cursor.execute(_TABLES).fetchall()}
        if here != set(manifest.rows):
            raise broken(f"表与结构 {manifest.schema} 不符")
        foreign = cursor.execute(_FOREIGN).fetchall()
        for table, name, _ in foreign:
            cursor.execute(sql.SQL("ALTER TABLE " + table + " DROP CONSTRAINT {}").format(sql.Identifier(name)))
        for table, rows in manifest.rows.items():
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
            copy = _copy("COPY {} ({}) FROM STDIN", table, manifest.columns[table])
            with (folder / f"{table}.copy").open("rb") as file, cursor.copy(copy) as into:
                while piece := file.read(PIECE):
                    into.write(piece)
            if cursor.rowcount != rows:
                raise broken(f"表 {table} 应有 {rows} 行")
        for table, name, what in foreign:
            cursor.execute(sql.SQL("ALTER TABLE " + table + " ADD CONSTRAINT {} " + what).format(sql.Identifier(name)))
        for name, value in manifest.sequences.items():
            cursor.execute("SELECT setval(quote_ident(%s)::regclass, %s)", (name, value))
    upgrade_within(connection, "head")


def _raw(connection: Connection) -> psycopg.Connection[Any]:
    raw: psycopg.Connection[Any] = connection.connection.dbapi_connection  # type: ignore[assignment]
    return raw


def _copy(statement: str, table: str, columns: list[str]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(statement).format(sql.Identifier(table), names)


def _lines(path: Path) -> int:
    """COPY writes a row per line; line breaks inside of texts are escaped."""
    with path.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(PIECE), b""))
