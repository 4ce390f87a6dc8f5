"""Which goods and which sum a talk is about: named beside, added, taken out, come back to, measured for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

Open = Callable[..., Any]
SPORTS, GAMES, UNDERWEAR, CAMPING = "jinlu_fitness", "jiefeng_gaming", "mianyu_underwear", "yelin_camping"


def open_at(trade_chat: Open, shop: str, **more: Any) -> Any:
    chat = trade_chat(shop, **more)
    chat.now = datetime.fromisoformat("2026-11-02T15:30+08:00")
    return chat


def last(chat: Any, *lines: str) -> str:
    return str([chat.say(line) for line in lines][-1].reply)


@pytest.mark.parametrize(
    ("shop", "product", "lines", "words"),
    [
        (GAMES, "M101", ("这个跟M3哪个好握", "续航呢"), "70小时"),
        (GAMES, "K201", ("K75能用吗",), "可以的"),
        (GAMES, "K201", ("K75能用吗", "HE61呢"), "不能"),
        (GAMES, "K201", ("K75能用吗", "雾山的多少钱"), "39.90元"),
        (GAMES, "M101", ("普通版多少",), "399元"),
        (GAMES, "M102", ("is it ok for left handed?", "any mouse for lefties then?"), "左手鼠标"),
        (SPORTS, "S05", ("那来两张10的", "再带个跳绳 粉的"), "灰粉"),
        (SPORTS, "S05", ("那来两张10的", "再带个跳绳 粉的", "不要跳绳了", "寄成都运费"), "204.20元"),
        (SPORTS, "S08", ("白的两个多少", "再加一个黑的"), "717元"),
        (SPORTS, "S08", ("白的两个多少", "再加一个"), "717元"),
        (CAMPING, "F01", ("黑色月亮椅两把多少", "再搭一张90的蛋卷桌", "椅子改成5把"), "664元"),
        (CAMPING, "H02", ("下雨天能踩水不", "你家有防水的鞋没"), "石阶"),
    ],
)
def test_the_goods_meant(trade_chat: Open, shop: str, product: str, lines: tuple[str, ...], words: str) -> None:
    assert words in last(open_at(trade_chat, shop, product=product), *lines)


@pytest.mark.parametrize(
    ("shop", "product", "lines", "words"),
    [
        ("luoxi_shoes", "L01", ("脚长24.2穿多大",), "最大是38码"),
        ("yuewu_jewellery", "G02", ("我量了是54.5拍哪个",), "在54码和56码之间"),
        (UNDERWEAR, "MY101", ("79下围92上围",), "80B"),
        (UNDERWEAR, "MY101", ("下围80 上围96",), "80C"),
        ("fayu_wigs", "W101", ("选什么码合适", "56"), "M码"),
        ("chiye_bikes", "K03", ("选哪个码", "57"), "M码"),
        (CAMPING, "B01", ("背长44公分选S选M", "51呢"), "M码"),
        (CAMPING, "J01", ("I'm 177 cm, 78 kg. which size should I get?",), "XL"),
    ],
)
def test_sizes_by_any_measure(trade_chat: Open, shop: str, product: str, lines: tuple[str, ...], words: str) -> None:
    assert words in last(open_at(trade_chat, shop, product=product), *lines)


def test_women_and_men_of_one_kind_in_one_sum(trade_chat: Open) -> None:
    chat = open_at(trade_chat, UNDERWEAR, product="MY501")
    chat.say("一套多少钱")
    assert "合计348元" in chat.say("加一套男款呢 一起").reply
    assert "合计437元" in chat.say("再加一盒男士平角裤").reply
    assert "合计348元" in chat.say("算了平角裤不要了").reply
