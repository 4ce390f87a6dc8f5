"""Response limits: what the platform counts (`KpiRule`), what the shop sets over it, what the live clock runs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xiaoer.core.inspection.kpi_rules import KpiRule, KpiRules, default_rules


def own_rules(platform: str) -> tuple[KpiRule, ...]:
    """The platform's definitions that have a limit in seconds. Tmall is counted as Taobao."""
    names = ("taobao", "tmall") if platform in ("taobao", "tmall") else (platform,)
    return tuple(rule for rule in default_rules().of_platforms if rule.platform in names and rule.within_s)


def known_keys() -> frozenset[str]:
    """The definitions that a shop may set a limit of its own for."""
    return frozenset(rule.key for rule in default_rules().of_platforms if rule.within_s)


def clock_s(platform: str, target_s: int, limits: Mapping[str, int]) -> int:
    """What the waiting clock runs to: the strictest of the shop's target and the platform's limits."""
    return min([target_s, *(limits.get(rule.key, rule.within_s) for rule in own_rules(platform))])


def with_limits(rules: KpiRules, limits: Mapping[str, int]) -> KpiRules:
    """Definitions as a shop counts by them; one that it has changed says so."""
    for key, seconds in limits.items():
        rule = rules.rules.get(key)
        if rule is not None and rule.within_s != seconds:
            text = f"{rule.text}（本店按 {seconds} 秒计，平台为 {rule.within_s} 秒）"
            rules = rules.changed(key, within_s=seconds, text=text)
    return rules


def views(platform: str, limits: Mapping[str, int]) -> list[dict[str, Any]]:
    """The platform's definitions for the settings: text, hours, source, the platform's limit and what holds here."""
    return [
        {
            "key": rule.key, "text": rule.text, "hours": str(rule.hours), "source": rule.source,
            "platform_s": rule.within_s, "limit_s": limits.get(rule.key, rule.within_s),
        }
        for rule in own_rules(platform)
    ]  # fmt: skip
