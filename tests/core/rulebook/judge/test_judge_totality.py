"""Whatever the facts say, there is an answer, and its parts fit together."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from judge_cases import case

from xiaoer.core.rulebook.judge import Decision, decide, examine
from xiaoer.core.rulebook.judge.form import _FIELDS

WORDS = {
    "request.type": "cancel refund_only return_refund exchange resend repair price_protection compensation change_address invoice",
    "request.reason": "no_reason quality damaged missing_item wrong_item not_as_described late_shipping not_received size fake allergy price_drop other",
    "order.status": "unpaid paid_unshipped part_shipped shipped delivered finished closed grouping",
    "request.evidence": "photo_item photo_defect video_fault weight_record_short courier_statement_lost pickup_code_record photo_measure video_weighing serial_mismatch loss_receipt brand_report",
    "review.findings": "fraud_established no_fraud food_unsafe operator_knowing buyer_knew gift_caused_property_loss label_flaw_harmless",
    "request.claim_basis": "price_x3 price_x10 loss_x3",
    "request.signals": "injury regulator third_contact",
    "order.presale.deposit_type": "定金 订金",
    "order.presale.kind": "deposit_balance full_payment",
    "order.promo.type": "bundle full_minus",
    "request.by": "buyer seller",
    "order.signed_by": "self station_without_consent buyer_designated_agent",
    "request.inspection": "intact no_fault_intact soiled",
    "platform": "own taobao douyin",
}
GOOD = {
    "bool": st.booleans(),
    "count": st.integers(0, 60),
    "number": st.decimals(0, 3000, places=2).map(str),
    "time": st.datetimes(timezones=st.just(UTC)).map(lambda t: t.isoformat()) | st.integers(1, 28).map(lambda d: f"2026-05-{d:02d}T12:00:00+08:00"),
    "day": st.dates().map(str),
}  # fmt: skip
ODD = st.sampled_from(
    [
        None,
        "",
        "x",
        "NaN",
        "1e999",
        -1,
        10**400,
        1.5,
        float("inf"),
        [],
        {},
        [None, 3, {}],
        {"a": []},
        "2026-13-45",
        "9999-12-31T23:59:59+00:00",
        "\ud800",
        True,
    ]
)


def _field(path: str, kind: str) -> st.SearchStrategy[Any]:
    if path in WORDS:
        word = st.sampled_from(WORDS[path].split())
        return st.lists(word, max_size=3) if kind == "list" else word
    if kind == "list":
        return st.lists(st.sampled_from(["A", "B", "2026-05-11"]), max_size=3)
    if kind == "text":
        return st.sampled_from(["A", "B", "seller", "buyer", "女装", "cannot_return", "cod", "redirect", "allow"])
    return GOOD[kind]


PATHS = sorted((path, kind) for kind, paths in _FIELDS.items() for path in paths.split())
LISTS = ("order.items.", "page_notices.")


@st.composite
def facts_of_any_kind(draw: st.DrawFn) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(PATHS), max_size=30, unique=True))
    changes: dict[str, Any] = {}
    for path in ("request.type", "request.reason", "order.status"):
        changes[path] = draw(st.sampled_from(WORDS[path].split()))
    for path, kind in chosen:
        if not path.startswith(LISTS):
            changes[path.replace("*", "A")] = draw(ODD) if draw(st.integers(0, 9)) == 0 else draw(_field(path, kind))
    if draw(st.booleans()):
        row = st.fixed_dictionaries(
            {},
            optional={
                "sku": st.sampled_from("AB"),
                "price": GOOD["number"] | ODD,
                "qty": GOOD["count"] | ODD,
                "signed_at": GOOD["time"],
                "shipped_at": GOOD["time"] | st.none(),
            },
        )
        changes["order.items"] = draw(st.lists(row, max_size=3))
    if draw(st.booleans()):
        changes["page_notices"] = [{"code": draw(st.sampled_from(["no_cancel", "sign_means_ok", "nonsense"]))}]
    facts = case()
    for path, value in changes.items():
        here = facts
        *above, last = path.split(".")
        for key in above:
            if not isinstance(here.get(key), dict):
                here[key] = {}
            here = here[key]
        here[last] = value
    return facts


def check(decision: Decision) -> None:
    out = decision.as_json()
    json.dumps(out)
    granted = decision.outcome in ("approve", "approve_conditionally")
    assert granted or decision.outcome in ("refuse", "ask_evidence", "escalate")
    assert (decision.return_freight_payer is not None) == granted
    assert decision.must_return_goods == (None if not granted else decision.return_freight_payer != "none")
    assert granted or decision.amount is None
    assert decision.amount is None or decision.amount == round(decision.amount, 2)
    assert set(decision.flags) <= {"refund_overdue", "deliberate_delay_15d"}
    assert decision.explanation
    assert "{" not in decision.explanation
    if decision.outcome == "refuse":
        assert decision.basis
    if decision.outcome == "ask_evidence":
        assert "还需要：" in decision.explanation
    if decision.deadline is not None:
        assert decision.deadline.at.utcoffset() is not None


@settings(max_examples=400, deadline=None)
@given(facts_of_any_kind())
def test_any_facts_of_the_form_are_answered(facts: dict[str, Any]) -> None:
    check(decide(facts))
    assert all(isinstance(problem, str) for problem in examine(facts).problems)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["order", "request", "items", "type", "at", "shop_rules", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["order", "request", "shop_rules", "product_flags", "now", "review", "y"]), JSON, max_size=6
    )
)
def test_any_object_is_answered(facts: dict[str, Any]) -> None:
    check(decide(facts))
    examine(facts)


def test_the_same_facts_give_the_same_decision_and_stay_untouched() -> None:
    facts = case()
    before = json.dumps(facts)
    assert decide(facts) == decide(facts)
    assert json.dumps(facts) == before


def test_problems_and_unknown_fields_are_named() -> None:
    told = examine(
        case(
            {
                "order.amount_paid": "abc",
                "request.at": "gestern",
                "request.mood": "sad",
                "request.items_qty": {"A.1": "x"},
            }
        )
    )
    assert told.unknown == ("request.mood",)
    for field in ("order.amount_paid", "request.at", "request.items_qty.A.1"):
        assert any(problem.startswith(field) for problem in told.problems), field
    assert examine(case({"order": "x"})).problems == ("order 应是一个对象",)
    assert examine(case({"order.items": ["x"]})).problems == ("order.items[0] 应是一个对象",)
    assert examine(case({"request.type": ""})).problems == ("缺少 request.type（要办什么，如 return_refund）",)
    assert examine(case({"product_flags.custom_made": "yes"})).problems
    assert examine(case()).problems == ()
