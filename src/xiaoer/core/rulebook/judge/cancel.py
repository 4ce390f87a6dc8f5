"""Cancelling by state: unpaid, paid, in production, on the road, turned away at the door; and by the seller."""

from __future__ import annotations

from xiaoer.core.rulebook.judge.amounts import (
    Settlement,
    at_sellers_fault,
    cash_not_taken,
    goods,
    open_sum,
    without_reason,
)
from xiaoer.core.rulebook.judge.case import Case, approve, ask, refuse
from xiaoer.core.rulebook.judge.no_reason import excluded, judge_no_reason
from xiaoer.core.rulebook.judge.presale import is_deposit, judge_deposit
from xiaoer.core.rulebook.judge.receipt import money_due, refund_due
from xiaoer.core.rulebook.judge.shapes import Decision
from xiaoer.core.rulebook.judge.shipping import is_late, ship_due

_MONEY_UNKNOWN = "订单的实付金额（请店铺后台核对）"


def judge_cancel(case: Case) -> Decision:
    """Cancel, or money back for goods that the shopper does not hold."""
    facts = case.facts
    if is_deposit(case):
        return judge_deposit(case)
    if facts.text("request.by") == "seller":
        return _by_seller(case)
    if case.status == "unpaid":
        case.cite("cancel.unpaid", *_rule(case, "unpaid_cancel"))
        return approve(case, "none", fen=0)
    if facts.flag("order.rejected_at_door"):
        return _rejected(case)
    if case.status == "paid_unshipped":
        return _before_shipping(case)
    if case.status == "part_shipped":
        return _part_shipped(case)
    if case.status == "shipped":
        return _after_shipping(case)
    case.cite("cancel.delivered")
    return judge_no_reason(case, conditional=True)


def _rule(case: Case, name: str) -> tuple[str, ...]:
    return (f"shop_rules.{name}",) if case.facts.raw(f"shop_rules.{name}") is not None else ()


def _by_seller(case: Case) -> Decision:
    if not case.facts.flag("buyer.consents_to_cancel"):
        case.cite("cancel.seller_bound")
        return refuse(case)
    case.cite("cancel.by_agreement")
    fen = at_sellers_fault(case) if case.status != "unpaid" else 0
    return ask(case, _MONEY_UNKNOWN) if fen is None else approve(case, "none", fen=fen)


def _before_shipping(case: Case) -> Decision:
    facts = case.facts
    late = is_late(case)
    owed = case.reason == "late_shipping" or facts.flag("request.seller_declares_cannot_ship")
    if owed:
        case.cite("cancel.seller_late" if late else "cancel.seller_cannot")
    elif facts.flag("product_flags.custom_made"):
        started = facts.flag("order.production_started")
        stage = "after_production" if started else "before_production"
        allowed = facts.maybe(f"shop_rules.custom_cancel.{stage}")
        if allowed is False or (started and allowed is None):
            case.cite("cancel.custom_started" if started else "cancel.custom_refused", "shop_rules.custom_cancel")
            return refuse(case)
        case.cite("cancel.custom_allowed", *_rule(case, "custom_cancel"))
    elif facts.maybe("shop_rules.cancel_before_ship.allowed") is False and excluded(case):
        case.cite("cancel.not_allowed", "shop_rules.cancel_before_ship")
        return refuse(case)
    else:
        case.cite("cancel.before_shipping", *_rule(case, "cancel_before_ship"))
    # Who gives up a part of an order without the seller's fault gives up the offer that hung on it, too.
    settled = without_reason(case) if goods(case).partial and not owed else Settlement(at_sellers_fault(case))
    if settled.fen is None:
        return ask(case, _MONEY_UNKNOWN)
    due, flags = money_due(case)
    if due is None and case.reason == "late_shipping":
        due = ship_due(case)
    return approve(case, "none", fen=settled.fen, due=due, flags=flags, conditional=settled.deducted)


def _part_shipped(case: Case) -> Decision:
    """Lines not sent are cancelled like any unsent order; for the rest the parcel on the road must be stopped."""
    picked = goods(case)
    wanted = case.facts.names("request.items")
    unsent = {row.text("sku") for row in case.facts.rows("order.items") if row.time("shipped_at") is None}
    if picked.partial and wanted and wanted <= unsent:
        return _before_shipping(case)
    return _after_shipping(case)


def _after_shipping(case: Case) -> Decision:
    facts = case.facts
    sent = facts.time("order.shipped_at")
    late = case.reason == "late_shipping" and bool(is_late(case))
    if sent is not None and sent > case.at:
        case.cite("cancel.sent_after_request", *_rule(case, "ship_after_cancel_request"))
        fen = at_sellers_fault(case)
        if fen is None:
            return ask(case, _MONEY_UNKNOWN)
        due, flags = money_due(case)
        return approve(case, "seller", fen=fen, due=due, flags=flags)
    if not late and excluded(case):
        return refuse(case)
    case.cite("cancel.intercept", *_rule(case, "cancel_after_ship"))
    full = late or facts.flag("shop_rules.cancel_after_ship.refund_outward_freight")
    fen = at_sellers_fault(case) if full else open_sum(case)
    if fen is None:
        return ask(case, _MONEY_UNKNOWN)
    payer = "seller" if late or facts.text("shop_rules.cancel_after_ship.fee_payer") == "seller" else "buyer"
    if late:
        case.cite("cancel.seller_late")
    return approve(case, "seller" if payer == "seller" else "buyer", fen=fen, conditional=True)


def _rejected(case: Case) -> Decision:
    """Turned away at the door: the parcel goes back like goods returned without reason."""
    if excluded(case):
        return refuse(case)
    unpaid = cash_not_taken(case)
    case.cite("cancel.rejected_unpaid" if unpaid else "cancel.rejected")
    fen = 0 if unpaid else open_sum(case)
    if fen is None:
        return ask(case, _MONEY_UNKNOWN)
    due, flags = refund_due(case)
    return approve(case, "buyer", fen=fen, due=due, flags=flags)
