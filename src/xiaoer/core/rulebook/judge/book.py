"""The dated rules of the judge (`rules/after_sales/*.toml`): values, conditions (CEL) and texts with their source.

A rule: id, zh, en, source (article, `shop_rules.X` or page), basis (further articles), confidence, valid_from,
valid_until, platforms, and either value + unit or `when`, a CEL condition over the case's context. A rule that names
a law and no date holds from the day on which the law came into force (`00_laws.toml`). `always` marks a
reason to hand a case on that no shop can switch off.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from xiaoer.core.errors import BadInput

if TYPE_CHECKING:
    import cel

CONFIDENCE = ("law", "platform", "practice", "unsure")


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated rule. `condition` is a compiled CEL program or None."""

    id: str
    zh: str
    en: str
    basis: tuple[str, ...]
    source: str
    confidence: str
    valid_from: date
    valid_until: date | None
    platforms: frozenset[str]
    value: Decimal | None
    unit: str
    condition: Any
    always: bool = False

    def holds_on(self, on: date) -> bool:
        """Whether the rule is in force on a day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def holds(self, context: cel.Context) -> bool:
        """Whether the condition is true of the case; a rule without one always holds."""
        return self.condition is None or bool(self.condition.execute(context))


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules in force on a day for a platform."""

    by_id: Mapping[str, Rule]
    groups: Mapping[str, tuple[Rule, ...]]

    def value(self, rule: str) -> int:
        """A whole-number value (days, months, hours, per cent, fen by the rule's unit)."""
        found = self.by_id[rule].value
        if found is None:
            raise BadInput(f"规则 {rule} 没有数值，请在 rules/after_sales 里写 value 和 unit")
        return int(found)

    def first(self, group: str, context: cel.Context) -> Rule | None:
        """The first rule of a group (`group.…`) whose condition holds."""
        return next((rule for rule in self.groups.get(group, ()) if rule.holds(context)), None)


class Book:
    """All versions of all rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self.at = lru_cache(maxsize=512)(self._at)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def _at(self, on: date, platform: str) -> InForce:
        """The version of each rule in force on a day. Texts and values before all versions: the earliest."""
        versions: dict[str, list[Rule]] = {}
        for rule in self._rules:
            if not rule.platforms or platform in rule.platforms:
                versions.setdefault(rule.id, []).append(rule)
        by_id: dict[str, Rule] = {}
        groups: dict[str, list[Rule]] = {}
        for name, found in versions.items():
            held = [rule for rule in found if rule.holds_on(on)]
            if held:
                by_id[name] = max(held, key=lambda rule: (bool(rule.platforms), rule.valid_from))
                groups.setdefault(name.split(".")[0], []).append(by_id[name])
            else:
                by_id[name] = min(found, key=lambda rule: rule.valid_from)
        return InForce(by_id, {name: tuple(rules) for name, rules in groups.items()})


@cache
def packaged() -> Book:
    """The rules shipped with the project."""
    folder = resources.files("xiaoer.core.rulebook") / "rules" / "after_sales"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return read_book({f.name: tomllib.loads(f.read_text("utf-8")) for f in files})


def read_book(tables: Mapping[str, Mapping[str, Any]]) -> Book:
    """Parsed TOML tables by file name → `Book`. A wrong rule raises `BadInput` with file and id."""
    laws: dict[str, date] = {}
    for table in tables.values():
        laws.update(table.get("laws", {}))
    return Book(_rule(file, row, laws) for file, table in tables.items() for row in table.get("rule", ()))


def _rule(file: str, row: Mapping[str, Any], laws: Mapping[str, date]) -> Rule:
    where = f"{file}, rule {row.get('id', '?')}"
    try:
        source = row["source"]
        confidence = row.get("confidence", "law")
        if confidence not in CONFIDENCE:
            raise BadInput(f"{where}: confidence must be one of {', '.join(CONFIDENCE)}")
        valid_from = row.get("valid_from") or laws.get(source.split(" ")[0])
        if valid_from is None:
            raise BadInput(f"{where}: valid_from is missing, and {source} is not in 00_laws.toml")
        value = row.get("value")
        if (value is None) != ("unit" not in row):
            raise BadInput(f"{where}: value and unit belong together")
        return Rule(
            id=row["id"],
            zh=row["zh"],
            en=row["en"],
            basis=tuple(row["basis"]) if "basis" in row else (source,),
            source=source,
            confidence=confidence,
            valid_from=valid_from,
            valid_until=row.get("valid_until"),
            platforms=frozenset(row.get("platforms", ())),
            value=None if value is None else Decimal(str(value)),
            unit=row.get("unit", ""),
            condition=_compiled(row["when"]) if "when" in row else None,
            always=row.get("always", False),
        )
    except KeyError as missing:
        raise BadInput(f"{where}: field {missing} is missing") from None
    except ValueError as error:
        raise BadInput(f"{where}: not a CEL condition ({error})") from None


def _compiled(condition: str) -> Any:
    import cel  # loaded at first use: its package brings 10 MB along

    return cel.compile(condition)
