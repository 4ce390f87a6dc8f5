from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.files import spelling, values
from xiaoer.files.values import CellError

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize("text", ["99", "¥99.00", "99元", "９９", "99.004", " 99 "])
def test_money(text: str) -> None:
    assert values.money(text) == Decimal("99.00")


@pytest.mark.parametrize("text", ["-1", "abc", "1e99", "NaN", "无退款申请", "9" * 500])
def test_money_refused(text: str) -> None:
    with pytest.raises(CellError):
        values.money(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("12", 12), ("1,200", 1200), ("12.0", 12), ("9223372036854775807", 2**63 - 1)]
)
def test_count(text: str, expected: int) -> None:
    assert values.count(text) == expected


@pytest.mark.parametrize("text", ["9223372036854775808", "1.5", "-1", "十二", "1_000", "1" * 5000, "²", "1e3"])
def test_count_refused(text: str) -> None:
    with pytest.raises(CellError):
        values.count(text)


def test_a_unit_may_follow_a_number() -> None:
    assert values.number("500克", "克") == Decimal(500)
    with pytest.raises(CellError):
        values.number("0.5kg", "克")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("160-170", 160, 170),
        ("160~170cm", 160, 170),
        ("160至170", 160, 170),
        ("１６０－１７０", 160, 170),
        ("88", 88, 88),
        ("90斤-100斤", 90, 100),
    ],
)
def test_span(text: str, low: int, high: int) -> None:
    assert values.span(text) == (low, high)


@pytest.mark.parametrize("text", ["170-160", "90以上", "a-b", "160-", "90kg"])
def test_span_refused(text: str) -> None:
    with pytest.raises(CellError):
        values.span(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05 14:00",
        "2026/3/5 14:00:00",
        "2026年3月5日 14:00",
        "2026-03-05T14:00:00+08:00",
        "2026-03-05T06:00:00Z",
        "46086.5833333333",
        "２０２６-03-05　14：00",
    ],
)
def test_time_in_many_spellings(text: str) -> None:
    moment = values.time(text, SHANGHAI)
    assert moment == datetime(2026, 3, 5, 6, tzinfo=UTC)
    assert moment.tzinfo is SHANGHAI


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30 10:00",
        "2026-13-01",
        "明天",
        "25:00",
        "2026-01-01 24:00",
        "0000-01-01",
        "2026-01-01 10:00+99:99",
        "0001-01-01 00:00+12:00",
    ],
)
def test_time_refused(text: str) -> None:
    with pytest.raises(CellError):
        values.time(text, SHANGHAI)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.sampled_from([UTC, SHANGHAI])))  # noqa: DTZ001
def test_times_read_back(moment: datetime) -> None:
    assert moment.tzinfo is not None
    assert values.time(spelling.time(moment), moment.tzinfo).replace(fold=moment.fold) == moment


def test_day() -> None:
    assert values.day("2026/3/5", SHANGHAI) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("16:00", "16:00"), ("9：30", "09:30"), ("16点", "16:00"), ("16点30分", "16:30"), ("17:00:00", "17:00")],
)
def test_clock(text: str, expected: str) -> None:
    assert values.clock(text) == expected


@pytest.mark.parametrize("text", ["25:00", "下午", "16:60"])
def test_clock_refused(text: str) -> None:
    with pytest.raises(CellError):
        values.clock(text)


def test_yes_no() -> None:
    assert [values.yes_no(word) for word in ("是", "否", "TRUE", "不可", "1")] == [
        True,
        False,
        True,
        False,
        True,
    ]
    with pytest.raises(CellError):
        values.yes_no("也许")


READERS = (
    values.money,
    values.number,
    values.count,
    values.span,
    values.clock,
    values.yes_no,
    lambda text: values.time(text, SHANGHAI),
)


@given(
    st.text(max_size=40)
    | st.from_regex(values._TIME, fullmatch=True)
    | st.from_regex(values._NUMBER, fullmatch=True)
    | st.from_regex(values._RANGE, fullmatch=True)
)
def test_any_text_is_a_value_or_refused_with_a_remedy(text: str) -> None:
    for read in READERS:
        refused = _refusal(read, text)
        assert refused is None or (refused.why and refused.remedy)


def _refusal(read: Callable[[str], object], text: str) -> CellError | None:
    try:
        read(text)
    except CellError as error:
        return error
    return None
