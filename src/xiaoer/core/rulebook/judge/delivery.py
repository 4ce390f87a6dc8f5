"""Parcels that did not reach the shopper: the seller bears the road unless the shopper chose the courier."""

from __future__ import annotations

from xiaoer.core.rulebook.judge.amounts import at_sellers_fault
from xiaoer.core.rulebook.judge.case import Case, approve, ask, refuse
from xiaoer.core.rulebook.judge.proof import ASKS
from xiaoer.core.rulebook.judge.receipt import NO_CONSENT, duty_due, money_due
from xiaoer.core.rulebook.judge.shapes import Decision

_FOR_BUYER = frozenset(["courier_statement_misdelivered", "courier_statement_lost"])
_SEEN_COLLECTING = frozenset(["station_photo_of_buyer", "courier_statement_pod"])


def judge_not_received(case: Case) -> Decision:
    """Reason not_received, goods already dispatched."""
    facts, proof = case.facts, case.evidence
    collected = "pickup_code_record" in proof or proof >= _SEEN_COLLECTING
    if facts.text("order.courier_chosen_by") == "buyer":
        case.cite("risk.buyers_courier")
        return refuse(case)
    case.cite("delivery.sellers_road")
    if proof & _FOR_BUYER:
        case.cite("delivery.lost")
        return _make_good(case)
    if collected or facts.time("order.picked_up_at") is not None:
        case.cite("delivery.collected")
        return refuse(case)
    signed_by = facts.text("order.signed_by")
    if signed_by in NO_CONSENT:
        case.cite("delivery.no_consent")
        return _make_good(case)
    if signed_by == "buyer_designated_agent":
        case.cite("delivery.agent")
        return refuse(case)
    return ask(case, ASKS["not_received"])


def _make_good(case: Case) -> Decision:
    if case.type in ("resend", "exchange", "repair"):
        due, flags = duty_due(case)
        return approve(case, "none", due=due, flags=flags)
    fen = at_sellers_fault(case)
    if fen is None:
        return ask(case, "订单的实付金额（请店铺后台核对）")
    due, flags = money_due(case)
    return approve(case, "none", fen=fen, due=due, flags=flags)
