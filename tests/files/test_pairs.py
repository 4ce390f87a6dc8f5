from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.files.pairs import read_pairs, write_pairs
from xiaoer.files.values import CellError

part = st.text(alphabet="ab ;；:：\\洗", max_size=6).map(str.strip)
pairs = st.lists(st.tuples(part.filter(bool), part), max_size=4).map(tuple)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("面料:棉;产地:浙江", (("面料", "棉"), ("产地", "浙江"))),
        ("面料：棉；产地：浙江；", (("面料", "棉"), ("产地", "浙江"))),
        ("洗涤:30度水洗；不可漂白;产地:浙江", (("洗涤", "30度水洗；不可漂白"), ("产地", "浙江"))),
        ("营业:9:00-18:00", (("营业", "9:00-18:00"),)),
        ("说明:a\\;b:c", (("说明", "a;b:c"),)),
        ("空:", (("空", ""),)),
        ("", ()),
    ],
)
def test_reading(text: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert read_pairs(text) == expected


def test_a_text_without_a_key_is_refused() -> None:
    with pytest.raises(CellError, match="没有键"):
        read_pairs("纯棉;产地:浙江")


@given(pairs)
def test_written_pairs_read_back(given_pairs: tuple[tuple[str, str], ...]) -> None:
    assert read_pairs(write_pairs(given_pairs)) == given_pairs


@given(st.text(alphabet="ab ;；:：\\洗\n", max_size=30))
def test_whatever_was_read_survives_writing(text: str) -> None:
    try:
        read = read_pairs(text)
    except CellError:
        return
    assert read_pairs(write_pairs(read)) == read


def test_a_sentence_in_a_value_is_written_without_marks() -> None:
    assert write_pairs((("洗涤", "水洗；不可漂白"), ("产地", "浙江"))) == "洗涤:水洗；不可漂白;产地:浙江"
