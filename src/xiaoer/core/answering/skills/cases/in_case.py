"""What is asked amid a case: until when to report it, who pays the resending, what lateness is paid with."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Iterable

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import quote
from xiaoer.core.facts import Faq, Policy

_UNTIL = re.compile(
    r"(?:多久|几天|几个?小时|最[晚迟]|什么时候|啥时候)[^,。到发退]{0,8}(?:报|说|讲|反馈|联系|告诉|通知|找你们?|申请|登记|拍照?)|(?:报|反馈|申请|登记)[^,。]{0,4}(?:有)?(?:期限|时限|时间限制)"
)
_TIME = re.compile(r"\d+\s*(?:个?(?:小时|工作日)|天)(?:之?内)?")
_OURS = re.compile(
    r"(?:邮费|运费|快递费|费用)[^,。]{0,6}(?:谁|算|我头上|我出|我付|我掏|要我|自己|收|要钱|不用|你们)|(?:谁|算谁)[^,。]{0,3}(?:出|付|的)?(?:邮费|运费)"
)
_RESENT = re.compile(r"(?:质量|破损|少发|发错|错发|漏发|补发|补寄|坏)[^。；;]{0,24}(?:运费|邮费|费用|不用您?出钱|包邮)")
_PAID_FOR = re.compile(
    r"^(?!.*运费险).*(?:(?:怎么|咋|如何|会|有|给|能|要)[^,。]{0,3}(?:赔|补偿)|赔(?:多少|几|什么|我|不赔|吗))"
)
_LATE = re.compile(
    r"(?:延迟|超时|逾期|晚发|未按时|没按时|迟发|发货慢|超过)[^。；;]{0,30}(?:赔|补|%|％|元)|(?:赔|补偿)[^。；;]{0,16}(?:延迟|超时|晚发)"
)
_FAULTS = ("quality_issue", "damaged", "missing_wrong_item")
_WAITING = frozenset({"urge_ship", "ship_time", "order_status", "delivery_eta", "logistics_tracking"})
_TOPICS = {
    "damaged": ("破损", "坏损", "质量", "售后"),
    "missing_wrong_item": ("少发", "错发", "漏发", "破损少发", "售后"),
    "quality_issue": ("质量", "质保", "换货", "破损", "售后"),
}


def in_case(turn: Turn) -> Part | None:
    """The shop's own words on it; None = no case was spoken of, or nothing of it is asked."""
    case = next((name for name in turn.slots.intents[:2] if name in _FAULTS), "")
    if case and _UNTIL.search(turn.text):
        return _first(turn, (p for p in turn.shop.policies(*_TOPICS[case]) if _TIME.search(p.text)))
    if case and _OURS.search(turn.text):
        return _first(turn, (p for p in turn.shop.facts.policies if _RESENT.search(p.text)))
    if _WAITING & set(turn.slots.intents[:2]) and _PAID_FOR.search(turn.text) and turn.orders:
        entries: tuple[Faq | Policy, ...] = (*turn.shop.facts.policies, *turn.shop.facts.faq)
        return _first(turn, (e for e in entries if _LATE.search(e.answer if isinstance(e, Faq) else e.text)))
    return None


def _first(turn: Turn, entries: Iterable[Faq | Policy]) -> Part | None:
    found = next(iter(entries), None)
    if found is None:
        return None
    text, facts = quote(found, turn)
    return Part(text, facts=facts, confidence=0.88)
