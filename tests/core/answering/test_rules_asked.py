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
