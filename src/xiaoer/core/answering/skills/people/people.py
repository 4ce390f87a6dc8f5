"""When a person is better: asked for, complaint, review; and the polite no to leaving the platform."""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import hand_over
from xiaoer.core.answering.voice import worded
from xiaoer.core.reading.shapes import Intent, Team

_PHONE = re.compile(r"电话|热线|座机|号码|打给")
_PRIVATE = re.compile(r"你的|你本人|加|微信|私|留个|qq|手机", re.IGNORECASE)
_CASH = re.compile(r"返|红包|[几多]少?[块元钱]|好处|奖励|送什么")
_NUMBER = re.compile(r"(?:电话|热线|座机)[^，。；;]{0,6}[\d\-—]{7,}")
_AFTER: frozenset[Intent] = frozenset(
    {"order_status", "logistics_tracking", "urge_ship", "change_address", "cancel_order", "return_apply",
     "exchange", "refund_progress", "quality_issue", "missing_wrong_item", "damaged", "not_received"}
)  # fmt: skip


def human_request(turn: Turn) -> Part:
    """A person, to the team of what was spoken of."""
    team: Team = "售前"
    if any(intent in _AFTER for intent in turn.slots.intents):
        team = "售后"
    if "complaint" in turn.slots.intents:
        team = "投诉"
    text, said = worded(turn, "human", 店名=turn.shop.profile.name)
    return Part(text, "handoff", 0.98, (), team, details=said)


def complaint(turn: Turn) -> Part:
    """Calm, recorded, to the complaints team."""
    text = "让您有这样的体验，实在抱歉。您说的情况这边记下来了，请专门处理投诉的同事接手，由专人跟进给您答复。"
    return hand_over(turn, text, team="投诉")


def review_issue(turn: Turn) -> Part:
    """Reviews are never bargained for."""
    head = "怎么评价由您决定，按真实感受写就好，店里不拿好处换评价"
    cash = "，也不做好评返现" if _CASH.search(turn.text) else ""
    text = f"{head}{cash}。\n遇到的问题这边记下来，请同事跟进处理。"
    return hand_over(turn, text, team="投诉")


def contact_offsite(turn: Turn) -> Part:
    """The polite no, with the way that is open."""
    listed = _own_phone(turn) if _PHONE.search(turn.text) and not _PRIVATE.search(turn.text) else None
    if listed is not None:
        return listed
    text = (
        "为了您的资金和售后有保障，沟通和付款都请在平台内进行，站外的联系方式这边不提供也不添加。\n"
        "有什么需要直接在这里说，这边帮您办。"
    )
    return Part(text, confidence=0.95)


def _own_phone(turn: Turn) -> Part | None:
    """“有电话吗”: the service number that the shop's own rules name."""
    rule = next((p for p in turn.shop.facts.policies if _NUMBER.search(p.text)), None)
    if rule is None:
        return None
    sentence = next(s for s in re.split(r"(?<=[。；;])", rule.text) if _NUMBER.search(s)).strip()
    return Part(f"{sentence}\n付款和下单请都在平台内进行。", facts=cite.policy(rule), confidence=0.9)
