from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.text.contacts import (
    find_accounts,
    find_orders,
    find_phones,
    mask_address,
    mask_name,
    mask_phone,
    mask_text,
)


def test_phones() -> None:
    assert find_phones("电话138 1234 5678或0571-88886666") == ("13812345678", "0571-88886666")
    assert find_phones("订单1381234567890123") == ()


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("订单号240301-123456789012345帮我看", ("240301-123456789012345",)),
        ("2026030112345678901", ("2026030112345678901",)),
        ("订单号是 XD20240301001", ("XD20240301001",)),
        ("实付1280.50元", ()),
        ("我电话13812345678", ()),
    ],
)
def test_orders_are_not_sums_or_phones(text: str, orders: tuple[str, ...]) -> None:
    assert find_orders(text) == orders


def test_known_orders_are_found_whatever_their_form() -> None:
    assert find_orders("看下A-7这单", known=("A-7", "A-8")) == ("A-7",)


def test_accounts() -> None:
    assert find_accounts("加我微信:abc_12345") == ("abc_12345",)
    assert find_accounts("扣扣 1234567") == ("1234567",)
    assert find_accounts("微信支付可以吗") == ()


def test_masks() -> None:
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("138****5678") == "138****5678"
    assert mask_name("王小明") == "王**"
    assert mask_address("浙江省杭州市西湖区文三路12号") == "浙江省杭州市西湖区****"
    assert mask_address("上海浦东") == "上海****"
    assert mask_address("") == ""


def test_a_text_for_the_log_names_nobody() -> None:
    given_text = "收件人:张小三，电话１３８１２３４５６７８ 文三路12号3幢402室 微信abc_12345 邮箱a@b.com 证110101199003071234 订单240301-123456789012345"
    masked = mask_text(given_text)
    for secret in ("小三", "１２３４", "12号", "402", "abc_", "a@b", "19900307"):
        assert secret not in masked
    assert "240301-123456789012345" in masked


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(alphabet="的货呢，。 ", max_size=5))
def test_no_mobile_number_survives(phone: str, around: str) -> None:
    assert phone not in mask_text(f"{around}{phone}{around}")


@given(st.text(max_size=80))
def test_masking_never_fails(text: str) -> None:
    assert isinstance(mask_text(text), str)
    mask_address(text)
    mask_name(text)
