"""What is to be handed back: whole orders, parts of them, sets, gifts, free shipping. All in fen."""

from __future__ import annotations

from dataclasses import dataclass

from xiaoer.core.money import from_fen, yuan
from xiaoer.core.rulebook.judge.case import Case
from xiaoer.core.rulebook.judge.facts import Facts


@dataclass(frozen=True, slots=True)
class Goods:
    """The goods that a request is about. `chosen` and `total` are sums of own prices; None = not known."""

    partial: bool
    chosen: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """A sum to hand back and whether a lawful deduction made it smaller."""

    fen: int | None
    deducted: bool = False


def paid(case: Case) -> int | None:
    """What was paid for goods. A presale whose balance is paid counts with its total."""
    facts = case.facts
    amount = facts.fen("order.amount_paid")
    if facts.flag("order.presale.balance_paid"):
        total = facts.fen("order.presale.total")
        return max(amount or 0, total) if total is not None else amount
    return amount


def cash_not_taken(case: Case) -> bool:
    """Cash on delivery whose parcel nobody took: nothing was paid, whatever the order is worth."""
    facts = case.facts
    cod = facts.text("order.payment.method") == "cod"
    return cod and facts.time("order.paid_at") is None and case.status != "delivered"


def open_sum(case: Case) -> int | None:
    """What was paid and not refunded yet."""
    if cash_not_taken(case):
        return 0
    amount = paid(case)
    return None if amount is None else max(amount - (case.facts.fen("order.refunded") or 0), 0)


def chosen_rows(case: Case) -> list[Facts]:
    """The order's lines that the request is about; all of them where it names none."""
    wanted = case.facts.names("request.items")
    rows = list(case.facts.rows("order.items"))
    return [row for row in rows if row.text("sku") in wanted] if wanted else rows


def goods(case: Case) -> Goods:
    """How much of the order the request is about."""
    facts = case.facts
    rows = list(facts.rows("order.items"))
    pieces = facts.counts("request.items_qty")
    wanted = facts.names("request.items") | pieces.keys()
    if not wanted:
        return Goods(False, None, None)
    if not rows:
        return _without_lines(case, sum(pieces.values()))
    chosen = total = 0
    whole = True
    for row in rows:
        price, held = row.fen("price"), row.count("qty")
        if price is None:
            return Goods(True, None, None)
        held = 1 if held is None else held
        total += price * held
        sku = row.text("sku")
        taken = held if sku in wanted else 0
        if taken and sku in pieces:
            taken = min(pieces[sku], held)
        whole = whole and taken == held
        chosen += price * taken
    return Goods(not whole, chosen, total)


def _without_lines(case: Case, asked: int) -> Goods:
    """Only pieces are known: each counts for its share of what was paid."""
    held, amount = case.facts.count("order.qty"), paid(case)
    if not held or amount is None or not asked:
        return Goods(False, None, None)
    return Goods(asked < held, share(amount, min(asked, held), held), amount)


def share(whole: int, part: int, of: int) -> int:
    """`whole × part ÷ of`, halves up."""
    return (2 * whole * part + of) // (2 * of)


def at_sellers_fault(case: Case) -> int | None:
    """Goods and outward freight back; of a part its share of what was paid, promotions kept."""
    amount, picked = open_sum(case), goods(case)
    if amount is None:
        return None
    if cash_not_taken(case):
        return 0
    if not picked.partial:
        return amount + (case.facts.fen("order.freight_paid") or 0)
    if picked.chosen is None or not picked.total:
        return None
    return min(share(paid(case) or 0, picked.chosen, picked.total), amount)


def without_reason(case: Case) -> Settlement:
    """A return without reason: what was paid, less gift, lost promotion, lost free shipping (办法 12, 16–18)."""
    amount, picked = open_sum(case), goods(case)
    if amount is None:
        return Settlement(None)
    if cash_not_taken(case):
        return Settlement(0)
    _note_payment(case)
    if picked.partial:
        back, deducted = _part(case, picked, amount)
    else:
        back, deducted = amount, False
    if back is None:
        return Settlement(None)
    gift = _gift(case)
    fee = (
        case.facts.fen("order.payment.card_fee_paid") if case.facts.maybe("shop_rules.keep_card_fee") is False else None
    )
    return Settlement(back - gift + (fee or 0), deducted or gift > 0)


def _part(case: Case, picked: Goods, amount: int) -> tuple[int | None, bool]:
    whole = paid(case)
    if picked.chosen is None or not picked.total or whole is None:
        return None, False
    back, deducted = _by_promotion(case, picked.chosen, picked.total, whole)
    back = min(back, amount)
    left = amount - back
    freight = _lost_free_shipping(case, left)
    return back - freight, deducted or freight > 0


def _by_promotion(case: Case, chosen: int, total: int, whole: int) -> tuple[int, bool]:
    facts, kept = case.facts, total - chosen
    kind = facts.text("order.promo.type")
    if kind == "bundle":
        back = whole - kept
    elif kind == "full_minus" and (threshold := facts.fen("order.promo.threshold")) is not None and total >= threshold:
        minus = facts.fen("order.promo.minus") or 0
        back = whole - (kept - minus if kept >= threshold else kept)
    else:
        return (chosen if whole >= total else share(whole, chosen, total)), False
    if back < chosen:
        case.cite("settle.promotion", kept=yuan(from_fen(whole - back)), paid=yuan(from_fen(whole)))
        return back, True
    case.cite("settle.still_holds")
    return back, False


def _lost_free_shipping(case: Case, left: int) -> int:
    facts = case.facts
    threshold, waived = facts.fen("order.free_shipping_threshold"), facts.fen("order.outward_freight_waived")
    if threshold is None or not waived or waived < 0 or left <= 0 or left >= threshold:
        return 0
    if facts.maybe("shop_rules.deduct_freight_below_threshold") is False:
        case.cite("settle.keeps_free_shipping")
        return 0
    rule = "shop_rules.deduct_freight_below_threshold"
    case.cite("settle.free_shipping", *((rule,) if facts.flag(rule) else ()), freight=yuan(from_fen(waived)))
    return waived


def _gift(case: Case) -> int:
    if case.facts.text("request.gift_return") != "cannot_return":
        if case.facts.flag("order.has_gift"):
            case.cite("settle.gift_back")
        return 0
    price = case.facts.fen("order.gift.marked_price")
    if price is None or price <= 0:
        case.cite("settle.gift_unmarked")
        return 0
    case.cite("settle.gift_price", price=yuan(from_fen(price)))
    return price


def _note_payment(case: Case) -> None:
    if case.facts.count("order.payment.points_used"):
        case.cite("settle.points")
    if case.facts.fen("order.payment.card_fee_paid") and case.facts.maybe("shop_rules.keep_card_fee") is not False:
        rule = "shop_rules.keep_card_fee"
        case.cite("settle.card_fee", *((rule,) if case.facts.flag(rule) else ()))
