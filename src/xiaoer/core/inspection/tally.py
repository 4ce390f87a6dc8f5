"""Sums from which KPIs are computed. All whole numbers, so that parts counted apart add up to the same result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from xiaoer.core.inspection.kpi_rules import KpiRule, KpiRules

KPI_KEYS = (
    "conversations", "shoppers", "messages_shopper", "messages_agent", "first_response_s", "average_response_s",
    "reply_rate", "reply_rate_30s", "reply_rate_3min", "slow_responses", "unreplied", "answer_question_ratio",
    "wording_blocks", "wording_warns", "score",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Sums of one shop, agent or day. `asked` = conversations that count for the reply rate, `replied` those replied.

    `platform` = (platform of the conversations, KPI key) → [sum, count].
    """

    conversations: int = 0
    shoppers: int = 0
    messages_shopper: int = 0
    messages_agent: int = 0
    first_ms: int = 0
    first_n: int = 0
    wait_ms: int = 0
    answered: int = 0
    turns: int = 0
    within_30s: int = 0
    within_3min: int = 0
    slow: int = 0
    unreplied: int = 0
    asked: int = 0
    replied: int = 0
    blocks: int = 0
    warns: int = 0
    score_sum: int = 0
    scored: int = 0
    platform: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Take in the sums of another part."""
        for name in _SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for key, (value, number) in other.platform.items():
            self.add_platform(key, value, number)

    def varied(self, other: Tally, *, replies: bool) -> Tally:
        """The same sums with the turns (and, where asked, the replies) of a variant."""
        names = (*_OF_TURNS, "asked", "replied") if replies else _OF_TURNS
        return replace(self, **{name: getattr(other, name) for name in names})

    def add_platform(self, key: tuple[str, str], value: int, number: int = 1) -> None:
        """Count a summand of a platform's KPI."""
        found = self.platform.setdefault(key, [0, 0])
        found[0] += value
        found[1] += number

    def add_turns(self, sums: Sequence[int]) -> None:
        """Count turns: how many, answered, milliseconds waited, within 30 s, within 3 min, slow."""
        turns, answered, wait_ms, within_30s, within_3min, slow = sums
        self.turns += turns
        self.answered += answered
        self.wait_ms += wait_ms
        self.within_30s += within_30s
        self.within_3min += within_3min
        self.slow += slow

    def kpis(self, rules: KpiRules, platforms: frozenset[str]) -> dict[str, float | int | None]:
        """The KPIs by their keys; None where there is nothing to count. `platforms` = those met in all the input."""
        return {
            "conversations": self.conversations,
            "shoppers": self.shoppers,
            "messages_shopper": self.messages_shopper,
            "messages_agent": self.messages_agent,
            "first_response_s": _mean(self.first_ms, self.first_n * 1000),
            "average_response_s": _mean(self.wait_ms, self.answered * 1000),
            "reply_rate": _mean(self.replied, self.asked),
            "reply_rate_30s": _mean(self.within_30s, self.turns),
            "reply_rate_3min": _mean(self.within_3min, self.turns),
            "slow_responses": self.slow,
            "unreplied": self.unreplied,
            "answer_question_ratio": _mean(self.messages_agent, self.messages_shopper),
            "wording_blocks": self.blocks,
            "wording_warns": self.warns,
            "score": _mean(self.score_sum, self.scored),
            **{rule.key: self._of_platform(rule, platforms) for rule in rules.of_platforms},
        }

    def _of_platform(self, rule: KpiRule, met: frozenset[str]) -> float | None:
        """Over the platform's own conversations and those of unknown platform; over all when there are none of it."""
        total = number = 0
        for (of, name), (value, counted) in self.platform.items():
            if name == rule.key and (rule.platform not in met or of in (rule.platform, "")):
                total += value
                number += counted
        return _mean(total, number * (1000 if rule.method == "turn_wait" else 1))


_OF_TURNS = ("first_ms", "first_n", "wait_ms", "answered", "turns", "within_30s", "within_3min", "slow")
_SUMS = tuple(f.name for f in fields(Tally) if f.name != "platform")


def _mean(total: int, number: int) -> float | None:
    return round(total / number, 4) if number else None


def merged(parts: Mapping[Any, Tally], into: dict[Any, Tally]) -> None:
    """Add the tallies of one part to those of all."""
    for key, tally in parts.items():
        into.setdefault(key, Tally()).add(tally)
