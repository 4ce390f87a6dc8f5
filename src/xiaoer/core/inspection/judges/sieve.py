"""Which of many patterns a line may hold, by one automaton pass over words that their matches must hold.

The words are taken from the patterns themselves (as the wording gate does), so the sieve can never hide a match.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ahocorasick_rs import AhoCorasick

from xiaoer.core.rulebook.gate.anchors import alternatives, anchors_of
from xiaoer.core.rulebook.gate.fold import MARKS

_WITHOUT_MARKS = dict.fromkeys(map(ord, MARKS))


class Sieve:
    """Built once from patterns by name; safe to share."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        """A pattern of which some alternative has no such words is always tried."""
        names: dict[str, set[str]] = {}
        always: set[str] = set()
        for name, pattern in patterns.items():
            for part in alternatives(pattern.pattern):
                anchors = anchors_of(part)
                if anchors is None:
                    always.add(name)
                for word in anchors or ():
                    names.setdefault(word, set()).add(name)
        self._always = frozenset(always)
        self._names = [frozenset(found) for found in names.values()]
        self._automaton = AhoCorasick(list(names))

    def may(self, words: str) -> frozenset[str]:
        """The names of patterns that may match a line in plain form."""
        found = self._automaton.find_matches_as_indexes(words.translate(_WITHOUT_MARKS), overlapping=True)
        if not found:
            return self._always
        return self._always.union(*{self._names[index] for index, _, _ in found})
