"""The door of the judge: one case in, one decision out. Total: every mapping gets an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from xiaoer.core.rulebook.judge.amounts import at_sellers_fault
from xiaoer.core.rulebook.judge.book import Book, packaged
from xiaoer.core.rulebook.judge.cancel import judge_cancel
from xiaoer.core.rulebook.judge.case import Case, approve, ask, by, escalate, refuse
from xiaoer.core.rulebook.judge.damages import UNSAFE, is_punitive, judge_loss, judge_punitive
from xiaoer.core.rulebook.judge.days import after_days, within
from xiaoer.core.rulebook.judge.defects import judge_defect
from xiaoer.core.rulebook.judge.delivery import judge_not_received
from xiaoer.core.rulebook.judge.facts import SHOP_TIME, Facts
from xiaoer.core.rulebook.judge.no_reason import excluded, judge_no_reason
from xiaoer.core.rulebook.judge.presale import is_deposit, judge_deposit
from xiaoer.core.rulebook.judge.prices import judge_price
from xiaoer.core.rulebook.judge.proof import ASKS
from xiaoer.core.rulebook.judge.receipt import received_at, refund_due
from xiaoer.core.rulebook.judge.services import judge_address, judge_invoice
from xiaoer.core.rulebook.judge.shapes import Decision
from xiaoer.core.rulebook.judge.shipping import judge_shipping_compensation

DEFECTS = frozenset(["quality", "damaged", "missing_item", "wrong_item", "not_as_described"])
_STATES = {
    "grouping": "paid_unshipped", "locked": "paid_unshipped", "finished": "delivered",
    "closed_unpaid": "closed", "closed_refunded": "closed",
}  # fmt: skip
_KNOWN_STATES = frozenset(["unpaid", "paid_unshipped", "part_shipped", "shipped", "delivered", "closed"])
_UNSENT = frozenset(["unpaid", "paid_unshipped"])
_EPOCH = datetime(2026, 1, 1, tzinfo=SHOP_TIME)  # rules of that day where a case names no time at all


def decide(facts: Mapping[str, Any], *, book: Book | None = None) -> Decision:
    """Decide a case (CASE_FORM: the facts of `xiaoer decide`). Never raises on what the facts say.

    Unreadable values count as unknown; `examine` names them.
    """
    case = open_case(Facts(facts), book or packaged())
    decision = _gate(case) or _judge(case)
    return _over_limit(case, decision)


def open_case(facts: Facts, book: Book) -> Case:
    """Lay a case on the bench: time of the request, rules in force then, state of the order."""
    at = facts.time("request.at") or facts.time("now")
    now = facts.time("now") or at
    rules = book.at((at or _EPOCH).date(), facts.text("platform") or "own")
    reason = facts.text("request.reason") or "other"
    return Case(facts, rules, at or _EPOCH, now or _EPOCH, facts.text("request.type"), reason, _state(facts))


def _state(facts: Facts) -> str:
    said = facts.text("order.status")
    said = _STATES.get(said, said)
    if said in _KNOWN_STATES:
        return said
    for path, state in (
        ("order.signed_at", "delivered"), ("order.picked_up_at", "delivered"), ("order.shipped_at", "shipped"),
        ("order.paid_at", "paid_unshipped"),
    ):  # fmt: skip
        if facts.time(path) is not None:
            return state
    return "unknown"


def _gate(case: Case) -> Decision | None:
    """What an agent must not decide: injury, allergy, food safety, authorities, press, lawyers, a third contact."""
    if case.reviewed:
        return None
    facts = case.facts
    if facts.names("review.findings") & UNSAFE:
        case.cite("punitive.food_claim")
        return escalate(case)
    swapped = "serial_mismatch" in case.evidence and facts.time("request.return_received_at") is not None
    if swapped and case.reason != "fake":
        case.cite("returned.other_piece")
        return escalate(case)
    chosen = facts.names("shop_rules.escalate_on") if facts.raw("shop_rules.escalate_on") is not None else None
    for rule in case.book.groups.get("escalate", ()):
        signal = rule.id.split(".")[1]
        by_shop = chosen is None or signal in chosen or rule.always
        if rule.holds(case.context) and by_shop:
            case.cite(rule.id, *(("shop_rules.escalate_on",) if chosen and signal in chosen else ()))
            return escalate(case)
    return None


def _over_limit(case: Case, decision: Decision) -> Decision:
    limit = case.facts.fen("shop_rules.agent_limit")
    if limit is None or case.reviewed or decision.amount is None or case.type == "invoice":
        return decision
    if abs(decision.amount) * 100 <= limit:
        return decision
    case.trail.clear()  # what an agent may not grant is not read out as granted
    chosen = case.facts.names("shop_rules.escalate_on")
    more = ("shop_rules.escalate_on",) if "over_agent_limit" in chosen else ()
    case.cite("limit.agent", "shop_rules.agent_limit", *more, *decision.basis)
    return escalate(case)


def _judge(case: Case) -> Decision:
    judge = {
        "cancel": _cancel, "refund_only": _refund_only, "return_refund": _return_refund, "exchange": _replace,
        "resend": _replace, "repair": _replace, "price_protection": judge_price, "compensation": _compensation,
        "change_address": judge_address, "invoice": judge_invoice,
    }.get(case.type)  # fmt: skip
    if judge is None:
        case.cite("verdict.unknown_type")
        return escalate(case)
    if case.facts.time("request.at") is None and case.facts.time("now") is None:
        return ask(case, "提出申请的时间（请店铺后台核对）")
    if case.status == "unknown" and case.type not in ("price_protection", "compensation", "invoice"):
        return ask(case, "订单现在的状态（请店铺后台核对）")
    return judge(case)


def _closed(case: Case) -> Decision | None:
    if case.status != "closed":
        return None
    case.cite("order.closed")
    return refuse(case)


def _cancel(case: Case) -> Decision:
    return _closed(case) or judge_cancel(case)


def _refund_only(case: Case) -> Decision:
    if closed := _closed(case):
        return closed
    if case.status in _UNSENT or is_deposit(case):
        return judge_cancel(case)
    if case.reason == "not_received":
        return judge_not_received(case)
    if case.reason in DEFECTS:
        return judge_defect(case)
    if case.status in ("shipped", "part_shipped") or case.facts.flag("order.rejected_at_door"):
        return judge_cancel(case)
    if case.reason == "fake":
        return _fake(case, conditional=True)
    if case.facts.time("request.return_received_at") is not None:
        return judge_no_reason(case)
    if not excluded(case):
        case.cite("refund.goods_first")
    return refuse(case)


def _return_refund(case: Case) -> Decision:
    if closed := _closed(case):
        return closed
    if case.status in _UNSENT:
        return judge_cancel(case)
    if case.reason == "not_received":
        return judge_not_received(case)
    if case.reason in DEFECTS or _measured_size(case):
        return judge_defect(case)
    if case.reason == "fake":
        return _fake(case)
    if case.facts.flag("order.rejected_at_door") or (case.status == "shipped" and received_at(case) is None):
        return judge_cancel(case)
    return judge_no_reason(case)


def _measured_size(case: Case) -> bool:
    return (
        case.reason == "size"
        and case.facts.number("request.measured_diff_cm") is not None
        and (case.facts.number("shop_rules.size_tolerance_cm") is not None)
    )


def _fake(case: Case, *, conditional: bool = False) -> Decision:
    """Back with a fake: proven by review or brand; disproven it is a return without reason."""
    if "no_fraud" in case.findings:
        return judge_no_reason(case, conditional=conditional)
    if case.facts.maybe("review.done") is False:
        case.cite("punitive.fraud_claim")
        return escalate(case)
    if "fraud_established" not in case.findings and not case.evidence & {
        "brand_report",
        "regulator_unqualified_notice",
    }:
        case.cite("fake.to_prove")
        return ask(case, ASKS["fake"])
    case.cite("fake.proven")
    fen = at_sellers_fault(case)
    if fen is None:
        return ask(case, "订单的实付金额（请店铺后台核对）")
    due, flags = refund_due(case)
    return approve(case, "seller", fen=fen, due=due, flags=flags, conditional=conditional)


def _replace(case: Case) -> Decision:
    """Exchange, resend, repair."""
    if closed := _closed(case):
        return closed
    if case.status == "unpaid":
        case.cite("order.unpaid")
        return refuse(case)
    if case.status == "paid_unshipped":
        case.cite("exchange.before_shipping")
        return approve(case, "none")
    if case.reason == "not_received":
        return judge_not_received(case)
    if case.reason in DEFECTS or (_measured_size(case) and "photo_measure" in case.evidence):
        return judge_defect(case)
    if case.reason == "fake":
        return _fake(case, conditional=True)
    if case.type == "exchange":
        return _exchange_for_taste(case)
    if case.type == "repair":
        return judge_defect(_as_quality(case))
    case.cite("exchange.no_ground")
    return refuse(case)


def _as_quality(case: Case) -> Case:
    return Case(case.facts, case.book, case.at, case.now, case.type, "quality", case.status, case.trail)


def _exchange_for_taste(case: Case) -> Decision:
    """Another size or colour: a promise of the shop; without one the seven days offer return and a new order."""
    facts, path = case.facts, "shop_rules.exchange_for_size"
    days = facts.count(f"{path}.days")
    if days is None:
        case.cite("exchange.no_promise", path)
        return refuse(case)
    start = received_at(case)
    if start is None and case.status == "delivered":
        return ask(case, "快递的签收记录（签收时间未知，请我们向快递核实）")
    due = by("return_by", after_days(start.date(), days)) if start is not None else None
    if due is not None and not within(case.at, due.at):
        case.cite("exchange.too_late", path, days=str(days))
        return refuse(case, due=due)
    broken = case.first("not_intact")
    if broken is not None:
        case.cite(broken.id, path)
        return refuse(case)
    case.cite("exchange.promised", path, days=str(days))
    return approve(case, "seller" if facts.text(f"{path}.freight") == "seller" else "buyer", due=due)


def _compensation(case: Case) -> Decision:
    facts = case.facts
    if is_deposit(case) and facts.flag("request.seller_declares_cannot_ship"):
        return judge_deposit(case)
    if "gift_caused_property_loss" in facts.names("review.findings"):
        return judge_loss(case)
    if is_punitive(case):
        return judge_punitive(case)
    if case.reason == "late_shipping" or facts.flag("request.seller_declares_cannot_ship"):
        return judge_shipping_compensation(case)
    if case.reason == "price_drop":
        return judge_price(case)
    if case.reviewed and facts.fen("review.proven_loss") is not None:
        return judge_loss(case)
    if case.reason == "not_received":
        return judge_not_received(case)
    counted = facts.count("request.bad_count") is not None or facts.number("request.measured_kg") is not None
    if case.reason == "missing_item" or (case.reason in DEFECTS and counted):
        return judge_defect(case)
    if case.status in _UNSENT and facts.raw("shop_rules.late_shipping_compensation") is not None:
        return judge_shipping_compensation(case)
    return judge_loss(case)
