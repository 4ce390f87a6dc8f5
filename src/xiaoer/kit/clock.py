"""Time as an argument: a `Clock` is handed to whoever needs now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
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
    """Milliseconds since 1970 (UTC), cut off; exact, since a float of seconds would lose some of them."""
    return (at - _EPOCH) // _MILLISECOND


def from_ms(ms: int) -> datetime:
    """Inverse of `to_ms`."""
    return _EPOCH + ms * _MILLISECOND


def iso_ms(ms: int | None) -> str | None:
    """`to_ms` time as the protocol writes it."""
    return None if ms is None else f"{_second(ms // 1000)}.{ms % 1000:03d}Z"


@lru_cache(maxsize=4096)
def _second(seconds: int) -> str:
    """Lines of one second share their text: a message shows half a dozen times."""
    return (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
