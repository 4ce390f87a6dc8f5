"""The scorecard (评分表): what findings cost or earn, as data; score and quality of a conversation."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from xiaoer.core.errors import BadInput
from xiaoer.core.inspection.marks import PRAISE, Mark

Quality = Literal["good", "middling", "bad"]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the 100 points and the kinds of finding that belong to it."""

    key: str
    name: str
    points: int
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Points by kind of finding; `heavy` findings make a conversation bad when there are two of them."""

    version: int
    start: int
    points: Mapping[str, int]
    other: int
    praise: int
    most_praise: int
    fatal_points: int
    always_fatal: frozenset[str]
    heavy: frozenset[str]
    bad_from: int
    groups: tuple[Group, ...]

    def points_of(self, kind: str, *, fatal: bool) -> int:
        """What one finding costs (negative) or earns."""
        if fatal:
            return self.fatal_points
        return self.points.get(kind, self.praise if kind in PRAISE else self.other)

    def score(self, marks: Sequence[Mark]) -> int:
        """100 plus points, within 0–100; praise counts up to its limit; a fatal finding makes it 0."""
        if any(mark.fatal for mark in marks):
            return 0
        lost = sum(mark.points for mark in marks if mark.points < 0)
        earned = min(sum(mark.points for mark in marks if mark.points > 0), self.most_praise)
        return max(0, min(100, self.start + lost + earned))

    def quality(self, marks: Sequence[Mark]) -> Quality:
        """bad: a fatal finding, two heavy ones, or many points lost; good: nothing lost."""
        faults = [mark for mark in marks if mark.points < 0]
        if not faults:
            return "good"
        heavy = sum(mark.kind in self.heavy for mark in faults)
        lost = -sum(mark.points for mark in faults)
        bad = any(mark.fatal for mark in faults) or heavy >= 2 or lost >= self.bad_from
        return "bad" if bad else "middling"


@cache
def default_scorecard() -> Scorecard:
    """The scorecard shipped with the project."""
    text = (resources.files("xiaoer.core.inspection") / "data" / "scorecard.toml").read_text("utf-8")
    return read_scorecard(tomllib.loads(text))


def read_scorecard(table: Mapping[str, Any]) -> Scorecard:
    """A parsed `scorecard.toml`. Raises `BadInput` naming what is missing."""
    try:
        return Scorecard(
            version=int(table["version"]), start=int(table["start"]), points=dict(table["points"]),
            other=int(table["other"]), praise=int(table["praise"]), most_praise=int(table["most_praise"]),
            fatal_points=int(table["fatal"]["points"]), always_fatal=frozenset(table["fatal"]["always"]),
            heavy=frozenset(table["weight"]["heavy"]), bad_from=int(table["bad_from"]),
            groups=tuple(
                Group(key, row["name"], int(row["points"]), frozenset(row["kinds"]))
                for key, row in table["groups"].items()
            ),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"评分表缺少或写错了 {error}；对照 data/scorecard.toml 的写法") from None
