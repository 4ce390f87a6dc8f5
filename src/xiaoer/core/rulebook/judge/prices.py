"""Price protection (价保): a promise of shop or platform, never a duty of law."""

from __future__ import annotations

from xiaoer.core.rulebook.judge.amounts import paid
from xiaoer.core.rulebook.judge.case import Case, approve, ask, refuse
from xiaoer.core.rulebook.judge.days import after_days, say, within
from xiaoer.core.rulebook.judge.shapes import Decision

_RULE = "shop_rules.price_protection"


def judge_price(case: Case) -> Decision:
    """(price paid − price now) × pieces, within the promised days after payment, for the same SKU and coupons."""
    facts = case.facts
    if facts.raw(_RULE) is None:
        case.cite("price.no_promise", _RULE)
        return refuse(case)
    case.cite("price.promised", _RULE)
    blocked = _out_of_time(case) or _not_the_same(case)
    if blocked is not None:
        return blocked
    qty = _pieces(case)
    before, now = facts.fen("request.price.unit_paid"), facts.fen("request.price.unit_now")
    if before is None and qty and (amount := paid(case)) is not None:
        before = amount // qty
    if before is None or now is None:
        return ask(case, "同款现在的成交价（由您截图提供，我们核对）")
    fen = (before - now) * qty
    if fen <= 0:
        case.cite("price.no_drop", _RULE)
        return refuse(case)
    case.cite("price.difference", _RULE)
    cap = facts.fen(f"{_RULE}.cap")
    if cap is not None and fen > cap:
        case.cite("price.cap")
        return approve(case, "none", fen=cap, conditional=True)
    return approve(case, "none", fen=fen)


def _out_of_time(case: Case) -> Decision | None:
    days, start = case.facts.count(f"{_RULE}.days"), case.facts.time("order.paid_at")
    if days is None:
        return None
    if start is None:
        return ask(case, "订单的付款时间（请店铺后台核对）")
    last = after_days(start.date(), days)
    if within(case.at, last):
        return None
    case.cite("price.too_late", _RULE, last=say(last))
    return refuse(case)


def _not_the_same(case: Case) -> Decision | None:
    for part in ("same_sku", "same_coupon_type"):
        if case.facts.flag(f"{_RULE}.{part}") and case.facts.maybe(f"request.price.{part}") is False:
            case.cite(f"price.{part}", _RULE)
            return refuse(case)
    return None


def _pieces(case: Case) -> int:
    facts = case.facts
    if asked := facts.counts("request.items_qty"):
        return sum(asked.values())
    wanted = facts.names("request.items")
    if wanted:
        rows = [row.count("qty") for row in facts.rows("order.items") if row.text("sku") in wanted]
        if rows:
            return sum(1 if qty is None else qty for qty in rows)
    held = facts.count("order.qty")
    return max((1 if held is None else held) - (facts.count("order.refunded_qty") or 0), 0)
