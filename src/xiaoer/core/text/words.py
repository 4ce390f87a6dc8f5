"""Words and bigrams of Chinese text: bigrams for recall, words (with the trade's dictionary) for ranking.

The general dictionary cuts 退货运费 into 退/货运费, so a search for 退货 would miss it; see data/words.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rjieba

_TOKEN = re.compile(r"[a-z0-9][a-z0-9.+\-]*|[\u3400-\u9fff]+", re.IGNORECASE)
STOPWORDS = frozenset("的了吗呢啊吧呀哦嘛么是我你您他她它这那个有在和也都就不没要请问一下亲们给把被到去会能可以想")


@cache
def _segmenter() -> rjieba.Jieba:
    """The segmenter with the trade's words. Loaded at first use: the dictionary takes a while, and 33 MB."""
    import rjieba

    segmenter = rjieba.Jieba()
    lines = (resources.files(__package__) / "data" / "words.txt").read_text("utf-8").splitlines()
    for word in (w for line in lines if not line.startswith("#") for w in line.split()):
        segmenter.add_word(word, 100_000, "n")
    return segmenter


def words(text: str) -> tuple[str, ...]:
    """The words of a (normal-form) text in order, lower case, without punctuation."""
    return tuple(w.lower() for w in _segmenter().cut(text, hmm=False) if _TOKEN.match(w))


def bigrams(text: str) -> tuple[str, ...]:
    """Overlapping pairs of Chinese characters and whole Latin words or numbers, lower case; a lone character stays."""
    found: list[str] = []
    for token in _TOKEN.findall(text.lower()):
        if token.isascii() or len(token) == 1:
            found.append(token)
        else:
            found += [token[i : i + 2] for i in range(len(token) - 1)]
    return tuple(found)


def content(items: Iterable[str]) -> tuple[str, ...]:
    """Without words that only hold a sentence together."""
    return tuple(item for item in items if item not in STOPWORDS)
