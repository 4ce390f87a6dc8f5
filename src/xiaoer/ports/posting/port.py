"""The protocol of posting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a post. `status` = 0 when no answer came; `said` = the start of the answer, or why there is none."""

    status: int
    said: str
    ms: int

    @property
    def good(self) -> bool:
        """Whether the receiver has it."""
        return 200 <= self.status < 300


class Poster(Protocol):
    """Posts a body; never raises, never takes longer than its limit."""

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Outcome: ...
