"""KPI definitions as data (`KpiRule`): what is counted, in which hours, with which cap and limit."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from xiaoer.core.errors import BadInput

METHODS = ("", "turn_wait", "turn_rate", "shopper_days", "session_first", "session_mean")
_ALL_DAY = (0, 86_400)


@dataclass(frozen=True, slots=True)
class Hours:
    """A part of the day at +08:00, in seconds; `closed` = its last second counts."""

    start_s: int = 0
    end_s: int = 86_400
    closed: bool = False

    def holds(self, tod_ms: int) -> bool:
        """Whether a time of day (milliseconds) lies in it."""
        end = self.end_s * 1000
        return self.start_s * 1000 <= tod_ms and (tod_ms <= end if self.closed else tod_ms < end)

    def __str__(self) -> str:
        last = self.end_s if self.closed else self.end_s - 1
        return f"{_clock(self.start_s)}-{_clock(last)}"


@dataclass(frozen=True, slots=True)
class KpiRule:
    """One definition. `platform` "" = generic; limits in seconds; 0 where the definition has none."""

    key: str
    id: str
    version: int
    unit: str
    text: str
    platform: str = ""
    method: str = ""
    hours: Hours = Hours()
    cap_s: int = 0
    within_s: int = 0
    gap_s: int = 0
    source: str = ""

    def as_definition(self) -> dict[str, Any]:
        """What a number says of itself in reports."""
        found = {
            "id": self.id, "version": self.version, "text": self.text, "window": str(self.hours), "unit": self.unit,
            "platform": self.platform or None, "source": self.source or None, "cap_s": self.cap_s or None,
            "within_s": self.within_s or None, "gap_s": self.gap_s or None,
        }  # fmt: skip
        return {key: value for key, value in found.items() if value is not None}


@dataclass(frozen=True, slots=True)
class KpiRules:
    """All definitions by key, with the hours and the cap of the variants."""

    rules: Mapping[str, KpiRule]
    service_hours: Hours
    cap_s: int

    def __getitem__(self, key: str) -> KpiRule:
        return self.rules[key]

    @property
    def response_target_s(self) -> int:
        """What is longer is a slow response."""
        return self.rules["slow_responses"].within_s

    @property
    def of_platforms(self) -> tuple[KpiRule, ...]:
        """The definitions of platforms."""
        return tuple(rule for rule in self.rules.values() if rule.platform)

    def changed(self, key: str, **fields: Any) -> KpiRules:
        """The same rules with one definition changed by a shop."""
        return replace(self, rules={**self.rules, key: replace(self.rules[key], **fields)})


@cache
def default_rules() -> KpiRules:
    """The definitions shipped with the project."""
    text = (resources.files("xiaoer.core.inspection") / "data" / "kpis.toml").read_text("utf-8")
    return read_rules(tomllib.loads(text))


def read_rules(table: Mapping[str, Any]) -> KpiRules:
    """A parsed `kpis.toml` → rules. Raises `BadInput` naming the key that is wrong."""
    try:
        made = [_rule(row) for row in table["rule"]]
        service = table["service_hours"]
        return KpiRules({rule.key: rule for rule in made}, _hours(service), int(service["cap_s"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"指标定义缺少或写错了 {error}；对照 data/kpis.toml 的写法") from None


def _rule(row: Mapping[str, Any]) -> KpiRule:
    method = row.get("method", "")
    if method not in METHODS:
        raise ValueError(f"{row['key']}.method = {method}")
    numbers = {name: int(row.get(name, 0)) for name in ("cap_s", "within_s", "gap_s")}
    return KpiRule(
        key=row["key"], id=row["id"], version=int(row["version"]), unit=row["unit"], text=row["text"],
        platform=row.get("platform", ""), method=method, hours=_hours(row), source=row.get("source", ""), **numbers,
    )  # fmt: skip


def _hours(row: Mapping[str, Any]) -> Hours:
    start, end = row.get("hours", _ALL_DAY)
    return Hours(int(start), int(end), bool(row.get("until_inclusive", False)))


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
