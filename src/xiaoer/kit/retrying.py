"""How often something that did not get through is tried again, and after how long: one rule for posts and letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_STEPS_S = (10, 60, 300, 1800, 7200, 21_600)


@dataclass(frozen=True, slots=True)
class Retry:
    """Seconds to the next try after the first, second … failure; after the last one it has failed for good."""

    steps_s: tuple[int, ...]

    def after(self, attempts: int, now_ms: int, *, good: bool, final: bool = False) -> Next:
        """What becomes of it after `attempts` tries. `final` = no further try could help."""
        if good:
            return Next("done", 0)
        if final or attempts > len(self.steps_s):
            return Next("failed", 0)
        return Next("waiting", now_ms + self.steps_s[attempts - 1] * 1000)


@dataclass(frozen=True, slots=True)
class Next:
    """How it stands, and when it is tried again (ms; 0 = never)."""

    state: Literal["done", "waiting", "failed"]
    at_ms: int


POSTS = Retry(_STEPS_S)
"""To a webhook: soon again, a server may just be starting anew."""
LETTERS = Retry(_STEPS_S[1:])
"""To a mail server, which likes no hurry."""
