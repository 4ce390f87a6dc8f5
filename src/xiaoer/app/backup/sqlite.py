"""SQLite's part: its own online copy, in both directions. One transaction each way; other connections go on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from xiaoer.app.backup.archive import Manifest, broken
from xiaoer.app.backup.taken import Taken
from xiaoer.kit.database import Database
from xiaoer.kit.errors import Unavailable

NAME = "sqlite"
PART = "sqlite.db"
WAIT_S = 60.0


def take(database: Database, folder: Path) -> Taken:
    """Copy the database as it is at one moment, while others write."""
    folder.mkdir(parents=True)
    part = folder / PART
    try:
        with (
            closing(sqlite3.connect(f"file:{_path(database)}?mode=ro", uri=True, timeout=WAIT_S)) as source,
            closing(sqlite3.connect(part)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            _prove(target)
            return Taken(_schema(target), [part], _rows(target))
    except sqlite3.Error as error:
        raise Unavailable(f"数据库读不出来：{error}", code="backup_failed") from None


def inspect(manifest: Manifest, folder: Path) -> None:
    """Hold an unpacked part against the manifest. Raises `Invalid`."""
    try:
        with closing(sqlite3.connect(folder / PART)) as held:
            _prove(held)
            if _rows(held) != manifest.rows or _schema(held) != manifest.schema:
                raise broken("数据库的内容与清单不符")
    except sqlite3.Error:
        raise broken("数据库打不开") from None


def put_back(database: Database, part: Path) -> Path | None:
    """Lay a prepared database over the present one in one transaction; nothing changes unless all of it does.

    A present file that is no database any more is moved aside; its new name is returned.
    """
    target = _path(database)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = _set_aside(target) if target.is_file() and not _readable(target) else None
    try:
        with closing(sqlite3.connect(part)) as source, closing(sqlite3.connect(target, timeout=WAIT_S)) as over:
            over.execute("PRAGMA journal_mode=WAL").fetchall()
            over.execute("PRAGMA synchronous=FULL")
            source.backup(over)
    except sqlite3.Error as error:
        raise Unavailable(f"没有恢复：{error}；现有数据没有改动", code="restore_failed") from None
    return aside


def _readable(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as held:
            held.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        return isinstance(error, sqlite3.OperationalError)
    return True


def _set_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.name}.broken")
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return path.replace(aside)


def _path(database: Database) -> Path:
    return Path(str(database.url.database)).expanduser().resolve()


def _prove(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise broken("数据库没有通过完整性检查")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise broken("数据库里有断开的引用")


def _schema(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return "" if row is None else str(row[0])


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of every ordinary table; those of a search index are SQLite's own affair."""
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in names}  # noqa: S608
