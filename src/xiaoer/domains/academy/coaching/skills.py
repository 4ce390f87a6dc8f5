"""The ten skills, and what in exams, practice and real chats speaks of each. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from xiaoer.domains.academy.exams.shapes import SKILLS, Skill

SOURCES = ("exam", "practice", "real")
WEIGHTS: Mapping[str, int] = {"exam": 1, "practice": 2, "real": 3}
"""What one does at the desk says more than what one ticks on paper."""
_OF_POINT: Mapping[str, Skill] = {
    "apology": "empathy", "calm": "pressure", "no_bribe": "pressure", "leads_on": "pressure", "evidence": "questions",
    "asks_body": "questions", "order": "restating", "new_address": "restating", "summary": "restating",
    "choice": "manner", "plain_words": "manner", "honest_extra": "manner", "no_extra_discount": "manner",
    "gift": "manner", "not_by_contact": "rules", "remedy": "rules", "seller_pays": "rules", "stop_using": "rules",
    "see_doctor": "rules", "no_blank_promise": "rules", "honest": "rules", "source": "rules", "return_rule": "rules",
    "return_payer": "rules", "deadline": "rules", "invoice": "backend", "not_done_yet": "backend",
    "follow_up": "backend", "progress": "backend", "urge": "backend", "refund_state": "backend", "waybill": "backend",
    "where": "backend", "dispatch": "backend", "refund_amount": "backend", "amount": "backend",
}  # fmt: skip
"""Points of a drill that name a skill; all others are knowledge of the goods."""
_OF_FAULT: Mapping[str, Skill] = {"untrue": "goods", "blocked": "rules", "cold": "empathy", "rude": "pressure"}


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a kind of finding becomes: a card, and a scene to pass (empty = the card alone)."""

    kind: str
    skill: Skill
    question: str
    answer: str
    scene: str
    red: bool


@cache
def remedies() -> Mapping[str, Remedy]:
    """Remedies by kind of finding."""
    text = (resources.files("xiaoer.domains.academy.coaching") / "data" / "remedies.toml").read_text("utf-8")
    return {
        kind: Remedy(kind, row["skill"], row["question"], row["answer"], row.get("scene", ""), row.get("red", False))
        for kind, row in tomllib.loads(text).items()
    }


@dataclass(frozen=True, slots=True)
class Evidence:
    """So much of a skill was shown, of so much that was asked for, in one source."""

    source: str
    skill: str
    got: float
    of: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A skill of a person: share per source (None = nothing known) with how much it rests on, and all together."""

    skill: str
    shares: Mapping[str, float | None]
    counts: Mapping[str, float]
    level: float | None


def cells(evidence: Iterable[Evidence]) -> tuple[Cell, ...]:
    """All ten skills from what is known of somebody."""
    got: dict[tuple[str, str], float] = {}
    whole: dict[tuple[str, str], float] = {}
    for one in evidence:
        key = (one.skill, one.source)
        got[key] = got.get(key, 0.0) + one.got
        whole[key] = whole.get(key, 0.0) + one.of
    return tuple(_cell(skill, got, whole) for skill in SKILLS)


def _cell(skill: str, got: Mapping[tuple[str, str], float], whole: Mapping[tuple[str, str], float]) -> Cell:
    shares = {s: round(got[skill, s] / whole[skill, s], 4) if whole.get((skill, s)) else None for s in SOURCES}
    known = [(WEIGHTS[s], share) for s, share in shares.items() if share is not None]
    level = round(sum(w * share for w, share in known) / sum(w for w, _ in known), 4) if known else None
    return Cell(skill, shares, {s: whole.get((skill, s), 0.0) for s in SOURCES}, level)


def of_points(points: Iterable[tuple[str, bool]]) -> list[Evidence]:
    """What a practice chat shows: points of its asks, met or not."""
    return [Evidence("practice", _OF_POINT.get(point, "goods"), float(met), 1.0) for point, met in points]


def of_replies(replies: int, faults: Sequence[str]) -> list[Evidence]:
    """Faults of a practice chat count against their skill, replies without them for it; long lines are no fault."""
    found = []
    for kind, skill in _OF_FAULT.items():
        wrong = sum(f == kind for f in faults)
        found.append(Evidence("practice", skill, float(max(replies - wrong, 0)), float(replies)))
    writing = sum(f in ("blocked", "cold") for f in faults)
    found.append(Evidence("practice", "writing", float(max(replies - writing, 0)), float(replies)))
    return found


def of_visits(visits: int, kinds: Iterable[str]) -> list[Evidence]:
    """What real chats show: visits served, less those in which inspection found a fault of the skill."""
    wrong: dict[str, int] = {}
    for kind in kinds:
        if (remedy := remedies().get(kind)) is not None:
            wrong[remedy.skill] = wrong.get(remedy.skill, 0) + 1
    if not visits:
        return []
    judged = {r.skill for r in remedies().values()}
    return [
        Evidence("real", skill, float(max(visits - wrong.get(skill, 0), 0)), float(visits)) for skill in sorted(judged)
    ]


def weakest(people: Iterable[Sequence[Cell]], limit: int = 3) -> list[tuple[str, float]]:
    """The team's weak points: skills with the lowest mean level, worst first."""
    levels: dict[str, list[float]] = {}
    for row in people:
        for cell in row:
            if cell.level is not None:
                levels.setdefault(cell.skill, []).append(cell.level)
    means = [(skill, round(sum(values) / len(values), 4)) for skill, values in levels.items()]
    return sorted(means, key=lambda pair: pair[1])[:limit]
