"""A shop's own wording: words that it forbids, and findings that it allows for a while (误报)."""

from __future__ import annotations

import re
from datetime import date

from xiaoer.core.facts import Allowance, OwnWord
from xiaoer.core.rulebook.findings import Finding
from xiaoer.core.rulebook.gate.fold import fold, squeeze
from xiaoer.core.rulebook.gate.shapes import Alternative, WordingRule

SOURCE = "本店规则"


def own_rule(word: OwnWord) -> WordingRule | None:
    """The rule of a word that the shop forbids, from the end of its shadow on; None where no letter is left of it."""
    anchor = squeeze(word.text)
    if not anchor:
        return None
    pattern = Alternative(re.escape(fold(word.text, []).text), frozenset([anchor]))
    return WordingRule(
        id=f"own.{word.id}", kind=word.kind, level=word.level, alternatives=(pattern,),
        reason=word.reason, reason_en=word.reason, source=SOURCE, confidence="practice", rewrite=word.rewrite or None,
        negation=False, quoting=False, explaining=False, valid_from=word.live_from,
    )  # fmt: skip


def allowed(finding: Finding, text: str, category: str | None, at: date | None, given: tuple[Allowance, ...]) -> bool:
    """Whether the shop allows it: the same kind, the goods' category, not past its last day. What law forbids stays."""
    if finding.statutory:
        return False
    return any(_covers(one, finding, text) for one in given if _holds(one, category, at))


def _holds(one: Allowance, category: str | None, at: date | None) -> bool:
    return (at is None or at <= one.until) and (not one.category or one.category in (category or ""))


def _covers(one: Allowance, finding: Finding, text: str) -> bool:
    """Whether the allowed words stand where the finding is."""
    if one.kind and one.kind != finding.kind:
        return False
    start = text.find(one.text)
    while start >= 0:
        if start < finding.end and finding.start < start + len(one.text):
            return True
        start = text.find(one.text, start + 1)
    return False
