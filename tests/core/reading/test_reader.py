from __future__ import annotations

import time
from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_shop import product, shop

from xiaoer.core.facts import ShopFacts, ShopProfile
from xiaoer.core.reading.reader import Reader, read
from xiaoer.core.reading.shapes import INTENTS, Reading

NOW = datetime(2026, 3, 5, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
READER = Reader(shop())


def reading(text: str, **given_too: object) -> Reading:
    return READER.read(text, now=NOW, **given_too)  # type: ignore[arg-type]


def intents(text: str, **given_too: object) -> list[str]:
    return [s.intent for s in reading(text, **given_too).intents]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("這件衣服還有貨嗎", "stock"), ("165 105斤穿什么码", "size_advice"), ("发新疆要多少运费", "shipping_fee"),
        ("怎么还不发货啊都三天了", "urge_ship"), ("帮我把地址改成公司", "change_address"), ("转人工", "human_request"),
        ("你是机器人吗", "bot_identity"), ("刚买就降价了能退差价吗", "price_protection"), ("收到的杯子碎了", "damaged"),
        ("亲在吗", "greeting"), ("好的谢谢", "thanks"), ("能开专票吗", "invoice"), ("SF1234567890123", "logistics_tracking"),
        ("how much is it", "price_promotion"), ("寄到乌鲁木齐多少钱", "shipping_fee"), ("加个微信吧", "contact_offsite"), ("165 105斤", "size_advice"),
    ],
)  # fmt: skip
def test_one_question(text: str, intent: str) -> None:
    assert intents(text)[0] == intent


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("有现货吗,今天能发货吗", {"stock", "ship_time"}),
        ("包邮吗几天能到", {"shipping_fee", "delivery_eta"}),
        ("你好,这件还有货吗", {"greeting", "stock"}),
        ("多少钱 能开发票吗 支持七天无理由吗", {"price_promotion", "invoice", "return_policy"}),
    ],
)
def test_several_questions_in_one_line(text: str, wanted: set[str]) -> None:
    assert set(intents(text)) == wanted


def test_courtesy_stands_behind_what_is_wanted() -> None:
    assert intents("你好 有现货吗") == ["stock", "greeting"]


def test_a_bare_mention_asks_again_what_was_asked() -> None:
    before = reading("米白的M码还有货吗")
    after = reading("那雾霾蓝呢", previous=(before,))
    assert after.intent == "stock"
    assert after.entities.colours == ("雾霾蓝",)
    assert after.intents[0].confidence < before.intents[0].confidence
    there = reading("发新疆多少运费")
    assert reading("西藏呢", previous=(there,)).intent == "shipping_fee"
    courtesy_between = reading("好的谢谢")
    assert reading("L码呢", previous=(before, courtesy_between)).intent == "stock"


@pytest.mark.parametrize("text", ["", "   ", "。。。", "🐶🐶", "asdkjfh", "\x00"])
def test_what_says_nothing_is_other(text: str) -> None:
    assert intents(text)[0] == "other"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("W002多少钱", ("W002",)), ("w002-3有货吗", ("W002",)), ("小雏菊还有吗", ("W001",)), ("那个雪纺裙子多少钱", ("W001",)),
        ("羊毛大衣厚吗", ("W002",)), ("烤箱保修几年", ("H010",)), ("你们有什么好吃的", ()), ("W0021", ()),
    ],
)  # fmt: skip
def test_products_are_named_by_number_nickname_and_title(text: str, numbers: tuple[str, ...]) -> None:
    assert reading(text).entities.products == numbers


def test_a_product_number_is_no_order_number() -> None:
    reader = Reader(ShopFacts("v1", ShopProfile("店"), {"AB1234567": product("AB1234567", "台灯", [])}))
    assert reader.read("AB1234567有货吗", now=NOW).entities.orders == ()
    assert reader.read("订单AB7654321发了吗", now=NOW).entities.orders == ("AB7654321",)


def test_the_product_in_view_breaks_a_tie() -> None:
    twins = [product("A1", "纯色针织开衫", []), product("A2", "纯色针织开衫", [])]
    reader = Reader(ShopFacts("v1", ShopProfile("店"), {p.number: p for p in twins}))
    assert reader.read("针织开衫厚吗", now=NOW).entities.products == ("A1", "A2")
    assert reader.read("针织开衫厚吗", now=NOW, product="A2").entities.products == ("A2",)


@pytest.mark.parametrize(
    ("text", "colours", "sizes"),
    [
        ("黑色XXL有吗", ("黑",), ("2XL",)), ("米白的m码", ("米白",), ("M",)), ("绿色有没有", ("绿色",), ()),
        ("400g的猫粮", (), ("400g",)), ("白的还有吗", ("白色",), ()), ("HELLO", (), ()), ("38码", (), ("38",)),
    ],
)  # fmt: skip
def test_options_in_the_shops_own_words(text: str, colours: tuple[str, ...], sizes: tuple[str, ...]) -> None:
    entities = reading(text).entities
    assert (entities.colours, entities.sizes) == (colours, sizes)


def test_entities_of_a_whole_sentence() -> None:
    found = reading("我163体重80，想买2件黑色的，发新疆，周六前能到吗，电话13812345678").entities
    assert (found.height_cm, found.weight_jin, found.weight_ambiguous) == (163, 80, True)
    assert (found.quantity, found.province, found.dates, found.phones) == (2, "新疆", ("2026-03-07",), ("13812345678",))


@pytest.mark.parametrize(
    ("text", "mood", "urgent"),
    [
        ("这件多少钱", "calm", False), ("怎么还不发货", "impatient", False), ("我要投诉你们这些骗子", "angry", False),
        ("太喜欢了谢谢", "pleased", False), ("不着急慢慢来", "calm", False), ("我没有生气也不投诉", "calm", False),
        ("急用 赶紧发", "impatient", True), ("今天必须发出来", "calm", True), ("评价里满意的多吗", "calm", False),
    ],
)  # fmt: skip
def test_mood_hears_negation(text: str, mood: str, urgent: bool) -> None:
    found = reading(text)
    assert (found.mood, found.urgent) == (mood, urgent)


@pytest.mark.parametrize(
    ("text", "language"),
    [("有货吗", "zh"), ("is it in stock", "en"), ("ありがとうございます", "other"), ("M码", "zh"), ("???", "zh")],
)
def test_language(text: str, language: str) -> None:
    assert reading(text).language == language


@pytest.mark.parametrize(
    ("text", "kind"), [("送女朋友的", "送礼"), ("便宜点呗", "砍价"), ("再这样我打12315", "投诉"), ("有货吗", None)]
)
def test_kind_of_shopper(text: str, kind: str | None) -> None:
    assert reading(text).shopper_kind == kind


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    found = reading(text)
    assert found.intents
    assert all(s.intent in INTENTS and 0 <= s.confidence <= 1 for s in found.intents)
    assert len({s.intent for s in found.intents}) == len(found.intents)
    assert found == reading(text)


def test_a_very_long_message_is_read_in_time() -> None:
    text = "这个裙子还有没有货啊 " * 10_000
    start = time.perf_counter()
    found = reading(text)
    assert time.perf_counter() - start < 1
    assert found.text == text


def test_reading_without_a_kept_reader() -> None:
    assert read("烤箱有货吗", facts=shop(), product=None, now=NOW).entities.products == ("H010",)
    assert read("有货吗", facts=None, product=None, now=NOW).intent == "stock"


def test_ten_thousand_products_are_indexed_and_read_fast() -> None:
    words = ["雪纺", "真丝", "加绒", "牛仔", "复古", "碎花", "衬衫", "卫衣", "风衣", "毛衣", "电饭煲", "面霜", "猫粮"]
    many = [
        product(
            f"P{i:05d}", f"{words[i % 13]}{words[i % 7]}{words[i % 11]}型号{i}", [(("颜色", "黑色"), ("尺码", "M"))]
        )
        for i in range(10_000)
    ]
    start = time.perf_counter()
    reader = Reader(ShopFacts("v1", ShopProfile("大店"), {p.number: p for p in many}))
    assert time.perf_counter() - start < 6  # 1 s on an idle machine
    assert reader.read("P00123多少钱", now=NOW).entities.products == ("P00123",)
    spent = []
    for i in range(60):
        start = time.perf_counter()
        reader.read(f"型号{i * 7}的牛仔衬衫还有黑色M码吗 发新疆几天到", now=NOW)
        spent.append(time.perf_counter() - start)
    assert median(spent) < 0.01  # under 1 ms on an idle machine
