"""What a shop's own rule must be. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from xiaoer.core.rulebook.gate import Gate
from xiaoer.core.rulebook.gate.fold import squeeze
from xiaoer.kit.errors import Invalid

SHADOW = timedelta(days=7)
LONGEST_ALLOWANCE = timedelta(days=365)
_SHORTEST = 2  # letters; one letter would stop half of all sentences
_gate: list[Gate] = []


def must_have_letters(text: str) -> str:
    """The words of a rule, trimmed. Raises `Invalid` (`too_short`)."""
    text = text.strip()
    if len(squeeze(text)) < _SHORTEST:
        raise Invalid(f"至少要有 {_SHORTEST} 个字，否则会拦下太多话", code="too_short")
    return text


def live_day(today: date, *, at_once: bool) -> date:
    """From when a forbidden word holds: after seven days of shadow, or at once where the lead says so."""
    return today if at_once else today + SHADOW


def must_be_allowable(text: str, kind: str, category: str, today: date, until: date) -> None:
    """Raises `Invalid`: `bad_period`, `nothing_found` when the gate has nothing against the words, `statutory`."""
    if not today <= until <= today + LONGEST_ALLOWANCE:
        raise Invalid("请填今天起一年以内的截止日期", code="bad_period")
    found = [f for f in _packaged().check(text, category=category or None).findings if not kind or f.kind == kind]
    if not found:
        raise Invalid("这句话本来就没有被提醒，不需要放行", code="nothing_found")
    if law := next((f for f in found if f.statutory), None):
        raise Invalid(f"“{law.span}”是法律禁止的，店铺不能放行（{law.source}）", code="statutory")


def _packaged() -> Gate:
    if not _gate:
        _gate.append(Gate())
    return _gate[0]
