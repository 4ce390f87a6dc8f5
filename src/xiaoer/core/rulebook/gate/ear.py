"""The second ear: a linear model for what the rules have no pattern for, run with a dictionary and a few sums.

Rules know frames; people find new words for old sins. The ear weighs pieces of one to three letters of a line
(disguises undone) and the meanings of its words (`concepts.py`): it speaks up where it is sure and no rule has spoken,
and lets pass where it is surer still that a rule was taken in by a word. Weights are made by tools/train_ear.py from
the labelled sentences of benchmarks/gate and the open lines of tools/ear_frames.toml, and shipped as data/ear.npz:
`pieces` (joined by line breaks), `first` float32 (pieces) with `first_bias` = whether it must not be sent at all;
`weights` int8 (pieces, kinds), `scale` and `bias` float32 (kinds), `kinds` names = which kind. Pieces that begin with §
are groups of goods, those with ¤ concepts and pairs of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat
from math import sqrt
from operator import add

import numpy as np
import numpy.typing as npt

from xiaoer.core.rulebook.gate.concepts import SIGN, Concepts, Met, pairs, shipped_table
from xiaoer.core.rulebook.gate.fold import MARKS, squeeze

SURE = 1.0  # log odds from which the ear speaks; set on sentences that it was not trained with
SURER = {"off_platform": 1.8, "abuse": 1.2}  # where harmless lines look much alike
CERTAIN = 3.0  # from which it speaks even where the words around have excused a rule
MANY = 1.0  # by how much surer it must be of each stretch of a long line: there are more to err in
HARMLESS = -0.8  # below this a sentence is surely harmless, whatever word a rule has found in it,
UNLIKELY = 0.4  # if the clause with the word is unlikely to be meant badly, too
SURELY = -3.0  # below this the clause alone may look
DOUBTFUL = 1.5  # as bad as this: what it quotes or denies stands in other clauses
NOTHING = 3.0  # by how much a line is likelier nothing than a kind of coaching before that is dropped
HEALTH = "health"  # one kind for the ear; the goods decide which of the three it is
PASS = "pass"  # noqa: S105 - no secret: the name of what is harmless
_COACHING = frozenset(
    [PASS, "blame_shifting", "unfounded_promise", "fake_urgency", "cold_reply", "negative_wording", "self_centred"]
)  # what may be sent; the ear speaks of what must not
GROUPS = ("food", "cosmetics", "medical", "clothes")
LONGEST = 3
USUAL = 30  # pieces whose weights count as they are
TELLING = 2.0  # what a concept counts beside a piece of letters
_NOUGHTS = repeat(0.0)
_FEWEST_LETTERS = 5
_WHOLE = 60  # letters that are weighed in one; a longer line is weighed sentence by sentence
_COUNTED = re.compile("第0")  # an ordinal in digits, which are all alike here; 第1 alone is folded to 第一
_LETTERS = str.maketrans("123456789", "000000000", "".join(MARKS))


def letters_of(text: str) -> str:
    """The letters of a folded line as they are weighed: without marks, every digit alike."""
    return text.translate(_LETTERS)


def pieces_of(letters: str) -> set[str]:
    """The runs of one, two and three letters of a line."""
    twos = list(map(add, letters, letters[1:]))
    return {*letters, *twos, *map(add, twos, letters[2:])}


def scale_of(pieces: Collection[str]) -> float:
    """What each piece of a line counts: the more there are, the less."""
    return sqrt(USUAL / max(1, len(pieces)))


@cache
def concepts() -> Concepts:
    """The lexicon, folded as the letters of a line are."""
    return Concepts({name: [letters_of(squeeze(w)) for w in words] for name, words in shipped_table().items()})


@dataclass(frozen=True, slots=True)
class Heard:
    """What the ear takes a stretch of letters for: kind, from which to which letter, and the log odds."""

    kind: str
    start: int
    end: int
    odds: float


class Ear:
    """The weights, ready to judge. Safe to share between threads."""

    def __init__(self, data: dict[str, npt.NDArray[np.generic]]) -> None:
        pieces = str(data["pieces"]).split("\n")
        self._at = {piece: i for i, piece in enumerate(pieces)}
        self._first: dict[str, float] = dict(zip(pieces, data["first"].astype(float).tolist(), strict=True))
        self._bias = float(data["first_bias"])
        self._weights = data["weights"]
        self._scale, self._kind_bias = data["scale"], data["bias"]
        self._kinds: list[str] = data["kinds"].tolist()
        self._grave = np.array([kind not in _COACHING for kind in self._kinds])
        self._concepts = concepts()
        names = self._concepts.names
        self._single = [self._first.get(f"{SIGN}{name}", 0.0) for name in names]
        self._paired = {
            (c, d): weight
            for c, one in enumerate(names)
            for d, other in enumerate(names)
            if (weight := self._first.get(f"{SIGN}{one}>{other}", 0.0))
        }
        # Rows of concepts (c, c) and pairs (c, d).
        self._told_at = {
            (c, d): row
            for c, one in enumerate(names)
            for d, other in enumerate(names)
            if (row := self._at.get(f"{SIGN}{one}" if c == d else f"{SIGN}{one}>{other}")) is not None
        }
        self._most_of_groups = sum(max(0.0, self._first.get(f"§{group}", 0.0)) for group in GROUPS)

    def odds(self, letters: str, groups: Sequence[str] = ()) -> float:
        """The log odds that a line must not be sent."""
        pieces = pieces_of(letters)
        if groups:
            pieces.update([f"§{group}" for group in groups])
        total = sum(map(self._first.get, pieces, _NOUGHTS)) + self._meant(self._concepts.met(letters))
        return total * scale_of(pieces) + self._bias

    def quiet(self, letters: str) -> bool:
        """Whether a line is surely nothing for the ear, whatever the goods: the short way for harmless lines."""
        if len(letters) > _WHOLE:
            return False
        pieces = pieces_of(letters)
        most = sum(map(self._first.get, pieces, _NOUGHTS)) + self._most_of_groups
        most += self._meant(self._concepts.met(letters))
        return most * scale_of(pieces) + self._bias < SURE

    def _meant(self, met: list[Met]) -> float:
        """What the concepts of a line and their pairs weigh, each counted once."""
        single, paired = self._single, self._paired
        if len(met) == 1:
            return sum([single[c] for c in met[0][2]])
        lit = {c for _, _, concepts in met for c in concepts}
        twos = {(c, d) for c, d, _, _ in pairs(met)}
        return sum([single[c] for c in lit]) + sum([paired.get(two, 0.0) for two in twos])

    def hear(self, letters: str, groups: Sequence[str] = ()) -> Heard | None:
        """What is wrong with a line, if the ear is sure that something is."""
        if len(letters) <= _WHOLE:
            return self._hear(letters, 0, groups)
        found = (self._hear(letters[a:b], a, groups, MANY) for a, b in _stretches(len(letters)))
        return next((heard for heard in found if heard), None)

    def _hear(self, letters: str, offset: int, groups: Sequence[str], more: float = 0.0) -> Heard | None:
        if len(letters) < _FEWEST_LETTERS:
            return None
        odds = self.odds(letters, groups) - more
        if odds < SURE:
            return None
        totals = self._totals(letters, groups)
        if self._kinds[int(totals.argmax())] == PASS:
            return None
        kind = self._kinds[int(np.where(self._grave, totals, -np.inf).argmax())]
        if odds < SURER.get(kind, SURE):
            return None
        start, end = _heaviest(self._shares(letters))
        if kind == "absolute_term" and _COUNTED.search(letters, start, end):
            return None  # 第12句 counts; 第1 as a claim is the rules' matter
        return Heard(kind, offset + start, offset + end, odds)

    def nothing(self, letters: str, kind: str, groups: Sequence[str] = ()) -> bool:
        """Whether a line is much likelier nothing at all than what a rule of coaching takes it for."""
        if kind not in self._kinds:
            return False
        totals = self._totals(letters, groups)
        return bool(totals[self._kinds.index(PASS)] - totals[self._kinds.index(kind)] >= NOTHING)

    def _totals(self, letters: str, groups: Sequence[str]) -> npt.NDArray[np.float32]:
        """How much each kind is to be said of a line."""
        pieces = pieces_of(letters) | {f"§{group}" for group in groups}
        lit = [self._at[piece] for piece in pieces if piece in self._at]
        met = self._concepts.met(letters)
        told = {(c, c) for _, _, concepts in met for c in concepts} | {(c, d) for c, d, _, _ in pairs(met)}
        lit += [self._told_at[one] for one in told if one in self._told_at]
        summed = self._weights[lit].sum(axis=0, dtype=np.int32)
        totals: npt.NDArray[np.float32] = summed * self._scale * scale_of(pieces) + self._kind_bias
        return totals

    def _shares(self, letters: str) -> list[float]:
        """What each letter adds to the odds."""
        share = [0.0] * len(letters)
        for n in range(1, LONGEST + 1):
            for start in range(len(letters) - n + 1):
                part = self._first.get(letters[start : start + n], 0.0) / n
                for i in range(start, start + n):
                    share[i] += part
        met = self._concepts.met(letters)
        for start, end, told in met:
            _spread(share, start, end, sum(self._single[c] for c in told))
        for c, d, one, other in pairs(met):
            weight = self._paired.get((c, d), 0.0) / 2
            _spread(share, *met[one][:2], weight)
            _spread(share, *met[other][:2], weight)
        return share


def _spread(share: list[float], start: int, end: int, weight: float) -> None:
    for i in range(start, end):
        share[i] += weight / (end - start)


def _stretches(length: int) -> Iterator[tuple[int, int]]:
    """Windows of a long line, each overlapping half of the last."""
    for start in range(0, length - _WHOLE // 2, _WHOLE // 2):
        yield start, min(length, start + _WHOLE)


def _heaviest(share: Sequence[float]) -> tuple[int, int]:
    """The stretch that weighs most."""
    best, at = (0.0, 0, len(share)), 0
    total = 0.0
    for i, weight in enumerate(share):
        if total <= 0:
            total, at = 0.0, i
        total += weight
        if total > best[0]:
            best = (total, at, i + 1)
    return best[1], best[2]


@cache
def shipped() -> Ear:
    """The ear that comes with the project."""
    file = resources.files(__package__) / "data" / "ear.npz"
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as data:
        return Ear({name: data[name] for name in data.files})
