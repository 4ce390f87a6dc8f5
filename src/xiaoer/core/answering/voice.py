"""The shop's voice in a conversation: which of its wordings comes next, and what must be remembered of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.wordings import BRACE, STANDING, USUAL, written


def worded(turn: Turn, key: str, **values: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The next wording of a standing sentence, and what the conversation must remember of it."""
    said = _times(turn, key)
    own = [text for text in (_filled(w, values) for w in written(_table(turn)).get(key, ())) if text]
    usual = [_filled(w, values) for w in USUAL[key]]
    variants = own or usual
    return variants[said % len(variants)], ((f"said:{key}", str(said + 1)),)


def with_own_line(turn: Turn, part: Part) -> Part:
    """An answer with the shop's own line for its intent; when all wordings were said, nothing is added any more."""
    lines = written(_table(turn)).get(turn.intent, ()) if turn.intent not in STANDING else ()
    said = _times(turn, turn.intent)
    if part.kind != "answer" or not part.known or said >= len(lines):
        return part
    text = _filled(lines[said], {"店名": turn.shop.profile.name})
    if not text:
        return part
    details = (*part.details, (f"said:{turn.intent}", str(said + 1)))
    return replace(part, text=f"{part.text}\n{text}", details=details)


def _table(turn: Turn) -> str:
    return turn.shop.profile.extra.get("replies", "")


def _times(turn: Turn, key: str) -> int:
    count = turn.slots.details.get(f"said:{key}", "0")
    return int(count) if count.isdigit() else 0


def _filled(text: str, values: Mapping[str, str]) -> str:
    """The wording with its places filled; empty where one is not known."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return "" if BRACE.search(text) else text
