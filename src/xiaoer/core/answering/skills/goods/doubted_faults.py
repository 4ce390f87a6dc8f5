"""“白的是不是霉了”: a fault that is only feared, told by what the shop wrote for the goods in view."""

from __future__ import annotations

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.recall import in_force
from xiaoer.core.answering.goods.aspects import content_runs, is_rare
from xiaoer.core.answering.goods.synonyms import canonical
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import without_title
from xiaoer.core.facts import Faq

_HALF = 0.5


def by_letters(turn: Turn) -> Part | None:
    """The FAQ of the product that shares half of a doubt's letters, a rare one among them (白的是不是霉了)."""
    product = turn.product
    runs = content_runs(canonical(without_title(turn)))
    asked = {letter for run in runs for letter in run} if product is not None else set()
    best: tuple[float, Faq | None] = (_HALF, None)
    for entry in turn.shop.recall.of_product(product.number) if product is not None else ():
        known = canonical(" ".join((entry.question, *entry.similar)))
        shared = {letter for letter in asked if letter in known}
        share = len(shared) / len(asked) if asked else 0.0
        if len(shared) > 1 and share >= best[0] and any(map(is_rare, shared)) and in_force(entry, turn.now.date()):
            best = (share, entry)
    return Part(best[1].answer.strip(), facts=(cite.faq(best[1]),), confidence=0.78) if best[1] else None
