"""Words of one meaning (data/concepts.toml), and which meanings follow each other in a line.

The ear weighs letters; letters of a word that it has never met weigh nothing. A concept stands for all its words:
what is learnt of 鼻炎…断根 holds for 痛风…没再犯 too. A line's features are its concepts (`¤ill`) and the pairs of
different ones that follow each other closely (`¤ill>better`; the order tells 不治 from 治不).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from ahocorasick_rs import AhoCorasick, MatchKind

CLOSE = 24  # letters between two words of a pair, at most
SIGN = "¤"  # what the names of these features begin with
Met = tuple[int, int, tuple[int, ...]]
"""(start, end, concepts) of a word in the letters of a line"""


class Concepts:
    """The lexicon, ready to search. Safe to share between threads."""

    def __init__(self, table: Mapping[str, list[str]]) -> None:
        """`table` = folded letters by concept."""
        self.names = tuple(table)
        told: dict[str, list[int]] = {}
        for i, words in enumerate(table.values()):
            for word in words:
                told.setdefault(word, []).append(i)
        told.pop("", None)
        self._told = tuple(map(tuple, told.values()))
        self._automaton = AhoCorasick(tuple(told), matchkind=MatchKind.LeftmostLongest)

    def met(self, letters: str) -> list[Met]:
        """The words of the lexicon in a line, in order; of overlapping ones the first, then the longest."""
        told = self._told
        return [(a, b, told[w]) for w, a, b in self._automaton.find_matches_as_indexes(letters)]

    def named(self, met: list[Met]) -> set[str]:
        """The names of a line's features."""
        names = self.names
        singles = {f"{SIGN}{names[c]}" for _, _, concepts in met for c in concepts}
        return singles | {f"{SIGN}{names[c]}>{names[d]}" for c, d, _, _ in pairs(met)}


def pairs(met: list[Met]) -> Iterator[tuple[int, int, int, int]]:
    """(concept, later concept, place of the word, place of the later word) for different ones that stand close."""
    for i, (_, end, concepts) in enumerate(met):
        for j in range(i + 1, len(met)):
            start, _, later = met[j]
            if start - end > CLOSE:
                break
            for c in concepts:
                for d in later:
                    if c != d:
                        yield c, d, i, j


@cache
def shipped_table() -> dict[str, list[str]]:
    """The lexicon that comes with the project, as written."""
    text = (resources.files(__package__) / "data" / "concepts.toml").read_text("utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)["concepts"]
    return table
