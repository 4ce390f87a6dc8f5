"""What a service costs by the shop's words (安装收费吗)."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.goods.aspects import content_runs, coverage, shared_run
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import quote, without_title

_COST = re.compile(r"收费|费用|要钱|多少钱|免费|加钱|付费|另外收")
_SUM = re.compile(r"\d+\s*元|免费")


def service_cost(turn: Turn) -> Part | None:
    """What a service costs by the shop's words (安装收费吗): the rule that shares its name and tells a sum."""
    if not _COST.search(turn.text):
        return None
    runs = content_runs(_COST.sub(" ", without_title(turn)))
    entries = [p for p in turn.shop.facts.policies if _SUM.search(p.text) and shared_run(runs, p.text)]
    best = max(entries, key=lambda p: coverage(runs, p.text), default=None)
    if best is None:
        return None
    text, facts = quote(best, turn)
    return Part(text, facts=facts)
