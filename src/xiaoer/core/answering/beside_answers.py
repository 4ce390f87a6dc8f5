"""What stays beside the answers of a message: no stray remark, one question back at a time."""

from __future__ import annotations

from collections.abc import Sequence

from xiaoer.core.answering.fallback import ASKS
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.reading.shapes import Scored

_SURE = 0.8


def without_stray(pairs: list[tuple[Turn, Part]], asked: Sequence[Scored]) -> list[tuple[Turn, Part]]:
    """Beside a question that was answered, an unsure one that nothing is known of is mostly a remark."""
    if any(part.kind == "handoff" and part.known for _, part in pairs):
        kept = [pair for pair in pairs if pair[1].kind != "clarify" or pair[1].asks not in ("need", "product")]
        return kept or pairs
    if not any(part.known and part.kind == "answer" for _, part in pairs):
        return pairs
    shown = any(part.products and part.kind == "answer" for _, part in pairs)
    idle = ("need", "product") if shown else ("need",)
    return [pair for pair, s in zip(pairs, asked, strict=True) if pair[1].asks not in idle and _wanted(*pair, s)]


def one_question(pairs: list[tuple[Turn, Part]]) -> list[tuple[Turn, Part]]:
    """Of several questions back only the first is asked: one at a time."""
    first = next((part for _, part in pairs if part.kind == "clarify"), None)
    return [pair for pair in pairs if pair[1].kind != "clarify" or pair[1] is first]


def _wanted(turn: Turn, part: Part, scored: Scored) -> bool:
    asks = ASKS.search(turn.text) is not None
    return (part.known and (part.kind != "clarify" or asks)) or (scored.confidence >= _SURE and asks)
