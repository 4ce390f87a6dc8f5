"""“最晚哪天寄回”, “几号之前要申请”: the last day of a case, a return, an exchange or a report, as a date."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.cases.after_sales import last_day
from xiaoer.core.answering.skills.cases.cases import case_meant
from xiaoer.core.answering.skills.orders.orders import named_order, not_yours, number_cell
from xiaoer.core.facts import Order, Policy

_WHEN = r"(?:最晚|最迟|几[号日]|哪[天日]|哪一天|什么时候|啥时候|多久|几天)"
_ASKS = re.compile(
    rf"{_WHEN}[^,。退钱款]{{0,5}}(?:寄|退(?!款|钱|给|到)|换|申请|反馈|拍照)(?:回|货)?|(?:寄|退货|换|申请|反馈)[^,。]{{0,5}}(?:最晚|最迟|截止|到(?:几号|哪天))"
    r"|^(?:那|所以)?(?:最晚|最迟)(?:是|到|得)?(?:哪[天日]|哪一天|几[号日]|什么时候)|(?:没寄|还没退)[^,。]{0,3}[,，\s]*(?:最晚|最迟)"
    r"|^\d+(?:天|个?小时)(?:之)?内(?:是吧|对吧|对吗|是吗|吗)"
)
_NOT = re.compile(r"发货|送到|到货|到账|退款|收到货|付款")
_MATTERS: dict[str, tuple[str, ...]] = {
    "exchange": ("换货", "退换"),
    "quality_issue": ("质量", "坏损", "三包"),
    "damaged": ("破损", "坏损"),
    "missing_wrong_item": ("少发", "错发", "漏发"),
}
_BACK = frozenset({"return_apply", "return_policy", "refund_progress", "cancel_order", *_MATTERS})
_SPAN = re.compile(r"(?:签收|收货|收到|到货)(?:次日起|之日起|后|起)?[^,，。；\d]{0,4}(\d+)\s*(天|日|个?小时)(?:之)?内")
_TO_SEND = re.compile(r"买家")


def deadline(turn: Turn) -> Part | None:
    """The date; None = it isn't asked for, or nothing tells it."""
    if not turn.orders or not _ASKS.search(turn.text) or _NOT.search(turn.text) or not_yours(turn):
        return None
    about = [name for name in turn.slots.intents[:2] if name in _BACK]
    if not about and not re.search(r"退|换|寄回|反馈", turn.text):
        return None
    matter = "exchange" if "换" in turn.text else about[0] if about else "return_policy"
    case = case_meant(turn)
    if case is not None and (told := _of_case(turn, case)) is not None:
        return told
    order = named_order(turn) or next((o for o in turn.orders if o.status == "delivered"), None)
    if order is None or order.signed_at is None:
        return None
    if matter in _MATTERS:
        return _by_policy(turn, order, matter)
    last = last_day(turn, order)
    return Part(last.text, facts=last.facts, confidence=0.9) if last is not None else None


def _of_case(turn: Turn, order: Order) -> Part | None:
    """The goods that a case waits for: until when, by the order's row."""
    case = order.after_sales
    if case is None or case.due_at is None or not _TO_SEND.search(case.state):
        return None
    due = turn.shop.local(case.due_at)
    cells = (("售后类型", case.kind), ("售后状态", case.state), ("售后截止时间", due))
    facts = (number_cell(order), *(cite.cell(order.source, name, value) for name, value in cells))
    over = "已经过了，请售后同事帮您看能不能延" if due < turn.now else "，在这之前寄出，并在订单里填好寄回的单号"
    text = f"您尾号{order.number[-4:]}的{case.kind}目前是{case.state}，期限到{cite.moment(due)}{over}。"
    return Part(text, "handoff" if due < turn.now else "answer", 0.9, facts, "售后" if due < turn.now else None)


def _by_policy(turn: Turn, order: Order, matter: str) -> Part | None:
    """The shop's days after signing, counted for this order."""
    policy = next((p for p in turn.shop.policies(*_MATTERS[matter]) if _SPAN.search(p.text)), None)
    if policy is None or order.signed_at is None:
        return None
    until = _until(policy, turn.shop.local(order.signed_at))
    signed = turn.shop.local(order.signed_at)
    inputs = (*cite.policy(policy), cite.cell(order.source, "签收时间", signed), number_cell(order))
    facts: tuple[FactUse, ...] = (*inputs, cite.clock(turn.now), cite.computed("截止", until, inputs))
    when = cite.moment(until) if "小时" in (_SPAN.search(policy.text) or [""])[0] else f"{until.month}月{until.day}日"
    over = "，已经过了，要不要特殊处理请同事看过再答复您" if until < turn.now else ""
    text = f"{policy.text}\n尾号{order.number[-4:]}这单{signed.month}月{signed.day}日签收，算到{when}{over}。"
    return Part(text, "handoff" if over else "answer", 0.88, facts, "售后" if over else None)


def _until(policy: Policy, signed: datetime) -> datetime:
    span = _SPAN.search(policy.text)
    assert span is not None
    if "小时" in span[2]:
        return signed + timedelta(hours=int(span[1]))
    return (signed + timedelta(days=int(span[1]))).replace(hour=23, minute=59, second=59)
