"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from xiaoer.kit.clock import to_ms


class HandClock:
    """Called like a clock; begins within the service hours of the example shops (14:00 in China)."""

    def __init__(self, now: datetime = datetime(2026, 11, 3, 6, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def ms(self) -> int:
        """The time as rows keep it."""
        return to_ms(self.now)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)
