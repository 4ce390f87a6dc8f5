"""Which of the cited cells a reply really needs: those that bear its words, and the inputs of its computed values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.grounding.claims import Claim, claims_of
from xiaoer.core.grounding.lock import COMPUTED, cell_claims, cell_text
from xiaoer.core.grounding.shapes import FactUse
from xiaoer.core.text.normal import normal_text

_PIECE = re.compile(r"[。；;，,、|:：\s=]+")
_BARE = re.compile(r"[\d.]+")
_SHORTEST = 2
# Of an input that no word of the reply shows, the cell that tells most.
_TELLING = ("优惠", "价格", "首重运费", "最慢天数", "毛重克", "门槛", "内容")


def needed(reply: str, facts: Sequence[FactUse], *, claims: Sequence[Claim] | None = None) -> tuple[FactUse, ...]:
    """The cells in their order without those that bear no word of the reply; `claims` = the reply's, if read."""
    text = normal_text(reply)
    said = frozenset(_key(claim) for claim in (claims_of(reply) if claims is None else claims))
    shown = [fact for fact in facts if _shows(fact, text, said)]
    kept = set(shown)
    for fact in shown:
        if fact.field.startswith(COMPUTED):
            kept.update(_inputs(fact, facts, kept))
    return tuple(fact for fact in _without_repeats(facts, kept) if fact in kept)


def _shows(fact: FactUse, text: str, said: frozenset[tuple[str, str]]) -> bool:
    value = cell_text(fact.value)
    if value in text and not _BARE.fullmatch(value):
        return True
    if any(_key(claim) in said for claim in cell_claims(value)):
        return True
    if fact.field in ("订单号", "手机号"):
        return value[-4:] in text
    if _bears_state(fact.field, value, said):
        return True
    pieces = [piece for piece in _PIECE.split(value) if len(piece) >= _SHORTEST and not piece.isascii()]
    return any(piece in text for piece in pieces)


def _bears_state(field: str, value: str, said: frozenset[tuple[str, str]]) -> bool:
    """A stock of 0 bears 没有现货, one above 有现货, a threshold 包邮."""
    states = {state for kind, state in said if kind == "state"}
    if "库存" in field:
        return ("sold_out" if value in ("0", "") else "in_stock") in states
    return "包邮" in field and "free_freight" in states


def _key(claim: Claim) -> tuple[str, str]:
    """Dates are spoken without their year."""
    if claim.kind == "term" and claim.unit in ("in_stock", "sold_out", "free_freight"):
        return "state", claim.unit
    return claim.kind, claim.value[-5:] if claim.kind == "date" else claim.value


def _inputs(fact: FactUse, facts: Sequence[FactUse], kept: set[FactUse]) -> list[FactUse]:
    """The telling cell of every row that a computed value was made from, where it is not shown anyway."""
    found = []
    for source in fact.source.split("+"):
        rows = [f for f in facts if f.source == source and not f.field.startswith(COMPUTED)]
        if rows and not any(row in kept and row.field in _TELLING for row in rows):
            rank = {name: place for place, name in enumerate(_TELLING)}
            found.append(min(rows, key=lambda row: rank.get(row.field, len(rank))))
    return found


def _without_repeats(facts: Sequence[FactUse], kept: set[FactUse]) -> list[FactUse]:
    """One of several rows that only name the same variant: a row with another cell kept counts for itself."""
    own = {f.source for f in facts if f in kept and f.field != "规格"}
    seen: set[str] = set()
    found = []
    for fact in facts:
        if fact.field == "规格" and fact in kept and fact.source not in own:
            pieces = frozenset(_PIECE.split(fact.value))
            if pieces <= seen:
                continue
            seen |= pieces
        found.append(fact)
    return found
