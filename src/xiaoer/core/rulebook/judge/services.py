"""New addresses and invoices."""

from __future__ import annotations

from xiaoer.core.money import from_fen, yuan
from xiaoer.core.rulebook.judge.amounts import paid
from xiaoer.core.rulebook.judge.case import Case, approve, ask, by, refuse
from xiaoer.core.rulebook.judge.days import after_hours
from xiaoer.core.rulebook.judge.shapes import Decision


def judge_address(case: Case) -> Decision:
    """Another address: free before dispatch, a redirection after it where the shop offers one."""
    facts = case.facts
    if facts.maybe("request.requested_by_account_owner") is False:
        case.cite("address.owner", *_address_rule(case))
        return ask(case, "下单账号本人的确认（请用下单的账号联系我们）")
    rule = _address_rule(case)
    if case.status in ("unpaid", "paid_unshipped"):
        if facts.text("shop_rules.address_change.before_ship") in ("", "allow"):
            case.cite("address.before", *rule)
            return approve(case, "none")
        case.cite("address.after_refused", *rule)
        return refuse(case)
    on_the_road = case.status in ("shipped", "part_shipped")
    if on_the_road and facts.text("shop_rules.address_change.after_ship") == "redirect":
        case.cite("address.redirect", *rule)
        if facts.text("shop_rules.address_change.redirect_fee_payer") == "buyer":
            case.cite("address.redirect_fee")
        return approve(case, "none", conditional=True)
    case.cite("address.after_refused" if on_the_road else "address.delivered", *rule)
    return refuse(case)


def _address_rule(case: Case) -> tuple[str, ...]:
    return ("shop_rules.address_change",) if case.facts.raw("shop_rules.address_change") is not None else ()


def judge_invoice(case: Case) -> Decision:
    """An invoice: true name, the sum really paid, tied to nothing (电子商务法 14, 发票管理办法 18–21)."""
    facts = case.facts
    case.cite(
        "invoice.duty", *(("shop_rules.invoice_hours",) if facts.raw("shop_rules.invoice_hours") is not None else ())
    )
    amount = paid(case)
    if case.status == "unpaid":
        case.cite("invoice.unpaid")
        return refuse(case)
    if amount is None:
        return ask(case, "订单的实付金额（请店铺后台核对）")
    goods_only = amount - (facts.fen("order.refunded") or 0)
    with_freight = goods_only + (facts.fen("order.freight_paid") or 0)
    asked = facts.fen("request.invoice.amount")
    face = goods_only if asked == goods_only else with_freight
    if face <= 0:
        case.cite("invoice.refunded")
        return refuse(case)
    changed = False
    if asked is not None and asked != face:
        case.cite("invoice.true_amount", face=yuan(from_fen(face)))
        changed = True
    if not _true_name(case):
        case.cite("invoice.true_name")
        changed = True
    if facts.text("request.invoice.form") == "paper" and facts.text("shop_rules.invoice_form") == "electronic":
        case.cite("invoice.electronic", "shop_rules.invoice_form")
        changed = True
    hours = facts.count("shop_rules.invoice_hours")
    due = None if hours is None else by("answer_by", after_hours(case.at, hours))
    return approve(case, "none", fen=face, due=due, conditional=changed)


def _true_name(case: Case) -> bool:
    """Whether the wished item name speaks of the goods: it shares two characters in a row with them."""
    wished = case.facts.text("request.invoice.item_name")
    known = case.facts.text("product") + "|" + case.facts.text("category")
    known += "|" + "|".join(row.text("name") for row in case.facts.rows("order.items"))
    if len(wished) < 2 or known.strip("|") == "":
        return True
    return any(wished[i : i + 2] in known for i in range(len(wished) - 1))
