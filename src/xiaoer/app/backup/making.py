"""Take a backup while the desk runs: a consistent picture of the database first, then the files that it names."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from xiaoer import __version__
from xiaoer.app.backup import archive as archives
from xiaoer.app.backup import postgres, sqlite
from xiaoer.app.backup.archive import FORMAT, MANIFEST, Manifest, add
from xiaoer.kit.clock import iso
from xiaoer.kit.database import Database
from xiaoer.kit.errors import Unavailable
from xiaoer.kit.migrate import HEAD

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds."""

    path: Path
    rows: int
    files: int
    size: int


def make_backup(
    database: Database, files: Path, path: Path, now: datetime, progress: Progress = lambda what, done, whole: None
) -> Made:
    """Write an archive beside `path`, read it back whole, and only then put it in place (mode 600).

    Raises `Unavailable` when the database cannot be read, is not of this program's version, or the disk is full.
    """
    path = path.resolve()
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as scratch:
            manifest = _write(database, files, beside, Path(scratch), now, progress)
            _read_back(beside, Path(scratch) / "again")
        beside.replace(path)
    except OSError as error:
        raise Unavailable(f"备份没有写成：{error.strerror or error}（{path.parent}）", code="backup_failed") from None
    finally:
        with suppress(OSError):
            beside.unlink()
    kept = sum(name.startswith("files/") for name in manifest.members)
    return Made(path, sum(manifest.rows.values()), kept, path.stat().st_size)


def _write(database: Database, files: Path, beside: Path, scratch: Path, now: datetime, progress: Progress) -> Manifest:
    engine = sqlite if database.is_sqlite else postgres
    progress("数据库", 0, 1)
    taken = engine.take(database, scratch / "database")
    progress("数据库", 1, 1)
    if taken.schema != HEAD:
        raise Unavailable(
            f"数据库结构是 {taken.schema or '空'}，程序是 {HEAD}：请先启动一次服务完成升级，再备份",
            code="not_migrated",
        )
    manifest = Manifest(
        FORMAT, iso(now) or "", __version__, engine.NAME, taken.schema, taken.rows,
        columns=taken.columns, sequences=taken.sequences,
    )  # fmt: skip
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_RDWR, 0o600), "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            members = {
                f"database/{part.name}": add(archive, f"database/{part.name}", part) for part in sorted(taken.parts)
            }
            members |= _add_files(archive, files, progress)
            manifest = replace(manifest, members=members)
            archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _add_files(archive: zipfile.ZipFile, files: Path, progress: Progress) -> dict[str, str]:
    found = sorted(p for p in files.rglob("*") if p.is_file() and not p.name.startswith(".")) if files.is_dir() else []
    members: dict[str, str] = {}
    for n, source in enumerate(found, 1):
        name = f"files/{source.relative_to(files).as_posix()}"
        try:
            members[name] = add(archive, name, source)
        except FileNotFoundError:
            continue  # erased since we looked
        progress("文件", n, len(found))
    return members


def _read_back(path: Path, folder: Path) -> None:
    with archives.open_archive(path) as archive:
        manifest = archives.read_manifest(archive)
        for _ in archives.unpack(archive, manifest, folder):
            pass
        engine = sqlite if manifest.engine == sqlite.NAME else postgres
        engine.inspect(manifest, folder / "database")
