"""Rules asked for by their matter: what a guarantee leaves out (鼓包了保修吗), how one becomes a member."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import content_runs, shared_run
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import without_title
from xiaoer.core.answering.skills.goods.attributes import HAS_IT, by_attribute
from xiaoer.core.facts import Policy
from xiaoer.core.reading.shapes import Intent

_GUARANTEE = re.compile(r"保修|质保|包修|保不保|在保|管保|[保管](?:几年|几个月|多久|多长)")
_MEMBER = re.compile(
    r"会员(?!券|价|日|折)[^,，。券]{0,6}(?:怎么|如何|咋|条件|才|成为|要求|升级|好处|权益|福利|门槛|入|办|注册|积分)|(?:怎么|如何|咋|才能?|成为|办|当|入|升)[^,，。]{0,4}会员"
)
_OPEN: frozenset[Intent] = frozenset(
    {"product_attribute", "care_usage", "product_suitability", "other", "price_promotion", "quality_issue",
     "return_policy", "chitchat", "stock", "recommend", "complaint"}
)  # fmt: skip


def by_named_rule(turn: Turn) -> Part | None:
    """The rule on guarantees that speaks of the case asked for, or the one on membership; None = neither is asked."""
    if turn.intent not in _OPEN:
        return None
    if _MEMBER.search(turn.text):
        rules = turn.shop.policies("会员")
        return _told(rules[0]) if rules else None
    if not _GUARANTEE.search(turn.text) or (turn.orders and HAS_IT.search(turn.text)):
        return None
    runs = content_runs(_GUARANTEE.sub(" ", without_title(turn) if turn.product is not None else turn.text))
    own = next((p for p in turn.shop.policies("质保", "保修", "三包") if shared_run(runs, p.text)), None)
    if own is None:
        return None
    part = _told(own)
    term = by_attribute(turn, loose=False)
    if term is None:
        return part
    return Part(f"{term.text}\n{part.text}", facts=(*term.facts, *part.facts), confidence=0.88)


def _told(rule: Policy) -> Part:
    return Part(rule.text.strip(), facts=cite.policy(rule), confidence=0.88)
