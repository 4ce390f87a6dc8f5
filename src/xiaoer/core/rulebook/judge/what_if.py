"""What if: the same case with some facts changed, decided again and compared."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xiaoer.core.rulebook.judge.book import Book
from xiaoer.core.rulebook.judge.decide import decide
from xiaoer.core.rulebook.judge.shapes import Decision


@dataclass(frozen=True, slots=True)
class Change:
    """Both decisions and the parts in which they differ (names as in the contract)."""

    before: Decision
    after: Decision
    parts: tuple[str, ...]


def what_if(facts: Mapping[str, Any], changes: Mapping[str, Any], *, book: Book | None = None) -> Change:
    """Decide with `changes` (dotted path → value; None = not known) laid over the facts: `{"request.opened": True}`."""
    changed = copy.deepcopy(dict(facts))
    for path, value in changes.items():
        _put(changed, path.split("."), value)
    before, after = decide(facts, book=book), decide(changed, book=book)
    old, new = before.as_json(), after.as_json()
    return Change(before, after, tuple(part for part in old if part != "explanation" and old[part] != new[part]))


def _put(facts: dict[str, Any], path: list[str], value: Any) -> None:
    here = facts
    for key in path[:-1]:
        below = here.get(key)
        if not isinstance(below, dict):
            below = here[key] = {}
        here = below
    here[path[-1]] = value
