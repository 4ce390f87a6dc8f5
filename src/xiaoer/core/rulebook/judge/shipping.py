"""Late and false shipping, goods out of stock: the promised time, and the sums that platform or shop promise."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from xiaoer.core.rulebook.judge.amounts import paid, share
from xiaoer.core.rulebook.judge.case import Case, approve, ask, by, refuse
from xiaoer.core.rulebook.judge.days import after_days, after_hours, say
from xiaoer.core.rulebook.judge.shapes import Deadline, Decision

_LATE, _FALSE, _STOCK = "late_shipping_compensation", "false_shipping", "out_of_stock_compensation"


def ship_by(case: Case) -> datetime | None:
    """The promised moment of dispatch: the case's own time, else hours after payment, else the platform's rule."""
    facts = case.facts
    promised = facts.time("order.ship_promise_at")
    if promised is not None:
        return promised
    start, hours = facts.time("order.paid_at"), facts.count("order.ship_promise_hours")
    if start is None:
        return None
    if hours is None:
        if "ship.default_hours" not in case.book.by_id or facts.text("platform") in ("", "own"):
            return None
        hours = case.value("ship.default_hours")
    return after_hours(start, hours)


def is_late(case: Case) -> bool | None:
    """Whether the goods were, or at the request still are, dispatched after the promise; None = no promise known."""
    last = ship_by(case)
    if last is None:
        return None
    sent = [row.time("shipped_at") for row in case.facts.rows("order.items") if row.has("shipped_at")]
    if case.status == "part_shipped" and any(moment is None for moment in sent):
        return case.at > last
    shipped = case.facts.time("order.shipped_at")
    unsent = shipped is None or shipped > case.at
    return (case.at if unsent or shipped is None else shipped) > last


def ship_due(case: Case) -> Deadline | None:
    """The promised moment, or, where it is asked for, the line of deliberate delay after it."""
    last = ship_by(case)
    if case.facts.text("deadline_wanted") == "deliberate_delay_line":
        start = case.facts.time("request.urged_at") or last or case.at
        return by("ship_by", after_days(start.date(), case.value("delay.days")))
    return None if last is None else by("ship_by", last)


def judge_shipping_compensation(case: Case) -> Decision:
    """Compensation for late or false shipping or for goods that cannot be sent."""
    facts = case.facts
    if facts.flag("request.seller_declares_cannot_ship") and facts.raw(f"shop_rules.{_STOCK}") is not None:
        case.cite("compensation.out_of_stock", f"shop_rules.{_STOCK}")
        return _pay(case, _STOCK, None)
    if facts.raw(f"shop_rules.{_FALSE}") is not None and facts.time("order.uploaded_at") is not None:
        decided = _false_shipping(case)
        if decided is not None:
            return decided
    if facts.raw(f"shop_rules.{_LATE}") is None:
        case.cite("compensation.no_promise", f"shop_rules.{_LATE}")
        return refuse(case, due=ship_due(case))
    return _late(case)


def _false_shipping(case: Case) -> Decision | None:
    """No scan within the hours after upload; None where that fails and a rule on lateness is left to be judged."""
    facts = case.facts
    uploaded, scanned = facts.time("order.uploaded_at"), facts.time("order.first_scan_at")
    hours = facts.count("shop_rules.false_shipping.no_scan_hours")
    if uploaded is None or hours is None:
        return None
    seen = scanned if scanned is not None and scanned <= case.at else case.at
    if seen > after_hours(uploaded, hours):
        case.cite("compensation.false_shipping", f"shop_rules.{_FALSE}", hours=str(hours))
        if _already(case, _FALSE):
            return refuse(case)
        fen = facts.fen("shop_rules.false_shipping.amount")
        if fen is None:
            return ask(case, "虚假发货的赔付标准（请店铺核对规则）")
        return approve(case, "none", fen=fen, conditional=_asked_more(case, fen))
    if facts.raw(f"shop_rules.{_LATE}") is not None:
        return None
    case.cite("compensation.scanned_in_time", f"shop_rules.{_FALSE}", hours=str(hours))
    return refuse(case)


def _late(case: Case) -> Decision:
    rule = f"shop_rules.{_LATE}"
    late = is_late(case)
    due = ship_due(case)
    if late is None:
        case.cite("compensation.promised", rule)
        return ask(case, "订单的付款时间和承诺发货时间（请店铺后台核对）")
    if not late:
        case.cite("compensation.not_late", rule)
        return refuse(case, due=due)
    if case.facts.flag("request.delay_requested_by_buyer"):
        case.cite("compensation.delay_asked", rule)
        return refuse(case, due=due)
    if _already(case, _LATE):
        return refuse(case, due=due)
    last = ship_by(case)
    case.cite("compensation.late", rule, last=say(last) if last else "")
    return _pay(case, _LATE, due)


def _already(case: Case, rule: str) -> bool:
    facts = case.facts
    if not facts.flag("request.already_compensated") or facts.maybe(f"shop_rules.{rule}.once_per_order") is False:
        return False
    case.cite("compensation.once", f"shop_rules.{rule}")
    return True


def _pay(case: Case, rule: str, due: Deadline | None) -> Decision:
    """`fixed`, or `rate` × base between `min` and `max`, halves up."""
    facts, path = case.facts, f"shop_rules.{rule}"
    fixed, rate = facts.fen(f"{path}.fixed"), facts.number(f"{path}.rate")
    base = _unshipped(case) if facts.text(f"{path}.base") == "unshipped_items_amount" else paid(case)
    if fixed is not None:
        fen = fixed
    elif rate is None or base is None:
        return ask(case, "赔付比例或计算基数（请店铺核对规则和订单金额）", due=due)
    else:
        parts = int((rate * Decimal(10) ** 6).to_integral_value())
        fen = share(base, parts, 10**6)
    least, most = facts.fen(f"{path}.min"), facts.fen(f"{path}.max")
    fen = max(fen, least) if least is not None else fen
    fen = min(fen, most) if most is not None else fen
    return approve(case, "none", fen=fen, due=due, conditional=_asked_more(case, fen))


def _asked_more(case: Case, fen: int) -> bool:
    claimed = case.facts.fen("request.claimed")
    return claimed is not None and claimed > fen


def _unshipped(case: Case) -> int | None:
    """Own prices of the lines not dispatched when asked; all of the order where no line is listed."""
    rows = list(case.facts.rows("order.items"))
    if not rows:
        return paid(case)
    total = 0
    for row in rows:
        shipped, price, qty = row.time("shipped_at"), row.fen("price"), row.count("qty")
        if shipped is not None and shipped <= case.at:
            continue
        if price is None:
            return None
        total += price * (1 if qty is None else qty)
    return total
