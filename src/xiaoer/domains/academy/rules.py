"""The pure part of the academy: the review of a practice, and what people can do by skill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.grade import Exchange, grade
from xiaoer.core.drills.inspected import Found, inspected
from xiaoer.core.drills.shapes import Scenario, ShopperState
from xiaoer.core.drills.shopper import won

_exchanges = msgspec.json.Decoder(list[Exchange])
ITEMS = ("answered", "true", "courteous", "steps", "wording")
GROUPS = ("售前", "售后", "投诉")


@dataclass(frozen=True, slots=True)
class ReviewedExchange:
    """One exchange as the review shows it; `mood` after it."""

    asked: tuple[str, ...]
    replies: tuple[str, ...]
    waited_s: float
    mood: int
    reasons: tuple[str, ...]
    good: bool
    missed: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]
    better: str | None
    slow: bool


@dataclass(frozen=True, slots=True)
class ItemResult:
    """An item of the scorecard with the exchanges that cost it."""

    name: str
    passed: bool
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PracticeReview:
    """A practice's scorecard, what the shopper wanted and hid, how he felt, what inspection found; kept as JSON."""

    score: int
    passed: bool
    decision: str
    goal: str
    hidden: tuple[tuple[str, str], ...]
    start_mood: int
    items: tuple[ItemResult, ...]
    exchanges: tuple[ReviewedExchange, ...]
    findings: tuple[Found, ...] = ()


def decode_exchanges(text: str) -> list[Exchange]:
    """Exchanges from their JSON."""
    return _exchanges.decode(text)


def review_of(
    book: Book, scenario: Scenario, state: ShopperState, exchanges: Sequence[Exchange]
) -> PracticeReview:  # fmt: skip
    """Grade a practice. Passed = the scorecard passes, the shopper left content, inspection found nothing fatal."""
    graded = grade(book, scenario, exchanges)
    findings = inspected(book, scenario, exchanges)
    steps = {step.turn: step for step in state.curve}
    rows = []
    for at, (exchange, note) in enumerate(zip(exchanges, graded.notes, strict=True)):
        step = steps.get(at + 1)
        rows.append(
            ReviewedExchange(
                asked=exchange.asked, replies=exchange.replies, waited_s=round(exchange.waited_s, 1),
                mood=step.mood if step else scenario.kind.mood, reasons=step.reasons if step else (),
                good=note.good, missed=note.missed,
                faults=tuple((f.partition(":")[0], f.partition(":")[2]) for f in note.faults), better=note.better,
                slow=at in graded.slow,
            )
        )  # fmt: skip
    return PracticeReview(
        score=graded.score, passed=graded.passed and won(scenario, state) and not any(f.fatal for f in findings),
        decision=state.decision if state.over else scenario.scene.lost, goal=scenario.goal, hidden=scenario.hidden,
        start_mood=scenario.kind.mood,
        items=tuple(ItemResult(name, graded.items[name], graded.cites[name]) for name in ITEMS),
        exchanges=tuple(rows),
        findings=findings,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One person: practices ended and passed, mean score, shares per item and per group of scenes (None = none)."""

    staff_id: int
    name: str
    practices: int
    passed: int
    mean_score: int | None
    items: Mapping[str, float | None]
    groups: Mapping[str, float | None]
    cards_known: int
    cards_due: int


def skill_row(
    staff_id: int, name: str, ended: Sequence[tuple[str, bool, int, PracticeReview]], *, known: int, due: int
) -> SkillRow:  # fmt: skip
    """A row of the matrix from ended practices (group, passed, score, review)."""
    return SkillRow(
        staff_id=staff_id, name=name, practices=len(ended), passed=sum(p for _, p, _, _ in ended),
        mean_score=round(sum(s for _, _, s, _ in ended) / len(ended)) if ended else None,
        items={item: _share([i.passed for *_, r in ended for i in r.items if i.name == item]) for item in ITEMS},
        groups={group: _share([p for g, p, _, _ in ended if g == group]) for group in GROUPS},
        cards_known=known, cards_due=due,
    )  # fmt: skip


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
