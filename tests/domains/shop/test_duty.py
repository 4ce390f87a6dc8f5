"""Nights and peaks: when they hold, what the robot may say at night."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from xiaoer.domains.shop.duty import NightPlan, Peak, peak_at

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("hours", "time", "night"),
    [
        ("23:00-08:00", "2026-11-03T23:00", True), ("23:00-08:00", "2026-11-04T07:59", True), ("23:00-08:00", "2026-11-04T08:00", False),
        ("23:00-08:00", "2026-11-03T22:59", False), ("00:00-06:00", "2026-11-03T00:00", True), ("00:00-06:00", "2026-11-03T06:00", False),
    ],
)  # fmt: skip
def test_when_it_is_night(hours: str, time: str, night: bool) -> None:
    assert NightPlan(on=True, hours=hours).holds(at(time)) is night
    assert not NightPlan(on=False, hours=hours).holds(at(time))


@pytest.mark.parametrize(
    ("now", "began", "ends"),
    [
        ("2026-11-04T02:00", "2026-11-03T23:00", "2026-11-04T08:00"), ("2026-11-04T09:00", "2026-11-03T23:00", "2026-11-04T08:00"),
        ("2026-11-03T23:30", "2026-11-03T23:00", "2026-11-04T08:00"),
    ],
)  # fmt: skip
def test_the_night_that_runs_or_ran_last(now: str, began: str, ends: str) -> None:
    plan = NightPlan(on=True)
    assert (plan.began(at(now)), plan.ends(at(now))) == (at(began), at(ends))


def test_what_may_be_answered_at_night() -> None:
    plan = NightPlan(on=True, intents=["stock", "urge_ship"], limit_yuan=200)
    assert plan.answers(["stock"], [Decimal(9999)]), "a question about goods touches no order"
    assert plan.answers(["urge_ship"], [Decimal(200)])
    assert not plan.answers(["urge_ship"], [Decimal("200.01")])
    assert not plan.answers(["stock"], [Decimal(9999)], acts=True)
    assert not plan.answers(["stock", "complaint"], [])
    assert not plan.answers([], [])


def peak(name: str, start: str, hours: int = 24, **more: object) -> Peak:
    return Peak.model_validate({"name": name, "starts": at(start), "ends": at(start) + timedelta(hours=hours), **more})


def test_the_peak_that_runs() -> None:
    eve, day = peak("预售", "2026-11-10T00:00", 72), peak("双11", "2026-11-11T00:00")
    assert peak_at([eve, day], at("2026-11-10T12:00")) == eve
    assert peak_at([day, eve], at("2026-11-11T00:00").astimezone(UTC)) == day
    assert peak_at([eve, day], at("2026-11-13T00:00")) is None


@pytest.mark.parametrize(
    "wrong", [{"ends": at("2026-11-09T00:00")}, {"ends": at("2027-11-11T00:00")}, {"capacity_pct": 50}, {"name": ""}]
)
def test_a_wrong_peak_is_refused(wrong: dict[str, object]) -> None:
    whole = {"name": "双11", "starts": at("2026-11-11T00:00"), "ends": at("2026-11-12T00:00"), **wrong}
    with pytest.raises(ValidationError):
        Peak.model_validate(whole)


def test_a_night_without_hours_is_refused() -> None:
    with pytest.raises(ValidationError, match="23:00-08:00"):
        NightPlan(on=True, hours="")
