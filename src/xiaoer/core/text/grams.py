"""The pieces by which messages are found: pairs of Chinese characters, threes of letters and digits.

A text is found by any run of two or more characters of it, Chinese words of two characters included, which trigram
indexes miss and word segmentation cuts wrongly (退货运费 → 退/货运费). Single characters are pieces too; one or two
letters are found by prefix.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_RUN = re.compile(
    r"(?P<latin>[a-z0-9]+)|(?P<han>[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af\U00020000-\U0003134f]+)"
)
LATIN = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A piece that a message must have; `prefix` = one that begins with it is enough."""

    text: str
    prefix: bool = False


def folded(text: str) -> str:
    """A text as it is compared: full width and half width, upper and lower case are one."""
    return unicodedata.normalize("NFKC", text).casefold()


def grams(text: str) -> set[str]:
    """The pieces of a text, for the index."""
    found: set[str] = set()
    for run in _RUN.finditer(folded(text)):
        word = run[0]
        size = LATIN if run.lastgroup == "latin" else 2
        found.update(word[i : i + size] for i in range(len(word) - size + 1))
        if run.lastgroup == "han":
            found.update(word)
        else:
            found.update(word[-n:] for n in range(1, min(size, len(word) + 1)))  # the end, which begins no piece
    return found


def terms(query: str) -> list[Term]:
    """What a message must have to hold every word of a query; empty = nothing to look for."""
    found: dict[Term, None] = {}
    for run in _RUN.finditer(folded(query)):
        word = run[0]
        size = LATIN if run.lastgroup == "latin" else 2
        if len(word) < size:
            found[Term(word, prefix=run.lastgroup == "latin")] = None
        for i in range(len(word) - size + 1):
            found[Term(word[i : i + size])] = None
    return list(found)


def holds(text: str, query: str) -> bool:
    """Whether a text holds every word of a query: pieces alone may stand apart."""
    whole = folded(text)
    return all(word in whole for word in folded(query).split())
