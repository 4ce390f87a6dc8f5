from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.text.normal import normal_text, normalise


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("這個裙子還有沒有黑色？", "这个裙子还有没有黑色?"),
        ("ＡＢＣ１２３", "ABC123"),
        ("微\u200b信\u2060号", "微信号"),
        ("52㎏", "52kg"),
        ("①②", "12"),
        ("e\u0301", "é"),
        ("第一\x00行\n第二行", "第一行\n第二行"),
        ("❤\ufe0f", "❤"),
        ("", ""),
        ("頭髮 麵條 後天 發貨", "头发 面条 后天 发货"),
    ],
)
def test_normal_form(given_text: str, expected: str) -> None:
    assert normalise(given_text).text == expected
    assert normal_text(given_text) == expected


def test_a_span_leads_back_to_the_text_as_given() -> None:
    given_text = "加我　微\u200b信：ＡＢ㎏"
    normal = normalise(given_text)
    assert normal.text == "加我 微信:ABkg"
    at = normal.text.index("微信")
    start, end = normal.span(at, at + 2)
    assert given_text[start:end] == "微\u200b信"
    k = normal.text.index("k")
    assert given_text[slice(*normal.span(k, k + 1))] == "㎏"


def test_an_empty_span_stays_empty() -> None:
    assert normalise("").span(0, 0) == (0, 0)
    assert normalise("ab").span(1, 1) == (1, 1)
    assert normalise("ab").span(2, 2) == (2, 2)


@given(st.text(max_size=60))
def test_offsets_grow_and_stay_inside(text: str) -> None:
    normal = normalise(text)
    assert len(normal.text) == len(normal.offsets) == len(normal.ends)
    assert list(normal.offsets) == sorted(normal.offsets)
    assert all(0 <= a < b <= len(text) for a, b in zip(normal.offsets, normal.ends, strict=True))
    assert normal_text(text) == normal.text


@given(st.text(alphabet=st.characters(codec="gb2312"), max_size=60))
def test_everyday_text_is_stable(text: str) -> None:
    once = normal_text(text)
    assert normal_text(once) == once
