"""Time as an argument: a `Clock` is handed to whoever needs now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns an aware UTC time."""


def system_clock() -> datetime:
    """The machine's time, in UTC."""
    return datetime.now(UTC)


def iso(at: datetime | None) -> str | None:
    """ISO 8601 in UTC with milliseconds, as the protocol writes times."""
    if at is None:
        return None
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def to_ms(at: datetime) -> int:
    """Milliseconds since 1970 (UTC)."""
    return int(at.timestamp() * 1000)


def from_ms(ms: int) -> datetime:
    """Inverse of `to_ms`."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def iso_ms(ms: int | None) -> str | None:
    """`to_ms` time as the protocol writes it."""
    return None if ms is None else iso(from_ms(ms))
