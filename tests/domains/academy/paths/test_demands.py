"""Levels and streaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from xiaoer.domains.academy.paths.demands import DEFAULTS, Demand, Standing, reached, requirements, streak

READY = Standing(days=9, practices=8, practice_score=80, red_cards=100, typing=45, final=85, chats=20)
NOW = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("change", "levels"),
    [
        ({}, ("three", "full")),
        ({"chats": 19}, ("three",)),
        ({"final": 0}, ("three",)),
        ({"days": 6}, ()),
        ({"red_cards": 99}, ()),
        ({"practices": 20, "practice_score": 85, "typing": 70, "final": 90, "chats": 300}, ("three", "full", "senior")),
    ],
)
def test_what_is_reached(change: dict[str, int], levels: tuple[str, ...]) -> None:
    assert reached(DEFAULTS, replace(READY, **change)) == levels


def test_only_what_is_asked_for_is_a_requirement() -> None:
    found = requirements(Demand(days=3, typing=50), READY)
    assert [(r.name, r.met) for r in found] == [("days", True), ("typing", False)]


@pytest.mark.parametrize(("ago", "length"), [([0, 1, 2], 3), ([1, 2], 2), ([0, 2, 3], 1), ([2, 3], 0), ([], 0)])
def test_streaks_count_to_today_or_yesterday(ago: list[int], length: int) -> None:
    assert streak({NOW - timedelta(days=n) for n in ago}, NOW) == length
