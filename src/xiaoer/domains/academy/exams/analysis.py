"""Item analysis (题目分析): how hard a question is and how well it tells good from weak examinees. Pure.

`difficulty` = mean share of its points (1 = everybody can); `discrimination` = mean of the best 27 % of examinees less
that of the weakest 27 % (Kelley 1939); `correlation` = point-biserial with the rest of the paper.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_GROUP = 0.27
FEWEST = 5
"""Fewer answers than this say nothing about a question."""
TOO_EASY, TOO_HARD, TOO_FLAT = 0.95, 0.25, 0.15


@dataclass(frozen=True, slots=True)
class Given:
    """One answer in one sitting: share of its points, the examinee's share on the rest, what he picked."""

    code: str
    stamp: str
    share: float
    rest: float
    picks: tuple[int, ...] = ()
    picked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """How a question has done. `advice` empty = it is good, or too few answers to say."""

    code: str
    stamp: str
    answers: int
    difficulty: float
    discrimination: float | None
    correlation: float | None
    advice: str
    picks: Mapping[str, int] = field(default_factory=dict)


def analyse(given: Iterable[Given]) -> list[Item]:
    """Every question by its wording, in the order of codes."""
    groups: dict[tuple[str, str], list[Given]] = {}
    for one in given:
        groups.setdefault((one.code, one.stamp), []).append(one)
    return [_item(code, stamp, rows) for (code, stamp), rows in sorted(groups.items())]


def _item(code: str, stamp: str, rows: Sequence[Given]) -> Item:
    mean = sum(r.share for r in rows) / len(rows)
    enough = len(rows) >= FEWEST
    tells = _discrimination(rows) if enough else None
    return Item(
        code, stamp, len(rows), round(mean, 4), tells, _correlation(rows) if enough else None,
        _advice(mean, tells) if enough else "", dict(Counter(p for r in rows for p in r.picked)),
    )  # fmt: skip


def _discrimination(rows: Sequence[Given]) -> float:
    ordered = sorted(rows, key=lambda r: r.rest)
    size = max(1, round(len(ordered) * _GROUP))
    weak, good = ordered[:size], ordered[-size:]
    return round(sum(r.share for r in good) / size - sum(r.share for r in weak) / size, 4)


def _correlation(rows: Sequence[Given]) -> float | None:
    xs, ys = [r.share for r in rows], [r.rest for r in rows]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))
    if spread == 0:
        return None
    return round(sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / spread, 4)


def _advice(mean: float, tells: float | None) -> str:
    if tells is not None and tells < 0:
        return "key"
    if mean > TOO_EASY:
        return "easy"
    if mean < TOO_HARD:
        return "hard"
    return "flat" if tells is not None and tells < TOO_FLAT else ""
