"""Outliers (廉洁自律): who gives away much more than his colleagues, and shoppers who get again and again.

A hint to look, never a verdict: the median and its spread (MAD) of one's own shop are the measure, so that a busy
month is no fault; figures too few to say anything say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

LEAST_PEOPLE = 3
LEAST_TIMES = 3
FAR = 3.5  # Iglewicz & Hoaglin 1993: a modified z-score beyond 3.5
_SCALE = 0.6745


@dataclass(frozen=True, slots=True)
class Outlier:
    """A value far above the others': `times` = how many medians, `score` = the modified z-score (None = no spread)."""

    who: str
    value: float
    middle: float
    score: float | None


def outliers(values: Mapping[str, float], *, least: float) -> list[Outlier]:
    """Those far above the middle, the farthest first; `least` = below this nothing is looked at."""
    if len(values) < LEAST_PEOPLE:
        return []
    middle = median(values.values())
    spread = median(abs(v - middle) for v in values.values())
    found = []
    for who, value in values.items():
        if value < least or value <= middle:
            continue
        score = None if not spread else _SCALE * (value - middle) / spread
        if (score is None and value >= 2 * max(middle, least)) or (score is not None and score > FAR):
            found.append(Outlier(who, value, middle, None if score is None else round(score, 2)))
    return sorted(found, key=lambda o: (-o.value, o.who))


def repeated(pairs: Sequence[tuple[str, str]], least: int = LEAST_TIMES) -> list[tuple[str, str, int]]:
    """(agent, shopper) pairs that come up at least so often, the commonest first."""
    counts: dict[tuple[str, str], int] = {}
    for pair in pairs:
        counts[pair] = counts.get(pair, 0) + 1
    found = [(a, s, n) for (a, s), n in counts.items() if n >= least]
    return sorted(found, key=lambda p: (-p[2], p[0], p[1]))
