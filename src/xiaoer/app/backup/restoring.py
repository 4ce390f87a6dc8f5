"""Put a backup back, while the desk runs or not: proven first, laid over in one transaction, then told to servers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from sqlalchemy import Connection, text

from xiaoer.app.backup import archive as archives
from xiaoer.app.backup import postgres, sqlite
from xiaoer.app.backup.archive import Manifest
from xiaoer.app.backup.making import make_backup
from xiaoer.kit.clock import to_ms
from xiaoer.kit.database import Database
from xiaoer.kit.errors import Invalid, ServiceError, Unavailable
from xiaoer.kit.ids import new_token
from xiaoer.kit.migrate import migrate

Progress = Callable[[str, int, int], None]
RESTORED = "restored"
"""The mark in `installation` that changes with every restore: running servers see it and begin anew."""
ENGINES = {sqlite.NAME: "SQLite", postgres.NAME: "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. `kept` = the archive of what was there before; `aside` = a file that was no database."""

    made_at: str
    rows: int
    files: int
    kept: Path | None = None
    aside: Path | None = None


def restore_backup(
    database: Database, files: Path, path: Path, now: datetime, *, keep: Path | None = None, only_check: bool = False,
    progress: Progress = lambda what, done, whole: None,
) -> Restored:  # fmt: skip
    """Replace the data by what an archive holds; `keep` = where what is there now goes first.

    Everything is unpacked and proven before anything is touched; the database changes in one transaction. Raises
    `Invalid` or `Unavailable` for broken, half, newer and foreign archives, and for a database that cannot be written.
    """
    with archives.open_archive(path) as archive:
        manifest = archives.read_manifest(archive)
        if manifest.engine != (sqlite.NAME if database.is_sqlite else postgres.NAME):
            raise Invalid(
                f"这个备份来自 {ENGINES.get(manifest.engine, '?')}，现在的数据库是 "
                f"{'SQLite' if database.is_sqlite else 'PostgreSQL'}：请用 --database 指向同一种数据库",
                code="other_engine",
            )
        files.parent.mkdir(parents=True, exist_ok=True)
        try:
            with tempfile.TemporaryDirectory(dir=files.parent, prefix=".restore-") as scratch:
                unpacked = _unpack(archive, manifest, Path(scratch), progress)
                kept = None if only_check else _keep(database, files, keep, now)
                aside = _into_database(database, manifest, Path(scratch), now, only_check=only_check)
                if not only_check:
                    _lay_files(Path(scratch) / "files", files)
        except OSError as error:
            raise Unavailable(f"没有恢复：{error.strerror or error}；现有数据没有改动", code="restore_failed") from None
    return Restored(manifest.made_at, sum(manifest.rows.values()), unpacked, kept, aside)


def _unpack(archive: ZipFile, manifest: Manifest, folder: Path, progress: Progress) -> int:
    count = 0
    for n, (name, _) in enumerate(archives.unpack(archive, manifest, folder), 1):
        progress("检查备份", n, len(manifest.members))
        count += name.startswith("files/")
    (sqlite if manifest.engine == sqlite.NAME else postgres).inspect(manifest, folder / "database")
    return count


def _keep(database: Database, files: Path, keep: Path | None, now: datetime) -> Path | None:
    """What is there now goes into an archive of its own, unless there is nothing that can be read."""
    if keep is None:
        return None
    if database.is_sqlite and not Path(str(database.url.database)).is_file():
        return None
    with suppress(ServiceError):
        return make_backup(database, files, keep, now).path
    return None


def _into_database(
    database: Database, manifest: Manifest, folder: Path, now: datetime, *, only_check: bool
) -> Path | None:
    def finish(connection: Connection) -> None:
        _begin_anew(connection, to_ms(now))

    if manifest.engine == postgres.NAME:
        postgres.put_back(database, manifest, folder / "database", finish, only_try=only_check)
        return None
    part = folder / "database" / sqlite.PART
    prepared = Database(f"sqlite:///{part}")
    try:
        migrate(prepared)
        with prepared.write_engine.begin() as connection:
            finish(connection)
    finally:
        prepared.close()
    return None if only_check else sqlite.put_back(database, part)


def _begin_anew(connection: Connection, now_ms: int) -> None:
    """Everybody signs in again, nobody is at the desk, and running servers learn that all they remember is old."""
    everywhere = {"across_shops": "a restore concerns the whole installation"}
    for statement in (
        "UPDATE staff_session SET ended_ms = :now WHERE ended_ms IS NULL",
        "UPDATE membership SET status = 'offline'",
    ):
        connection.execute(
            text(statement), {"now": now_ms} if ":now" in statement else {}, execution_options=everywhere
        )
    connection.execute(text("DELETE FROM installation WHERE name = :name"), {"name": RESTORED})
    connection.execute(
        text("INSERT INTO installation (name, value) VALUES (:name, :value)"), {"name": RESTORED, "value": new_token()}
    )


def _lay_files(unpacked: Path, files: Path) -> None:
    """Names are unguessable and contents never change: laying files beside those that are there cannot harm them."""
    for source in sorted(p for p in unpacked.rglob("*") if p.is_file()) if unpacked.is_dir() else []:
        target = files / source.relative_to(unpacked)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
