"""A second look at what answers a question of goods: all that the shop wrote is weighed on one scale, and what was
chosen gives way to what answers clearly better."""

from __future__ import annotations

import re
from dataclasses import replace

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.sayable import elsewhere, sayable
from xiaoer.core.answering.evidence.weighed import Evidence, Weighed, weighed
from xiaoer.core.answering.goods.aspects import POINT, content_runs
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import quote, without_title
from xiaoer.core.answering.talk.named_matters import may_tell, service_named
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
_SURELY_OF_ALL = 3.5
_OF_FAULTS: frozenset[Intent] = frozenset({"quality_issue", "damaged"})
_WANTS_REMEDY = re.compile(
    r"退|换|赔|补[发寄偿]|投诉|举报|差评|售后|怎么处理|收到|到货|刚到|签收|打开(?:就|是)|寄来|发来"
)
_REMEDY = re.compile(r"补发|退款|赔|换新|重发|(?:24|48)小时")
_BOUGHT = 3
_YES_NO = re.compile(r"(?:[吗么嘛不]|没事吧|行吧|可以吧)[?？]?$")
_CHOOSES = re.compile(
    r"推荐|哪[款个种些]|预算|以内|想要|想买|买(?:个|点|什么|啥)|有没有|有[^,。]{1,8}[吗么没不]|有没|适合|^要"
)
_PLAIN = frozenset({"属性", "标题", "卖点", "答案", "内容", "关键值"})
_KNOWN = 0.9  # from which an entry was found by nearly its own words
_CONFIDENT = 0.7
_STEADY = 0.02


def told_by_weight(turn: Turn) -> Part | None:
    """What answers where nothing else does; None = the shop's data doesn't tell."""
    found = _weighed(turn) if turn.product is not None else []
    if not found or found[0].score < (_ENOUGH_OF_ALL if found[0].evidence.kind in ("faq", "rule") else _ENOUGH):
        return None
    return _part(turn, found)


def weighed_again(turn: Turn, part: Part) -> Part:
    """The part, or in its place what answers clearly better."""
    if part.kind != "answer" or not part.known or part.action or not {f.field for f in part.facts} <= _PLAIN:
        return part
    if part.confidence >= _KNOWN and not any(fact.field == "属性" for fact in part.facts):
        return part
    found = _weighed(turn)
    held = {(fact.field, fact.value) for fact in part.facts}
    own = [one.score for one in found if _is_cited(one.evidence, part, held)]
    if not found or not own or found[0].score < max(_SURELY, max(own) + _CLEARLY):
        return part
    return (_part(turn, found) if found[0].evidence.kind in ("cell", "own_faq") else None) or part


def entry_by_weight(turn: Turn, part: Part | None) -> Part | None:
    """Where no goods are in view: the FAQ or rule that answers surely, before the shopper is asked which goods he
    means or is shown some."""
    asks = part is None or not part.known or part.kind == "clarify" or bool(part.products)
    if turn.product is not None or not asks or turn.intent not in _OF_GOODS or _CHOOSES.search(turn.text):
        return None
    shown = part is not None and part.known and part.kind != "clarify"
    if shown and not _YES_NO.search(turn.text):
        return None
    found = _weighed(turn)
    return _part(turn, found) if found and found[0].score >= (_SURELY_OF_ALL if shown else _ENOUGH_OF_ALL) else None


def mended_by(turn: Turn) -> Part | None:
    """“按键老是双击”: what the shop wrote on mending that very fault of the goods in view or bought. What it wrote on
    a remedy belongs to a case."""
    if turn.intent not in _OF_FAULTS or turn.english or _WANTS_REMEDY.search(turn.text):
        return None
    bought = dict.fromkeys(line.product for order in turn.orders for line in order.lines)
    goods = [turn.product] if turn.product else [p for n in list(bought)[:_BOUGHT] if (p := turn.shop.product(n))]
    for product in goods:
        about = replace(turn, product=product)
        found = _all(about)[:1]
        if found and found[0].score >= _SURELY_OF_ALL and found[0].evidence.kind == "own_faq":
            part = None if _REMEDY.search(found[0].evidence.body) else _part(about, found)
            return part and replace(part, text=f"{part.text}\n这样处理还不行的话告诉这边，请售后同事接着跟进。")
    return None


def _weighed(turn: Turn) -> list[Weighed]:
    return _all(turn) if turn.intent in _OF_GOODS and not turn.english else []


def _all(turn: Turn) -> list[Weighed]:
    bare = without_title(turn)
    if not content_runs(bare):
        return []
    shop = turn.shop
    found = weighed(shop.recall, turn.product, turn.text, bare, today=turn.now.date())
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
    if evidence.entry is not None:
        text, facts = quote(evidence.entry, turn)
        return Part(text, facts=facts, confidence=confidence)
    if product is None or not sayable(evidence.body) or elsewhere(evidence.body):
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
