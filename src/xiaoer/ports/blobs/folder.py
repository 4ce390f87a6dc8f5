"""Blobs as files in a folder: written beside and moved into place, so that no reader sees half a file."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}")


class FolderBlobs:
    """Files in subfolders by the first two characters of the name."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name) or ".." in name:
            raise ValueError(f"no name for a blob: {name!r}")
        return self._root / name[:2] / name

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes; on disk when it returns."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{secrets.token_hex(8)}")
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)

    def get(self, name: str) -> bytes | None:
        """The bytes of a name; None when there are none."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def delete(self, name: str) -> None:
        """Forget a name; nothing happens when it isn't there."""
        self._path(name).unlink(missing_ok=True)
