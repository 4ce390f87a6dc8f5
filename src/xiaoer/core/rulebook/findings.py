"""What the wording gate says of one outgoing line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["warn", "block"]
Verdict = Literal["pass", "warn", "block"]
Speaker = Literal["agent", "shopper", "robot"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `start`/`end` are character offsets into the text as given; `span` = text[start:end].

    `statutory`: law forbids it, so that no shop can allow it. `heard`: the second ear takes it for one; no rule
    says so, and nobody is judged by it.
    """

    kind: str
    level: Level
    span: str
    start: int
    end: int
    reason: str
    source: str
    rewrite: str | None = None
    statutory: bool = False
    heard: bool = False


@dataclass(frozen=True, slots=True)
class GateResult:
    """The verdict over a whole line; `rewrite` is a line that passes, where one can be made."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    rewrite: str | None = None
