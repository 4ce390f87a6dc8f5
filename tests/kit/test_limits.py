from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.kit.limits import Limiter


def test_a_burst_then_the_rate() -> None:
    limiter = Limiter(per_minute=60, burst=3)
    assert [limiter.take("a", 0.0) for _ in range(3)] == [0.0, 0.0, 0.0]
    assert limiter.take("a", 0.0) == pytest.approx(1.0)
    assert limiter.take("a", 0.4) == pytest.approx(0.6)
    assert limiter.take("a", 1.0) == 0.0
    assert limiter.take("a", 1.0) > 0


def test_keys_do_not_share_a_bucket() -> None:
    limiter = Limiter(per_minute=60, burst=1)
    assert limiter.take("a", 0.0) == 0.0
    assert limiter.take("b", 0.0) == 0.0
    assert limiter.take("a", 0.0) > 0


@given(st.lists(st.floats(0, 5), min_size=1, max_size=200), st.integers(1, 600), st.integers(1, 50))
def test_never_more_than_burst_plus_rate(pauses: list[float], per_minute: int, burst: int) -> None:
    limiter, now, taken = Limiter(per_minute, burst), 0.0, 0
    for pause in pauses:
        now += pause
        wait = limiter.take("k", now)
        assert wait >= 0
        taken += wait == 0.0
        assert taken <= burst + now * per_minute / 60 + 1e-6


@given(st.integers(1, 600), st.integers(1, 20))
def test_who_waits_as_told_gets_through(per_minute: int, burst: int) -> None:
    limiter, now = Limiter(per_minute, burst), 100.0
    for _ in range(burst):
        assert limiter.take("k", now) == 0.0
    wait = limiter.take("k", now)
    assert wait > 0
    assert limiter.take("k", now + wait + 1e-6) == 0.0


def test_a_clock_that_steps_back_gives_nothing_away() -> None:
    limiter = Limiter(per_minute=60, burst=1)
    assert limiter.take("k", 100.0) == 0.0
    assert limiter.take("k", 50.0) > 0


def test_old_keys_are_forgotten() -> None:
    limiter = Limiter(per_minute=1, burst=1, keep=10)
    for key in range(1000):
        limiter.take(key, float(key))
    assert len(limiter._buckets) <= 10
