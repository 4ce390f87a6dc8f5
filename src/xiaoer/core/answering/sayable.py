"""Selling points are written for the page, where much is said that the desk must not say: those are left out."""

from __future__ import annotations

from functools import cache

from xiaoer.core.rulebook.gate import Gate


@cache
def the_gate() -> Gate:
    """The wording gate with the packaged rules."""
    return Gate()


@cache
def sayable(text: str) -> bool:
    """Whether a clause of the shop's data may leave the shop as it stands."""
    return not text or the_gate().check(text, by="robot").verdict != "block"
