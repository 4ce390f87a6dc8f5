"""Periods, what is due, first words, to-dos: pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.domains.reports.rules import Period, due, period_of, sentence, shown, to_dos

PLAN = {"day_at": "22:00", "week_day": 0, "week_at": "09:00"}


def test_a_week_is_monday_to_sunday() -> None:
    week = period_of("week", date(2026, 11, 25))
    assert (week.first, week.last) == (date(2026, 11, 23), date(2026, 11, 29))
    assert week.before == Period("week", date(2026, 11, 16), date(2026, 11, 22))
    assert period_of("day", date(2026, 3, 1)).before.first == date(2026, 2, 28)


def test_todays_report_is_due_from_its_hour_on_and_before_it_yesterdays() -> None:
    tuesday = datetime(2026, 11, 24, 21, 59, tzinfo=UTC)
    assert due(tuesday, **PLAN)[0].first == date(2026, 11, 23)
    assert due(tuesday + timedelta(minutes=1), **PLAN)[0].first == date(2026, 11, 24)


def test_last_week_is_due_from_its_weekday_and_hour_on() -> None:
    def weeks(at: datetime) -> list[date]:
        return [p.first for p in due(at, day_at="22:00", week_day=1, week_at="09:00") if p.kind == "week"]

    assert weeks(datetime(2026, 11, 23, 23, 0, tzinfo=UTC)) == []
    assert weeks(datetime(2026, 11, 24, 8, 59, tzinfo=UTC)) == []
    assert weeks(datetime(2026, 11, 24, 9, 0, tzinfo=UTC)) == [date(2026, 11, 16)]
    assert weeks(datetime(2026, 11, 29, 0, 5, tzinfo=UTC)) == [date(2026, 11, 16)]


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_is_due_has_begun(now: datetime) -> None:
    for period in due(now, **PLAN):
        assert period.first <= now.date()
        assert (period.last - period.first).days == (0 if period.kind == "day" else 6)


def test_figures_as_people_write_them() -> None:
    assert shown("reply_rate_3min", 0.9666) == "96.7%"
    assert shown("average_response_s", 31.4) == "31秒"
    assert shown("average_response_s", 0.47) == "0.5秒"
    assert shown("average_response_s", 3.0) == "3秒"
    assert shown("net_sales", 12345.6) == "12,345.6"
    assert shown("score", None) == "没有数据"


def test_the_first_sentence_says_what_moved() -> None:
    now = {"conversations": 120, "reply_rate_3min": 0.9, "unreplied": 4, "score": None}
    was = {"conversations": 100, "reply_rate_3min": 0.95, "unreplied": 4}
    said = sentence(now, was, "day")
    assert "120（比昨天多20%）" in said
    assert "90.0%（比昨天低5.0个百分点）" in said
    assert "4（和昨天差不多）" in said
    assert sentence({}, {}, "week") == "这段时间没有会话。"


def test_to_dos_name_what_waits() -> None:
    figures = {
        "open": {"tasks": 9, "overdue": 2, "appeals": 1, "samples": 0},
        "questions": [{"question": "能机洗吗", "count": 3}, {"question": "一次", "count": 1}],
        "faults": [{"product": "A1", "name": "针织衫", "cases": 2}],
    }
    assert to_dos(figures) == [
        "处理2条已超时的待办", "复核1条申诉", "补上答案：“能机洗吗”问了3次没人答上", "请采购看针织衫：2单质量问题",
    ]  # fmt: skip
