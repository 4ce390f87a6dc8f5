"""Faulty, damaged, wrong, missing or misdescribed goods: proof first, then the remedy that law gives."""

from __future__ import annotations

from xiaoer.core.rulebook.judge.amounts import at_sellers_fault, goods, open_sum, paid, share
from xiaoer.core.rulebook.judge.case import Case, approve, ask, refuse
from xiaoer.core.rulebook.judge.days import after_hours, after_months, say, within
from xiaoer.core.rulebook.judge.no_reason import judge_no_reason
from xiaoer.core.rulebook.judge.proof import ASKS, proof_of
from xiaoer.core.rulebook.judge.receipt import (
    days_after_receipt,
    duty_due,
    money_due,
    no_address_given,
    received_at,
    refund_due,
    wants_line,
    warranty_start,
)
from xiaoer.core.rulebook.judge.shapes import Decision

_FRESH_REASONS = frozenset(["quality", "damaged", "not_as_described"])


def judge_defect(case: Case) -> Decision:
    """Reasons quality, damaged, wrong_item, missing_item, not_as_described with a remedy asked for."""
    if case.reason == "damaged" and case.facts.text("order.courier_chosen_by") == "buyer":
        case.cite("risk.buyers_courier")
        return refuse(case)
    proof = proof_of(case)
    if proof == "buyers_doing":
        return refuse(case)
    if proof == "none":
        return judge_no_reason(case) if case.type == "return_refund" else refuse(case)
    case.cite("fault.duty" if case.reason in ("quality", "damaged", "not_as_described") else "fault.performance")
    if proof == "open":
        case.cite("burden.claimant")
        return ask(case, ASKS.get(case.reason, ASKS["quality"]))
    return _remedy(case)


def _remedy(case: Case) -> Decision:
    if _is_fresh(case):
        return judge_fresh(case)
    if case.type in ("refund_only", "compensation"):
        return _money_only(case)
    if case.type == "return_refund":
        return _return(case)
    if case.type == "resend":
        if case.reason in ("wrong_item", "quality", "not_as_described"):
            return _swap(case)
        due, flags = duty_due(case)
        return approve(case, "none", due=due, flags=flags)
    if case.type == "repair":
        return _repair(case)
    return _exchange(case)


def _is_fresh(case: Case) -> bool:
    has_rule = case.facts.has("shop_rules.fresh_bad_refund.mode")
    counted = case.facts.count("request.bad_count") is not None and case.facts.count("request.total_count") is not None
    wanted = case.type in ("refund_only", "return_refund", "compensation")
    return wanted and case.reason in _FRESH_REASONS and (has_rule or counted)


def judge_fresh(case: Case) -> Decision:
    """Bad pieces of fresh goods: refunded by share, reported within the hours of the shop's rule."""
    facts = case.facts
    hours = facts.count("shop_rules.fresh_bad_refund.report_within_hours")
    start = received_at(case)
    case.cite("fresh.by_share", "shop_rules.fresh_bad_refund")
    if hours is not None and start is not None and case.at > after_hours(start, hours):
        case.cite("fresh.too_late", hours=str(hours))
        return refuse(case)
    bad, total, amount = facts.count("request.bad_count"), facts.count("request.total_count"), open_sum(case)
    if bad is None or not total or amount is None:
        return ask(case, "坏的数量和总数量（由您提供，拍照清点）")
    payer = "seller" if facts.flag("shop_rules.fresh_bad_refund.need_return") else "none"
    fen = share(amount, min(bad, total), total)
    claimed = facts.fen("request.claimed")
    return approve(
        case, "seller" if payer == "seller" else "none", fen=fen, conditional=claimed is not None and claimed > fen
    )


def _money_only(case: Case) -> Decision:
    """Money without sending goods back: where nothing usable is there to send, else only against the goods."""
    facts = case.facts
    declared, weighed = facts.number("request.declared_kg"), facts.number("request.measured_kg")
    amount = open_sum(case)
    if amount is None:
        return ask(case, "订单的实付金额（请店铺后台核对）")
    if declared and weighed is not None and weighed < declared:
        grams, of = int((declared - weighed) * 1000), int(declared * 1000)
        case.cite("weight.refund", "shop_rules.short_weight")
        return approve(case, "none", fen=share(amount, max(grams, 0), max(of, 1)))
    if case.reason == "missing_item":
        return _missing_money(case, amount)
    fen = at_sellers_fault(case)
    if fen is None:
        return ask(case, "退款商品的单价（请店铺后台核对）")
    if facts.flag("shop_rules.broken_no_return") and case.reason in ("damaged", "quality"):
        case.cite("broken.no_return", "shop_rules.broken_no_return")
        due, flags = money_due(case)
        return approve(case, "none", fen=fen, due=due, flags=flags)
    if case.first("nothing_to_return") is not None:
        case.cite("nothing_to_return.goods")
        due, flags = money_due(case)
        return approve(case, "none", fen=fen, due=due, flags=flags)
    case.cite("remedy.money_against_goods")
    due, flags = refund_due(case)
    return approve(case, "seller", fen=fen, due=due, flags=flags, conditional=due is None)


def _missing_money(case: Case, amount: int) -> Decision:
    picked = goods(case)
    price = case.facts.fen("order.gift.marked_price")
    if picked.chosen is not None and picked.total:
        return approve(case, "none", fen=min(share(paid(case) or 0, picked.chosen, picked.total), amount))
    if "packing_video_missing_gift" in case.evidence:
        if price is not None:
            return approve(case, "none", fen=price)
        case.cite("remedy.send_missing")
        return approve(case, "none", conditional=True)
    return ask(case, "缺少的是哪一件、几件（由您提供，我们按单价核算）")


def _return(case: Case) -> Decision:
    fen = at_sellers_fault(case)
    if fen is None:
        return ask(case, "订单的实付金额或退回商品的单价（请店铺后台核对）")
    window = days_after_receipt(case, case.value("fault.return_days"))
    if window.in_time is not False:
        case.cite("fault.return")
    elif case.facts.text("request.defect_severity") == "purpose_defeated":
        case.cite("fault.purpose_defeated")
    else:
        return _instead_of_return(case)
    if case.reason == "damaged" and case.facts.flag("shop_rules.broken_no_return"):
        case.cite("broken.no_return", "shop_rules.broken_no_return")
        return approve(case, "none", fen=fen)
    if case.facts.flag("product_flags.online_download"):
        case.cite("nothing_to_return.goods")
        return approve(case, "none", fen=fen)
    due, flags = refund_due(case)
    if due is None and wants_line(case):
        due, flags = money_due(case)
    if due is None:
        line, flags = no_address_given(case)
        due = line or (window.due if window.in_time is not False else None)
    return approve(case, "seller", fen=fen, due=due, flags=flags)


def _instead_of_return(case: Case) -> Decision:
    if _outside_warranty(case):
        return refuse(case)
    case.cite("fault.repair_or_exchange", days=str(case.value("fault.return_days")))
    due, flags = duty_due(case)
    return approve(case, "seller", due=due, flags=flags, conditional=True)


def _exchange(case: Case) -> Decision:
    facts = case.facts
    if case.reason == "missing_item":
        case.cite("remedy.send_missing")
        return approve(case, "none", conditional=True)
    if case.reason == "damaged" and facts.flag("shop_rules.broken_no_return"):
        case.cite("broken.no_return", "shop_rules.broken_no_return")
        return approve(case, "none")
    if case.reason != "quality" or not facts.flag("product_flags.durable"):
        return refuse(case) if case.reason == "quality" and _outside_warranty(case) else _swap(case)
    window = days_after_receipt(case, case.value("sanbao.exchange_days"))
    tried = (facts.count("request.repair_count") or 0) >= case.value("sanbao.repairs")
    waited = (facts.count("order.repair_days") or 0) > case.value("sanbao.repair_days")
    if tried or waited:
        case.cite("sanbao.after_repairs")
        return _swap(case)
    if window.in_time is not False:
        case.cite("sanbao.early_exchange")
        return _swap(case)
    if _outside_warranty(case):
        return refuse(case)
    case.cite("sanbao.repair_first")
    return _swap(case, conditional=True)


def _swap(case: Case, *, conditional: bool = False) -> Decision:
    """Goods come back at the seller's cost and good ones, or the repaired ones, go out."""
    due, flags = duty_due(case)
    return approve(case, "seller", due=due, flags=flags, conditional=conditional)


def _repair(case: Case) -> Decision:
    if _outside_warranty(case):
        return refuse(case)
    case.cite("fault.repair")
    return _swap(case)


def _outside_warranty(case: Case) -> bool:
    """Past the shop's warranty, or where none is stated past the statutory time. Notes which."""
    facts = case.facts
    start = warranty_start(case)
    if start is None:
        return False
    stated = facts.count("shop_rules.warranty.months")
    durable = facts.flag("product_flags.durable")
    months = stated if stated is not None else case.value("sanbao.months" if durable else "fault.longest_months")
    last = after_months(start.date(), months)
    inside = within(case.at, last)
    if stated is not None:
        rule = "warranty.inside" if inside else "warranty.outside"
        case.cite(rule, "shop_rules.warranty", months=str(months), last=f"{last.year}年{say(last)}")
    elif not inside:
        case.cite("warranty.statutory_over", last=f"{last.year}年{say(last)}")
    return not inside
