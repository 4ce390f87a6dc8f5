"""What the gate takes from a shop's own facts."""

from __future__ import annotations

from xiaoer.core.facts import ShopFacts
from xiaoer.core.rulebook.gate.shapes import ShopContext

_BRAND_KEYS = ("品牌", "商标", "品牌名", "品牌名称")


def shop_context(facts: ShopFacts) -> ShopContext:
    """Name, hotline, brands (attribute 品牌) and promises (policies) of a shop."""
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
        platform=facts.profile.platform,
        words=facts.words,
        allowances=facts.allowances,
    )
