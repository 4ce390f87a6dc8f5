"""The schema's way: migrate under a lock, know the newest revision, refuse a newer database.

Alembic is loaded only when something is to be migrated: a look at one row decides that.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from xiaoer.kit.database import Database, unavailable
from xiaoer.kit.errors import Unavailable

HEAD = "0039"
"""The newest revision in `migrations/versions`; a test holds it against the folder."""

FOLDER = Path(__file__).resolve().parent / "migrations"
LOCK = 7_261_119


def current_revision(session: Session) -> str | None:
    """The revision that the database stands at; None = empty."""
    return _revision(session.connection())


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    value = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if value is None else str(value)


def known_revisions() -> set[str]:
    """All revisions of this version of the program."""
    return {path.name.split("_", 1)[0] for path in (FOLDER / "versions").glob("[0-9]*.py")}


def migrate(database: Database, to: str = HEAD) -> str:
    """Bring the schema to `HEAD` (or forward to an older revision); returns "made", "moved" or "current".

    Raises `Unavailable`: `newer_database` for a database of a newer program (nothing is touched then), or what else
    keeps the database from being opened or written.
    """
    try:
        return _migrate(database, to)
    except DatabaseError as error:
        if type(error) in (DatabaseError, OperationalError):  # the others are mistakes of a migration
            raise unavailable(error) from error
        raise


def _migrate(database: Database, to: str) -> str:
    with database.write_engine.connect() as connection, _locked(connection):
        found = _revision(connection)
        if found == to:
            return "current"
        if found is not None and found not in known_revisions():
            raise Unavailable(
                f"数据库来自更新的版本（{found}），请升级程序后再启动；数据没有改动", code="newer_database"
            )
        upgrade_within(connection, to)
        return "moved" if found else "made"


def upgrade_within(connection: Connection, revision: str) -> None:
    """Move the schema to a revision (`head` = the newest) inside the transaction that the caller has begun."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@contextlib.contextmanager
def _locked(connection: Connection) -> Iterator[None]:
    """One migrator at a time: SQLite by its write transaction, PostgreSQL by an advisory lock.

    A migration that makes a table of SQLite anew drops the old one while others refer to it. So references are not
    enforced meanwhile, but all checked before the commit (the procedure of SQLite's own page on ALTER TABLE).
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
        connection.commit()
        try:
            with connection.begin():
                yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
            connection.commit()
    else:
        _enforce_references(connection, on=False)
        transaction: Any = connection.begin()
        try:
            yield
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise Unavailable("升级会断开数据之间的引用，没有执行；数据没有改动", code="migration_failed")
            transaction.commit()
        except BaseException:
            transaction.rollback()
            raise
        finally:
            _enforce_references(connection, on=True)


def _enforce_references(connection: Connection, *, on: bool) -> None:
    """Outside of any transaction: within one SQLite ignores the switch."""
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}").fetchall()
