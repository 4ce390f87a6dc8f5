"""Baskets, pointing words, counters, harm, English: on shops of other trades."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from xiaoer.core.answering.english import in_chinese, intents_of, is_english
from xiaoer.core.answering.goods.units import unit_of
from xiaoer.core.answering.skills.acting.details import address_in, invoice_in, receiver_in, remark_in
from xiaoer.core.facts import Product, Sku, Source
from xiaoer.core.grounding import needed, unsupported
from xiaoer.core.grounding.shapes import FactUse

Open = Callable[..., Any]
NOW = datetime.fromisoformat("2026-11-23T14:00+08:00")


def test_goods_of_several_products_are_summed_with_what_combines(trade_chat: Open) -> None:
    # 299 + 139×0.9 = 424.10; list 438: 每满200减20 twice, coupon from 300: −40 −30 = 354.10
    draft = trade_chat("lanqi_appliance").say("5L空气炸锅云白一台加养生壶标准款一个一共多少钱")
    assert "354.10元" in draft.reply


def test_a_sum_that_hangs_on_words_not_understood_is_handed_over(trade_chat: Open) -> None:
    draft = trade_chat("lanqi_appliance", product="A601").say("到手多少钱")
    assert draft.kind == "handoff"
    assert "219元" in draft.reply
    assert "现在到手" not in draft.reply


def test_pointing_words_over_turns(trade_chat: Open) -> None:
    chat = trade_chat("lanqi_appliance")
    assert "46台" in chat.say("空气炸锅5L白色有货吗").reply
    assert "没有现货" in chat.say("那绿色呢").reply
    assert "80台" in chat.say("小的那款呢").reply


def test_a_colour_after_a_size_asks_for_stock(trade_chat: Open) -> None:
    chat = trade_chat("wanjia_hometextile", product="D501")
    assert "L码" in chat.say("165 118斤穿什么码").reply
    after = chat.say("粉色的还有吗")
    assert after.intents == ("stock",)
    assert "藕粉" in after.reply


@pytest.mark.parametrize(
    "line", ["用了脸上起红疹", "吃完拉肚子了", "插上电就冒烟了", "my face is itching after using it"]
)
def test_harm_goes_to_people_at_once(trade_chat: Open, line: str) -> None:
    draft = trade_chat("suyan_cosmetics", shopper="芊芊").say(line)
    assert (draft.kind, draft.team, draft.intents) == ("handoff", "投诉", ("quality_issue",))


@pytest.mark.parametrize("line", ["这款会过敏吗", "过敏体质能用吗", "会不会漏电"])
def test_a_question_before_buying_is_no_harm(trade_chat: Open, line: str) -> None:
    assert trade_chat("suyan_cosmetics", product="B101").say(line).team != "投诉"


@pytest.mark.parametrize("line", ["好的", "嗯嗯", "知道了", "谢谢", "ok"])
def test_thanks_and_ok_bring_no_content(trade_chat: Open, line: str) -> None:
    chat = trade_chat("lanqi_appliance", product="A101")
    chat.say("多少钱")
    draft = chat.say(line)
    assert draft.facts == ()
    assert not any(c.isdigit() for c in draft.reply)


def test_english_is_answered_in_english_from_the_same_cells(trade_chat: Open) -> None:
    draft = trade_chat("lanqi_appliance").say("How much is the mini air fryer and is it in stock?")
    assert "169 yuan" in draft.reply
    assert "80 in stock" in draft.reply
    assert unsupported(draft.reply, draft.facts, ()) == ()


def test_english_words() -> None:
    assert in_chinese("How much is the mini air fryer to Hainan?") == "迷你 空气炸锅 海南"
    assert [s.intent for s in intents_of("how much is shipping")] == ["shipping_fee"]
    assert [s.intent for s in intents_of("qwerty")] == ["other"]
    assert is_english("is it in stock")
    assert not is_english("168 55kg")
    assert not is_english("XL M")


@pytest.mark.parametrize(
    ("title", "category", "spec", "unit"),
    [
        ("全价成猫粮", "猫粮", "净含量:5kg", "袋"), ("猫主食罐", "罐头", "口味:鸡肉;规格:6罐", "份"), ("面膜", "护肤/面膜", "规格:1盒5片", "盒"),
        ("空气炸锅", "厨房电器", "颜色:云白", "台"), ("针织衫", "上衣", "颜色:黑;尺码:M", "件"), ("蜂蜜", "蜂蜜", "500克 单瓶", "瓶"),
    ],
)  # fmt: skip
def test_counters(title: str, category: str, spec: str, unit: str) -> None:
    options = tuple((k, v) for k, _, v in (o.partition(":") for o in spec.split(";")) if v)
    sku = Sku("S", "P", spec, options, None, 1, None, Source("skus.csv", 2))
    product = Product("P", title, category, "", (), (sku,), (), Source("products.csv", 2))
    assert unit_of(product, sku) == unit


def test_details_of_a_wish() -> None:
    text = "改成浙江省杭州市西湖区文三路100号，张三 13800001111"
    assert address_in(text) == "浙江省杭州市西湖区文三路100号"
    assert receiver_in(text) == "张三"
    assert address_in("到浙江要几天") == ""
    assert remark_in("帮我备注一下发顺丰") == "发顺丰"
    assert invoice_in("开发票，抬头杭州小鱼科技有限公司 税号91330100MA2ABCDE1X")[0] == ("抬头", "杭州小鱼科技有限公司")
    assert invoice_in("开个发票") == ()


def test_only_cells_that_bear_words_are_cited() -> None:
    facts = (
        FactUse("skus.csv:2", "价格", "99"),
        FactUse("promotions.csv:2", "名称", "满99减8券"),
        FactUse("promotions.csv:2", "优惠", "8"),
        FactUse("promotions.csv:2", "开始时间", "2026-11-01 00:00"),
        FactUse("promotions.csv:9", "名称", "别的活动"),
        FactUse("promotions.csv:2+skus.csv:2", "=到手", "91"),
    )
    kept = needed("现在到手91元。", facts)
    assert facts[5] in kept
    assert facts[4] not in kept
    assert facts[3] not in kept
    assert unsupported("现在到手91元。", kept, ()) == ()


def test_one_freight_answer_cites_few_cells(trade_chat: Open) -> None:
    draft = trade_chat("maodou_petfood", product="C401").say("4袋装发云南运费多少")
    assert "46元" in draft.reply
    assert len(draft.facts) <= 14
