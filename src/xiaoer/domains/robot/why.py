"""Why an answer is as it is: what was read, which cell bears which claim, what the gate says, what the robot may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from xiaoer.core.grounding import FactUse, unsupported
from xiaoer.core.grounding.claims import Claim, claims_of
from xiaoer.core.grounding.lock import COMPUTED
from xiaoer.core.reading.shapes import Reading
from xiaoer.core.rulebook.findings import GateResult
from xiaoer.domains.desk.wording import finding_view
from xiaoer.domains.shop.rules import ShopSettings

KINDS = {
    "number": "数字", "date": "日期", "weekday": "星期", "clock": "时间", "code": "编号", "tail": "尾号",
    "size": "尺码", "term": "说法",
}  # fmt: skip


def reading_view(reading: Reading) -> dict[str, Any]:
    """What was read in a shopper's line, without the words that name a person."""
    said = {k: v for k, v in asdict(reading.entities).items() if v not in (None, (), "", False) and k != "phones"}
    return {
        "intents": [
            {"intent": s.intent, "confidence": round(s.confidence, 3), "span": s.span} for s in reading.intents
        ],
        "entities": [{"name": name, "value": _said(value)} for name, value in said.items()],
        "mood": reading.mood, "urgent": reading.urgent, "language": reading.language, "shopper": reading.shopper_kind,
    }  # fmt: skip


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(_said(v) for v in value)
    return "是" if value is True else str(value)


def lock_view(reply: str, facts: Sequence[FactUse], said: Sequence[str]) -> list[dict[str, Any]]:
    """Every claim of a reply with the cells that bear it; none and not `held` = it would not be sent."""
    return [_claim(claim, reply, facts, said) for claim in dict.fromkeys(claims_of(reply))]


def _claim(claim: Claim, reply: str, facts: Sequence[FactUse], said: Sequence[str]) -> dict[str, Any]:
    bearing = [f for f in facts if not unsupported(reply, _with_inputs(f, facts), (), claims=[claim])]
    by_said = not unsupported(reply, (), said, claims=[claim])
    held = bool(bearing) or by_said or not unsupported(reply, facts, said, claims=[claim])
    sources = list(dict.fromkeys(f"{f.source} {f.field}" for f in bearing))
    return {
        "text": claim.text, "kind": KINDS[claim.kind], "held": held,
        "sources": sources[:3] or (["买家的话"] if by_said else []),
    }  # fmt: skip


def _with_inputs(fact: FactUse, facts: Sequence[FactUse]) -> list[FactUse]:
    """A cell alone; a computed one with what it was made from."""
    if not fact.field.startswith(COMPUTED):
        return [fact]
    wanted = set(fact.source.split("+"))
    # The inputs only have to be cited: their values must not bear the claim in its stead.
    return [fact, *(FactUse(f.source, "", "") for f in facts if f.source in wanted and f is not fact)]


def gate_view(result: GateResult) -> dict[str, Any]:
    """What the gate says of a text."""
    return {
        "verdict": result.verdict, "findings": [finding_view(f) for f in result.findings], "rewrite": result.rewrite,
    }  # fmt: skip


def modes_view(settings: ShopSettings, intents: Sequence[str]) -> list[dict[str, Any]]:
    """What the shop lets the robot do with each of the intents; the most careful one counts."""
    return [{"intent": i, "mode": settings.mode([i]), "sure_pct": settings.sure_from([i])} for i in intents]
