"""“一起拍怎么发”, “会分开寄吗”: whether goods of one order leave together, by the shop's own words."""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence.recall import in_force
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import by_content, hits, quote
from xiaoer.core.facts import Faq, Policy

ASKED = re.compile(
    r"(?:一起|一块|同时|一单)(?:拍|买|下单|要|付款)?[^,，。]{0,4}(?:怎么发|咋发|怎么寄|一起发|分开|分两|分几|拆开|几个包裹)|(?:会不会|会|要|是不是)(?:分开|拆开|分两|拆成|分成)[^,，。]{0,4}(?:发|寄|包裹)|能(?:一起|一块)(?:发|寄)(?:吗|么|不)"
)
_TELLS = re.compile(r"拆开发|分开发|分两|两个包裹|拆成|分成|一起发|各自")


def split_told(turn: Turn) -> Part | None:
    """The rule on orders that leave in several parcels; None = it isn't asked for, or none is written."""
    if not ASKED.search(turn.text) or turn.orders:
        return None
    entries: tuple[Faq | Policy, ...] = (
        *(h.entry for h in hits(turn)),
        *turn.shop.facts.faq,
        *turn.shop.facts.policies,
    )
    best = next((e for e in entries if _TELLS.search(_told(e)) and in_force(e, turn.now.date())), None)
    if best is None:
        return by_content(turn)
    text, facts = quote(best, turn)
    return Part(text, facts=facts, confidence=0.88)


def _told(entry: Faq | Policy) -> str:
    return entry.answer if isinstance(entry, Faq) else entry.text
