"""The version of a shop's facts: a hash of their content, the same for the same content in any file form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from xiaoer.files.shop_folder.spec import TableSpec

_LINE = json.JSONEncoder(ensure_ascii=False).encode  # made once: a shop has many rows


class ContentHash:
    """Gathers tables; `digest` is 16 hex digits."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, name: str, rows: Iterable[Mapping[str, str]]) -> None:
        """Add a table by the cells of its rows; empty cells and the order of columns do not count."""
        self._hash.update(f"\x1d{name}\x1d".encode())
        for cells in rows:
            filled = sorted([pair for pair in cells.items() if pair[1]])
            self._hash.update(_LINE(filled).encode("utf-8", "surrogatepass") + b"\n")

    def add_table(self, spec: TableSpec[Any], rows: Iterable[Any]) -> None:
        """Add the rows of a table as they would be written."""
        self.add(spec.name, map(spec.write, rows))

    def digest(self) -> str:
        """The version so far."""
        return self._hash.hexdigest()[:16]
