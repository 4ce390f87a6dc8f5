"""A shop's own wording: forbidden words with their shadow, allowances with their limits."""

from __future__ import annotations

from datetime import date

import pytest

from xiaoer.core.facts import Allowance, OwnWord
from xiaoer.core.rulebook.gate import Gate, ShopContext

LIVE = date(2026, 6, 8)


def own(**changes: object) -> OwnWord:
    word = OwnWord(7, "亏本给您", "fake_urgency", "block", "店里不说亏本", "这是活动价。", LIVE)
    return OwnWord(**{name: changes.get(name, getattr(word, name)) for name in OwnWord.__dataclass_fields__})  # type: ignore[arg-type]


def gate(*words: OwnWord, allow: tuple[Allowance, ...] = (), at: date | None = LIVE) -> Gate:
    return Gate(shop=ShopContext(words=words, allowances=allow), at=at)


def test_a_forbidden_word_holds_from_the_end_of_its_shadow() -> None:
    text = "亲，这价真的亏本给您了"
    before = gate(own(), at=date(2026, 6, 7)).check(text)
    after = gate(own()).check(text)
    assert "店里不说亏本" not in {f.reason for f in before.findings}
    [finding] = [f for f in after.findings if f.reason == "店里不说亏本"]
    assert (finding.level, finding.span, finding.source) == ("block", "亏本给您", "本店规则")
    assert after.rewrite == "这是活动价。"


def test_its_disguises_are_found_too() -> None:
    assert gate(own(text="内部员工价")).check("亲，这是内 部员工價哦").verdict == "block"


def test_a_word_without_a_letter_is_no_rule() -> None:
    assert gate(own(text="！！")).check("好的亲，马上给您处理！！").verdict == "pass"


@pytest.mark.parametrize(
    ("allowance", "verdict"),
    [
        (Allowance("手慢无", "fake_urgency", "", date(2026, 6, 8), "限时秒杀确实如此"), "pass"),
        (Allowance("最后3件手慢无", "fake_urgency", "", date(2026, 6, 8), ""), "pass"),
        (Allowance("手慢无", "", "数码", date(2026, 6, 8), ""), "pass"),
        (Allowance("手慢无", "fake_urgency", "", date(2026, 6, 7), "已过期"), "warn"),
        (Allowance("手慢无", "absolute_term", "", date(2026, 6, 8), "别的种类"), "warn"),
        (Allowance("手慢无", "fake_urgency", "食品", date(2026, 6, 8), "别的类目"), "warn"),
        (Allowance("没这句话", "fake_urgency", "", date(2026, 6, 8), ""), "warn"),
    ],
)
def test_an_allowance_holds_for_its_words_kind_category_and_days(allowance: Allowance, verdict: str) -> None:
    assert gate(allow=(allowance,)).check("最后3件手慢无", category="数码").verdict == verdict


@pytest.mark.parametrize("text", ["特价商品不退不换", "五星好评返现5元", "这款全网最低价"])
def test_what_law_forbids_no_shop_allows(text: str) -> None:
    allow = tuple(Allowance(text, f.kind, "", date(2027, 1, 1), "") for f in gate().check(text).findings)
    result = gate(allow=allow).check(text)
    assert result.verdict == "block"
    assert all(f.statutory for f in result.findings if f.level == "block")


def test_a_platforms_rule_may_be_set_aside() -> None:
    allow = Allowance("加我微信", "off_platform", "", date(2027, 1, 1), "自有网站，没有平台")
    assert gate(allow=(allow,)).check("您加我微信吧").verdict == "pass"
