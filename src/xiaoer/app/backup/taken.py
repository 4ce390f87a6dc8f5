"""What an engine hands over for an archive."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Taken:
    """The parts of a database as files, its schema, and what they must hold when they are read again."""

    schema: str
    parts: list[Path]
    rows: dict[str, int]
    columns: dict[str, list[str]] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
