"""The fact lock: what a reply claims is matched, claim by claim, against what it cites.

A number needs its value *and* its kind (3 pieces do not bear 3 days). A computed cell (field `=…`, source = its
inputs joined by `+`) counts only when every input is cited too. The shopper's own words bear sizes, colours,
codes and measures of the body, never a price, a stock or a number of days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from xiaoer.core.grounding.claims import Claim, claims_of, plain
from xiaoer.core.grounding.shapes import FactUse
from xiaoer.core.text.normal import normal_text

COMPUTED = "="
_ANY = "*"
_SAID_UNITS = frozenset({"cm", "m", "jin", "kg", "g", "piece", ""})
_FIELD_UNITS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), unit)
    for pattern, unit in (
        (r"天数", "day"),
        (r"库存|数量", "piece"),
        (r"公斤|kg", "kg"),
        (r"斤$", "jin"),
        (r"cm|CM|厘米", "cm"),
        (r"克$", "g"),
        (r"价格|运费|金额|门槛|退款|到手|单价|小计|合计|优惠|满减|差额", "yuan"),
    )
)


@dataclass(slots=True)
class _Borne:
    """Everything that the cited cells and the shopper's words bear."""

    numbers: dict[str, set[str]] = field(default_factory=dict)
    dates: set[str] = field(default_factory=set)
    weekdays: set[str] = field(default_factory=set)
    clocks: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    sizes: set[str] = field(default_factory=set)
    cells: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # of the shopper
    stock: list[Decimal] = field(default_factory=list)
    free: bool = False


def unsupported(
    reply: str, facts: Sequence[FactUse], said: Sequence[str], *, claims: Sequence[Claim] | None = None
) -> tuple[Claim, ...]:
    """The claims of `reply` that neither `facts` nor the shopper's own words (`said`) bear; empty = send it.

    `claims` = those of the reply where they are read already.
    """
    borne = _gather(facts, said)
    return tuple(claim for claim in (claims_of(reply) if claims is None else claims) if not _bears(borne, claim))


@lru_cache(maxsize=8192)
def cell_text(text: str) -> str:
    """A cell in normal form."""
    return normal_text(text)


@lru_cache(maxsize=8192)
def cell_claims(value: str) -> tuple[Claim, ...]:
    """The claims of a cell's value; cells come up again and again, replies don't."""
    return claims_of(value)


def cited(facts: Sequence[FactUse]) -> tuple[FactUse, ...]:
    """The facts that count: plain cells, and computed ones whose inputs are all cited."""
    plain_sources = {fact.source for fact in facts if not fact.field.startswith(COMPUTED)}
    return tuple(
        fact for fact in facts if not fact.field.startswith(COMPUTED) or set(fact.source.split("+")) <= plain_sources
    )


def _gather(facts: Sequence[FactUse], said: Sequence[str]) -> _Borne:
    borne = _Borne()
    for fact in cited(facts):
        name = cell_text(fact.field)
        value = cell_text(fact.value)
        borne.cells.append(f"{name}:{value}")
        _add_claims(borne, cell_claims(value), _unit_of_field(name))
        borne.codes.add(value.strip().upper())
        borne.sizes.add(value.strip())
        _add_state(borne, name, value)
    for words in said:
        borne.words.append(normal_text(words))
        for claim in claims_of(words):
            if claim.kind == "size":
                borne.sizes.add(claim.value)
            elif claim.kind == "code":
                borne.codes.add(claim.value)
            elif claim.kind == "number" and claim.unit in _SAID_UNITS:
                borne.numbers.setdefault(claim.value, set()).update({claim.unit} if claim.unit else _SAID_UNITS)
    return borne


def _unit_of_field(name: str) -> str:
    return next((unit for pattern, unit in _FIELD_UNITS if pattern.search(name)), _ANY)


def _add_claims(borne: _Borne, claims: Iterable[Claim], unit: str) -> None:
    for claim in claims:
        if claim.kind == "number":
            _add_number(borne, claim, unit)
        elif claim.kind == "date":
            _add_date(borne, claim.value)
        elif claim.kind == "weekday":
            borne.weekdays.add(claim.value)
        elif claim.kind == "clock":
            borne.clocks.add(claim.value)
        elif claim.kind == "code":
            borne.codes.add(claim.value)
        elif claim.kind == "size":
            borne.sizes.add(claim.value)


def _add_number(borne: _Borne, claim: Claim, unit: str) -> None:
    borne.numbers.setdefault(claim.value, set()).add(claim.unit or unit)
    value = Decimal(claim.value)
    if 0 < value < 1 and not claim.unit:  # a factor: 0.85 is spoken 8.5折 or 85折
        borne.numbers.setdefault(plain(value * 10), set()).add("fold")
        borne.numbers.setdefault(plain(value * 100), set()).add("fold")


def _add_date(borne: _Borne, value: str) -> None:
    borne.dates.add(value)
    borne.dates.add(value[-5:])
    if len(value) > 5:
        try:
            borne.weekdays.add(str(date.fromisoformat(value).weekday()))
        except ValueError:
            return


def _add_state(borne: _Borne, name: str, value: str) -> None:
    if "库存" in name:
        borne.stock += [Decimal(c.value) for c in cell_claims(value) if c.kind == "number"]
    if "包邮" in name or "包邮" in value or "免运费" in value or (name == "=运费" and value in ("0", "0.00")):
        borne.free = True


def _bears(borne: _Borne, claim: Claim) -> bool:
    if claim.kind == "number":
        units = borne.numbers.get(claim.value, set())
        return bool(units) and (not claim.unit or claim.unit in units or _ANY in units)
    if claim.kind == "tail":
        return any(code.endswith(claim.value) for code in borne.codes)
    if claim.kind == "term":
        return _bears_term(borne, claim)
    sets = {
        "date": borne.dates,
        "weekday": borne.weekdays,
        "clock": borne.clocks,
        "code": borne.codes,
        "size": borne.sizes,
    }
    return claim.value in sets[claim.kind] or claim.value == "24:00"


def _bears_term(borne: _Borne, claim: Claim) -> bool:
    if claim.unit == "colour":
        bare = claim.value.removesuffix("色")
        return any(bare in text for text in (*borne.cells, *borne.words))
    if claim.unit == "in_stock":
        return any(number > 0 for number in borne.stock) or _in_cells(borne, claim)
    if claim.unit == "sold_out":
        return any(number == 0 for number in borne.stock) or _in_cells(borne, claim)
    if claim.unit == "free_freight":
        return borne.free
    return _in_cells(borne, claim)


def _in_cells(borne: _Borne, claim: Claim) -> bool:
    return any(claim.value in text for text in borne.cells)
