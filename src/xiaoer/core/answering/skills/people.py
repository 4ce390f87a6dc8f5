"""When a person is better: asked for, complaint, review; and the polite no to leaving the platform."""

from __future__ import annotations

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import hand_over
from xiaoer.core.answering.voice import worded
from xiaoer.core.reading.shapes import Intent, Team

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
    text = "怎么评价由您决定，按真实感受写就好，店里不拿好处换评价。\n遇到的问题这边记下来，请同事跟进处理。"
    return hand_over(turn, text, team="投诉")


def contact_offsite(turn: Turn) -> Part:
    """The polite no, with the way that is open."""
    text = (
        "为了您的资金和售后有保障，沟通和付款都请在平台内进行，站外的联系方式这边不提供也不添加。\n"
        "有什么需要直接在这里说，这边帮您办。"
    )
    return Part(text, confidence=0.95)
