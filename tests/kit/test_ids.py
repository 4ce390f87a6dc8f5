from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from xiaoer.kit.ids import MAX_ID, Code, Id, Line, Number, Text, digest, new_token


class Shape(BaseModel):
    id: Id = 1
    number: Number = 0
    text: Text = ""
    line: Line = ""
    code: Code = "a"


def accepts(**fields: Any) -> bool:
    try:
        Shape(**fields)
    except ValidationError:
        return False
    return True


@given(st.integers())
def test_ids_are_what_browsers_and_databases_can_hold(value: int) -> None:
    assert accepts(id=value) == (1 <= value <= 2**53 - 1)
    assert accepts(number=value) == (0 <= value <= 2**53 - 1)


@pytest.mark.parametrize("value", [2**53, 2**63, 2**64, 10**30, -1, 0])
def test_numbers_over_the_edge_are_refused_from_json_too(value: int) -> None:
    with pytest.raises(ValidationError):
        Shape.model_validate_json(f'{{"id": {value}}}')


def test_the_edge_is_javascripts() -> None:
    assert MAX_ID == 9_007_199_254_740_991
    assert accepts(id=MAX_ID)


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_texts_hold_neither_nul_nor_half_characters(text: str) -> None:
    bad = "\x00" in text or any(0xD800 <= ord(c) <= 0xDFFF for c in text)
    assert accepts(text=text) == (not bad)
    assert accepts(line=text) == (not bad and len(text) <= 200)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_good_texts_come_out_as_they_went_in(text: str) -> None:
    assert Shape(text=text).text == text


@pytest.mark.parametrize("code", ["", "a b", "店", "a/b", "../x", "a" * 65, "a\n", "<script>"])
def test_codes_are_safe_in_addresses(code: str) -> None:
    assert not accepts(code=code)


def test_tokens_are_unguessable_and_kept_as_digests_only() -> None:
    tokens = {new_token() for _ in range(500)}
    assert len(tokens) == 500
    assert all(len(t) >= 43 for t in tokens)
    some = next(iter(tokens))
    assert digest(some) == digest(some) != some
    assert len(digest(some)) == 64
