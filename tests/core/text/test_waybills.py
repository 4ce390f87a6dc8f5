from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.text.waybills import CODES, couriers_of, find_waybills, house_courier


@pytest.mark.parametrize(
    ("number", "courier"),
    [
        ("SF1234567890123", "顺丰"), ("yt1234567890123", "圆通"), ("JT1234567890123", "极兔"), ("JDVA12345678901", "京东"),
        ("DPK123456789012", "德邦"), ("EA123456789CN", "EMS"), ("773123456789012", "申通"), ("75123456789012", "中通"),
        ("4312345678901", "韵达"), ("9812345678901", "邮政"), ("123456789012", "顺丰"),
    ],
)  # fmt: skip
def test_the_likeliest_courier(number: str, courier: str) -> None:
    assert couriers_of(number)[0].courier == courier


@given(st.from_regex(r"(SF|YT|JT)[0-9]{13}", fullmatch=True))
def test_prefixed_numbers_are_found_and_certain(number: str) -> None:
    (found,) = find_waybills(f"帮我查下{number}到哪了")
    assert found.number == number
    assert found.candidates[0].weight == 1.0
    assert found.candidates[0].courier in CODES


def test_a_named_courier_goes_first() -> None:
    (found,) = find_waybills("中通快递单号123456789012")
    assert [c.courier for c in found.candidates] == ["中通", "顺丰"]


@pytest.mark.parametrize(
    "text",
    [
        "我的手机13812345678",
        "订单号123456789012345",
        "12345678",
        "99元",
        "240301-123456789012345到哪了",
        "P123",
        "20260305",
    ],
)
def test_what_is_no_parcel(text: str) -> None:
    assert find_waybills(text) == ()


@pytest.mark.parametrize(
    ("written", "number", "courier"),
    [
        ("顺丰速运", "1", "顺丰"), ("中通快递", "1", "中通"), ("ems", "1", "EMS"), ("京东物流", "1", "京东"),
        ("", "SF1234567890123", "顺丰"), ("", "?", ""), ("同城跑腿", "SF1234567890123", "同城跑腿"),
    ],
)  # fmt: skip
def test_a_courier_by_the_houses_name(written: str, number: str, courier: str) -> None:
    assert house_courier(written, number) == courier
