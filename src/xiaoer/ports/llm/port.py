"""What a language model is to the house."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that the model may look up: one question in, what the shop's data say out."""

    name: str
    what: str
    call: Callable[[str], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Ask:
    """What is wanted of a model. `longest` = tokens of its answer; `looks` = how often it may use a tool."""

    instructions: str
    prompt: str
    tools: tuple[Tool, ...] = ()
    longest: int = 600
    looks: int = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What it said, and what that cost in tokens."""

    text: str
    model: str
    tokens_in: int = 0
    tokens_out: int = 0


class ModelFailed(Exception):
    """No answer that can be used: `why` for people. `again` = another time it may work; `tokens` were spent anyway."""

    def __init__(self, why: str, *, again: bool = True, tokens: int = 0) -> None:
        super().__init__(why)
        self.why, self.again, self.tokens = why, again, tokens


class Llm(Protocol):
    """A model. `heard` is told the whole text so far while it grows."""

    @property
    def name(self) -> str: ...

    async def say(self, ask: Ask, heard: Callable[[str], None] | None = None) -> Said: ...
