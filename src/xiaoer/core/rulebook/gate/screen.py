"""The screen: one automaton over anchors, disguised spellings and harmless words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick

from xiaoer.core.rulebook.gate.fold import Folded, fold, squeeze
from xiaoer.core.rulebook.gate.shapes import ShopContext, Wording, WordingRule

Mark = tuple[int, int, int]
"""(word, start, end) over the squeezed text."""
Try = tuple[int, int]
"""(rule, alternative): what an anchor brings to be tried; the order is the order of precedence."""

BLOT = "□"  # neither letter nor mark: no pattern can match it


@dataclass(slots=True)
class _Word:
    """What a word of the automaton stands for."""

    tries: set[Try] = field(default_factory=set)
    plain: str = ""
    harmless_for: list[frozenset[str]] = field(default_factory=list)

    def harmless(self, groups: frozenset[str]) -> bool:
        return any(not wanted or wanted & groups for wanted in self.harmless_for)


class Screen:
    """Finds what a line may hold, and reads it with disguises undone and harmless words blotted out."""

    def __init__(self, rules: tuple[WordingRule, ...], wording: Wording, shop: ShopContext) -> None:
        words: dict[str, _Word] = {}
        for i, rule in enumerate(rules):
            for j, part in enumerate(rule.alternatives):
                for anchor in part.anchors:
                    words.setdefault(anchor, _Word()).tries.add((i, j))
        for spelling in wording.spellings:
            words.setdefault(squeeze(spelling.written), _Word()).plain = squeeze(spelling.plain)
        own = [(name, frozenset[str]()) for name in (*shop.names, *shop.brands, *shop.addresses)]
        for term, groups in (*wording.harmless, *own):
            words.setdefault(squeeze(term), _Word()).harmless_for.append(groups)
        words.pop("", None)
        self._texts = tuple(words)
        self._words = tuple(words.values())
        self._automaton = AhoCorasick(self._texts)

    def find(self, squeezed: str) -> list[Mark]:
        """Every word of the automaton in a squeezed text, overlapping ones too."""
        marks: list[Mark] = self._automaton.find_matches_as_indexes(squeezed, overlapping=True)
        return marks

    def read(self, text: str, marks: list[Mark], groups: frozenset[str]) -> tuple[Folded, list[Try]]:
        """The folded text and what to try on it, in order of precedence."""
        words = self._words
        respelled = [(a, b, words[w].plain) for w, a, b in marks if words[w].plain]
        if respelled:
            squeezed = squeeze(text)
            plain = [(a, b) for w, a, b in marks if words[w].harmless_for and words[w].harmless(groups)]
            respelled = [
                r for r in respelled if not _cuts_a_word(squeezed, r[0], r[1]) and not _part_of(plain, r[0], r[1])
            ]
        folded = fold(text, respelled)
        if respelled:
            marks = self.find("".join(c for c in folded.text if c.isalnum()))
        tries: set[Try] = set()
        blots: set[str] = set()
        for w, _, _ in marks:
            word = words[w]
            tries |= word.tries
            if word.harmless_for and word.harmless(groups):
                blots.add(self._texts[w])
        return (_blotted(folded, blots) if blots else folded), sorted(tries)


_DIGITS = frozenset("0123456789")


def _part_of(words: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a disguise is a part of a longer harmless word: 沙比利 is a wood."""
    return any(a <= start and end <= b and end - start < b - a for a, b in words)


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether a disguise begins or ends within a longer Latin word or number: “EMS，单号” hides no s单, 第12 no 第1."""
    if text[end - 1] in _DIGITS and text[end : end + 1] in _DIGITS and text[end - 2] not in _DIGITS and end < len(text):
        return True
    return (_latin(text, start - 1) and _latin(text, start) and not _latin(text, start + 1)) or (
        _latin(text, end) and _latin(text, end - 1) and not _latin(text, end - 2)
    )


def _latin(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isascii() and text[at].isalpha()


def _blotted(folded: Folded, words: Iterable[str]) -> Folded:
    text = folded.text
    for word in sorted(words, key=lambda w: (-len(w), w)):  # the same whatever the order of a set
        text = text.replace(word, BLOT * len(word))
    return Folded(text, folded.starts, folded.ends)
