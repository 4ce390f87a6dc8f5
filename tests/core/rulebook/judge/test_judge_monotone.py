"""Facts that favour the shopper never lead to a worse outcome for the shopper."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from judge_cases import case

from xiaoer.core.rulebook.judge import Decision, decide

RANK = {"refuse": 0, "escalate": 1, "ask_evidence": 1, "approve_conditionally": 2, "approve": 3}
TYPES = st.sampled_from(["return_refund", "refund_only", "exchange", "repair", "resend", "cancel"])
REASONS = st.sampled_from(
    ["no_reason", "size", "quality", "damaged", "wrong_item", "missing_item", "not_as_described", "not_received"]
)
STATES = st.sampled_from(["paid_unshipped", "shipped", "delivered"])
# (less favourable, more favourable) for the same field
FLIPS: list[tuple[str, Any, Any]] = [
    *((f"request.{name}", True, False) for name in (
        "tags_removed", "soiled", "seal_broken", "used", "activated", "data_traces", "serial_altered",
        "unauthorized_repair", "damaged_by_buyer", "defect_same_as_declared",
    )),
    *((f"product_flags.{name}", True, False) for name in ("custom_made", "periodical", "unsuitable_for_return")),
    ("product_flags.unsuitable_confirmed_at_purchase", True, False),
    ("product_flags.confirmation_mode", "active_per_purchase", "default_checked"),
    ("request.accessories_missing", ["充电器"], []),
    ("buyer.purpose", "resale", "household"),
    ("order.channel", "offline_store", "online"),
    ("order.courier_chosen_by", "buyer", "seller"),
    ("shop_rules.no_reason_for_excluded", False, True),
    ("shop_rules.no_reason_return_freight", None, "seller"),
    ("shop_rules.no_reason_days", None, {"days": 15, "count_from": "day_after_sign"}),
    ("shop_rules.broken_no_return", False, True),
    ("order.production_started", True, False),
    ("request.gift_return", "cannot_return", "returned"),
]  # fmt: skip
SETTLING = {
    "quality": "photo_defect",
    "damaged": "courier_damage_record",
    "wrong_item": "photo_item",
    "missing_item": "weight_record_short",
    "not_as_described": "test_report",
    "not_received": "courier_statement_lost",
}


def better(worse: Decision, than: Decision) -> None:
    assert RANK[than.outcome] >= RANK[worse.outcome], (worse, than)
    if worse.outcome == than.outcome == "approve" and worse.amount is not None and than.amount is not None:
        assert than.amount >= worse.amount
    if worse.return_freight_payer == "seller" and than.return_freight_payer is not None:
        assert than.return_freight_payer != "buyer"


@st.composite
def grounds(draw: st.DrawFn) -> dict[str, Any]:
    changes: dict[str, Any] = {
        "request.type": draw(TYPES),
        "request.reason": draw(REASONS),
        "order.status": draw(STATES),
    }
    changes["category"] = draw(st.sampled_from(["女装", "食品", "化妆品", "手机数码", "图书"]))
    if changes["order.status"] == "paid_unshipped":
        changes.update({"order.shipped_at": None, "order.signed_at": None})
    if changes["order.status"] == "shipped":
        changes["order.signed_at"] = None
    for path, bad, good in draw(st.lists(st.sampled_from(FLIPS), max_size=4)):
        changes[path] = draw(st.sampled_from([bad, good]))
    if draw(st.booleans()) and changes["request.reason"] in SETTLING:
        changes["request.evidence"] = [SETTLING[changes["request.reason"]]]
    days = draw(st.integers(0, 40))
    changes["request.at"] = (datetime.fromisoformat("2026-05-04T16:00:00+08:00") + timedelta(days=days)).isoformat()
    changes["now"] = changes["request.at"]
    return changes


@settings(max_examples=500, deadline=None)
@given(grounds(), st.sampled_from(FLIPS))
def test_a_favourable_fact_never_harms(ground: dict[str, Any], flip: tuple[str, Any, Any]) -> None:
    path, bad, good = flip
    better(decide(case({**ground, path: bad})), decide(case({**ground, path: good})))


@settings(max_examples=200, deadline=None)
@given(grounds())
def test_proof_never_harms(ground: dict[str, Any]) -> None:
    assume(ground["request.reason"] in SETTLING)
    proof = [SETTLING[ground["request.reason"]]]
    better(decide(case({**ground, "request.evidence": []})), decide(case({**ground, "request.evidence": proof})))


@settings(max_examples=200, deadline=None)
@given(grounds(), st.integers(1, 30))
def test_asking_earlier_never_harms(ground: dict[str, Any], days: int) -> None:
    assume(ground["order.status"] == "delivered")
    at = datetime.fromisoformat(ground["request.at"])
    earlier = max(at - timedelta(days=days), datetime.fromisoformat("2026-05-04T16:00:00+08:00"))
    better(
        decide(case({**ground, "now": at.isoformat()})),
        decide(case({**ground, "request.at": earlier.isoformat(), "now": at.isoformat()})),
    )


@given(st.integers(0, 15000), st.integers(0, 5000))
def test_a_cheaper_gift_never_lowers_the_refund(price: int, more: int) -> None:
    def refund(fen: int) -> Decimal:
        gift = {
            "order.has_gift": True,
            "order.gift": {"name": "丝巾", "marked_price": f"{Decimal(fen) / 100:.2f}"},
            "request.gift_return": "cannot_return",
        }
        amount = decide(case(gift)).amount
        assert amount is not None
        return amount

    assert refund(price) >= refund(price + more)
    assert refund(price) == Decimal("199.00") - Decimal(price) / 100
