from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.text.grams import Term, folded, grams, holds, terms

ALPHABET = "退货运费包邮尺码的了abcXL012 ，。！😊-"


def found(text: str, query: str) -> bool:
    """Whether an index of `grams` gives the text for the query."""
    pieces = grams(text)
    wanted = terms(query)
    return bool(wanted) and all(
        any(p.startswith(t.text) for p in pieces) if t.prefix else t.text in pieces for t in wanted
    )


@given(st.text(ALPHABET, max_size=30), st.integers(0, 29), st.integers(1, 8))
def test_every_part_of_a_text_finds_it(text: str, start: int, length: int) -> None:
    part = text[start : start + length]
    if terms(part):
        assert found(text, part)
        assert holds(text, part)


def test_two_characters_are_enough_and_one_is_too() -> None:
    for query in ("退货", "货运", "运费", "费", "退"):
        assert found("退货运费怎么算", query)
    assert not found("退款运费", "退货")


def test_letters_digits_width_and_case_are_one() -> None:
    for query in ("xl", "XL", "ｘｌ", "6111", "20261021", "213078", "78"):
        assert found("XL码 订单20261021213078 尾号6111", query)
    assert not found("XL码", "xxl")
    assert folded("Ａb１") == "ab1"


def test_pieces_that_stand_apart_are_no_hit() -> None:
    assert found("退货，货运，运费", "退货运费")
    assert not holds("退货，货运，运费", "退货运费")
    assert holds("运费和退货", "退货 运费")


def test_nothing_to_look_for() -> None:
    assert terms("，。！ 😊") == []
    assert grams("😊") == set()
    assert terms("退") == [Term("退")]
    assert terms("xl") == [Term("xl", prefix=True)]
