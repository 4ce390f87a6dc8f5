"""Steps of dialogues that only make sense by what was said before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

Open = Callable[..., Any]
JEWELS, SPORTS, BOOKS = "zhaoxi_jewelry", "jinlu_fitness", "moxiang_books"


def open_at(trade_chat: Open, shop: str, **more: Any) -> Any:
    chat = trade_chat(shop, **more)
    chat.now = datetime.fromisoformat("2026-11-06T15:30+08:00")
    return chat


def last(chat: Any, *lines: str) -> Any:
    return [chat.say(line) for line in lines][-1]


@pytest.mark.parametrize(
    ("shop", "shopper", "lines", "words"),
    [
        (JEWELS, None, ("想给女朋友买条项链", "有没有便宜一点的"), "比这款便宜"),
        (JEWELS, "海边的卡夫卡", ("我项链到哪了", "怎么还没到"), "沈阳"),
        (JEWELS, "海边的卡夫卡", ("收到不喜欢可以退不", "运费呢"), "由买家承担"),
        (JEWELS, "阿凡提", ("退款怎么这么慢", "什么时候到账"), "退款中"),
        (JEWELS, "阿凡提", ("我那个没付款的单子还在吗",), "还没有付款"),
        (JEWELS, "阿凡提", ("怎么付不了款",), "换一种支付方式"),
        (JEWELS, "小鹿乱撞", ("我昨天拍的对戒能改圈号吗",), "可以改成：女款 9号、女款 15号"),
        (SPORTS, None, ("有没有适合新手的球拍", "空拍和穿线的区别"), "429元"),
        (SPORTS, "铁馆常客", ("我哑铃收到了 有一个裂了", "运费谁给"), "质量问题运费我们出"),
        (SPORTS, "铁馆常客", ("我哑铃收到了 有一个裂了", "照片发了"), "请售后同事来看"),
    ],
)
def test_the_last_line_is_read_by_those_before(
    trade_chat: Open, shop: str, shopper: str | None, lines: tuple[str, ...], words: str
) -> None:
    assert words in last(open_at(trade_chat, shop, shopper=shopper), *lines).reply


def test_what_is_faulty_is_not_judged_as_a_return_without_reason(trade_chat: Open) -> None:
    chat = open_at(trade_chat, SPORTS, shopper="铁馆常客")
    assert "运费由您承担" not in last(chat, "我哑铃收到了 有一个裂了", "运费谁给").reply


def test_counts_and_places_alone(trade_chat: Open) -> None:
    chat = open_at(trade_chat, JEWELS, product="J04")
    assert "336元" in last(chat, "这个多少钱", "两对呢").reply
    other = open_at(trade_chat, SPORTS, product="S04")
    assert "西藏" in last(other, "5kg的到手多少", "寄到拉萨").reply


def test_options_that_do_not_go_together(trade_chat: Open) -> None:
    assert "这个组合" in open_at(trade_chat, SPORTS, product="S05").say("有10mm的梅子色吗").reply


def test_one_of_two_goods_is_changed_and_asked_for(trade_chat: Open) -> None:
    chat = open_at(trade_chat, SPORTS, shopper="跑不动的兔")
    assert last(chat, "我买的两条裤子还没发？", "换成S码").kind == "clarify"
    draft = chat.say("那条紫的")
    assert draft.action is not None
    assert dict(draft.action.params)["SKU"] == "S03-Z-S"


def test_one_of_two_goods_is_never_called_off_as_the_whole(trade_chat: Open) -> None:
    draft = open_at(trade_chat, JEWELS, shopper="小鹿乱撞").say("把男款取消")
    assert draft.kind == "handoff"
    assert draft.action is None


def test_a_wrong_address_is_no_no(trade_chat: Open) -> None:
    chat = open_at(trade_chat, JEWELS, shopper="大橘为重")
    chat.say("帮我取消订单")
    assert chat.say("地址不对").intents == ("change_address",)


@pytest.mark.parametrize(
    ("asked", "words"),
    [("券怎么领", "店铺首页领取"), ("送货上门的顺丰能发吗", "顺丰")],
)
def test_coupons_and_carriers(trade_chat: Open, asked: str, words: str) -> None:
    assert words in open_at(trade_chat, JEWELS, product="J02").say(asked).reply
