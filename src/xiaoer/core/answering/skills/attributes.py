"""Attributes of a product (商品属性): known keys by what they are asked for, unseen keys by their own words."""

from __future__ import annotations

import re

from xiaoer.core.answering import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.recall import clean, grams
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import GOOD_HIT, hits, not_known, quote, which_product
from xiaoer.core.answering.synonyms import attribute_groups
from xiaoer.core.facts import Product

_HEALTH = re.compile(r"孕|哺乳|过敏|糖尿病|高血压|血糖|血压|疾病|手术|吃药|服药|敏感肌|湿疹|婴儿|宝宝")
_SHOWN = 3


def product_attribute(turn: Turn) -> Part | None:
    """The attribute asked for, in the shop's words."""
    if turn.product is None:
        return _general(turn) or which_product(turn)
    found = by_attribute(turn)
    best = next(iter(hits(turn, 1)), None)
    if best and best.score >= GOOD_HIT and (found is None or best.score >= 0.75):
        text, facts = quote(best.entry, turn)
        return Part(text, facts=facts, confidence=min(0.95, 0.6 + best.score / 2))
    return found or _selling_point(turn, turn.product) or not_known(turn, "您问的这一点")


def product_suitability(turn: Turn) -> Part | None:
    """Careful: the shop's own words, and a doctor for whatever concerns health."""
    part = product_attribute(turn)
    if part is None or part.kind != "answer" or not _HEALTH.search(turn.text):
        return part
    return Part(
        f"{part.text}\n每个人情况不同，涉及身体状况请先问过医生再决定。", facts=part.facts, confidence=0.85
    )


def care_usage(turn: Turn) -> Part | None:
    """Washing, keeping, using: the product's attributes, else the shop's FAQ."""
    return product_attribute(turn)


def by_attribute(turn: Turn) -> Part | None:
    """The attributes of the product in view that the words ask for."""
    product = turn.product
    if product is None:
        return None
    keys = attribute_keys(product, turn.text)
    if not keys:
        return None
    pairs = [(key, value) for key, value in product.attributes if key in keys][:_SHOWN]
    facts = [cite.cell(product.source, "属性", f"{key}:{value}") for key, value in pairs]
    facts.append(cite.title(product))
    lines = [f"{key}：{value}" for key, value in pairs]
    head = f"{cite.short_title(product)}的{lines[0]}。"
    rest = "".join(f"\n{line}。" for line in lines[1:])
    return Part(head + rest, facts=tuple(facts), confidence=0.93)


def attribute_keys(product: Product, text: str) -> tuple[str, ...]:
    """Keys that a question asks for, best first: named outright, by known wordings, by shared characters."""
    owned = [key for key, _ in product.attributes]
    named = [key for key in owned if len(key) >= 2 and key in text]
    if named:
        return tuple(named)
    grouped = _grouped(owned, text)
    return grouped or _by_value(product, text) or _shared(owned, text)


def _grouped(owned: list[str], text: str) -> tuple[str, ...]:
    for keys, asked in attribute_groups():
        if not asked.search(text):
            continue
        for key in keys:
            like = [name for name in owned if name == key] or [name for name in owned if key in name]
            if like:
                return (like[0],)
    return ()


def _shared(owned: list[str], text: str) -> tuple[str, ...]:
    """A key never seen before: its bigrams stand in the question (接口数量 ← 几个接口)."""
    asked = grams(clean(text))
    scored = [(len(asked & grams(key)) / max(len(grams(key)), 1), key) for key in owned if len(key) >= 2]
    best = max(scored, default=(0.0, ""))
    return (best[1],) if best[0] >= 0.34 else ()


def _by_value(product: Product, text: str) -> tuple[str, ...]:
    """The question's content words stand in a value (含羊毛吗 → 面料: 绵羊毛50%)."""
    asked = {gram for gram in grams(clean(text)) if len(gram) == 2}
    scored = []
    for key, value in product.attributes:
        shared = asked & grams(value)
        scored.append((len(shared), key))
    best = max(scored, default=(0, ""))
    return (best[1],) if best[0] >= 2 or (best[0] == 1 and len(asked) <= 2) else ()


def _selling_point(turn: Turn, product: Product) -> Part | None:
    asked = {gram for gram in grams(clean(turn.text)) if len(gram) == 2}
    if len(asked & grams(product.selling_points)) < 2:
        return None
    facts: tuple[FactUse, ...] = (cite.cell(product.source, "卖点", product.selling_points),)
    return Part(f"{product.selling_points}。", facts=facts, confidence=0.75)


def _general(turn: Turn) -> Part | None:
    """No product in view: the shop's FAQ may still know."""
    best = next(iter(hits(turn, 1)), None)
    if best is None or best.score < GOOD_HIT:
        return None
    text, facts = quote(best.entry, turn)
    return Part(text, facts=facts, confidence=min(0.95, 0.6 + best.score / 2))
