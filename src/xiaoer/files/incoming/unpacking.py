"""A shop folder as a ZIP → its files. Names of Windows archives are GBK; traps (`..`, bombs, passwords) are refused."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from xiaoer.files.grids import FileRefused
from xiaoer.files.shop_folder.load import SUFFIXES
from xiaoer.files.shop_folder.profile import FILE as PROFILE

MAX_FILES = 20_000
MAX_BYTES = 1 << 30
PICTURES = "pictures"
_UTF8 = 0x800
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP of files, and not a workbook (which is a ZIP too)."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "[Content_Types].xml" not in archive.namelist()


def unpack(path: Path, file: str, into: Path) -> list[Path]:
    """Write the tables, `shop.toml` and pictures of an archive into a folder, flat; returns the tables.

    Raises `FileRefused` for what is broken, too large, or holds two tables of one name.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _written(archive, file, into)
    except _BROKEN as error:
        why = "压缩包有密码" if "password" in str(error) else "压缩包损坏或不完整，打不开"
        raise FileRefused(file, why, "重新压缩成没有密码的 ZIP 后再上传") from None


def _written(archive: zipfile.ZipFile, file: str, into: Path) -> list[Path]:
    parts = [part for part in archive.infolist() if not part.is_dir()]
    if len(parts) > MAX_FILES or sum(part.file_size for part in parts) > MAX_BYTES:
        raise FileRefused(file, "压缩包展开后超过 1 GB 或两万个文件", "去掉不是店铺表格的文件，或分几次上传")
    found: list[Path] = []
    for part in parts:
        place = _place(PurePosixPath(_name(part).replace("\\", "/")))
        if place is None:
            continue
        target = into / place
        if target.exists():
            raise FileRefused(file, f"压缩包里有两个 {place.name}", "只留一个")
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(part) as source, target.open("wb") as sink:
            shutil.copyfileobj(source, sink)
        if place.parent == PurePosixPath("."):
            found.append(target)
    if not found:
        raise FileRefused(file, "压缩包里没有表格", "放入 products.csv 这样的表，或平台导出的订单表")
    return sorted(found)


def _name(part: zipfile.ZipInfo) -> str:
    if part.flag_bits & _UTF8:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return part.filename


def _place(name: PurePosixPath) -> PurePosixPath | None:
    """Where a file of the archive goes; None for what is none of ours. Only its last name is kept: no way out."""
    if name.name.startswith((".", "~$")) or "__MACOSX" in name.parts:
        return None
    if name.parent.name == PICTURES:
        return PurePosixPath(PICTURES) / name.name
    if name.name.casefold() == PROFILE:
        return PurePosixPath(PROFILE)
    return PurePosixPath(name.name) if name.suffix.casefold() in SUFFIXES else None
