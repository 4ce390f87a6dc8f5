from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.kit.clock import from_ms, iso, iso_ms, system_clock, to_ms

AWARE = st.integers(0, 7 * 10**15).map(lambda us: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us))


def test_the_system_clock_is_aware_and_utc() -> None:
    assert system_clock().utcoffset() == timedelta(0)


@given(AWARE)
def test_milliseconds_survive_the_way_there_and_back(at: datetime) -> None:
    assert timedelta(0) <= at - from_ms(to_ms(at)) < timedelta(milliseconds=1)
    assert to_ms(from_ms(to_ms(at))) == to_ms(at)


@given(st.integers(0, 2**42))
def test_every_millisecond_is_kept_exactly(ms: int) -> None:
    assert to_ms(from_ms(ms)) == ms
    text = iso_ms(ms)
    assert text is not None
    assert to_ms(datetime.fromisoformat(text)) == ms


@given(AWARE, st.integers(-12, 14))
def test_the_protocol_writes_utc_whatever_the_zone(at: datetime, hours: int) -> None:
    elsewhere = at.astimezone(timezone(timedelta(hours=hours)))
    assert iso(elsewhere) == iso(at)


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 3, 5, 6, 0, 0, 123_999, UTC), "2026-03-05T06:00:00.123Z"),
        (datetime(2026, 3, 5, 14, 0, tzinfo=timezone(timedelta(hours=8))), "2026-03-05T06:00:00.000Z"),
        (None, None),
    ],
)
def test_iso(at: datetime | None, text: str | None) -> None:
    assert iso(at) == text


def test_nothing_is_nothing() -> None:
    assert iso_ms(None) is None
