"""What excuses a word and what does not: questions, prohibitions, who speaks."""

from __future__ import annotations

import pytest

from xiaoer.core.rulebook.gate import Gate

GATE = Gate()


def kinds(text: str, **more: str) -> set[str]:
    return {finding.kind for finding in GATE.check(text, **more).findings}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["能不能加个QQ发我图纸", "可不可以加下微信", "你们有没有QQ群啊", "你微信多少", "那微信给我啊"]
)
def test_a_question_is_no_denial_and_a_shopper_is_only_warned(text: str) -> None:
    result = GATE.check(text, by="shopper")
    assert (result.verdict, {f.kind for f in result.findings}) == ("warn", {"off_platform"})


@pytest.mark.parametrize(
    "text", ["是啊，我是在微信下的单", "当时我微信转了20给送货师傅的", "我存的银行卡", "微信订单查询"]
)
def test_a_shopper_who_only_speaks_of_it_asks_for_nothing(text: str) -> None:
    assert GATE.check(text, by="shopper").verdict == "pass"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("平台不允许加微信的亲，有事这里说就好", "pass"),
        ("您别加微信，平台不允许的", "pass"),
        ("平台不让发，您加我微信看", "block"),
        ("平台管得严不让说，您微信上聊", "block"),
    ],
)
def test_a_prohibition_excuses_what_it_speaks_of_and_nothing_after_it(text: str, verdict: str) -> None:
    assert GATE.check(text).verdict == verdict


def test_of_overlapping_findings_the_longer_stays() -> None:
    assert kinds("满分评价私信我领小样", category="化妆品") == {"cash_for_review"}


@pytest.mark.parametrize("text", ["抖.音搜我们，那边便宜", "亲，加微.信看实拍", "ψ信号给我，我加你", "加个🛰聊"])
def test_a_dot_or_a_picture_inside_a_word_is_no_disguise(text: str) -> None:
    assert kinds(text) == {"off_platform"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("电话一五八八八八八九九九九，打这个", "off_platform"), ("王女士电话是13611112222", "personal_data")],
)
def test_a_number_to_call_leads_away_and_somebody_elses_number_is_a_leak(text: str, kind: str) -> None:
    assert kinds(text) == {kind}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("香肠用的是肥三瘦七", "pass"), ("饺子馅肥4瘦6", "pass"), ("喝一个月瘦七斤", "block")],
)
def test_fat_and_lean_of_meat_is_no_loss_of_weight(text: str, verdict: str) -> None:
    assert Gate().check(text, by="agent", category="食品").verdict == verdict


def test_a_shrimp_whose_head_turns_black_has_no_hair() -> None:
    assert Gate().check("虾头发黑不是坏了", by="robot", category="海鲜").verdict == "pass"
    assert Gate().check("吃了一个月头发黑了", by="agent", category="食品").verdict == "block"
