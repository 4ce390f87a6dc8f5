"""A whole drill played to its end by somebody who answers: a function, a robot, or a list of replies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.grade import Exchange
from xiaoer.core.drills.shapes import Scenario, ShopperState
from xiaoer.core.drills.shopper import open_chat, respond
from xiaoer.core.grounding.shapes import FactUse

MOST_TURNS = 40


@dataclass(frozen=True, slots=True)
class Reply:
    """What the one who answers says. `handed` = he gave the matter to people; `waited_s` = after how long;
    `cited` = the cells that the words rest on."""

    lines: tuple[str, ...]
    waited_s: float = 15.0
    handed: bool = False
    cited: tuple[FactUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """A drill that is over, or as far as the replies went."""

    state: ShopperState
    exchanges: tuple[Exchange, ...]
    lines: tuple[str, ...]
    """The shopper's last lines, not answered yet or never."""


Trainee = Callable[[ShopperState, Sequence[str]], Reply | None]
"""Given the state and the shopper's newest lines, a reply; None = the end of what is known."""


def play(book: Book, scenario: Scenario, trainee: Trainee, *, seed: int) -> Played:
    """Play until the shopper leaves or the trainee has no more to say."""
    step = open_chat(scenario, seed)
    exchanges: list[Exchange] = []
    said = list(step.lines)
    for _ in range(MOST_TURNS):
        if step.state.over:
            break
        reply = trainee(step.state, step.lines)
        if reply is None:
            break
        exchanges.append(Exchange(step.state.ask, step.lines, reply.lines, reply.waited_s))
        step = respond(
            book,
            scenario,
            step.state,
            reply.lines,
            waited_s=reply.waited_s,
            seed=seed,
            said=said,
            handed=reply.handed,
            cited=reply.cited,
        )
        said += step.lines
    return Played(step.state, tuple(exchanges), step.lines)


def replay(book: Book, scenario: Scenario, replies: Sequence[Reply], *, seed: int) -> Played:
    """The chat that these replies give; the same every time."""
    waiting = iter(replies)
    return play(book, scenario, lambda state, lines: next(waiting, None), seed=seed)
