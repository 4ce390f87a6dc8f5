"""A circuit breaker: after failures in a row a model is left alone for a while, then tried once."""

from __future__ import annotations

from dataclasses import dataclass

FAILURES, REST_S = 3, 60.0


@dataclass(slots=True)
class Breaker:
    """`now` is a monotonic time in seconds."""

    failures: int = FAILURES
    rest_s: float = REST_S
    _failed: int = 0
    _until: float = 0.0

    def closed(self, now: float) -> bool:
        """Whether it may be asked."""
        return now >= self._until

    def went_well(self) -> None:
        """It works again."""
        self._failed, self._until = 0, 0.0

    def failed(self, now: float) -> None:
        """Another failure; enough of them open the circuit, and so does the single try after a rest."""
        self._failed += 1
        if self._failed >= self.failures:
            self._until = now + self.rest_s
