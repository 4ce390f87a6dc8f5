"""One question answered: what is certain whatever was read, then the intent's skill, then the shop's own words."""

from __future__ import annotations

from xiaoer.core.answering.aspects import content_runs
from xiaoer.core.answering.fallback import by_recall, lost
from xiaoer.core.answering.parts import Part, Skill, Turn
from xiaoer.core.answering.registry import SKILLS
from xiaoer.core.answering.skills.acting import propose
from xiaoer.core.answering.skills.attributes import before_buying, by_evidence, without_options
from xiaoer.core.answering.skills.carriers import by_carrier
from xiaoer.core.answering.skills.common import by_content
from xiaoer.core.answering.skills.deciding_for import decided_for
from xiaoer.core.answering.skills.english_replies import in_english
from xiaoer.core.answering.skills.letting_be import let_go, picture_said
from xiaoer.core.answering.skills.offers import of_an_offer
from xiaoer.core.answering.skills.orders import in_this_chat
from xiaoer.core.answering.skills.ranges import by_range
from xiaoer.core.answering.skills.shop_itself import of_the_shop
from xiaoer.core.answering.skills.stock import stock
from xiaoer.core.answering.skills.verdicts import refund_sum

# In this order; the first that has an answer gives it.
_CERTAIN: tuple[Skill, ...] = (
    let_go, picture_said, in_this_chat, propose, refund_sum, decided_for, by_range, by_carrier, of_the_shop,
    of_an_offer, by_evidence, before_buying,
)  # fmt: skip


def answered(turn: Turn) -> Part:
    """The part of the reply that answers a turn."""
    if turn.english:
        return in_english(turn)
    certain = next((part for skill in _CERTAIN if (part := skill(turn)) is not None), None)
    if certain is not None:
        return certain
    skill = SKILLS.get(turn.intent)
    part = skill(turn) if skill else None
    part = part or by_recall(turn)
    if part is not None and not part.known and turn.choice and not content_runs(without_options(turn)):
        return stock(turn)  # an option is named where the question before has no answer for it
    if part is None or not part.known:
        return by_content(turn) or part or lost(turn)
    return part
