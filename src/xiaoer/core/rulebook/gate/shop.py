"""What the gate takes from a shop's own facts."""

from __future__ import annotations

import re
from itertools import accumulate

from xiaoer.core.facts import ShopFacts
from xiaoer.core.rulebook.gate.fold import squeeze
from xiaoer.core.rulebook.gate.shapes import ShopContext

_BRAND_KEYS = ("品牌", "商标", "品牌名", "品牌名称")
_CLAUSES = re.compile(r"[，,、。；;：:/|()（）\[\]【】\n\r]+")
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|400[- ]?\d{3}[- ]?\d{4})(?!\d)")
_PLACE = 6  # letters that a place has at least: what is shorter names no place by itself
_ROAD = re.compile("[路街道巷弄村园苑]")
_REGION = re.compile("[省市区县镇乡]|街道")
_NUMBER = re.compile("[0-9]+|[一二三四五六七八九十]+(?=[号幢栋座楼室])")


def shop_context(facts: ShopFacts) -> ShopContext:
    """Name, hotline, return address, brands (attribute 品牌) and promises (policies) of a shop."""
    brands = {
        value
        for product in facts.products.values()
        for key in _BRAND_KEYS
        if (value := (product.attribute(key) or product.extra.get(key, "")).strip())
    }
    return ShopContext(
        names=(facts.profile.name,) if facts.profile.name else (),
        hotline=facts.profile.hotline,
        brands=tuple(sorted(brands)),
        promises=tuple(f"{policy.text} {policy.key_values}" for policy in facts.policies),
        numbers=tuple(_PHONE.findall(facts.profile.return_address)),
        addresses=places(facts.profile.return_address),
        platform=facts.profile.platform,
        words=facts.words,
        allowances=facts.allowances,
    )


def places(address: str) -> tuple[str, ...]:
    """The ways in which people write a published address: with and without province and city, name and room.

    Each holds the road and goes on to the last number of the door: a neighbour's door stays private.
    """
    found: set[str] = set()
    for clause in _CLAUSES.split(_PHONE.sub("，", address)):
        words = clause.split()
        joined = "".join(words)
        door = max((m.end() for m in _NUMBER.finditer(joined)), default=len(joined))
        bounds = tuple(accumulate(map(len, words)))
        starts = {0, *bounds, *(m.end() for m in _REGION.finditer(joined))}
        ends = {door, *(end for end in bounds if end > door)}
        found |= {part for start in starts for end in ends if _place(part := joined[start:end])}
    return tuple(sorted(found))


def _place(text: str) -> bool:
    return len(squeeze(text)) >= _PLACE and _ROAD.search(text) is not None
