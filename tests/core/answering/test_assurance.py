"""How likely a reply is right: what is told of it, and what it rests on."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.answering.evidence.assurance import Answered, shipped, signs
from xiaoer.core.grounding.shapes import FactUse
from xiaoer.core.reading.shapes import INTENTS

FABRIC = Answered(
    ("这个面料会不会闷汗",), "亲，这款的面料：65%棉 35%聚酯纤维，透气不闷汗。", ("product_attribute",),
    (FactUse("products.csv:3", "面料", "65%棉 35%聚酯纤维，透气不闷汗"),), 0.9, card=True,
)  # fmt: skip


def test_a_reply_beside_the_question_is_less_sure() -> None:
    beside = replace(
        FABRIC, reply="亲，这款的颜色：雾蓝。", facts=(FactUse("products.csv:3", "颜色", "雾蓝"),),
    )  # fmt: skip
    assert shipped().of(beside) < shipped().of(FABRIC)


@pytest.mark.parametrize(
    ("question", "fitting", "unfitting"),
    [
        ("能装多少升", "亲，容量：25升。", "亲，容量：够用。"),
        ("什么时候能到", "亲，预计3月8日送到。", "亲，走中通快递送到。"),
    ],
)
def test_the_form_of_the_reply_fits_the_question(question: str, fitting: str, unfitting: str) -> None:
    def told(reply: str) -> dict[str, float]:
        return signs(replace(FABRIC, said=(question,), reply=reply), shipped().words)

    assert any(name.endswith(", told") for name in told(fitting))
    assert any(name.endswith(", untold") for name in told(unfitting))


def test_words_that_nobody_accounts_for_are_open() -> None:
    known, strange = "这个面料会不会闷汗", "这个面料会不会蓬松回弹闷汗"
    found = [signs(replace(FABRIC, said=(said,)), shipped().words)["open"] for said in (known, strange)]
    assert found[0] < found[1]


def test_every_weight_is_a_number_and_every_usual_intent_one_of_ours() -> None:
    model = shipped()
    assert all(math.isfinite(weight) for weight in model.weights.values())
    assert {intent for usual in model.words.usual.values() for intent in usual} <= set(INTENTS)
    assert {"open", "read", "estimate", "asks whether, told"} <= set(model.weights)


@given(
    said=st.lists(st.text(max_size=40), min_size=1, max_size=4), reply=st.text(max_size=80),
    intents=st.lists(st.sampled_from(INTENTS), max_size=3, unique=True), estimate=st.floats(0, 1),
)  # fmt: skip
def test_it_is_a_chance_whatever_is_said(said: list[str], reply: str, intents: list[str], estimate: float) -> None:
    facts = (FactUse("faq.csv:2", "答案", reply),) if reply else ()
    assert 0 < shipped().of(Answered(said, reply, intents, facts, estimate)) < 1  # type: ignore[arg-type]
