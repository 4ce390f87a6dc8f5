"""Suitability (适合谁): the shop's own words, and a doctor for whatever concerns health; never a verdict of ours."""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.sayable import sayable
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import not_known, which_product
from xiaoer.core.answering.skills.goods.attributes import for_whom, product_attribute

_GIFT = re.compile(r"送|礼|生日|节|结婚|乔迁|纪念")
_OF_GIFTS = re.compile(r"场合|适合|适用|人群|包装|礼盒|礼袋|贺卡|寓意|花语|刻字|年龄")
_TOLD = 3


def product_suitability(turn: Turn) -> Part | None:
    """What the product's attributes say, else what the shop's words say, else people."""
    if turn.product is None:
        return product_attribute(turn) or which_product(turn)
    found = for_whom(turn) or product_attribute(turn)
    if (found is None or not found.known) and _GIFT.search(turn.text):
        found = _as_gift(turn) or found
    return found or not_known(turn, "适合人群")


def _as_gift(turn: Turn) -> Part | None:
    """“送女朋友合适不”: for whom and what for it is made, how it is wrapped; the choice stays with the shopper."""
    product = turn.product
    if product is None:
        return None
    pairs = [(k, v) for k, v in product.attributes if _OF_GIFTS.search(k) and sayable(v)][:_TOLD]
    if not pairs and not product.selling_points:
        return None
    facts = [cite.title(product), *(cite.cell(product.source, "属性", f"{key}:{value}") for key, value in pairs)]
    lines = [f"{key}：{value}。" for key, value in pairs]
    if sayable(product.selling_points) and product.selling_points:
        lines.insert(0, f"{product.selling_points}。")
        facts.append(cite.cell(product.source, "卖点", product.selling_points))
    text = f"{cite.short_title(product)}送人的话，供您参考：\n" + "\n".join(lines)
    return Part(text, facts=tuple(facts), confidence=0.8)
