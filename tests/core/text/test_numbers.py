from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.text.numbers import parse_number

DIGITS = "零一二三四五六七八九"


def spoken(number: int) -> str:
    """A number below 10,000 as it is read aloud: 1050 → 一千零五十."""
    if number == 0:
        return "零"
    parts, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            parts += ("零" if gap and parts else "") + DIGITS[digit] + sign
            gap = False
        else:
            gap = True
    return parts


@given(st.integers(0, 9999))
def test_spoken_numbers_are_read_back(number: int) -> None:
    assert parse_number(spoken(number)) == number


@given(st.integers(1, 9999), st.integers(1000, 9999))
def test_ten_thousands(high: int, low: int) -> None:
    assert parse_number(f"{spoken(high)}万{spoken(low)}") == high * 10_000 + low


@given(st.decimals(0, 10**6, places=2))
def test_arabic_numbers_are_read_as_they_stand(number: Decimal) -> None:
    assert parse_number(str(number)) == number


@given(st.text(max_size=12))
def test_anything_else_is_no_number_but_never_an_error(text: str) -> None:
    value = parse_number(text)
    assert value is None or value.is_finite()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百六", 160),
        ("两千三", 2300),
        ("三万五", 35000),
        ("一百零六", 106),
        ("十五", 15),
        ("一六五", 165),
        ("两亿", 200_000_000),
    ],
)
def test_short_forms(text: str, value: int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["一百六五", "百五", "万", "点五", "", "一点", "abc", "１２x"])
def test_no_numbers(text: str) -> None:
    assert parse_number(text) is None
