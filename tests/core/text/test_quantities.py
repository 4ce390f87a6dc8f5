from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.text.quantities import find_body, find_height, find_measures, find_money, find_quantity, find_weight


@pytest.mark.parametrize(
    "text", ["身高165", "165cm", "1米65", "一米六五", "1.65m", "165 105斤", "我165的穿什么码", "165/105", "身高一六五"]
)
def test_heights(text: str) -> None:
    assert find_height(text) == 165


@pytest.mark.parametrize(
    "text", ["1.65元", "165块", "165克一包", "买165个", "胸围165cm", "1.5米的床单有吗", "第165号", "160ml"]
)
def test_what_is_no_height(text: str) -> None:
    assert find_height(text) is None


@given(st.integers(130, 199))
def test_every_way_of_writing_a_height_means_the_same(cm: int) -> None:
    forms = (f"{cm}cm", f"1米{cm - 100:02d}", f"{cm / 100:.2f}m", f"身高{cm}", f"{cm}厘米")
    assert {find_height(form) for form in forms} == {Decimal(cm)}


@pytest.mark.parametrize(
    ("text", "jin"),
    [
        ("105斤", 105),
        ("52kg", 104),
        ("52公斤", 104),
        ("一百零五斤", 105),
        ("体重120", 120),
        ("体重55", 110),
        ("160/105", 105),
        ("一百一十斤", 110),
        ("我160 斤110", 110),
        ("110斤160", 110),
        ("105 斤", 105),
    ],
)
def test_weights_in_jin(text: str, jin: int) -> None:
    weight = find_weight(text)
    assert weight is not None
    assert (weight.jin, weight.ambiguous) == (jin, False)


@pytest.mark.parametrize("text", ["体重80", "165 95", "一米六五 体重九十"])
def test_seventy_to_a_hundred_without_a_unit_is_ambiguous(text: str) -> None:
    weight = find_weight(text)
    assert weight is not None
    assert weight.ambiguous


@given(st.integers(40, 150))
def test_kilograms_are_two_jin(kg: int) -> None:
    weight = find_weight(f"我{kg}kg")
    assert weight is not None
    assert weight.jin == kg * 2


@pytest.mark.parametrize("text", ["5斤苹果多少钱", "一斤装", "两公斤的米", "你好"])
def test_goods_are_no_weight_of_a_person(text: str) -> None:
    assert find_weight(text) is None


def test_measures() -> None:
    assert find_measures("胸围88腰围70 臀92") == (("胸围", 88), ("腰围", 70), ("臀围", 92))
    assert find_measures("腰二尺一") == (("腰围", 70),)
    assert find_measures("肩宽 40cm") == (("肩宽", 40),)


def test_a_whole_body() -> None:
    body = find_body("我身高163体重52公斤胸围86")
    assert (body.height_cm, body.weight and body.weight.jin, body.measures) == (163, 104, (("胸围", 86),))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("买两盒", 2), ("拍3件", 3), ("要20箱", 20), ("第二件半价", None), ("这个多少钱", None), ("买一百个", 100)],
)
def test_pieces(text: str, pieces: int | None) -> None:
    assert find_quantity(text) == pieces


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("¥99.5", ["99.5"]),
        ("便宜10块", ["10"]),
        ("8块5", ["8.5"]),
        ("一百二十元", ["120"]),
        ("299减到259元", ["259"]),
        ("1,280.50元", ["1280.5"]),
        ("打8折", []),
    ],
)
def test_money(text: str, sums: list[str]) -> None:
    assert find_money(text) == tuple(map(Decimal, sums))


@given(st.text(max_size=80))
def test_nothing_breaks_it(text: str) -> None:
    find_body(text)
    find_money(text)
    find_quantity(text)
