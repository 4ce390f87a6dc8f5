"""What inspection (质检) finds in a practice chat: the same judges and points as in real chats, cited by exchange."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.grade import Exchange
from xiaoer.core.drills.shapes import Scenario
from xiaoer.core.inspection.inspecting import Inspector
from xiaoer.core.inspection.marks import KIND_NAMES, PRAISE
from xiaoer.core.inspection.rows import talk_of
from xiaoer.core.transcript import Transcript, Utterance

_TRAINEE = "店铺:练习"
_BETWEEN_S = 5
"""Seconds between a reply and the shopper's next line; inspection counts only waits for replies."""
_OF_GRADING = frozenset({"unanswered_question", "bad_closing"})
"""Left to the grader, which knows what was asked; and the shopper's farewell ends the drill before any closing."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of inspection. `exchanges` = places of those that it cites; `points` below 0 cost, above are praise."""

    kind: str
    name: str
    exchanges: tuple[int, ...]
    points: int
    fatal: bool
    praise: bool
    reason: str


def inspected(book: Book, scenario: Scenario, exchanges: Sequence[Exchange]) -> tuple[Found, ...]:
    """The findings of inspection in a practice chat, in the order of its lines."""
    lines, places = _transcript(book, scenario, exchanges)
    transcript = Transcript(scenario.id, book.facts.profile.platform, scenario.nick, lines, scenario.product)
    found = Inspector(book.gate, category=book.category(scenario)).inspect(talk_of(transcript))
    return tuple(
        Found(
            mark.kind, KIND_NAMES.get(mark.kind, mark.kind),
            tuple(dict.fromkeys(places[seq] for seq in mark.messages if seq in places)), mark.points, mark.fatal,
            mark.kind in PRAISE, mark.reason,
        )
        for mark in found.findings
        if mark.kind not in _OF_GRADING
    )  # fmt: skip


def _transcript(
    book: Book, scenario: Scenario, exchanges: Sequence[Exchange]
) -> tuple[tuple[Utterance, ...], dict[int, int]]:
    """The chat as utterances with times that show the waits, and which exchange each line belongs to."""
    lines: list[Utterance] = []
    places: dict[int, int] = {}
    at = book.now
    for place, exchange in enumerate(exchanges):
        for text in exchange.asked:
            lines.append(Utterance(len(lines) + 1, at, "shopper", scenario.nick, text))
            places[len(lines)] = place
        at += timedelta(seconds=exchange.waited_s)
        for text in exchange.replies:
            lines.append(Utterance(len(lines) + 1, at, "agent", _TRAINEE, text))
            places[len(lines)] = place
        at += timedelta(seconds=_BETWEEN_S)
    return tuple(lines), places
