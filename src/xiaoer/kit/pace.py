"""How fast something comes in: a rate that forgets, so that work which can wait knows when to wait."""

from __future__ import annotations

import math


class Pace:
    """Counts what comes in; `per_s` is the rate of about the last `memory_s` seconds."""

    def __init__(self, memory_s: float = 0.5) -> None:
        self._memory_s, self._rate, self._at_s = memory_s, 0.0, 0.0

    def note(self, count: int, now_s: float) -> None:
        """`count` came in now (a monotonic clock)."""
        self._rate = self.per_s(now_s) + count / self._memory_s
        self._at_s = now_s

    def per_s(self, now_s: float) -> float:
        """The rate as it stands now, per second."""
        return self._rate * math.exp(-max(0.0, now_s - self._at_s) / self._memory_s)
