"""Train the intent classifier from src/xiaoer/core/reading/data/utterances.tsv and write data/intents.npz.

    python tools/train_reading.py            train, cross-validate, write the weights
    python tools/train_reading.py --check    cross-validate only

Needs the `train` extra (scikit-learn). The held-out questions of the tests are not read here.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.progress import track
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from xiaoer.core.reading.features import BUCKETS, abstract, buckets
from xiaoer.core.reading.shapes import INTENTS
from xiaoer.core.text.normal import normal_text

DATA = Path(__file__).resolve().parents[1] / "src" / "xiaoer" / "core" / "reading" / "data"
SEED = 20260301
STRENGTH = 30.0  # inverse regularisation; chosen by cross-validation on the utterances
OPENERS = (
    "你好 ",
    "亲 ",
    "请问",
    "那个 ",
    "老板 ",
    "麻烦问下 ",
    "您好,",
    "在吗 ",
    "想问下",
    "我想问一下 ",
    "亲,请问",
)
CLOSERS = ("啊", "呀", "呢", "哦", " 谢谢", "?", "??", "!", "。", "亲", " 急", "哈", "~")
CONSOLE = Console(stderr=True)


def load(path: Path) -> list[tuple[int, str]]:
    """(number of the intent, text) per line of a TSV with a header."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:] if line.strip()]
    return [(INTENTS.index(intent), text) for intent, text in rows]


def varied(text: str, rng: random.Random) -> list[str]:
    """The text and forms that shoppers' hands make of it: an opener, a closer, a lost or doubled character."""
    forms = [text, rng.choice(OPENERS) + text, text.rstrip("吗呢啊?") + rng.choice(CLOSERS)]
    if len(text) >= 6:
        at = rng.randrange(len(text))
        forms.append(text[:at] + text[at + 1 :])
    return forms


def matrix(texts: list[str]) -> csr_matrix:
    """One L2-normed row of lit buckets per text."""
    pointers, columns, values = [0], [], []
    for text in texts:
        lit = buckets(abstract(normal_text(text)))
        columns.append(lit)
        values.append(np.full(len(lit), 1 / np.sqrt(len(lit)), dtype=np.float64))
        pointers.append(pointers[-1] + len(lit))
    return csr_matrix((np.concatenate(values), np.concatenate(columns), pointers), shape=(len(texts), BUCKETS))


def fit(rows: list[tuple[int, str]]) -> LogisticRegression:
    """Multinomial logistic regression over the varied texts."""
    rng = random.Random(SEED)
    texts, labels, weights = [], [], []
    for label, text in rows:
        forms = varied(text, rng) if INTENTS[label] not in ("greeting", "thanks", "chitchat", "other") else [text]
        texts += forms
        labels += [label] * len(forms)
        weights += [1.0] + [0.5] * (len(forms) - 1)
    model = LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3)
    model.fit(matrix(texts), labels, sample_weight=weights)
    return model


def cross_validate(
    rows: list[tuple[int, str]], folds: int = 4
) -> tuple[float, npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """(accuracy, out-of-fold scores, labels)."""
    labels = np.array([label for label, _ in rows])
    scores = np.zeros((len(rows), len(INTENTS)))
    splitter = StratifiedKFold(folds, shuffle=True, random_state=SEED)
    for train, test in track(list(splitter.split(labels, labels)), "cross-validating", console=CONSOLE):
        model = fit([rows[i] for i in train])
        scores[test] = model.decision_function(matrix([rows[i][1] for i in test]))
    return float((scores.argmax(1) == labels).mean()), scores, labels


def best_temperature(scores: npt.NDArray[np.float64], labels: npt.NDArray[np.int64]) -> float:
    """The temperature with the least out-of-fold log loss."""
    return float(min(np.arange(0.3, 2.01, 0.05), key=lambda t: _log_loss(scores / t, labels)))


def _log_loss(scores: npt.NDArray[np.float64], labels: npt.NDArray[np.int64]) -> float:
    shifted = scores - scores.max(1, keepdims=True)
    return float(-(shifted[np.arange(len(labels)), labels] - np.log(np.exp(shifted).sum(1))).mean())


def write(model: LogisticRegression, temperature: float, path: Path) -> None:
    """Quantise to int8 per intent and write the weights without pickles."""
    weights = model.coef_.T
    scale = np.abs(weights).max(axis=0) / 127
    np.savez_compressed(
        path,
        weights=np.rint(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=model.intercept_.astype(np.float32),
        temperature=np.float32(temperature),
        intents=np.array(INTENTS),
    )


def confusions(scores: npt.NDArray[np.float64], rows: list[tuple[int, str]], limit: int) -> list[str]:
    """The surest mistakes, for who improves the data."""
    top = scores.argmax(1)
    wrong = [i for i, (label, _) in enumerate(rows) if top[i] != label]
    wrong.sort(key=lambda i: scores[i, rows[i][0]] - scores[i, top[i]])
    return [f"{INTENTS[rows[i][0]]} -> {INTENTS[top[i]]}: {rows[i][1]}" for i in wrong[:limit]]


def main() -> None:
    """Train as the module says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="cross-validate only")
    parser.add_argument("--confusions", type=int, default=0, help="print so many of the surest mistakes")
    options = parser.parse_args()
    rows = load(DATA / "utterances.tsv")
    accuracy, scores, labels = cross_validate(rows)
    temperature = best_temperature(scores, labels)
    CONSOLE.print(f"{len(rows)} lines, accuracy {accuracy:.4f} out of fold, temperature {temperature:.2f}")
    for line in confusions(scores, rows, options.confusions):
        CONSOLE.print(line, markup=False)
    if not options.check:
        write(fit(rows), temperature, DATA / "intents.npz")


if __name__ == "__main__":
    main()
