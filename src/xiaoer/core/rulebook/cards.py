"""Cards for the desk: order states (订单状态卡) and appeals (申诉), as data in `rules/desk/*.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class StateCard:
    """One order state: the platforms' names for it, what is asked, who may do what, what must not be done."""

    state: str
    zh: str
    platforms: tuple[str, ...]
    asks: tuple[str, ...]
    may: tuple[str, ...]
    must_not: tuple[str, ...]
    next: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """One kind of appeal: evidence, route, time limit. The limit that the platform shows for a case wins."""

    id: str
    zh: str
    evidence: tuple[str, ...]
    route: str
    limit: str
    notes: str
    source: str
    confidence: str


@cache
def state_cards() -> tuple[StateCard, ...]:
    """A card for each order state, in the order of an order's life."""
    return tuple(StateCard(**_tuples(row)) for row in _rows("states.toml", "state"))


@cache
def appeals() -> tuple[Appeal, ...]:
    """The kinds of appeal."""
    return tuple(Appeal(**_tuples(row)) for row in _rows("appeals.toml", "appeal"))


def _rows(file: str, table: str) -> list[dict[str, Any]]:
    folder = resources.files("xiaoer.core.rulebook") / "rules" / "desk"
    rows: list[dict[str, Any]] = tomllib.loads((folder / file).read_text("utf-8"))[table]
    return rows


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
