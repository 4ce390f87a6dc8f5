"""The second ear: hears new words for old sins, keeps still where a rule has excused, and points into the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.facts import Allowance
from xiaoer.core.rulebook.gate import Gate, ShopContext
from xiaoer.core.rulebook.gate.ear import GROUPS, shipped

DEAF, GATE = Gate(ear=None), Gate()


@pytest.mark.parametrize(
    ("text", "category", "kind"),
    [
        ("湿气重舌苔厚的，喝一周就刮薄了", "茶", "food_disease_claim"),
        ("小孩不爱吃饭积食的，嚼两片就开胃了", "零食", "food_disease_claim"),
        ("按摩仪一天按二十分钟，腰突患者都下地干活了", "家电", "medical_claim"),
    ],
)
def test_what_no_rule_has_a_pattern_for_is_heard(text: str, category: str, kind: str) -> None:
    assert DEAF.check(text, category=category).verdict == "pass"
    found = GATE.check(text, category=category).findings
    assert [f.kind for f in found] == [kind]
    assert found[0].heard
    assert found[0].reason.startswith("像是")
    assert not found[0].statutory
    assert text[found[0].start : found[0].end] == found[0].span


def test_what_is_heard_is_never_statutory_so_a_shop_can_allow_it() -> None:
    text = "小孩不爱吃饭积食的，嚼两片就开胃了"
    lets = Allowance(text=text, kind="food_disease_claim", category="", until=date(2030, 1, 1), reason="误报")
    shop = ShopContext(allowances=(lets,))
    assert Gate(shop=shop, at=date(2026, 1, 1)).check(text, category="零食").verdict == "pass"
    assert Gate(shop=shop, at=date(2031, 1, 1)).check(text, category="零食").verdict == "block"


def test_shoppers_and_medical_goods_are_not_listened_to() -> None:
    text = "按摩仪一天按二十分钟，腰突患者都下地干活了"
    assert GATE.check(text, by="shopper", category="家电").verdict == "pass"
    assert GATE.check(text, category="医疗器械").verdict == "pass"


@given(st.text(max_size=200), st.sets(st.sampled_from(GROUPS)))
def test_the_short_way_never_hides_what_would_be_heard(text: str, groups: set[str]) -> None:
    ear = shipped()
    heard = ear.hear(text, sorted(groups))
    assert not (heard and ear.quiet(text))
    assert heard is None or 0 <= heard.start < heard.end <= len(text)


def test_what_the_robot_says_of_the_shops_own_data_is_judged_by_the_rules_alone() -> None:
    text = "积雪草修护面霜的备案号：粤G妆网备字2025098765。"
    assert Gate().check(text, by="robot", category="化妆品").verdict == "pass"


def test_only_what_the_ear_says_is_marked_as_heard() -> None:
    assert not any(f.heard for f in GATE.check("加我微信，便宜十块").findings)


@pytest.mark.parametrize(
    "text",
    [
        "您说的“喝一周就刮薄了”这种说法我们没有",
        "书名叫《小孩不爱吃饭积食的，嚼两片就开胃了》",
        "我们从不刷单，也没有好评返现",
        "不用先确认收货，收到检查好再点",
    ],
)
def test_what_is_quoted_denied_or_a_title_is_not_heard(text: str) -> None:
    assert GATE.check(text, category="零食").verdict == "pass"


def test_where_a_rule_is_taken_in_by_a_word_the_ear_lets_pass() -> None:
    text = "您说改评价才给换，这话是谁说的截图给我，我们换货不看评价"
    assert DEAF.check(text).verdict == "block"
    assert GATE.check(text).verdict == "pass"


@pytest.mark.parametrize("fault", ["加我微信abc12345", "好评返现5元", "特价不退不换", "全网最低价"])
def test_polite_words_around_a_fault_never_outweigh_it(fault: str) -> None:
    polite = "亲爱的顾客您好，很高兴为您服务，请问还有什么可以帮您的吗，感谢您的支持和理解"
    assert GATE.check(f"{polite}，{fault}，{polite}").verdict == "block"


def test_early_receipt_that_the_ear_hears_is_tied_and_blocks() -> None:
    heard = [f for f in GATE.check("提前收货的客户送一张10元券").findings if f.kind == "early_receipt"]
    assert all(f.level == "block" for f in heard)


@pytest.mark.parametrize("number", [2, 10, 17, 108, 198, 2026])
def test_counting_is_no_claim(number: int) -> None:
    for line in (
        f"第{number}句",
        f"第{number}句，慢慢说",
        f"第{number}个开始看",
        f"在第{number}页",
        f"您排在第{number}位",
    ):
        assert Gate().check(line, by="agent", category="女装").verdict == "pass"


def test_first_in_digits_is_one() -> None:
    assert Gate().check("全网销量第1，闭眼买", by="agent", category="女装").verdict == "block"
