"""What shops of any trade may ask of the engine: keys never seen, words of stacking, feet, gifts, the shop's card."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from xiaoer.core.answering.goods.aspects import asked_for, is_quality
from xiaoer.core.facts import Product, Source
from xiaoer.core.rulebook.calculators.promotion_terms import COUPON_KINDS, stacking_of

Open = Callable[..., Any]


def product(*pairs: tuple[str, str]) -> Product:
    return Product("P", "某某 商品", "杂货", "", pairs, (), (), Source("products.csv", 2))


@pytest.mark.parametrize(
    ("pairs", "asked", "key"),
    [
        ((("浇水", "10天一次"), ("光照", "散射光")), "多久浇一次水", "浇水"),
        ((("刷新率", "60Hz"), ("面板", "IPS")), "多少hz", "刷新率"),
        ((("果粉", "表面白霜是果粉，不是农药"), ("甜度", "18度")), "上面白白的是不是农药", "果粉"),
        ((("是否打蜡", "不打蜡"), ("果径", "30mm")), "打蜡了没", "是否打蜡"),
        ((("承重", "150kg"), ("净重", "17kg")), "能承受200斤吗", "承重"),
        ((("软硬度", "偏硬"), ("厚度", "22cm")), "硬不硬", "软硬度"),
        ((("事故更换", "发生碰撞后请更换"), ("净重", "14kg")), "撞过一次还能用不", "事故更换"),
    ],
)
def test_keys_never_seen_are_found(pairs: tuple[tuple[str, str], ...], asked: str, key: str) -> None:
    assert asked_for(product(*pairs), asked, asked)[0].key == key


def test_what_no_key_tells_is_not_found() -> None:
    assert asked_for(product(("产地", "海南"), ("净含量", "5斤")), "有没有音频", "有没有音频") == ()


def test_words_of_what_goods_are_like_name_no_goods() -> None:
    assert is_quality("防水")
    assert not is_quality("耳机")


@pytest.mark.parametrize(
    ("words", "excluded"),
    [
        ("一单只能用一张券", frozenset()), ("每个订单限使用1张优惠券", frozenset()), ("可以和店铺券一起用", frozenset()),
        ("送完为止，不影响用券", frozenset()), ("可与满减叠加，不可用券", COUPON_KINDS), ("不能跟别的券一起", COUPON_KINDS),
        ("与满减同享，与券互斥", COUPON_KINDS), ("与每满减二选一", frozenset({"每满减"})), ("不参与满减，可用券", frozenset({"满减"})),
    ],
)  # fmt: skip
def test_stacking_is_read_in_many_words(words: str, excluded: frozenset[str]) -> None:
    stacking = stacking_of(words)
    assert stacking is not None
    assert stacking.excludes == excluded


@pytest.mark.parametrize("words", ["与平台补贴的关系以结算页为准", "前100名", "和百亿补贴价取低", "看心情"])
def test_what_cannot_be_read_is_not_guessed(words: str) -> None:
    assert stacking_of(words) is None


def open_at(trade_chat: Open, shop: str, now: str, **more: Any) -> Any:
    chat = trade_chat(shop, **more)
    chat.now = datetime.fromisoformat(now)
    return chat


def test_a_total_that_hangs_on_asking_is_stated_where_nothing_else_is_reached(trade_chat: Open) -> None:
    # 99×2×0.95 = 188.10; no coupon is reached, so that its words on coupons change nothing
    chat = open_at(trade_chat, "mutang_furniture", "2026-06-10T15:20+08:00", product="M09")
    assert "188.10元" in chat.say("两片窗帘1.5米的多少").reply


def test_shoes_by_foot_by_usual_size_and_sold_out_at_once(trade_chat: Open) -> None:
    chat = open_at(trade_chat, "yexing_outdoor", "2026-06-10T15:20+08:00", product="Y03")
    reply = chat.say("脚长25.5cm穿多少码").reply
    assert "41码" in reply
    assert "没有现货" in reply
    other = open_at(trade_chat, "luoxi_shoes", "2026-09-18T10:20+08:00", product="L05")
    assert "小一码" in other.say("平常37码买多大").reply


def test_gifts_are_told_apart_from_prices(trade_chat: Open) -> None:
    chat = open_at(trade_chat, "mutang_furniture", "2026-06-10T15:20+08:00", product="M05")
    assert "床头柜" in chat.say("有什么赠品").reply


def test_goods_by_another_name_and_goods_not_by_their_qualities(trade_chat: Open) -> None:
    chat = open_at(trade_chat, "xingji_digital", "2026-06-10T15:20+08:00")
    assert "37Wh" in chat.say("充电宝能上飞机吗").reply
    shown = open_at(trade_chat, "yexing_outdoor", "2026-06-10T15:20+08:00", product="Y01")
    assert "10000mm" in shown.say("这个防水怎么样").reply


def test_the_same_is_asked_of_another_option(trade_chat: Open) -> None:
    chat = open_at(trade_chat, "yiyi_baby", "2026-09-18T10:20+08:00", product="BB01")
    assert "46" in chat.say("m码多少片").reply
    assert "38" in chat.say("那xl呢").reply


def test_an_own_order_by_what_it_holds(trade_chat: Open) -> None:
    chat = open_at(trade_chat, "mutang_furniture", "2026-06-10T15:20+08:00", shopper="橘子汽水")
    assert "驿站" in chat.say("椅子到了吗").reply
    assert "待发货" in chat.say("我那个灯呢").reply


@pytest.mark.parametrize(
    ("asked", "word"), [("你们几点下班", "20:00"), ("从哪里发货", "昆明"), ("你们都卖什么", "玫瑰")]
)
def test_the_shops_own_card(trade_chat: Open, asked: str, word: str) -> None:
    assert word in open_at(trade_chat, "huali_flowers", "2026-09-18T10:20+08:00").say(asked).reply
