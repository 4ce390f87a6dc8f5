"""Knowledge over the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from xiaoer.kit.ids import Line, Number, Text


class PhraseView(BaseModel):
    """A quick phrase. `pinyin` = initials and syllables of its beginning; `uses` = how often it was taken.

    `activity_id`, `activity` = the activity card that it depends on; `live` = False while that is not running.
    """

    id: int
    code: str
    text: str
    group: str
    personal: bool
    uses: int
    pinyin: str
    version: int
    activity_id: int = 0
    activity: str = ""
    live: bool = True


class Phrases(BaseModel):
    """The team's quick phrases and one's own."""

    phrases: list[PhraseView]


class PhraseWish(BaseModel):
    """A phrase as one writes it. `version` = the one that was read, when an old phrase is changed."""

    code: Annotated[Line, Field(max_length=40, pattern=r"^\S*$")] = ""
    text: Annotated[Text, Field(min_length=1, max_length=5000)]
    group: Annotated[Line, Field(max_length=40)] = ""
    personal: bool = False
    activity_id: Number = 0
    version: Number = 0


class PhraseUsed(BaseModel):
    """How often a phrase was taken by now."""

    uses: int


class RefusedRow(BaseModel):
    """A row of a file that was not taken as it stands: where, why, and what mends it."""

    file: str
    row: int | None
    column: str | None
    why: str
    remedy: str


class PhrasesImported(BaseModel):
    """What an import did. `noted` = rows that were taken with a change, named with the reason."""

    added: int
    changed: int
    unchanged: int
    refused: list[RefusedRow]
    noted: list[RefusedRow]
