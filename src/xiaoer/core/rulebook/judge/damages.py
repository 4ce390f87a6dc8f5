"""Sums beyond the price: punitive damages for fraud and unsafe food, promised multiples for fakes, proven losses."""

from __future__ import annotations

from xiaoer.core.money import from_fen, yuan
from xiaoer.core.rulebook.judge.amounts import goods, paid, share
from xiaoer.core.rulebook.judge.case import Case, approve, ask, escalate, refuse
from xiaoer.core.rulebook.judge.proof import proof_of
from xiaoer.core.rulebook.judge.shapes import Decision

UNSAFE = frozenset(["food_unsafe", "expired_food_sold", "label_mandatory_item_missing"])
_FOOD_CLAIMS = frozenset(["price_x10", "loss_x3"])
_KNOWN_BY_ITSELF = frozenset(["operator_knowing", "expired_food_sold"])


def is_punitive(case: Case) -> bool:
    """A claim for a multiple: named as one, about a fake, or with findings of fraud or unsafe food."""
    if case.facts.text("request.claim_basis"):
        return True
    return case.reason == "fake" or bool(case.findings & (UNSAFE | {"fraud_established", "no_fraud"}))


def judge_punitive(case: Case) -> Decision:
    """Fraud: price × 3, at least 500 yuan. Unsafe food: price × 10 or loss × 3, at least 1,000 yuan."""
    claim = case.facts.text("request.claim_basis")
    food = claim in _FOOD_CLAIMS or (not claim and bool(case.findings & UNSAFE))
    promise = case.facts.count("shop_rules.fake_compensation.multiple") if case.reason == "fake" else None
    if not case.reviewed:
        if promise and not claim and "brand_report" in case.evidence:
            return _promised(case, promise)
        case.cite("punitive.food_claim" if food else "punitive.fraud_claim")
        return escalate(case)
    if case.facts.text("buyer.purpose") == "resale":
        case.cite("consumer.resale_damages")
        case.cite("punitive.food_claim" if food else "punitive.fraud_claim")
        return refuse(case)
    return _food(case, claim) if food and not _fake_only(case) else _fraud(case, promise)


def _fake_only(case: Case) -> bool:
    """A fake that is established, and nothing unsafe: the claim goes by fraud and promise, whatever it was called."""
    return case.reason == "fake" and "fraud_established" in case.findings and not case.findings & UNSAFE


def _price(case: Case) -> int | None:
    picked, amount = goods(case), paid(case)
    if picked.partial and picked.chosen is not None and picked.total and amount is not None:
        return share(amount, picked.chosen, picked.total)
    return amount


def _promised(case: Case, multiple: int) -> Decision:
    price = _price(case)
    if price is None:
        return ask(case, "订单的实付金额（请店铺后台核对）")
    case.cite("punitive.promise", "shop_rules.fake_compensation", multiple=str(multiple))
    return _grant(case, price * multiple, reduced=False)


def _fraud(case: Case, promise: int | None) -> Decision:
    if "fraud_established" not in case.findings or "no_fraud" in case.findings:
        case.cite("punitive.no_fraud")
        return refuse(case)
    if "buyer_knew" in case.findings:
        case.cite("punitive.not_deceived")
        return refuse(case)
    price = _price(case)
    if price is None:
        return ask(case, "订单的实付金额（请店铺后台核对）")
    lawful = max(price * case.value("fraud.multiple"), case.value("fraud.least"))
    promised = price * (promise or 0)
    if promised >= lawful:
        case.cite("punitive.promise", "shop_rules.fake_compensation", multiple=str(promise))
    case.cite("punitive.fraud", least=yuan(from_fen(case.value("fraud.least"))))
    return _grant(case, max(lawful, promised), reduced=False)


def _food(case: Case, claim: str) -> Decision:
    found = case.findings
    case.cite("punitive.food_claim")
    if "label_flaw_harmless" in found and not found & {"food_unsafe", "expired_food_sold"}:
        case.cite("punitive.label_flaw")
        return refuse(case)
    if not found & UNSAFE:
        case.cite("punitive.food_safe")
        return refuse(case)
    if not _liable(case):
        case.cite("punitive.not_knowing")
        return refuse(case)
    sums = _food_sum(case, claim)
    if sums is None:
        return ask(case, "已证明的损失金额或实付金额（由主管复核的凭证）")
    lawful, reduced = sums
    least = case.value("food.least")
    case.cite("punitive.food", least=yuan(from_fen(least)))
    return _grant(case, max(lawful, least), reduced=reduced)


def _liable(case: Case) -> bool:
    """The producer without more; the operator when knowing (食品安全法 148, 食品安全民事纠纷解释(一) 6)."""
    if case.facts.text("order.seller_role") == "producer" or case.findings & _KNOWN_BY_ITSELF:
        return True
    return "label_mandatory_item_missing" in case.findings and "operator_not_knowing" not in case.findings


def _food_sum(case: Case, claim: str) -> tuple[int, bool] | None:
    if claim == "loss_x3":
        loss = case.facts.fen("review.proven_loss")
        loss = case.facts.fen("request.loss") if loss is None else loss
        return None if loss is None else (loss * case.value("food.loss_multiple"), False)
    price = _price(case)
    if price is None:
        return None
    bought, reasonable = case.facts.count("order.qty"), case.facts.count("review.reasonable_qty")
    reduced = bool(bought and reasonable is not None and reasonable < bought)
    if reduced and bought and reasonable is not None:
        case.cite("punitive.reasonable_need", pieces=str(reasonable))
        price = share(price, reasonable, bought)
    elif "buyer_knew" in case.findings or "within_reasonable_need" in case.findings:
        case.cite("punitive.within_need")
    return price * case.value("food.multiple"), reduced


def _grant(case: Case, fen: int, *, reduced: bool) -> Decision:
    claimed = case.facts.fen("request.claimed")
    return approve(case, "none", fen=fen, conditional=reduced or (claimed is not None and claimed > fen))


def judge_loss(case: Case) -> Decision:
    """Damage done by the goods or gifts: what a finished review has proven; open without it."""
    facts = case.facts
    gift = "gift_caused_property_loss" in facts.names("review.findings")
    case.cite("loss.gift" if gift else "loss.duty")
    if not case.reviewed:
        if gift:
            return escalate(case)
        loss = facts.fen("request.loss")
        if loss and "loss_receipt" in case.evidence and proof_of(case) == "proven":
            return _grant(case, loss, reduced=False)
        return ask(case, "商品问题的证明和损失凭证，如维修单、发票、照片（由您提供）")
    proven = facts.fen("review.proven_loss")
    if proven is None and gift:
        proven = facts.fen("request.loss")
    if proven is None or proven <= 0:
        case.cite("loss.unproven")
        return refuse(case)
    return _grant(case, proven, reduced=False)
