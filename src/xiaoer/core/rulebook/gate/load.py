"""Reads the packaged wording rules (`rules/wording/*.toml`) into `Wording`, once."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from xiaoer.core.errors import BadInput
from xiaoer.core.rulebook.gate.anchors import alternatives, anchors_of
from xiaoer.core.rulebook.gate.shapes import Alternative, KindWords, Spelling, Wording, WordingRule

_KINDS = frozenset(
    [
        "absolute_term",
        "medical_claim",
        "food_disease_claim",
        "cosmetic_efficacy",
        "off_platform",
        "private_payment",
        "cash_for_review",
        "false_review",
        "personal_data",
        "abuse",
        "blame_shifting",
        "unfounded_promise",
        "fake_urgency",
        "invoice_refusal",
        "rights_denial",
        "false_refund_reason",
        "early_receipt",
        "prohibited_goods",
        "cold_reply",
        "negative_wording",
        "self_centred",
    ]
)


@cache
def packaged() -> Wording:
    """The rules shipped with the project."""
    folder = resources.files("xiaoer.core.rulebook") / "rules" / "wording"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return read_wording({f.name: tomllib.loads(f.read_text("utf-8")) for f in files})


def read_wording(tables: Mapping[str, Mapping[str, Any]]) -> Wording:
    """Parsed TOML tables by file name → `Wording`. A wrong rule raises `BadInput` with file and id."""
    macros: dict[str, str] = {}
    for table in tables.values():
        macros.update(table.get("macros", {}))
    kinds: dict[str, Mapping[str, Any]] = {}
    for table in tables.values():
        kinds.update(table.get("kinds", {}))
    rules = [
        rule
        for name, table in tables.items()
        for row in table.get("rule", ())
        for rule in _rules(name, row, macros, kinds)
    ]
    harmless = [
        (term, frozenset(row.get("categories", ())))
        for table in tables.values()
        for row in table.get("harmless", ())
        for term in row["terms"]
    ]
    spellings = [s for table in tables.values() for s in _spellings(table)]
    categories = [(k, tuple(v)) for table in tables.values() for k, v in table.get("categories", {}).items()]
    told = {
        kind: KindWords(row["level"], row["zh"], row["en"], row["source"], row.get("rewrite"))
        for kind, row in kinds.items()
    }
    return Wording(tuple(rules), tuple(harmless), tuple(spellings), tuple(categories), told)


def _rules(
    file: str, row: Mapping[str, Any], macros: Mapping[str, str], kinds: Mapping[str, Mapping[str, Any]]
) -> Iterable[WordingRule]:
    """One row is one rule, or one for each group of `kind_for` (food: food_disease_claim) and one for the rest."""
    kind_for: Mapping[str, str] = row.get("kind_for", {})
    for group, kind in kind_for.items():
        yield _rule(file, {**row, "kind": kind, "categories": [group]}, macros, kinds)
    yield _rule(file, {**row, "not_categories": [*row.get("not_categories", ()), *kind_for]}, macros, kinds)


def _rule(
    file: str, row: Mapping[str, Any], macros: Mapping[str, str], kinds: Mapping[str, Mapping[str, Any]]
) -> WordingRule:
    where = f"{file}, rule {row.get('id', '?')}"
    try:
        if row["kind"] not in _KINDS:
            raise BadInput(f"{where}: unknown kind {row['kind']!r}; see CONTRACTS for the list")
        told = {**kinds.get(row["kind"], {}), **row}
        parts = tuple(_alternative(p, short=row.get("short", False)) for p in _cut(row["pattern"], macros))
        return WordingRule(
            id=row["id"],
            kind=row["kind"],
            level=told["level"],
            alternatives=parts,
            reason=told["zh"],
            reason_en=told["en"],
            source=told["source"],
            confidence=told["confidence"],
            rewrite=told.get("rewrite"),
            needs=_maybe(row.get("needs"), macros),
            unless=_maybe(row.get("unless"), macros),
            unless_before=_maybe(row.get("unless_before"), macros, "(?:{})$"),
            unless_after=_maybe(row.get("unless_after"), macros),
            cue=_maybe(row.get("cue"), macros),
            wide=row.get("wide", False),
            negation=row.get("negation", True),
            quoting=row.get("quoting", True),
            explaining=row.get("explaining", True),
            shopper=row.get("shopper", False),
            shopper_needs=_maybe(row.get("shopper_needs"), macros),
            categories=frozenset(row.get("categories", ())),
            not_categories=frozenset(row.get("not_categories", ())),
            platforms=frozenset(row.get("platforms", ())),
            promise=row.get("promise", False),
            short=row.get("short", False),
            valid_from=_day(row.get("valid_from")),
            valid_until=_day(row.get("valid_until")),
        )
    except KeyError as missing:
        raise BadInput(f"{where}: field {missing} is missing") from None
    except re.error as error:
        raise BadInput(f"{where}: not a regular expression ({error})") from None


def _cut(pattern: str, macros: Mapping[str, str]) -> tuple[str, ...]:
    return alternatives(_filled(pattern, macros))


def _alternative(text: str, *, short: bool) -> Alternative:
    anchors = anchors_of(text)
    if anchors is None and not short:
        raise re.error(f"{text} matches without any fixed word")
    return Alternative(text, anchors or frozenset())


def _filled(pattern: str, macros: Mapping[str, str]) -> str:
    """`<name>` stands for a macro (macros may use macros); spaces and line breaks are for the reader only."""
    for _ in range(3):
        pattern = re.sub(r"<([a-z_]+)>", lambda m: f"(?:{macros[m[1]]})" if m[1] in macros else m[0], pattern)
    return pattern.replace("\n", "").replace(" ", "")


def _regex(pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(_filled(pattern, macros))


def _maybe(pattern: str | None, macros: Mapping[str, str], frame: str = "{}") -> re.Pattern[str] | None:
    return None if pattern is None else _regex(frame.format(pattern) if frame != "{}" else pattern, macros)


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _spellings(table: Mapping[str, Any]) -> Iterable[Spelling]:
    """Words × the ways to write their characters; `[[spelling]]` = plain, as (list), not (list).

    `[written]` tells all spellings of a word, parted by spaces.
    """
    alternates: Mapping[str, list[str]] = table.get("alternates", {})
    for row in table.get("spelling", ()):
        plain, banned = row["plain"], set(row.get("not", ()))
        ways = [[c, *alternates.get(c, ())] for c in plain]
        written = {"".join(w) for w in itertools.product(*ways)} if row.get("mixed", True) else set()
        for text in (written | set(row.get("as", ()))) - banned - {plain}:
            yield Spelling(text, plain)
    for plain, listed in table.get("written", {}).items():
        yield from (Spelling(text, plain) for text in listed.split())
    sounds: Mapping[str, str] = table.get("pinyin", {})
    for plain in table.get("pinyin_words", {}).get("words", ()):
        for way in itertools.product(*([c, sounds[c]] if c in sounds else [c] for c in plain)):
            if (text := "".join(way)) != plain:
                yield Spelling(text, plain)
