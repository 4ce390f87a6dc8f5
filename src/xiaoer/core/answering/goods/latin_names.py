"""Goods named by their sound in Latin letters (longjing, guihua): the pieces of titles that sound so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pypinyin import lazy_pinyin

_WORD = re.compile(r"(?<![a-z\d])[a-z]{5,24}(?![a-z\d])")
_RUN = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST = 4
_MOST = 2000  # titles that are listened to


def in_letters(text: str, titles: Iterable[str]) -> str:
    """An English line with the words that sound like pieces of titles written as these: longjing tea → 龙井 tea."""
    words = set(_WORD.findall(text.lower()))
    if not words:
        return text
    sounds = _sounds(tuple(titles)[:_MOST])
    return _WORD.sub(lambda m: f" {sounds.get(m[0], m[0])} ", text.lower()) if words & sounds.keys() else text


@lru_cache(maxsize=4)
def _sounds(titles: tuple[str, ...]) -> dict[str, str]:
    """Sound → the piece of two to four letters, the longest first met."""
    found: dict[str, str] = {}
    for title in titles:
        for run in _RUN.findall(title):
            heard = lazy_pinyin(run)
            for size in range(2, _LONGEST + 1):
                for at in range(len(run) - size + 1):
                    found.setdefault("".join(heard[at : at + size]), run[at : at + size])
    return found
