"""What answering hands out: a `Draft`, with the facts that bear it and the memory for the next turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from xiaoer.core.grounding.shapes import FactUse
from xiaoer.core.reading.shapes import Intent, Mood, Team

__all__ = ["Action", "ActionState", "Draft", "DraftKind", "FactUse", "Memory"]

DraftKind = Literal["answer", "clarify", "handoff", "act"]
ActionState = Literal["proposed", "done", "refused"]


@dataclass(frozen=True, slots=True)
class Action:
    """A change to an order: proposed first, done only after the shopper's yes."""

    type: str
    order: str
    params: tuple[tuple[str, str], ...]
    state: ActionState
    rule: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What a conversation carries from turn to turn; plain JSON values only, so that it can be kept anywhere."""

    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply and why. `confidence` is 0–1; `version` names the `ShopFacts` it used.

    `team` is set when the chat should go to people; `reply` is then still an honest line for the shopper.
    `then` is a further proposal that the same reply lays before the shopper, after the action that was done.
    `mood` and `urgent` are read from the shopper's message.
    """

    kind: DraftKind
    reply: str
    intents: tuple[Intent, ...]
    confidence: float
    facts: tuple[FactUse, ...] = ()
    action: Action | None = None
    team: Team | None = None
    mood: Mood = "calm"
    urgent: bool = False
    version: str = ""
    memory: Memory = field(default_factory=Memory)
    then: Action | None = None
