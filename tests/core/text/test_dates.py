from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.text.dates import find_dates, iso_dates
from xiaoer.core.text.festivals import FESTIVALS, festival

NOW = datetime(2026, 3, 5, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Thursday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天能发吗", "2026-03-05"), ("明早到吗", "2026-03-06"), ("大后天用", "2026-03-08"), ("周五能到吗", "2026-03-06"),
        ("周一买的", "2026-03-02"), ("下周三", "2026-03-11"), ("上周五下的单", "2026-02-27"), ("3月5号", "2026-03-05"),
        ("三月二十号前", "2026-03-20"), ("2026-03-08", "2026-03-08"), ("3.8号之前", "2026-03-08"), ("月底", "2026-03-31"),
        ("下个月5号", "2026-04-05"), ("15号能到吗", "2026-03-15"), ("15号买的", "2026-02-15"), ("三天后", "2026-03-08"),
        ("过两天", "2026-03-07"), ("五一前", "2026-05-01"), ("元旦", "2027-01-01"), ("中秋送人", "2026-09-25"), ("母亲节", "2026-05-10"),
        ("年前能到吗", "2027-02-05"), ("双11买的", "2025-11-11"), ("周末", "2026-03-07"), ("12月1日", "2026-12-01"),
    ],
)  # fmt: skip
def test_days(text: str, day: str) -> None:
    assert iso_dates(text, NOW) == (day,)


@pytest.mark.parametrize(
    "text", ["5号电池", "7天无理由", "3-5天能到吗", "两年前", "2号链接", "38号码", "13月40号", "一周年"]
)
def test_what_names_no_day(text: str) -> None:
    assert iso_dates(text, NOW) == ()


@given(st.dates(date(2025, 1, 1), date(2034, 12, 31)))
def test_full_dates_are_read_back(day: date) -> None:
    assert iso_dates(f"{day:%Y-%m-%d}", NOW) == (day.isoformat(),)
    assert iso_dates(f"{day.year}年{day.month}月{day.day}日发货", NOW) == (day.isoformat(),)


@given(st.dates(date(2025, 1, 1), date(2034, 1, 1)))
def test_a_weekday_is_within_the_next_seven_days(today: date) -> None:
    now = datetime(today.year, today.month, today.day, 23, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
    for sign, weekday in zip("一二三四五六日", range(7), strict=True):
        day = find_dates(f"周{sign}能到吗", now)[0].day
        assert day.weekday() == weekday
        assert timedelta(0) <= day - now.date() < timedelta(7)


@given(st.sampled_from(FESTIVALS), st.integers(2024, 2035))
def test_every_festival_has_a_day_in_every_year_of_the_table(name: str, year: int) -> None:
    day = festival(name, year)
    assert day is not None
    assert abs(day.year - year) == 0


@given(st.text(max_size=60))
def test_nothing_breaks_it(text: str) -> None:
    find_dates(text, NOW)
