"""The watchdogs bark at their hour, not a second before, and never at a parcel that is home."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.rulebook.gate import Gate
from xiaoer.core.rulebook.parcels import Limits, Scan, State, Tracking, Watched, alarms
from xiaoer.core.rulebook.parcels.watch import _TASKS

START = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


def parcel(state: State, *, last_h: float | None = 0, due_h: float | None = None, denied: bool = False) -> Watched:
    scans = () if last_h is None else (Scan(START + timedelta(hours=last_h), "…"),)
    due = None if due_h is None else START + timedelta(hours=due_h)
    return Watched(Tracking("中通", "75000000000001", state, "", scans), START, due, denied)


def kinds(watched: Watched, hours: float) -> list[str]:
    return [a.kind for a in alarms(watched, START + timedelta(hours=hours))]


@pytest.mark.parametrize(
    ("state", "kind", "hours"),
    [("created", "not_picked", 24), ("transit", "silent", 48), ("picked", "silent", 48), ("returning", "silent", 48),
     ("out_for_delivery", "not_handed_over", 24), ("at_station", "at_station", 72)],
)  # fmt: skip
def test_each_barks_at_its_hour(state: State, kind: str, hours: int) -> None:
    watched = parcel(state)
    assert kinds(watched, hours - 1 / 3600) == []
    assert kinds(watched, hours) == [kind]


def test_late_counts_from_the_promised_day() -> None:
    watched = parcel("transit", last_h=70, due_h=48)
    assert kinds(watched, 71) == []
    assert kinds(watched, 72) == ["late"]


def test_an_exception_is_told_at_once_and_first() -> None:
    assert kinds(parcel("exception", due_h=0), 24) == ["trouble", "late"]


def test_signed_is_silent_until_the_shopper_denies_it() -> None:
    assert kinds(parcel("signed", due_h=1), 999) == []
    assert kinds(parcel("signed", denied=True), 0) == ["denied"]


def test_a_shop_sets_its_own_hours() -> None:
    found = alarms(parcel("created"), START + timedelta(hours=13), Limits(not_picked_h=12))
    assert [a.kind for a in found] == ["not_picked"]


@given(
    state=st.sampled_from(["created", "picked", "transit", "out_for_delivery", "at_station", "exception", "returning"]),
    last_h=st.floats(0, 200), due_h=st.none() | st.floats(0, 200), now_h=st.floats(0, 500), more_h=st.floats(0, 500),
)  # fmt: skip
def test_an_alarm_stays_until_something_happens(
    state: State, last_h: float, due_h: float | None, now_h: float, more_h: float
) -> None:
    watched = parcel(state, last_h=last_h, due_h=due_h)
    now = START + timedelta(hours=now_h)
    before, after = alarms(watched, now), alarms(watched, now + timedelta(hours=more_h))
    assert set(before) <= set(after)


def test_every_draft_may_leave_the_shop() -> None:
    gate = Gate()
    for task, draft in _TASKS.values():
        assert task
        assert gate.check(draft, by="agent").verdict == "pass", draft
