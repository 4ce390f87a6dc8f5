"""A second look at what answers a question of goods: all that the shop wrote is weighed on one scale, and what was
chosen gives way to what answers clearly better."""

from __future__ import annotations

from dataclasses import replace

from xiaoer.core.answering import cite
from xiaoer.core.answering.aspects import POINT, content_runs
from xiaoer.core.answering.evidence import Evidence, Weighed, weighed
from xiaoer.core.answering.named_matters import may_tell, service_named
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.sayable import elsewhere, sayable
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import quote, without_title
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Intent

_OF_GOODS: frozenset[Intent] = frozenset(
    {"product_attribute", "product_suitability", "care_usage", "other", "authenticity", "gift_note"}
)
_ENOUGH = 1.0  # from which evidence is told where nothing else answers
_ENOUGH_OF_ALL = 2.5  # the same for what is written for all goods
_SURELY = 2.5  # from which it may take the place of what was chosen
_CLEARLY = 1.0  # by how much it must answer better
_BESIDE = 0.4  # how near a second cell must come to be told too
_PLAIN = frozenset({"属性", "标题", "卖点", "答案", "内容", "关键值"})
_CONFIDENT = 0.7
_STEADY = 0.02


def told_by_weight(turn: Turn) -> Part | None:
    """What answers where nothing else does; None = the shop's data doesn't tell."""
    found = _weighed(turn)
    if not found or found[0].score < (_ENOUGH_OF_ALL if found[0].evidence.kind in ("faq", "rule") else _ENOUGH):
        return None
    return _part(turn, found)


def weighed_again(turn: Turn, part: Part) -> Part:
    """The part, or in its place what answers clearly better."""
    if part.kind != "answer" or not part.known or part.action or not {f.field for f in part.facts} <= _PLAIN:
        return part
    found = _weighed(turn)
    held = {(fact.field, fact.value) for fact in part.facts}
    own = [one.score for one in found if _is_cited(one.evidence, part, held)]
    if not found or not own or found[0].score < max(_SURELY, max(own) + _CLEARLY):
        return part
    return (_part(turn, found) if found[0].evidence.kind in ("cell", "own_faq") else None) or part


def _weighed(turn: Turn) -> list[Weighed]:
    if turn.product is None or turn.intent not in _OF_GOODS or turn.english:
        return []
    bare = without_title(turn)
    if not content_runs(bare):
        return []
    shop = turn.shop
    found = weighed(shop.facts, shop.recall, turn.product, turn.text, bare, today=turn.now.date())
    found = [one for one in found if may_tell(turn.text, one.evidence.head, one.evidence.body)]
    service = service_named(turn.text)
    naming = [one for one in found if service and service in f"{one.evidence.head}{one.evidence.body}"]
    return naming or found


def _is_cited(evidence: Evidence, part: Part, held: set[tuple[str, str]]) -> bool:
    if evidence.kind == "cell":
        return ("属性", f"{evidence.head}:{evidence.body}") in held
    if evidence.kind == "point":
        return evidence.body in part.text
    return ("答案", evidence.body) in held or ("内容", evidence.body) in held


def _part(turn: Turn, found: list[Weighed]) -> Part | None:
    """The best evidence in the shop's words; None where it may not be said or only points elsewhere."""
    product, best = turn.product, found[0]
    evidence = best.evidence
    confidence = min(0.9, _CONFIDENT + _STEADY * max(best.score, 0.0))
    if product is None:
        return None
    if evidence.entry is not None:
        text, facts = quote(evidence.entry, turn)
        return Part(text, facts=facts, confidence=confidence)
    if not sayable(evidence.body) or elsewhere(evidence.body):
        return None
    name = cite.short_title(product)
    if evidence.kind == "name":
        return Part(f"商品名写明的是：{product.title}。", facts=(cite.title(product),), confidence=confidence)
    facts = (_cell(product, evidence), cite.title(product))
    if evidence.kind == "point":
        return Part(f"{name}：{evidence.body}。", facts=facts, confidence=confidence)
    part = Part(f"{name}的{evidence.head}：{evidence.body}。", facts=facts, confidence=confidence)
    beside = [one.evidence for one in found[1:2] if one.score >= best.score - _BESIDE]
    for other in (one for one in beside if one.kind == "cell" and not elsewhere(one.body)):
        part = replace(
            part, text=f"{part.text}\n{other.head}：{other.body}。", facts=(*part.facts, _cell(product, other))
        )
    return part


def _cell(product: Product, evidence: Evidence) -> FactUse:
    if evidence.kind == "point":
        return cite.cell(product.source, POINT, product.selling_points)
    return cite.cell(product.source, "属性", f"{evidence.head}:{evidence.body}")
