"""What a model may not see."""

from __future__ import annotations

from pathlib import Path

import pytest

from xiaoer.core.facts import Order
from xiaoer.domains.robot.wording.veil import Veil
from xiaoer.files.shop_folder import read_shop


@pytest.fixture(scope="module")
def order() -> Order:
    orders = read_shop(Path("examples/qinghe_womenswear")).folder.orders
    return next(o for o in orders if o.parcels and o.parcels[0].waybill and o.receiver)


def test_numbers_names_and_addresses_become_signs_and_come_back(order: Order) -> None:
    veil = Veil([order], order.shopper)
    waybill = order.parcels[0].waybill
    text = f"{order.shopper}您好，订单{order.number}的运单{waybill}寄到{order.address}，{order.receiver}收，电话{order.phone}"
    shown = veil.veil(text)
    for secret in (order.shopper, order.number, waybill, order.address, order.phone):
        assert secret not in shown or len(secret) < 2, secret
    assert "〔单1〕" in shown
    assert veil.unveil(shown) == text


def test_what_the_shopper_writes_himself_is_hidden_too() -> None:
    veil = Veil()
    shown = veil.veil("我叫王小美，电话138 1234 5678，单号YT1234567890123，住文三路8号3幢201室，微信abc_12345")
    for secret in ("1234 5678", "13812345678", "YT1234567890123", "王小美", "8号3幢", "abc_12345"):
        assert secret not in shown, shown
    assert veil.unveil("〔码9〕〔单1〕") == "〔码9〕YT1234567890123"


def test_ordinary_words_are_left_alone() -> None:
    text = "165 118斤穿M码，QH101有货吗，99元包邮，11月3日到"
    assert Veil().veil(text) == text
