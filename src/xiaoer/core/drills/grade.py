"""Grading a practice chat: a scorecard with the lines it cites, what was missed, better words, how the shopper felt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.model import model_reply
from xiaoer.core.drills.shapes import Ask, Judged, Scenario, ShopperState
from xiaoer.core.drills.understand import judge_reply

WEIGHTS: Mapping[str, int] = {"answered": 40, "true": 20, "courteous": 15, "steps": 15, "wording": 10}
"""Points out of 100 by item."""
PASS_MARK = 80
MUST = ("answered", "true", "steps", "wording")
"""Items without which a drill is not passed, whatever the score."""
SLOW_S = 60.0
_CURT = 5
_GREETED = re.compile(r"亲|您|请|麻烦|谢谢|感谢|抱歉|不好意思|对不起|你好")


@dataclass(frozen=True, slots=True)
class Exchange:
    """An ask, the shopper's lines for it and what was replied, until the next of his lines. `ask` = its place."""

    ask: int
    asked: tuple[str, ...]
    replies: tuple[str, ...]
    waited_s: float


@dataclass(frozen=True, slots=True)
class Note:
    """What the review says of one exchange: what was missed, what was wrong, and better words (None = it was good)."""

    exchange: int
    good: bool
    missed: tuple[str, ...]
    faults: tuple[str, ...]
    better: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """The scorecard. `items` = passed per item; `cites` = exchanges that cost an item its points; score 0–100."""

    score: int
    passed: bool
    items: Mapping[str, bool]
    cites: Mapping[str, tuple[int, ...]]
    notes: tuple[Note, ...]
    slow: tuple[int, ...]


def grade(book: Book, scenario: Scenario, exchanges: Sequence[Exchange]) -> Review:
    """Grade a chat. An ask counts as answered when the replies to it, taken together, meet its points."""
    judged = _judged(book, scenario, exchanges)
    final = {e.ask: j for e, j in zip(exchanges, judged, strict=True)}
    never = [at for at in range(len(scenario.asks)) if at not in final]
    misses = {
        "answer": _share(scenario, final, "answer"),
        "step": _share(scenario, final, "step"),
    }
    faults = [{f.kind for f in j.faults} for j in judged]
    cold = [at for at, e in enumerate(exchanges) if _is_curt(e.replies) or faults[at] & {"cold", "rude"}]
    untrue = [at for at, kinds in enumerate(faults) if "untrue" in kinds]
    blocked = [at for at, kinds in enumerate(faults) if kinds & {"blocked", "rude"}]
    weak = [at for at, j in enumerate(judged) if j.missed]
    items = {
        "answered": misses["answer"] == 0 and not never,
        "true": not untrue,
        "courteous": not cold and _greeted(exchanges),
        "steps": misses["step"] == 0,
        "wording": not blocked,
    }
    weights = dict(WEIGHTS)
    if all(p.kind == "step" for ask in scenario.asks for p in ask.points):
        weights |= {"answered": 0, "steps": WEIGHTS["answered"] + WEIGHTS["steps"]}
    score = (
        weights["answered"] * (1 - misses["answer"]) + weights["steps"] * (1 - misses["step"])
        + (WEIGHTS["true"] if not untrue else 0) + (WEIGHTS["wording"] if not blocked else 0)
        + WEIGHTS["courteous"] * (1 - len(cold) / max(len(exchanges), 1))
    )  # fmt: skip
    return Review(
        score=round(score) if exchanges else 0,
        passed=bool(exchanges) and score >= PASS_MARK and all(items[name] for name in MUST),
        items=items,
        cites={"answered": tuple(weak), "true": tuple(untrue), "courteous": tuple(cold),
               "steps": tuple(weak), "wording": tuple(blocked)},
        notes=tuple(_note(book, scenario, at, e, j) for at, (e, j) in enumerate(zip(exchanges, judged, strict=True))),
        slow=tuple(at for at, e in enumerate(exchanges) if e.waited_s > SLOW_S),
    )  # fmt: skip


def _judged(book: Book, scenario: Scenario, exchanges: Sequence[Exchange]) -> list[Judged]:
    """Every exchange judged; what an ask has been told before is carried on."""
    found: list[Judged] = []
    carried: dict[int, tuple[str, ...]] = {}
    said: list[str] = []
    for exchange in exchanges:
        said += exchange.asked
        ask = scenario.asks[exchange.ask]
        judged = judge_reply(book, scenario, ask, exchange.replies, said, carried=carried.get(exchange.ask, ()))
        carried[exchange.ask] = judged.met
        found.append(judged)
    return found


def _share(scenario: Scenario, final: Mapping[int, Judged], kind: str) -> float:
    """The share of points of a kind that were missed; 0 when the scenario has none."""
    wanted = [(at, p.id) for at, ask in enumerate(scenario.asks) for p in ask.points if p.kind == kind]
    missed = [1 for at, point in wanted if at not in final or point in final[at].missed]
    return len(missed) / len(wanted) if wanted else 0.0


def _is_curt(replies: Sequence[str]) -> bool:
    """Nothing said, or a word or two without any address."""
    text = "".join(replies).strip()
    return not text or (len(text) < _CURT and not _GREETED.search(text))


def _greeted(exchanges: Sequence[Exchange]) -> bool:
    """An address or a courtesy in one of the first two replies (KPI.md, no_greeting)."""
    return any(_GREETED.search(r) for e in exchanges[:2] for r in e.replies)


def _note(book: Book, scenario: Scenario, at: int, exchange: Exchange, judged: Judged) -> Note:
    ask = scenario.asks[exchange.ask]
    missed = tuple(p.what for p in ask.points if p.id in judged.missed)
    good = not missed and not judged.faults
    better = None if good else better_reply(book, scenario, ask)
    return Note(at, good, missed, tuple(f"{f.kind}:{f.text}" for f in judged.faults), better)


def better_reply(book: Book, scenario: Scenario, ask: Ask) -> str:
    """A wording that meets the ask and passes the gate."""
    text = model_reply(scenario, ask, form=book.facts.profile.address_form)
    result = book.gate.check(text, by="agent", category=book.category(scenario))
    return result.rewrite or text if result.verdict != "pass" else text


def satisfaction(state: ShopperState) -> tuple[int, ...]:
    """The mood after each reply, the start first."""
    return tuple(step.mood for step in state.curve)
