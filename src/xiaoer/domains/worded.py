"""Texts that the desk itself writes, said in the language of whoever reads them.

They are made and kept in Chinese. A schema marks them `Worded`; on their way out they are said in the language that the
request asked for (`read_in`), from the tables of `core.text.english`. What shoppers and staff wrote is never marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated, Literal

from pydantic import PlainSerializer

from xiaoer.core.text.english import english

Language = Literal["zh", "en"]
_reader: ContextVar[Language] = ContextVar("reader", default="zh")


@contextmanager
def read_in(language: Language) -> Iterator[None]:
    """What is said inside is for somebody who reads this language."""
    before = _reader.set(language)
    try:
        yield
    finally:
        _reader.reset(before)


def worded(text: str) -> str:
    """A text of the desk's own for whoever reads now."""
    return english(text) if _reader.get() == "en" else text


def asked(header: str) -> Language:
    """The language that an `Accept-Language` header asks for: the best liked of ours, Chinese where there is none."""
    best: tuple[float, Language] = (0.0, "zh")
    for part in header.split(","):
        tag, _, quality = part.strip().lower().partition(";q=")
        found: Language | None = "en" if tag.split("-")[0] == "en" else "zh" if tag.split("-")[0] == "zh" else None
        if found is not None and (liked := _number(quality)) > best[0]:
            best = liked, found
    return best[1]


def _number(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0


Said = PlainSerializer(worded, return_type=str, when_used="json-unless-none")
"""Says a field of a schema that is more than a plain text."""
Worded = Annotated[str, Said]
"""A text of the desk's own."""


def kept(was: str, came: str) -> str:
    """What to keep of a text that came back from a reader: as it was, where he only read it in his language."""
    return was if came == worded(was) else came
