"""Needs of an hour, times at the desk, spans that touch: pure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.domains.shifts.rules import Span, hourly_means, overlaps, people_needed, time_by_status


def test_people_of_an_hour() -> None:
    assert [people_needed(n, per_person=60) for n in (0, 0.4, 60, 60.1, 180)] == [0, 1, 1, 2, 3]


@given(st.floats(0, 1e6), st.floats(1, 1e4))
def test_people_are_enough_and_not_one_too_many(lines: float, each: float) -> None:
    people = people_needed(lines, per_person=each)
    assert people * each >= lines * (1 - 1e-9)
    assert people <= 1 or (people - 1) * each < lines


def test_means_count_only_days_that_were_seen() -> None:
    assert hourly_means({(0, 9): 30, (1, 9): 10}, {0: 3}) == {(0, 9): 10.0}


def test_time_in_a_window() -> None:
    spans = [
        Span(1, "online", 0, 100),
        Span(1, "away", 100, 150),
        Span(1, "online", 150, None),
        Span(2, "offline", 0, 9),
    ]
    assert time_by_status(spans, 50, 1000, 200) == {1: {"online": 100, "busy": 0, "away": 50}}


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 30)), max_size=8), st.integers(0, 80), st.integers(0, 80))
def test_nobody_is_there_longer_than_the_window(parts: list[tuple[int, int]], a: int, b: int) -> None:
    at, spans = 0, []
    for gap, length in parts:
        spans.append(Span(7, "online", at + gap, at + gap + length))
        at += gap + length
    low, high = min(a, b), max(a, b)
    whole = sum(v for of in time_by_status(spans, low, high, 10_000).values() for v in of.values())
    assert whole == sum(1 for t in range(low, high) if any(s.from_ms <= t < (s.to_ms or 0) for s in spans))


def test_spans_that_touch_at_an_end_do_not_overlap() -> None:
    assert not overlaps(10, 20, [(0, 10), (20, 30)])
    assert overlaps(10, 20, [(19, 30)])
