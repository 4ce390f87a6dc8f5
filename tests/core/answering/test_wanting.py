"""Wishes without a verb, figures, prices found too dear, and goods asked to be introduced."""

from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]


@pytest.mark.parametrize("text", ["送老丈人的", "上班当零食吃的", "200块送客户的礼盒", "送闺蜜的 200左右"])
def test_a_wish_in_a_few_words_is_shown_two_choices(chat: Open, text: str) -> None:
    draft = chat("shanyu_foodgift").say(text)
    assert draft.intents == ("recommend",)
    assert draft.kind == "answer"


def test_goods_for_summer_are_not_those_for_winter(chat: Open) -> None:
    talk = chat()
    draft = talk.say("夏天穿的")
    products = talk.engine.shop.facts.products
    shown = [p for p in products.values() if p.title in draft.reply or " ".join(p.title.split()[:2]) in draft.reply]
    assert shown
    assert all(not (s := p.attribute("适合季节")) or "夏" in s or "四季" in s for p in shown)


@pytest.mark.parametrize("text", ["微胖可以穿吗", "胖mm能穿吗", "小个子合适吗"])
def test_a_figure_is_a_question_of_size(chat: Open, text: str) -> None:
    assert chat(product="QH101").say(text).intents == ("size_advice",)


@pytest.mark.parametrize(
    "text", ["介绍一下这款", "这款怎么样", "质量怎么样", "为什么比别家贵", "怎么这么贵", "这个好看吗"]
)
def test_goods_are_introduced_by_their_own_data(chat: Open, text: str) -> None:
    draft = chat(product="QH101").say(text)
    assert draft.kind == "answer"
    assert "聚酯纤维96%" in draft.reply


@pytest.mark.parametrize(
    ("text", "mood"), [("帮我选一款送妈妈的", "calm"), ("送我妈的", "calm"), ("妈的 这么慢", "angry")]
)
def test_a_mother_is_no_curse(chat: Open, text: str, mood: str) -> None:
    assert chat().say(text).mood == mood


@pytest.mark.parametrize("text", ["穿一次就起球了", "洗了缩水了", "掉色严重"])
def test_what_has_happened_is_a_fault(chat: Open, text: str) -> None:
    assert chat(product="QH101", shopper="橘子味的风").say(text).intents == ("quality_issue",)


def test_a_way_of_paying_that_is_not_named_is_not_promised(chat: Open) -> None:
    assert "不在店里写明的里面" in chat(product="QH101").say("能货到付款吗").reply


def test_a_deposit_is_not_settled_by_the_rule_of_returns(chat: Open) -> None:
    assert chat(product="QH101").say("定金可以退吗").kind == "handoff"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("保质期多久", "18个月"),
        ("一盒有多少", "125克 单罐"),
        ("开封后能放多久", "开罐后两个月内"),
        ("是不是三无产品", "SC11433060091018"),
    ],
)
def test_the_cell_that_is_asked_for_is_told(chat: Open, text: str, told: str) -> None:
    assert told in chat("shanyu_foodgift", product="SY1101").say(text).reply


@pytest.mark.parametrize("text", ["指定日期送达行吗", "买一送一是真的吗"])
def test_a_like_word_is_no_answer(chat: Open, text: str) -> None:
    reply = chat("shanyu_foodgift", product="SY1101").say(text).reply
    assert "生产日期" not in reply
    assert "入会" not in reply


@pytest.mark.parametrize("text", ["我再看看", "那算了", "先收藏", "我问问我老公", "考虑一下吧", "回头再说"])
def test_who_hesitates_is_not_pushed(chat: Open, text: str) -> None:
    assert "慢慢看" in chat(product="QH101").say(text).reply


@pytest.mark.parametrize("text", ["已拍", "好 那我拍了", "付款了", "拍好了帮我看看"])
def test_who_has_bought_is_thanked_and_told_when_it_leaves(chat: Open, text: str) -> None:
    reply = chat(product="QH101").say(text).reply
    assert "感谢您的下单" in reply
    assert "发出" in reply


def test_too_dear_is_answered_with_the_best_price(chat: Open) -> None:
    assert "现在到手" in chat(product="QH101").say("太贵了不要了").reply


def test_no_address_is_guessed(chat: Open) -> None:
    draft = chat(product="QH101").say("退货地址发我")
    assert (draft.kind, draft.team) == ("handoff", "售后")


def test_cheaper_than_what_was_shown(chat: Open) -> None:
    talk = chat()
    talk.say("想买条裙子")
    assert "比这款便宜" in talk.say("有没有便宜点的").reply


def test_when_it_leaves_is_no_question_of_the_warehouse(chat: Open) -> None:
    assert chat(product="QH101").say("刚刚拍的什么时候发").intents == ("ship_time",)


def test_how_late_it_may_leave_is_asked_of_the_order_that_was_spoken_of(chat: Open) -> None:
    talk = chat(shopper="橘子味的风")
    talk.say("我的订单怎么还不发货")
    for text in ("那最迟几号发货", "最晚哪天"):
        assert "应发货时间" in talk.say(text).reply
    assert talk.say("能不能加急").intents == ("urge_ship",)
