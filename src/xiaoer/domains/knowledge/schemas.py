"""Knowledge over the wire."""

from __future__ import annotations

from pydantic import BaseModel


class PhraseView(BaseModel):
    """A quick phrase."""

    id: int
    code: str
    text: str
    group: str


class Phrases(BaseModel):
    """The quick phrases of a shop."""

    phrases: list[PhraseView]
