"""Deadlines are exact to the second, in every time zone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge_cases import case

from xiaoer.core.rulebook.judge import decide

SHOP = ZoneInfo("Asia/Shanghai")
START = datetime(2024, 8, 1, tzinfo=SHOP)
MOMENTS = st.integers(0, 2000 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))
OFFSETS = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


def _asked(signed: datetime, at: datetime, **more: object) -> dict[str, object]:
    return decide(
        case({"order.signed_at": signed.isoformat(), "request.at": at.isoformat(), "now": at.isoformat(), **more})
    ).as_json()


@settings(max_examples=150, deadline=None)
@given(MOMENTS, OFFSETS, OFFSETS)
def test_seven_days_end_with_the_last_second_of_the_seventh_day_after_signing(
    signed: datetime, one: timezone, two: timezone
) -> None:
    day = signed.date() + timedelta(days=7)
    last = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=SHOP)
    in_time = _asked(signed.astimezone(one), last.astimezone(two))
    late = _asked(signed.astimezone(one), (last + timedelta(seconds=1)).astimezone(two))
    assert in_time["outcome"] == "approve"
    assert late["outcome"] == "refuse"
    due = {"what": "return_by", "at": f"{day}T23:59:59+08:00"}
    assert in_time["deadline"] == late["deadline"] == due


@settings(max_examples=80, deadline=None)
@given(MOMENTS, st.integers(1, 200))
def test_shipping_hours_run_to_the_second(paid: datetime, hours: int) -> None:
    last = paid + timedelta(hours=hours)
    rules = {
        "order.status": "paid_unshipped",
        "order.paid_at": paid.isoformat(),
        "order.shipped_at": None,
        "order.signed_at": None,
        "order.ship_promise_hours": hours,
        "request.type": "compensation",
        "request.reason": "late_shipping",
        "shop_rules.late_shipping_compensation": {"fixed": "5.00"},
    }
    on_time = decide(case({**rules, "request.at": last.isoformat()})).as_json()
    late = decide(case({**rules, "request.at": (last + timedelta(seconds=1)).isoformat()})).as_json()
    assert on_time["outcome"] == "refuse"
    assert (late["outcome"], late["amount"]) == ("approve", "5.00")
    assert late["deadline"] == on_time["deadline"] == {"what": "ship_by", "at": last.isoformat()}


@settings(max_examples=60, deadline=None)
@given(MOMENTS)
def test_refunds_are_due_seven_days_after_the_goods_came_back(came: datetime) -> None:
    day = came.date() + timedelta(days=7)
    facts = {"request.return_received_at": came.isoformat(), "request.inspection": "intact"}
    last = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=SHOP)
    punctual = decide(case({**facts, "now": last.isoformat()}))
    overdue = decide(case({**facts, "now": (last + timedelta(seconds=1)).isoformat()}))
    assert punctual.as_json()["deadline"] == {"what": "refund_by", "at": last.isoformat()}
    assert punctual.flags == ()
    assert overdue.flags == ("refund_overdue",)


def test_a_holiday_at_the_end_moves_the_last_day() -> None:
    holidays = {"shop_rules.holiday_roll": {"rule": "顺延", "holidays": ["2026-05-11", "2026-05-12", "2026-05-14"]}}
    due = decide(case(holidays)).as_json()["deadline"]
    assert due == {"what": "return_by", "at": "2026-05-13T23:59:59+08:00"}


@pytest.mark.parametrize(
    ("signed", "months", "last"),
    [("2026-08-31", 6, "2027-02-28"), ("2027-08-31", 6, "2028-02-29"), ("2026-01-15", 12, "2027-01-15")],
)
def test_warranty_months_end_on_the_same_day_number_or_the_last_of_the_month(
    signed: str, months: int, last: str
) -> None:
    facts = {
        "order.signed_at": f"{signed}T09:00:00+08:00",
        "request.type": "repair",
        "request.reason": "quality",
        "request.evidence": ["video_fault"],
        "shop_rules.warranty": {"months": months, "free_repair": True},
    }
    after = datetime.fromisoformat(f"{last}T23:59:59+08:00") + timedelta(seconds=1)
    assert decide(case({**facts, "request.at": f"{last}T23:59:59+08:00"})).outcome == "approve"
    assert decide(case({**facts, "request.at": after.isoformat()})).outcome == "refuse"
