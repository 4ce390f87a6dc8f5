"""What a conversation has spoken of: sums, variants in a row, ranges, ways of sending, a choice left to the shop."""

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


def test_variants_named_in_a_row_are_summed(trade_chat: Open) -> None:
    # 299 + 329 = 628, 每满300减30 twice, 满500减40
    assert "528元" in open_at(trade_chat, JEWELS, product="J03").say("女款13号男款17号一起多少钱").reply


def test_what_was_settled_before_is_added_up_without_what_is_sold_out(trade_chat: Open) -> None:
    chat = open_at(trade_chat, JEWELS, product="J03")
    chat.say("女款13号的多少钱")
    assert "没有现货" in chat.say("男的呢 19号").reply
    chat.say("那21号")
    assert "528元" in chat.say("加起来多少").reply


def test_one_more_is_added_to_the_last_sum(trade_chat: Open) -> None:
    chat = open_at(trade_chat, SPORTS, product="S04")
    chat.say("5kg这个怎么卖")
    assert "378元" in chat.say("加一对15的总共").reply  # 119 + 319 − 50 − 10


def test_how_far_two_variants_lie_apart(trade_chat: Open) -> None:
    assert "相差100元" in open_at(trade_chat, JEWELS, product="J02").say("玫瑰金和黄k金差多少钱").reply


def test_a_coupon_claimed_once_counts_later_on(trade_chat: Open) -> None:
    chat = open_at(trade_chat, JEWELS, product="J04")
    chat.say("我第一次来你们家")
    assert "321元" in chat.say("两对月光白多少").reply


@pytest.mark.parametrize(("asked", "size"), [("大腿围46穿哪个护膝", "L"), ("腿围41厘米选哪个护膝", "M")])
def test_a_variant_told_by_a_range_is_found_by_the_number(trade_chat: Open, asked: str, size: str) -> None:
    assert f"{size}（大腿围" in open_at(trade_chat, SPORTS).say(asked).reply


def test_a_number_outside_all_ranges_goes_to_people(trade_chat: Open) -> None:
    draft = open_at(trade_chat, SPORTS, product="S10").say("大腿围70cm穿哪个")
    assert draft.kind == "handoff"
    assert "不在这款的范围里" in draft.reply


def test_ways_of_sending_are_told_side_by_side(trade_chat: Open) -> None:
    reply = open_at(trade_chat, JEWELS).say("顺丰和ems到广州哪个快 差多少钱").reply
    assert "EMS：现在付款" in reply
    assert "（EMS）" in reply
    assert "（顺丰保价）" in reply


def test_a_way_that_is_not_offered_is_not_promised(trade_chat: Open) -> None:
    draft = open_at(trade_chat, BOOKS).say("能发顺丰吗")
    assert draft.kind == "handoff"
    assert "中通快递" in draft.reply


def test_who_leaves_the_choice_gets_one_with_its_reasons(trade_chat: Open) -> None:
    chat = open_at(trade_chat, JEWELS)
    chat.say("想给妈妈买个礼物 预算两千五")
    chosen = chat.say("拿不定主意 你帮我定吧")
    assert chosen.kind == "answer"
    assert "那就定照熙" in chosen.reply
    assert "有现货" in chat.say("行 这个有货吗").reply


def test_who_pays_the_way_back_is_no_question_of_the_fee_to_him(trade_chat: Open) -> None:
    chat = open_at(trade_chat, JEWELS, product="J02")
    chat.say("发沈阳运费多少")
    reply = chat.say("那要是不喜欢退货 运费谁承担").reply
    assert "由买家承担" in reply
    assert "包邮" not in reply


def test_what_is_asked_before_buying_is_no_case(trade_chat: Open) -> None:
    assert "微瑕" in open_at(trade_chat, JEWELS, product="J04").say("瑕疵明显吗").reply
    assert "电机5年" in open_at(trade_chat, SPORTS, product="S01").say("坏了保几年").reply


def test_an_invoice_is_told_with_its_sum(trade_chat: Open) -> None:
    reply = open_at(trade_chat, JEWELS, shopper="小鹿乱撞").say("对戒那单发票能开多少钱").reply
    assert "568元" in reply


def test_when_an_order_leaves_at_the_latest(trade_chat: Open) -> None:
    chat = open_at(trade_chat, SPORTS, shopper="跑不动的兔")
    assert "11月8日" in chat.say("裤子那单最晚什么时候发").reply
