"""Hearing: a linear model of what people do wrong in a line, the second sign beside the patterns.

Patterns know words, people find others. The model weighs the pieces of one to three letters of a line. It acquits
where a pattern was taken in by a word, tells which of two kinds a line is, and speaks up, never with a fatal finding,
where no pattern has spoken. Weights are made by tools/train_hearing.py from the labelled chats of
benchmarks/inspection, the sentences of benchmarks/gate and the open lines of tools/hearing_frames.toml, and shipped
as data/hearing.npz: `pieces` (joined by line breaks), `first` float32 (pieces) with `first_bias` = whether anything
is wrong with it; `weights` int8 (pieces, kinds and heads), `scale` and `bias` float32, `kinds` names = what is wrong (one of them), `heads` = what a
line is beside (each by itself).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import repeat

import numpy as np
import numpy.typing as npt

from xiaoer.core.rulebook.gate.ear import letters_of, pieces_of
from xiaoer.core.rulebook.gate.fold import squeeze

PASS = "pass"  # noqa: S105 - no secret: the name of what is harmless
_WORTH_A_LOOK = 0.0  # log odds below which a line needs no closer hearing
_NOUGHTS = repeat(0.0)
_KEPT = 4096  # lines


@dataclass(frozen=True, slots=True)
class Heard:
    """`shares`: how probable each kind, and that nothing is wrong, is; together 1. `heads`: what it is beside, each."""

    shares: dict[str, float]
    heads: dict[str, float]


class Hearing:
    """The weights, ready to judge. Safe to share between threads."""

    def __init__(self, data: Mapping[str, npt.NDArray[np.generic]]) -> None:
        pieces = str(data["pieces"]).split("\n")
        self._at = {piece: i for i, piece in enumerate(pieces)}
        first = data["first"].astype(float).tolist()
        self._first: dict[str, float] = {p: w for p, w in zip(pieces, first, strict=True) if w}
        self._first_bias = float(data["first_bias"])
        self._weights, self._scale, self._bias = data["weights"], data["scale"], data["bias"]
        # People say the same lines again and again.
        self.suspects = lru_cache(maxsize=_KEPT)(self._suspects)
        self.hear = lru_cache(maxsize=_KEPT)(self._hear)
        self.kinds: tuple[str, ...] = tuple(data["kinds"].tolist())
        self.heads: tuple[str, ...] = tuple(data["heads"].tolist())

    def _suspects(self, text: str) -> bool:
        """Whether a line is worth a closer hearing: the short way for most lines."""
        pieces = pieces_of(letters_of(squeeze(text)))
        return sum(map(self._first.get, pieces, _NOUGHTS), self._first_bias) > _WORTH_A_LOOK

    def _hear(self, text: str) -> Heard:
        """What a line sounds like."""
        lit = [self._at[piece] for piece in sorted(pieces_of(letters_of(squeeze(text)))) if piece in self._at]
        totals = self._weights[lit].sum(axis=0, dtype=np.int32) * self._scale + self._bias
        wrong, beside = totals[: len(self.kinds)], totals[len(self.kinds) :]
        powers = np.exp(wrong - wrong.max())
        return Heard(
            dict(zip(self.kinds, (powers / powers.sum()).tolist(), strict=True)),
            dict(zip(self.heads, (1 / (1 + np.exp(-beside))).tolist(), strict=True)),
        )


@cache
def shipped() -> Hearing:
    """The model that comes with the project."""
    file = resources.files("xiaoer.core.inspection") / "data" / "hearing.npz"
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as data:
        return Hearing({name: data[name] for name in data.files})
