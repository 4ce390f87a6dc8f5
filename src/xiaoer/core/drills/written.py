"""Scenarios that people write, or that a real chat gives (names removed). Pure.

What a good reply must tell is given as sentences; each is a point that is met by its figures and most of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xiaoer.core.drills.library import kinds
from xiaoer.core.drills.shapes import Ask, Point, Scenario, Scene
from xiaoer.core.grounding.shapes import FactUse
from xiaoer.core.text.contacts import mask_text

MOST_ASKS, MOST_LINES = 8, 4
_LOST = {"售前": "left", "售后": "complained", "投诉": "complained"}


@dataclass(frozen=True, slots=True)
class WrittenAsk:
    """What the shopper says at once, and the sentences that a good reply tells."""

    lines: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenScenario:
    """A scenario as somebody writes it. `group` 售前 售后 投诉; `kind` = a kind of shopper."""

    title: str
    group: str
    kind: str
    goal: str
    hidden: str
    product: str
    asks: tuple[WrittenAsk, ...]


def scenario_of(code: str, written: WrittenScenario, now: datetime) -> Scenario:
    """The scenario as the simulated shopper plays it. Raises `KeyError` for an unknown kind."""
    kind = {k.id: k for k in kinds()}[written.kind]
    scene = Scene(code, written.title, written.title, written.group, "settled", _LOST[written.group])  # type: ignore[arg-type]
    told = [point for ask in written.asks for point in ask.points]
    return Scenario(
        id=code, scene=scene, kind=kind, goal=written.goal,
        hidden=(("没说的", written.hidden),) if written.hidden else (),
        nick="练习买家", product=written.product or None,
        asks=tuple(_ask(at, ask) for at, ask in enumerate(written.asks)), now=now,
        evidence=tuple(FactUse("scenario", "要点", text) for text in told),
    )  # fmt: skip


def _ask(at: int, ask: WrittenAsk) -> Ask:
    points = tuple(
        Point(id=f"own{at}_{n}", kind="answer", what=text, model=text, gist=text) for n, text in enumerate(ask.points)
    )
    return Ask(id=f"own{at}", lines=("\n".join(ask.lines),), again=(ask.lines[-1],), points=points)


def from_chat(lines: Sequence[tuple[str, str]], names: Sequence[str]) -> tuple[WrittenAsk, ...]:
    """The asks of a real chat: what the shopper said at once and what was replied. (author, text), oldest first.

    Phones, numbers, addresses are masked, names taken out; what nobody answered is left out.
    """
    asks: list[WrittenAsk] = []
    said: list[str] = []
    told: list[str] = []
    for author, text in [*lines, ("shopper", "")]:
        said_now = clean(text, names)
        if author == "shopper":
            if said and told:
                asks.append(WrittenAsk(tuple(said[-MOST_LINES:]), tuple(told[:MOST_LINES])))
                said, told = [], []
            if said_now:
                said.append(said_now)
        elif said and said_now:
            told.append(said_now)
    return tuple(asks[:MOST_ASKS])


def clean(text: str, names: Sequence[str]) -> str:
    """A line without names; phones, numbers and addresses are masked. A name of one letter is in too many words."""
    left = mask_text(text.strip())
    for name in sorted((n for n in names if len(n) > 1), key=len, reverse=True):
        left = left.replace(name, "")
    return left.strip()
