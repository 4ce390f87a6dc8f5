"""A shop's own return address may be written in the chat; anybody else's full address may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xiaoer.core.facts import ShopFacts, ShopProfile
from xiaoer.core.rulebook.gate import Gate, shop_context

ADDRESS = "浙江省杭州市余杭区仓前街道 文一西路 969 号 3 幢 502 室，陈师傅，13812345678"
BARE = ShopFacts("1", ShopProfile("青禾"))
GATE = Gate(shop=shop_context(replace(BARE, profile=replace(BARE.profile, return_address=ADDRESS))))
STRANGE = Gate(shop=shop_context(BARE))


@pytest.mark.parametrize(
    "line",
    [
        "您寄到浙江省杭州市余杭区仓前街道文一西路969号3幢502室就行",
        "寄到仓前街道文一西路969号3幢502室，陈师傅收",
        "可以寄到：余杭区仓前街道 文一西路969号3幢502室，电话13812345678",
        "收件人陈师傅，地址是文一西路969号3幢502室",
    ],
)
def test_the_published_return_address_is_no_leak(line: str) -> None:
    assert STRANGE.check(line).verdict == "block", "without the setting the line would not show anything"
    assert GATE.check(line).verdict == "pass"


@pytest.mark.parametrize(
    "line",
    [
        "您的包裹寄到杭州市余杭区仓前街道文二西路7号2幢101室对吗",
        "寄到文一西路969号5幢301室对吗",
        "我们这边的号码13912345678，您打给我",
        "文一西路969号3幢502室，有事加我微信",
    ],
)
def test_other_addresses_and_numbers_stay_private(line: str) -> None:
    assert GATE.check(line).verdict == "block"


def test_a_short_address_makes_no_hole() -> None:
    gate = Gate(shop=shop_context(replace(BARE, profile=replace(BARE.profile, return_address="88号"))))
    assert gate.check("您寄到余杭区文二西路88号2幢101室对吗").verdict == "block"
