"""The archive: a zip of the database, the files and a manifest that vouches for both.

```
manifest.json         Manifest below
database/…            sqlite.db, or one COPY text per table of PostgreSQL
files/ab/abcdef.png   pictures and other files, as the blobs keep them
```
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from xiaoer.kit.errors import Invalid, Unavailable
from xiaoer.kit.migrate import known_revisions

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself. `rows` by table; `members` = SHA-256 (hex) by name; `sequences` by name."""

    format: int
    made_at: str
    program: str
    engine: str
    schema: str
    rows: dict[str, int] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)


def add(archive: zipfile.ZipFile, name: str, source: Path) -> str:
    """Put a file in; returns its digest. What is compressed already is stored as it is."""
    stored = source.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp", ".gif", ".zip")
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    digest = hashlib.sha256()
    with source.open("rb") as reader, archive.open(info, "w", force_zip64=True) as writer:
        while piece := reader.read(PIECE):
            digest.update(piece)
            writer.write(piece)
    return digest.hexdigest()


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """What is in it. Raises `Invalid` (`broken_backup`) or `Unavailable` (`newer_backup`)."""
    try:
        raw = archive.read(MANIFEST)
        said = msgspec.json.decode(raw)
        newer = int(said["format"]) > FORMAT or str(said["schema"]) not in known_revisions()
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, OSError, msgspec.DecodeError):
        raise broken("没有可以读取的清单") from None
    if newer:
        raise Unavailable(
            f"这个备份来自更新的版本（程序 {said.get('program', '?')}，结构 {said.get('schema', '?')}）："
            "请先升级程序再恢复；现有数据没有改动",
            code="newer_backup",
        )
    try:
        return msgspec.json.decode(raw, type=Manifest)
    except msgspec.ValidationError:
        raise broken("清单不完整") from None


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open for reading. Raises `Invalid` for what is no archive."""
    if not path.is_file():
        raise Invalid(f"没有这个文件：{path}", code="no_backup")
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        raise broken("不是备份文件，或者只有一半") from None


def unpack(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> Iterator[tuple[str, int]]:
    """Write every member below `folder`, each held against its digest; yields (name, bytes).

    Raises `Invalid` for a member that is missing, more than told, damaged, or named to lead out of the folder.
    """
    told, there = set(manifest.members), set(archive.namelist()) - {MANIFEST}
    if told != there:
        raise broken(f"缺少或多出 {len(told ^ there)} 个部分")
    root = folder.resolve()
    for name in sorted(told):
        target = (root / name).resolve()
        if not target.is_relative_to(root):
            raise broken("里面的文件名不正常")
        target.parent.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        try:
            with archive.open(name) as reader, target.open("wb") as writer:
                while piece := reader.read(PIECE):
                    digest.update(piece)
                    size += len(piece)
                    writer.write(piece)
        except (zipfile.BadZipFile, EOFError, ValueError):
            raise broken(f"{name} 已损坏") from None
        if digest.hexdigest() != manifest.members[name]:
            raise broken(f"{name} 与清单不符")
        yield name, size


def broken(why: str) -> Invalid:
    """The one sentence for an archive that cannot be trusted."""
    return Invalid(f"备份文件不完整或已损坏（{why}）：请换一份备份；现有数据没有改动", code="broken_backup")
