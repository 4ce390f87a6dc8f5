"""Levels (级别) and what the lead demands for each. Pure.

shadow (跟岗): no shopper of one's own · three (三个窗口): at most three at once · full (满负荷) · senior (资深): a
promotion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Level = Literal["three", "full", "senior"]
LEVELS: tuple[Level, ...] = get_args(Level)
CEILINGS: Mapping[str, int | None] = {"shadow": 0, "three": 3, "full": None, "senior": None}
"""How many shoppers at once; None = as many as his membership says."""
Name = Literal["days", "practices", "practice_score", "red_cards", "typing", "final", "chats"]


@dataclass(frozen=True, slots=True)
class Demand:
    """What a level asks for; 0 = nothing. `days` of the path done, `practices` = scenes passed, `practice_score` = mean
    of one's best per scene, `red_cards` = share of red-line cards known in percent, `typing` characters a minute,
    `final` = score of the final, `chats` = real visits served.
    """

    days: int = 0
    practices: int = 0
    practice_score: int = 0
    red_cards: int = 0
    typing: int = 0
    final: int = 0
    chats: int = 0


DEFAULTS: Mapping[Level, Demand] = {
    "three": Demand(days=7, practices=3, red_cards=100),
    "full": Demand(days=9, practices=8, red_cards=100, typing=40, final=80, chats=20),
    "senior": Demand(days=9, practices=20, practice_score=85, red_cards=100, typing=70, final=90, chats=300),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody has come to, in the same terms."""

    days: int
    practices: int
    practice_score: int
    red_cards: int
    typing: int
    final: int
    chats: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """One demand and how far it is met."""

    name: Name
    wanted: int
    got: int

    @property
    def met(self) -> bool:
        """Whether it is."""
        return self.got >= self.wanted


def requirements(demand: Demand, standing: Standing) -> tuple[Requirement, ...]:
    """Every demand that a level makes."""
    names: tuple[Name, ...] = get_args(Name)
    pairs = ((name, getattr(demand, name), getattr(standing, name)) for name in names)
    return tuple(Requirement(name, wanted, got) for name, wanted, got in pairs if wanted)


def reached(demands: Mapping[Level, Demand], standing: Standing) -> tuple[Level, ...]:
    """The levels that somebody has earned, from below; none above one that is missing."""
    found: list[Level] = []
    for level in LEVELS:
        if not all(r.met for r in requirements(demands[level], standing)):
            break
        found.append(level)
    return tuple(found)


def streak(days: set[date], today: date) -> int:
    """Days in a row on which somebody learned, up to today (or yesterday, when today has not begun yet)."""
    at = today if today in days else today - timedelta(days=1)
    count = 0
    while at in days:
        count, at = count + 1, at - timedelta(days=1)
    return count
