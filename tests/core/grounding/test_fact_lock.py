import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.grounding import FactUse, unsupported

STOCK = FactUse("skus.csv:17", "库存", "3")
SPEC = FactUse("skus.csv:17", "规格", "颜色:米白;尺码:M")
PRICE = FactUse("skus.csv:17", "价格", "99.5")
DAYS = FactUse("delivery.csv:4", "最快天数", "2")
PAID = FactUse("orders.csv:9", "付款时间", "2026-03-05 14:08")
NUMBER = FactUse("orders.csv:9", "订单号", "20260305140877")
PARCEL = FactUse("parcels.csv:2", "运单号", "SF1234567890123")
COUPON = FactUse("promotions.csv:3", "名称", "满199减15")
POLICY = FactUse("policies.csv:2", "内容", "签收次日起7天内可申请七天无理由，48小时内发出")
FACTS = (STOCK, SPEC, PRICE, DAYS, PAID, NUMBER, PARCEL, COUPON, POLICY)

TRUE = [
    "米白 M码有现货，库存3件，99.50元，路上2天",
    "尾号0877的订单3月5日 14:08付款",
    "SF1234567890123 已发出，“满199减15”可用，七天无理由，48小时内发出",
]


@pytest.mark.parametrize("reply", TRUE)
def test_what_is_cited_may_be_said(reply: str) -> None:
    assert unsupported(reply, FACTS, ()) == ()


@pytest.mark.parametrize(
    "reply",
    [
        "还有4件", "现在89元", "3天送到", "路上两天半，五天到", "满200减15", "3月6日付款", "15:08付款", "尾号0878的订单",
        "SF1234567890124 已发出", "黑色也有", "L码也有", "纯棉的", "送运费险", "24小时内发出", "打8折", "含棉95%", "走顺丰",
    ],
)  # fmt: skip
def test_what_nothing_bears_is_found(reply: str) -> None:
    assert unsupported(reply, FACTS, ())


# Each with the cells that it rests on. A value that another cited cell bears in the same unit is not told apart.
RESTS_ON = [(TRUE[0], (STOCK, SPEC, PRICE, DAYS)), (TRUE[1], (PAID, NUMBER)), (TRUE[2], (PARCEL, COUPON, POLICY))]


@given(st.sampled_from(RESTS_ON), st.integers(0, 60), st.integers(1, 9))
def test_one_changed_digit_is_found(case: tuple[str, tuple[FactUse, ...]], which: int, by: int) -> None:
    reply, facts = case
    places = [m.start() for m in re.finditer(r"\d", reply)]
    place = places[which % len(places)]
    wrong = reply[:place] + str((int(reply[place]) + by) % 10) + reply[place + 1 :]
    if wrong.replace("99.50", "99.5") == reply.replace("99.50", "99.5"):
        return
    assert unsupported(wrong, facts, ())


def test_a_number_of_one_kind_bears_no_other() -> None:
    assert unsupported("3天到", [STOCK], ())
    assert unsupported("库存3件", [STOCK], ()) == ()


def test_in_stock_needs_a_stock_above_nothing() -> None:
    gone = FactUse("skus.csv:18", "库存", "0")
    assert unsupported("有现货", [gone], ())
    assert unsupported("没有现货了", [gone], ()) == ()
    assert unsupported("没有现货了", [STOCK], ())


def test_the_shopper_bears_his_own_measures_but_no_price_and_no_days() -> None:
    said = ["165cm 105斤，99元，3天能到吗，黑色"]
    assert unsupported("您165cm、105斤", [], said) == ()
    assert unsupported("您说的黑色", [], said) == ()
    assert unsupported("是99元", [], said)
    assert unsupported("3天能到", [], said)
    assert unsupported("纯棉的", [], ["是纯棉的吗"])


def test_a_computed_value_counts_only_with_its_inputs() -> None:
    fee = FactUse("freight.csv:3+skus.csv:17", "=运费", "14.00")
    weight, first = FactUse("skus.csv:17", "毛重克", "2300"), FactUse("freight.csv:3", "首重运费", "10")
    assert unsupported("运费14元", [fee, weight, first], ()) == ()
    assert unsupported("运费14元", [fee, first], ())


def test_a_factor_is_spoken_as_a_discount() -> None:
    assert unsupported("打8.5折", [FactUse("promotions.csv:2", "优惠", "0.85")], ()) == ()
    assert unsupported("打8折", [FactUse("promotions.csv:2", "优惠", "0.85")], ())


def test_full_width_and_chinese_numbers_are_claims_too() -> None:
    assert unsupported("还有４件", FACTS, ())
    assert unsupported("两天到", [DAYS], ()) == ()
    assert unsupported("三天到", [DAYS], ())


@pytest.mark.parametrize(
    "reply", ["好的，您请说", "明白了，这就请同事来看", "黄昏好", "第一时间帮您看", "金额请看订单页"]
)
def test_words_that_claim_nothing(reply: str) -> None:
    assert unsupported(reply, (), ()) == ()


@given(st.text(max_size=200))
def test_any_text_can_be_checked(text: str) -> None:
    unsupported(text, FACTS, (text,))
    assert (
        unsupported(text, [FactUse("faq.csv:2", "答案", text)], ()) == ()
        or "尾号" in text
        or "货" in text
        or "邮" in text
    )
