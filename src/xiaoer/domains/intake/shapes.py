"""What an import holds: its files with the choices made for them, and what it does or did. Pure."""

from __future__ import annotations

from typing import Literal

import msgspec

from xiaoer.core.errors import Refusal

State = Literal["looking", "ready", "running", "done", "failed", "dropped"]
REFUSED_KEPT = 10_000


class ColumnSeen(msgspec.Struct):
    """A column: header, the column that it is read as ("" = left out), an example."""

    header: str
    becomes: str
    sample: str


class StagedFile(msgspec.Struct):
    """A staged file. `kind` None and `names` None = found out by itself; `columns`… = what the last look saw."""

    name: str
    path: str
    size: int
    kind: str | None = None
    names: dict[str, str] | None = None
    taken: bool = True
    title: str = ""
    header_row: int = 0
    rows: int = 0
    columns: list[ColumnSeen] = []
    problem: Refusal | None = None


class Count(msgspec.Struct):
    """Rows of a table by outcome."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


class Outcome(msgspec.Struct):
    """What an import would do, or did. `refused` = the first 10,000, `refused_count` = all."""

    tables: dict[str, Count] = {}
    refused: list[Refusal] = []
    refused_count: int = 0
    examples: dict[str, dict[str, list[str]]] = {}
    faults: list[str] = []
    new_people: list[str] = []

    def refuse(self, refusals: list[Refusal]) -> None:
        """Add refusals; those over the limit are only counted."""
        self.refused += refusals[: max(0, REFUSED_KEPT - len(self.refused))]
        self.refused_count += len(refusals)


def encode(value: object) -> str:
    """As JSON text."""
    return msgspec.json.encode(value).decode()


def files_of(text: str) -> list[StagedFile]:
    """The files of a row."""
    return msgspec.json.decode(text, type=list[StagedFile])


def outcome_of(text: str) -> Outcome | None:
    """A plan or a report; None where there is none yet."""
    return msgspec.json.decode(text, type=Outcome) if text else None
