"""Where uploaded files wait: a folder per import below the data folder, gone when the import is over."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from xiaoer.domains.intake.shapes import StagedFile
from xiaoer.files.grids import FileRefused
from xiaoer.files.incoming import unpack
from xiaoer.files.incoming.kinds import is_profile
from xiaoer.files.incoming.unpacking import is_archive
from xiaoer.files.shop_folder.profile import FILE as PROFILE
from xiaoer.kit.errors import Invalid
from xiaoer.kit.ids import new_token

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


class Staging:
    """The folder of staged files. Its subfolders have unguessable names, written down in the import's row."""

    def __init__(self, data: Path) -> None:
        self.root = data / "imports"

    def room(self) -> Path:
        """A new empty subfolder."""
        place = self.root / new_token(9)
        place.mkdir(parents=True)
        return place

    def arrange(self, room: Path, uploaded: list[tuple[str, Path]]) -> list[StagedFile]:
        """(name, path) of what was written into a room → the files to look at; archives are unpacked.

        Raises `Invalid` for two files of one name, and for an archive that cannot be unpacked.
        """
        files: dict[str, StagedFile] = {}
        for number, (name, path) in enumerate(uploaded):
            for found in self._unpacked(room / f"z{number}", name, path):
                if found.name in files:
                    raise Invalid(f"有两个文件都叫 {found.name}：只留一个", code="doubled_file")
                files[found.name] = self._staged(found)
        return list(files.values())

    def _unpacked(self, into: Path, name: str, path: Path) -> list[Path]:
        into.mkdir()
        if is_archive(path):
            try:
                found = unpack(path, name, into)
            except FileRefused as error:
                raise Invalid(f"{name}：{error.refusal.why}。{error.refusal.remedy}", code="bad_archive") from None
            path.unlink()
            return found
        target = into / (PROFILE if is_profile(name) else safe_name(name))
        path.rename(target)
        return [target]

    def _staged(self, path: Path) -> StagedFile:
        kind = "shop" if is_profile(path.name) else None
        return StagedFile(
            path.name,
            path.relative_to(self.root).as_posix(),
            path.stat().st_size,
            kind,
            title="店铺资料" if kind else "",
        )

    def path(self, file: StagedFile) -> Path:
        """Where a staged file is."""
        return self.root / file.path

    def pictures(self, files: list[StagedFile]) -> list[Path]:
        """The folders that may hold pictures beside the files."""
        return sorted({self.path(file).parent for file in files})

    def clear(self, files: list[StagedFile]) -> None:
        """Forget the files of an import."""
        for room in {file.path.split("/", 1)[0] for file in files}:
            shutil.rmtree(self.root / room, ignore_errors=True)


def safe_name(name: str) -> str:
    """The last part of a file's name without what a file system or a report could trip over."""
    plain = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[:80]}{dot}{suffix[:10]}" if dot else (plain[:80] or "file")
