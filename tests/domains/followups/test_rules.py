"""When a follow-up is due, and what holds it back: pure judgements."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.domains.followups.lift import lift, wilson
from xiaoer.domains.followups.rules import Plan, Segment, Standing, Touch, is_held, is_refusal, judge

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
TWO = (Touch(15, "一"), Touch(180, "二"))
SERVICE = Plan("service", TWO, stop_h=20)
MARKETING = Plan("marketing", (Touch(0, "退订"),), stop_h=20)


def verdict(plan: Plan, standing: Standing, now: datetime = NOON, *, held: bool = False) -> str | None:
    found = judge(plan, standing, now, held=held)
    return found.verdict if found else None


def since(minutes: float, **more: object) -> Standing:
    return Standing(NOON - timedelta(minutes=minutes), **more)  # type: ignore[arg-type]


def test_each_touch_at_its_minute() -> None:
    assert verdict(SERVICE, since(14.99)) is None
    assert verdict(SERVICE, since(15)) == "send"
    assert verdict(SERVICE, since(179, sent=1)) is None
    found = judge(SERVICE, since(180, sent=1), NOON, held=False)
    assert found is not None
    assert (found.verdict, found.touch) == ("send", 2)
    assert verdict(SERVICE, since(9999, sent=2)) is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [({"over": "已付款"}, None), ({"over": "已付款", "sent": 1}, "stopped"), ({"sent": 1, "replied": True}, "stopped"),
     ({"talking": True}, "later"), ({"today": 2}, "later"), ({"refused": True}, "send"), ({"can_send": False}, "copy")],
)  # fmt: skip
def test_brakes_of_a_service_notice(more: dict[str, object], expected: str | None) -> None:
    assert verdict(SERVICE, since(200, **more)) == expected


def test_marketing_needs_consent_and_hears_refusal() -> None:
    assert verdict(MARKETING, since(5)) == "stopped"
    assert verdict(MARKETING, since(5, consented=True)) == "send"
    assert verdict(MARKETING, since(5, consented=True, refused=True)) == "stopped"


@pytest.mark.parametrize(("hour", "expected"), [(7, "later"), (8, "send"), (21, "send"), (22, "later"), (3, "later")])
def test_nobody_is_written_to_at_night(hour: int, expected: str) -> None:
    now = NOON.replace(hour=hour)
    assert verdict(SERVICE, Standing(now - timedelta(minutes=20)), now) == expected


def test_too_late_is_too_late() -> None:
    assert verdict(SERVICE, since(20 * 60)) == "send"
    assert verdict(SERVICE, since(20 * 60 + 1)) is None


def test_the_held_out_hear_nothing_and_are_kept_once() -> None:
    assert verdict(SERVICE, since(20), held=True) == "held"
    assert verdict(SERVICE, since(200, sent=1), held=True) is None


def test_bulk_waits_for_the_lead() -> None:
    assert verdict(Plan("service", TWO, 20, approval=True), since(20)) == "approval"


@given(pct=st.integers(0, 50))
def test_the_hold_out_group_has_its_share_and_stays(pct: int) -> None:
    held = [is_held(7, str(n), pct) for n in range(2000)]
    assert held == [is_held(7, str(n), pct) for n in range(2000)]
    assert abs(sum(held) / 2000 - pct / 100) < 0.05


@given(
    sent=st.integers(0, 3), today=st.integers(0, 4), minutes=st.floats(0, 3000), hour=st.integers(0, 23),
    replied=st.booleans(), talking=st.booleans(), refused=st.booleans(), consented=st.booleans(),
)  # fmt: skip
def test_one_more_reason_against_never_makes_it_send(
    sent: int, today: int, minutes: float, hour: int, replied: bool, talking: bool, refused: bool, consented: bool
) -> None:
    now = NOON.replace(hour=hour)
    start = now - timedelta(minutes=minutes)
    for plan in (SERVICE, MARKETING):
        calm = Standing(start, sent, today=today, consented=consented)
        worse = Standing(
            start, sent, today=today + 1, consented=consented, replied=replied, talking=talking, refused=refused
        )
        if verdict(plan, worse, now) == "send":
            assert verdict(plan, calm, now) == "send"


def test_segments() -> None:
    segment = Segment(("VIP",), ("学生", "宝妈"), Decimal(100))
    assert segment.holds("VIP", ("宝妈",), Decimal(100))
    assert not segment.holds("VIP", ("宝妈",), Decimal("99.99"))
    assert not segment.holds("VIP", ("宝妈",), None)
    assert not segment.holds("普通", ("宝妈",), Decimal(100))
    assert not segment.holds("VIP", (), Decimal(100))
    assert Segment().holds("", (), None)


@pytest.mark.parametrize("text", ["退订", "TD", " td ", "取消订阅", "不要再发了", "别发消息了", "请不要再发广告"])
def test_a_refusal_is_heard(text: str) -> None:
    assert is_refusal(text)


@pytest.mark.parametrize("text", ["退订单", "我要退货", "怎么还不发", "发了吗", "T恤有货吗", "不要发顺丰", "别发错了"])
def test_what_is_no_refusal(text: str) -> None:
    assert not is_refusal(text)


def test_lift_against_published_figures() -> None:
    # Newcombe 1998, table II, example (a): 56/70 against 48/80, method 10: 0.0524 … 0.3339
    found = lift(70, 56, 80, 48)
    assert (found.difference, found.low, found.high) == (0.2, 0.0524, 0.3339)
    assert lift(10, 3, 0, 0).difference is None


@given(whole=st.integers(1, 5000), part=st.floats(0, 1))
def test_an_interval_holds_its_share(whole: int, part: float) -> None:
    good = round(whole * part)
    low, high = wilson(good, whole)
    assert 0 <= low <= good / whole <= high <= 1 or abs(good / whole - low) < 1e-12 or abs(good / whole - high) < 1e-12
