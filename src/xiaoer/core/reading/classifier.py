"""The intent classifier: a linear model over hashed n-grams, run with NumPy only.

Weights are made by tools/train_reading.py from data/utterances.tsv and shipped as data/intents.npz:
`weights` int8 (BUCKETS, intents), `scale` and `bias` float32 (intents), `temperature` float32, `intents` names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from xiaoer.core.reading.features import BUCKETS, buckets
from xiaoer.core.reading.shapes import INTENTS, Intent

Probabilities = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Classifier:
    """Calibrated probabilities of the intents, in the order of `INTENTS`."""

    weights: npt.NDArray[np.int8]
    scale: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    temperature: float

    def probabilities(self, forms: Sequence[str]) -> Probabilities:
        """One row per abstract form (features.abstract), one column per intent; rows sum to 1."""
        scores: Probabilities = np.empty((len(forms), len(self.bias)), dtype=np.float32)
        for row, form in enumerate(forms):
            lit = buckets(form)
            total = self.weights[lit].sum(axis=0, dtype=np.int32)
            scores[row] = total * self.scale / np.sqrt(len(lit)) + self.bias
        np.exp((scores - scores.max(axis=1, keepdims=True)) / np.float32(self.temperature), out=scores)
        np.divide(scores, scores.sum(axis=1, keepdims=True), out=scores)
        return scores

    def best(self, form: str) -> tuple[Intent, float]:
        """The likeliest intent of one form and its probability."""
        row = self.probabilities([form])[0]
        at = int(row.argmax())
        return INTENTS[at], float(row[at])


@cache
def shipped() -> Classifier:
    """The classifier that comes with the project."""
    file = resources.files(__package__) / "data" / "intents.npz"
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as data:
        if tuple(data["intents"].tolist()) != INTENTS or data["weights"].shape[0] != BUCKETS:
            raise RuntimeError("data/intents.npz does not fit the intents: run tools/train_reading.py")
        return Classifier(data["weights"], data["scale"], data["bias"], float(data["temperature"]))
