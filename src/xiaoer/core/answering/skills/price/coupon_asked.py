"""“能用券吗” beside a sum: whether one was counted, is shut out by another offer, or its threshold is not reached."""

from __future__ import annotations

import re

from xiaoer.core.answering.parts import Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.price.offers import promotion_cells
from xiaoer.core.rulebook.calculators.promotion import Priced
from xiaoer.core.rulebook.calculators.promotion_terms import COUPON_KINDS, stacking_of

ASKED = re.compile(
    r"(?:能|可以|可不可以|能不能|还能)(?:再|叠加)?用[^,，。]{0,4}券|用得了[^,，。]{0,3}券|券[^,，。]{0,3}(?:能|可以)用"
)


def coupon_line(turn: Turn, priced: Priced) -> tuple[list[str], list[FactUse]]:
    """A line on coupons for a sum, with its cells; nothing where none was asked for."""
    if not ASKED.search(turn.reading.normal):
        return [], []
    used = next((a.promotion for a in priced.applied if a.promotion.kind in COUPON_KINDS), None)
    if used is not None:
        return [f"券可以用，“{used.name}”已经算在里面了。"], []
    shut = next((a.promotion for a in priced.applied if _shuts_out(a.promotion.stacking)), None)
    if shut is not None:
        return [f"“{shut.name}”{shut.stacking}，这单不能再用券。"], list(promotion_cells(shut))
    return ["这单还没有到用店铺券的门槛，暂时用不了。"], []


def _shuts_out(words: str) -> bool:
    stacking = stacking_of(words)
    return stacking is not None and bool(stacking.excludes & COUPON_KINDS)
