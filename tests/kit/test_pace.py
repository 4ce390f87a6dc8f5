"""A rate that forgets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.kit.pace import Pace


@given(st.integers(min_value=1, max_value=5000))
def test_a_steady_stream_has_its_rate(rate: int) -> None:
    pace = Pace()
    for n in range(500):
        pace.note(rate, n * 0.01)
    assert pace.per_s(499 * 0.01) == pytest.approx(rate * 100, rel=0.03)


def test_what_has_stopped_is_forgotten() -> None:
    pace = Pace()
    assert pace.per_s(7.0) == 0.0
    pace.note(1000, 7.0)
    assert pace.per_s(7.0) == 2000.0
    assert pace.per_s(7.5) == pytest.approx(735.8, abs=0.1)
    assert pace.per_s(12.0) < 0.1
    assert pace.per_s(6.0) == 2000.0  # a clock that steps back is no reason to grow
