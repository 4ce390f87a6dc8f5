"""Decisions that people rely on, one by one, and the labelled sets."""

from __future__ import annotations

import re
from typing import Any

import pytest
from benchmarks.judge.judge import score
from judge_cases import case

from xiaoer.core.rulebook.judge import decide, what_if


def test_the_tuning_set_is_decided_as_labelled() -> None:
    figures, missed = score("tune")
    assert figures["right"] >= 0.97, missed
    assert figures["deadlines_exact"] == 1


def test_an_ordinary_return_can_be_read_out() -> None:
    decision = decide(case())
    assert (decision.outcome, decision.return_freight_payer, str(decision.amount)) == ("approve", "buyer", "199.00")
    assert "消费者权益保护法 第25条" in decision.basis
    for said in ("5月11日24点", "寄回的运费由您承担", "退款199元"):
        assert said in decision.explanation
    assert not re.search(r"[{}]|None|shop_rules", decision.explanation)
    assert [step.rule for step in decision.steps][:2] == ["no_reason.right", "no_reason.in_time"]


@pytest.mark.parametrize("code", ["special_price_no_return", "shorter_window", "category_no_return"])
def test_a_void_notice_changes_nothing_and_is_explained(code: str) -> None:
    plain, noticed = decide(case()), decide(case({"page_notices": [{"code": code, "text": "本店规定"}]}))
    assert (noticed.outcome, noticed.amount, noticed.deadline) == (plain.outcome, plain.amount, plain.deadline)
    assert "消费者权益保护法 第26条" in noticed.basis


def test_missing_proof_is_named_with_who_supplies_it() -> None:
    decision = decide(case({"request.reason": "quality"}))
    assert decision.outcome == "ask_evidence"
    assert "由您提供" in decision.explanation
    assert decide(case({"request.reason": "missing_item", "request.type": "resend"})).explanation.count("仓库") == 1


@pytest.mark.parametrize("signal", ["injury", "allergy", "food_safety"])
def test_danger_goes_to_a_specialist_whatever_the_shop_lists(signal: str) -> None:
    facts = {"request.signals": [signal], "shop_rules.escalate_on": ["over_agent_limit"]}
    assert decide(case(facts)).outcome == "escalate"
    assert decide(case({**facts, "review.done": True})).outcome == "approve"


def test_a_review_that_is_not_done_proves_nothing() -> None:
    claim: dict[str, Any] = {
        "request.type": "compensation",
        "request.reason": "fake",
        "request.claim_basis": "price_x3",
    }
    alleged = {**claim, "review": {"done": False, "findings": ["fraud_established"]}}
    assert decide(case(alleged)).outcome == "escalate"
    proven = decide(case({**claim, "review": {"done": True, "findings": ["fraud_established"]}}))
    assert (proven.outcome, str(proven.amount)) == ("approve", "597.00")


def test_what_if_shows_what_would_change() -> None:
    change = what_if(case(), {"request.tags_removed": True})
    assert (change.before.outcome, change.after.outcome) == ("approve", "refuse")
    assert {"outcome", "return_freight_payer", "amount"} <= set(change.parts)
    assert what_if(case(), {"request.opened": True}).parts == ()


def test_many_earlier_returns_are_no_ground_to_refuse() -> None:
    assert decide(case({"buyer.history": {"orders": 10, "returns": 10}})).outcome == "approve"


def test_the_seller_cannot_cancel_for_a_price_error() -> None:
    facts = {
        "request.type": "cancel",
        "request.by": "seller",
        "request.detail": "price_error",
        "order.status": "paid_unshipped",
        "order.shipped_at": None,
        "order.signed_at": None,
    }
    assert decide(case(facts)).outcome == "refuse"
    agreed = decide(case({**facts, "buyer.consents_to_cancel": True}))
    assert (agreed.outcome, str(agreed.amount)) == ("approve", "209.00")


def test_a_proven_fake_is_paid_by_the_promise_whatever_the_claim_is_called() -> None:
    fake = {
        "category": "酒水", "order.amount_paid": "88.00", "request.type": "compensation", "request.reason": "fake",
        "request.claim_basis": "price_x10", "request.evidence": ["brand_report"],
        "shop_rules.fake_compensation": {"multiple": 10}, "review": {"done": True, "findings": ["fraud_established"]},
    }  # fmt: skip
    decision = decide(case(fake))
    assert (decision.outcome, str(decision.amount)) == ("approve", "880.00")
    assert "shop_rules.fake_compensation" in decision.basis
    found = decide(case({**fake, "review": {"done": True, "findings": []}}))
    assert found.outcome == "refuse"
