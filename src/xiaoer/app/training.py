"""Learning from a shop's own labelled chats; folds by dialogue, so that no chat is judged by a model that has seen it.

scikit-learn (the `train` extra) is needed to train, never to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xiaoer.core.errors import BadInput
from xiaoer.core.reading.chats import ACT_BUCKETS, BUCKETS, ChatModel, Weighted, act_words_at, counts_at, words_at
from xiaoer.files.labelled_chats import LabelledChat

OTHER = "OTHER"
FOLDS = 5
_LEAST = 60  # labelled turns below which nothing worth keeping is learnt
_SEED = 20260301
_LEVEL_STRENGTH = 0.15  # inverse regularisation; this and the two below were chosen by cross-validation
_COUNT_WEIGHT = 0.15
_ACT_STRENGTH = 1.0
Vector = npt.NDArray[np.float32]
Tick = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Examples:
    """Turns with labels: words, counts, label, and the number of the chat that each stands in."""

    words: list[Weighted]
    counts: list[list[float]]
    labels: list[Any]
    chats: list[int]


def level_examples(chats: Sequence[LabelledChat]) -> Examples:
    """The turns whose satisfaction is labelled."""
    found = [(n, chat, at) for n, chat in enumerate(chats) for at, x in enumerate(chat.levels) if x is not None]
    return Examples(
        [words_at(chat.turns, at) for _, chat, at in found],
        [counts_at(chat.turns, at) for _, chat, at in found],
        [chat.levels[at] for _, chat, at in found],
        [n for n, _, _ in found],
    )


def act_examples(chats: Sequence[LabelledChat]) -> Examples:
    """The turns whose act is labelled and not OTHER."""
    named = [(n, c, at) for n, c in enumerate(chats) for at, act in enumerate(c.acts) if act not in (None, OTHER)]
    words = [act_words_at(chat.turns, at) for _, chat, at in named]
    return Examples(words, [], [chat.acts[at] for _, chat, at in named], [n for n, _, _ in named])


def train(chats: Sequence[LabelledChat]) -> ChatModel:
    """The model of all chats. Raises `BadInput` where there is too little to learn from."""
    levels, acts = level_examples(chats), act_examples(chats)
    if len(levels.labels) < _LEAST or set(levels.labels) != {0, 1, 2}:
        raise BadInput(f"有满意度标注的轮次只有 {len(levels.labels)} 个，至少要 {_LEAST} 个，且 0、1、2 都要有")
    return _fit(levels, acts, [True] * len(levels.labels), [True] * len(acts.labels))


def measure(chats: Sequence[LabelledChat], tick: Tick = lambda: None) -> dict[str, float]:
    """Cross-validated figures, folds by dialogue: satisfaction per turn, acts on turns that are not OTHER."""
    levels, acts = level_examples(chats), act_examples(chats)
    order = np.random.default_rng(_SEED).permutation(len(chats)).tolist()
    guessed: dict[int, int] = {}
    right = asked = 0
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        model = _fit(levels, acts, [n not in held for n in levels.chats], [n not in held for n in acts.chats])
        for at, number in enumerate(levels.chats):
            if number in held:
                guessed[at] = _level(model, levels, at)
        for number in held:
            for at, act in enumerate(chats[number].acts):
                if act not in (None, OTHER):
                    asked += 1
                    right += model.act(chats[number].turns, at)[0] == act
        tick()
    figures = _figures(levels.labels, [guessed[at] for at in range(len(levels.labels))])
    return {**figures, "act_accuracy": round(right / asked, 4) if asked else 0.0, "act_turns": asked}


def _level(model: ChatModel, examples: Examples, at: int) -> int:
    lit = examples.words[at]
    share = np.fromiter(lit.values(), dtype=np.float32, count=len(lit))
    counted = (np.array(examples.counts[at], dtype=np.float32) - model.mean) / model.spread
    scores = share @ model.levels[list(lit)] + counted @ model.levels[BUCKETS:] + model.level_bias
    return int(np.argmax(scores))


def _figures(labels: Sequence[int], guessed: Sequence[int]) -> dict[str, float]:
    from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score, recall_score

    return {
        "satisfaction_macro_f1": round(float(f1_score(labels, guessed, average="macro")), 4),
        "satisfaction_accuracy": round(float(accuracy_score(labels, guessed)), 4),
        "satisfaction_uar": round(float(recall_score(labels, guessed, average="macro")), 4),
        "satisfaction_kappa": round(float(cohen_kappa_score(labels, guessed)), 4),
        "satisfaction_turns": len(labels),
    }


def _fit(levels: Examples, acts: Examples, of_levels: Sequence[bool], of_acts: Sequence[bool]) -> ChatModel:
    from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression

    kept = [at for at, keep in enumerate(of_levels) if keep]
    counts = np.array([levels.counts[at] for at in kept], dtype=np.float32)
    mean = counts.mean(axis=0)
    spread = (np.maximum(counts.std(axis=0), 1e-3) / _COUNT_WEIGHT).astype(np.float32)
    rows = hstack([_matrix([levels.words[at] for at in kept], BUCKETS), csr_matrix((counts - mean) / spread)]).tocsr()
    model = LogisticRegression(C=_LEVEL_STRENGTH, class_weight="balanced", max_iter=100, tol=1e-3)
    model.fit(rows, [levels.labels[at] for at in kept])
    weights, bias, names = _fit_acts(acts, of_acts)
    levelled = model.coef_.T.astype(np.float32)
    return ChatModel(levelled, model.intercept_.astype(np.float32), mean, spread, weights, bias, names)


def _fit_acts(acts: Examples, keep: Sequence[bool]) -> tuple[Vector, Vector, tuple[str, ...]]:
    from sklearn.linear_model import RidgeClassifier

    kept = [at for at, wanted in enumerate(keep) if wanted]
    labels = [acts.labels[at] for at in kept]
    if len(set(labels)) < 3:
        return np.zeros((ACT_BUCKETS, 0), np.float32), np.zeros(0, np.float32), ()
    model = RidgeClassifier(alpha=_ACT_STRENGTH, solver="sparse_cg", max_iter=60, tol=1e-3)
    model.fit(_matrix([acts.words[at] for at in kept], ACT_BUCKETS), labels)
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32), tuple(model.classes_.tolist())


def _matrix(rows: Sequence[Weighted], width: int) -> Any:
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(row) for row in rows)])
    at = np.fromiter((bucket for row in rows for bucket in row), dtype=np.int64, count=int(ends[-1]))
    share = np.fromiter((value for row in rows for value in row.values()), dtype=np.float32, count=int(ends[-1]))
    return csr_matrix((share, at, ends), shape=(len(rows), width))
