"""Returns without reason (七日无理由退货): whose right, which goods, until when, in what state, for how much."""

from __future__ import annotations

from xiaoer.core.rulebook.judge.amounts import without_reason
from xiaoer.core.rulebook.judge.case import Case, approve, ask, escalate, refuse
from xiaoer.core.rulebook.judge.receipt import Window, no_address_given, no_reason_window, refund_due
from xiaoer.core.rulebook.judge.shapes import Decision

INVALID_MODES = frozenset(["default_checked", "page_notice_only", "previous_order_only", "none"])
ABROAD_ANSWER = frozenset(["", "CN", "CHN", "China", "china", "中国", "中国大陆", "中华人民共和国"])
_GROUND = "shop_rules.no_reason_days"


def judge_no_reason(case: Case, *, conditional: bool = False) -> Decision:
    """A return of delivered goods without reason. `conditional` = something else was asked for."""
    blocked = _no_right(case)
    if blocked is not None:
        return blocked
    window = no_reason_window(case)
    if window.in_time is False:
        return refuse(case, due=window.due)
    if window.in_time is None:
        return ask(case, "快递的签收记录（签收时间未知，请我们向快递核实）")
    if not _intact(case):
        return refuse(case)
    return _grant(case, window, conditional)


def excluded(case: Case) -> bool:
    """Whether the goods are outside the right by law, validly, and no promise brings them back in. Notes why."""
    rule = case.first("excluded")
    if rule is not None and case.facts.flag("shop_rules.no_reason_for_excluded"):
        case.cite("promise.excluded_goods", "shop_rules.no_reason_for_excluded")
        return False
    if rule is not None:
        case.cite(rule.id)
        return True
    flags = case.facts
    if not (
        flags.flag("product_flags.unsuitable_for_return") or flags.flag("product_flags.near_expiry_or_flawed_declared")
    ):
        return False
    return _confirmed(case)


def _confirmed(case: Case) -> bool:
    flags = case.facts
    mode = flags.text("product_flags.confirmation_mode")
    if flags.flag("shop_rules.no_reason_for_excluded"):
        case.cite("promise.excluded_goods", "shop_rules.no_reason_for_excluded")
        return False
    if flags.flag("product_flags.unsuitable_confirmed_at_purchase") and mode not in INVALID_MODES:
        case.cite("confirmation.valid")
        return True
    case.cite("confirmation.missing")
    return False


def _no_right(case: Case) -> Decision | None:
    facts = case.facts
    case.cite("no_reason.right")
    if facts.text("order.channel") == "offline_store" and not facts.count("shop_rules.no_reason_days.days"):
        case.cite("no_reason.offline")
        return refuse(case)
    if facts.text("order.channel") == "offline_store":
        case.cite("no_reason.promised_offline", _GROUND)
    if facts.text("buyer.purpose") == "resale":
        case.cite("consumer.resale")
        return refuse(case)
    if facts.flag("order.cross_border"):
        followed = facts.maybe("shop_rules.cross_border_follows_domestic_law")
        abroad = facts.text("order.ship_to_country") not in ABROAD_ANSWER
        if not case.reviewed and (followed is False or (abroad and followed is None)):
            case.cite("cross_border.unclear")
            return escalate(case)
        rule = "shop_rules.cross_border_follows_domestic_law"
        case.cite("cross_border.domestic", *((rule,) if followed else ()))
    return refuse(case) if excluded(case) else None


def _intact(case: Case) -> bool:
    """Quality, function, parts and marks whole (办法 8); what breaks that is listed per category (办法 9)."""
    missing = case.facts.names("request.accessories_missing")
    if missing:
        case.cite("intact.parts_missing", parts="、".join(sorted(missing)))
        return False
    rule = case.first("not_intact")
    if rule is not None:
        case.cite(rule.id)
        return False
    case.cite("intact.whole")
    return True


def _grant(case: Case, window: Window, conditional: bool) -> Decision:
    facts = case.facts
    payer = "seller" if facts.text("shop_rules.no_reason_return_freight") == "seller" else "buyer"
    if payer == "seller":
        case.cite("no_reason.freight_promised", "shop_rules.no_reason_return_freight")
    else:
        case.cite("no_reason.freight")
    sum_ = without_reason(case)
    if sum_.fen is None:
        return ask(case, "订单的实付金额或退回商品的单价（请店铺后台核对）", due=window.due)
    due, flags = refund_due(case)
    if due is None:
        kept_back, flags = no_address_given(case)
        due = kept_back or window.due
    return approve(
        case, "seller" if payer == "seller" else "buyer", fen=sum_.fen, due=due, flags=flags,
        conditional=conditional or sum_.deducted,
    )  # fmt: skip
