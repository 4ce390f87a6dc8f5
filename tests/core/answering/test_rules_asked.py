"""Rules asked by who has no order, and what the goods' own tables tell: degrees, weights, contents, shares, coupons."""

from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]
Q, S = "qinghe_womenswear", "shanyu_foodgift"


@pytest.mark.parametrize(
    ("shop", "text", "told"),
    [
        (Q, "换个地址可以不", "改派"),
        (Q, "颜色点错了 怎么弄", "备注更换"),
        (S, "打包好了还能取消吗", "拦截"),
        (S, "包裹丢了怎么办", "先补发或退款"),
        (Q, "没付钱的单子会自己取消吗", "24小时"),
        (Q, "寄错颜色了来回邮费谁出", "本店承担"),
    ],
)
def test_a_rule_asked_without_an_order_is_told(chat: Open, shop: str, text: str, told: str) -> None:
    draft = chat(shop).say(text)
    assert (draft.kind, told in draft.reply) == ("answer", True), draft.reply


def test_a_wish_without_an_order_is_still_handed_to_people(chat: Open) -> None:
    assert chat().say("我要取消订单").kind == "handoff"


@pytest.mark.parametrize(
    ("product", "text", "told"),
    [
        ("QH602", "零下三度穿行吗", "可以"),
        ("QH704", "零下5度够不够暖", "偏冷"),
        ("QH601", "28度穿热不热", "偏热"),
        ("QH602", "用30度的水能洗吗", "中性洗剂"),
    ],
)
def test_degrees_are_compared_with_those_of_the_goods(chat: Open, product: str, text: str, told: str) -> None:
    draft = chat(product=product).say(text)
    assert (draft.kind, told in draft.reply) == ("answer", True), draft.reply


def test_a_variant_weighs_what_its_row_says(chat: Open) -> None:
    assert "1380克" in chat(product="QH603").say("M码的有多重").reply


@pytest.mark.parametrize(
    ("product", "text", "told"),
    [
        ("SY1805", "里面配勺子吗", "榉木勺"),
        ("SY1801", "里面有没有月饼", "没有写月饼"),
        ("SY1203", "核桃仁放了多少", "12%"),
        ("SY1703", "原味的加糖没有", "原味不加糖"),
        ("SY1403", "柚子味还卖不", "没有现货"),
        ("SY1204", "黑龙江能收冷链吗", "送不到"),
        ("SY1101", "送人买多大罐合适", "250克"),
        ("SY1502", "外面那层白的算不算霉", "柿霜"),
    ],
)
def test_food_is_told_of_by_its_tables(chat: Open, product: str, text: str, told: str) -> None:
    assert told in chat(S, product=product).say(text).reply


def test_a_report_that_no_table_names_is_not_told_by_another_cell(chat: Open) -> None:
    assert "规格有" not in chat(S, product="SY1101").say("有咖啡因的检测报告吗").reply


def test_a_coupon_shut_out_by_the_offer_is_said_so(chat: Open) -> None:
    reply = chat(product="QH703").say("要两件多少钱 可以用券吗").reply
    assert "118.50元" in reply
    assert "不能再用券" in reply


@pytest.mark.parametrize(
    ("product", "text", "told"),
    [
        ("SY1403", "杨梅草莓各来两瓶多少", "111.20元"),
        ("SY1602", "麻辣一斤多少钱", "500克"),
        ("SY1701", "年糕现在有货吗", "12月10日"),
        ("SY1701", "跟绿豆糕一起拍会分开发吗", "拆开发"),
    ],
)
def test_several_variants_and_parcels(chat: Open, product: str, text: str, told: str) -> None:
    assert told in chat(S, product=product).say(text).reply


@pytest.mark.parametrize(
    ("shop", "text", "told"),
    [
        (S, "春节前还能收到不", "1月25日"),
        (S, "你们客服电话多少", "0571-00001988"),
        (Q, "有运费险的吧", "满100元"),
        (Q, "能指定韵达吗", "指定"),
        (S, "发错那罐用寄回吗", "不用寄回"),
    ],
)
def test_the_shops_own_words_are_found(chat: Open, shop: str, text: str, told: str) -> None:
    assert told in chat(shop).say(text).reply


def test_what_is_typed_by_ear_is_read(chat: Open) -> None:
    assert "库存6件" in chat(product="QH101").say("雾兰色 M马有没油").reply


def test_a_correction_is_no_complaint(chat: Open) -> None:
    talk = chat(product="QH602")
    talk.say("165 95斤")
    assert talk.say("打错了 是105斤").intents == ("size_advice",)


def test_a_measure_goes_on_to_another_size(chat: Open) -> None:
    talk = chat(product="QH801")
    talk.say("M码胸围多少")
    assert "XL码：胸围" in talk.say("xl呢").reply


@pytest.mark.parametrize(
    ("shop", "shopper", "text", "told"),
    [
        (Q, "芝士就是力量", "风衣的差价补给我了吗", "35.90元"),
        (Q, "早八人的咖啡", "裤子退货为什么被拒", "吊牌"),
        (S, "雨天补货员", "龙井那单钱退了没", "66元"),
    ],
)
def test_how_a_case_stands(chat: Open, shop: str, shopper: str, text: str, told: str) -> None:
    assert told in chat(shop, shopper=shopper).say(text).reply
