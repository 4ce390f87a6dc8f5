"""“过年前寄得到吗”, “春节发货不”: what the shop wrote for the days around a feast."""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence.recall import in_force
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import WEAK_HIT, hits, quote
from xiaoer.core.facts import Faq, Policy

_FEAST = re.compile(r"过年|春节|年前|年后|除夕|年三十|大年|国庆|五一|端午|中秋|放假|假期")
_SENT = re.compile(r"发货|停发|寄出|寄到|收到|来得及|付款")


def around_a_feast(turn: Turn) -> Part | None:
    """The shop's own words on sending before and after a feast; None = none is named, or nothing is written."""
    said = _FEAST.search(turn.text)
    if said is None or turn.orders:
        return None
    near = [hit.entry for hit in hits(turn) if hit.score >= WEAK_HIT]
    entries = [e for e in (*near, *turn.shop.facts.faq, *turn.shop.facts.policies) if _fits(e)]
    best = next((e for e in entries if in_force(e, turn.now.date())), None)
    if best is None:
        return None
    text, facts = quote(best, turn)
    return Part(text, facts=facts, confidence=0.88)


def _fits(entry: Faq | Policy) -> bool:
    asked = f"{entry.question} {' '.join(entry.similar)}" if isinstance(entry, Faq) else entry.topic
    told = f"{asked} {entry.answer if isinstance(entry, Faq) else entry.text}"
    return bool(_FEAST.search(asked) and _SENT.search(told))
