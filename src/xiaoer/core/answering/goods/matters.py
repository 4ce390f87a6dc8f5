"""What attributes are about, by their keys and by how shoppers ask for them (data/aspects.tsv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Matter:
    """What the keys of attributes are called, how shoppers ask for them, what their values look like."""

    keys: re.Pattern[str]
    asked: re.Pattern[str]
    values: re.Pattern[str] | None


@cache
def matters() -> tuple[Matter, ...]:
    """The table of `data/aspects.tsv`."""
    lines = (resources.files("xiaoer.core.answering") / "data" / "aspects.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return tuple(
        Matter(
            re.compile(row[0], re.IGNORECASE),
            re.compile(row[1], re.IGNORECASE),
            re.compile(row[2], re.IGNORECASE) if len(row) > 2 and row[2] else None,
        )
        for row in rows
    )


@lru_cache(maxsize=16384)
def matters_of(text: str) -> frozenset[int]:
    """The matters that a text is of, by their place in the table: by its key or as shoppers ask for them."""
    return frozenset(i for i, m in enumerate(matters()) if m.asked.search(text) or m.keys.search(text))


def matters_said(asked: str) -> dict[int, int]:
    """The matters that a question is of, each with the length of its longest word for it."""
    found = ((i, [len(said[0]) for said in m.asked.finditer(asked)]) for i, m in enumerate(matters()))
    return {i: max(lengths) for i, lengths in found if lengths}
