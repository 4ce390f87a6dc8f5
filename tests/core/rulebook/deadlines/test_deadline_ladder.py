from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.rulebook.deadlines import WARN_HOURS, consequence, next_warning, watch
from xiaoer.core.rulebook.judge import Deadline, Due

END = datetime(2026, 5, 11, 15, 59, 59, tzinfo=UTC)
DUE = Deadline("refund_by", END)


@pytest.mark.parametrize(
    ("left", "state", "rung"),
    [
        (timedelta(hours=25), "calm", None), (timedelta(hours=24), "warned", 24), (timedelta(hours=12), "warned", 12),
        (timedelta(hours=4, seconds=1), "warned", 12), (timedelta(hours=1), "warned", 1), (timedelta(0), "warned", 1),
        (timedelta(seconds=-1), "overdue", None),
    ],
)  # fmt: skip
def test_rungs(left: timedelta, state: str, rung: int | None) -> None:
    seen = watch(DUE, END - left)
    assert (seen.state, seen.rung, seen.left_s) == (state, rung, left.total_seconds())


@given(st.integers(-100, 100_000))
def test_the_next_warning_lies_ahead_and_ends_with_the_deadline(seconds: int) -> None:
    now = END - timedelta(seconds=seconds)
    ahead = next_warning(DUE, now)
    assert (ahead is None) == (now >= END)
    assert ahead is None or now < ahead <= END


def test_walking_the_ladder_visits_every_rung() -> None:
    now, seen = END - timedelta(days=3), []
    while (step := next_warning(DUE, now)) is not None:
        seen.append(step)
        now = step
    assert seen == [*(END - timedelta(hours=hours) for hours in WARN_HOURS), END]


def test_every_kind_of_deadline_has_a_consequence() -> None:
    assert len({consequence(Deadline(what, END)) for what in get_args(Due)}) == len(get_args(Due))
