"""Suitability (适合谁): the shop's own words, and a doctor for whatever concerns health; never a verdict of ours."""

from __future__ import annotations

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.attributes import for_whom, product_attribute
from xiaoer.core.answering.skills.common import not_known, which_product


def product_suitability(turn: Turn) -> Part | None:
    """What the product's attributes say, else what the shop's words say, else people."""
    if turn.product is None:
        return product_attribute(turn) or which_product(turn)
    return for_whom(turn) or product_attribute(turn) or not_known(turn, "适合人群")
