"""Deposits of presales: 定金 binds both sides up to a fifth of the price, 订金 is a prepayment (民法典 586–587)."""

from __future__ import annotations

from xiaoer.core.money import from_fen, yuan
from xiaoer.core.rulebook.judge.amounts import share
from xiaoer.core.rulebook.judge.case import Case, approve, ask, refuse
from xiaoer.core.rulebook.judge.shapes import Decision


def is_deposit(case: Case) -> bool:
    """A deposit presale whose balance is open and which has not been sent."""
    facts = case.facts
    kind = facts.text("order.presale.kind")
    known = kind == "deposit_balance" or (not kind and facts.text("order.presale.deposit_type") != "")
    return known and not facts.flag("order.presale.balance_paid") and case.status in ("unpaid", "paid_unshipped")


def judge_deposit(case: Case) -> Decision:
    """The purchase will not go on: who gives it up decides where the deposit goes."""
    facts = case.facts
    deposit = facts.fen("order.presale.deposit")
    if deposit is None:
        deposit = facts.fen("order.amount_paid")
    if deposit is None:
        return ask(case, "实付的定金金额（请店铺后台核对）")
    seller = facts.flag("request.seller_declares_cannot_ship")
    by_seller = facts.text("request.by") == "seller"
    if by_seller and not seller and not facts.flag("buyer.consents_to_cancel"):
        case.cite("cancel.seller_bound")
        return refuse(case)
    prepayment = facts.text("order.presale.deposit_type") == "订金"
    if prepayment:
        case.cite("deposit.prepayment")
        return approve(case, "none", fen=deposit)
    bound = _bound(case, deposit)
    if seller or by_seller:
        case.cite("deposit.double", bound=yuan(from_fen(bound)))
        return approve(case, "none", fen=deposit + bound)
    if facts.maybe("order.presale.clause_highlighted") is False:
        case.cite("deposit.not_highlighted")
        return approve(case, "none", fen=deposit)
    case.cite("deposit.kept", bound=yuan(from_fen(bound)))
    if bound >= deposit:
        return refuse(case)
    case.cite("deposit.surplus", cap=str(case.value("deposit.cap")))
    return approve(case, "none", fen=deposit - bound, conditional=True)


def _bound(case: Case, deposit: int) -> int:
    """The part that counts as deposit: at most a fifth of the contract's price."""
    total = case.facts.fen("order.presale.total")
    return deposit if total is None or total <= 0 else min(deposit, share(total, case.value("deposit.cap"), 100))
