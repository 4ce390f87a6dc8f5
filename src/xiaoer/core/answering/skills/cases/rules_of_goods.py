"""Rules that are written for certain goods (电陶炉质保1年) are told to nobody who has others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Turn
from xiaoer.core.answering.shapes import FactUse

_WARRANTY = re.compile(r"质保|保修|三包|包修|免费(?:换新|维修)")
_OF_FAULTS = re.compile(r"质量|故障|坏|瑕疵")


def of_other_goods(turn: Turn, text: str) -> bool:
    """Whether a rule names goods of the shop (电陶炉质保1年), but none of those that the shopper has or looks at."""
    named = set(turn.shop.find(text))
    mine = {line.product for order in turn.orders for line in order.lines} | {turn.slots.product}
    return _WARRANTY.search(text) is not None and bool(named) and not named & mine


def rule_for_all(turn: Turn, topics: Sequence[str]) -> tuple[str, tuple[FactUse, ...], float] | None:
    """The first rule of the matter that names no goods of others and speaks of faults."""
    rules = turn.shop.policies(*topics, "退货运费", "退换")
    best = next((p for p in rules if _OF_FAULTS.search(p.text) and not of_other_goods(turn, p.text)), None)
    return (best.text.strip(), cite.policy(best), 0.8) if best is not None else None
