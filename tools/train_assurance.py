"""Learn how likely a reply is right, and write src/xiaoer/core/answering/data/assurance.json.

    python tools/train_assurance.py            cross-validate by shop, train, write the weights
    python tools/train_assurance.py --check    cross-validate only

`assurance_replies.jsonl.gz` holds answers that the engine of an earlier commit (`engine`) gave to a set of questions
before anybody had mended it by them, and whether each was right by its label (`right`; a label of the intent alone
does not count). Rarity and usual intents of words come from the reader's utterances. Needs the `train` extra.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.console import Console
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from xiaoer.core.answering.evidence.assurance import Answered, Words, known, meaning, signs
from xiaoer.core.grounding.shapes import FactUse
from xiaoer.core.text.normal import normal_text

ROOT = Path(__file__).resolve().parents[1]
REPLIES = ROOT / "tools" / "assurance_replies.jsonl.gz"
UTTERANCES = ROOT / "src" / "xiaoer" / "core" / "reading" / "data" / "utterances.tsv"
OUT = ROOT / "src" / "xiaoer" / "core" / "answering" / "data" / "assurance.json"
LEAST = 15  # answers that must show a sign for it to get a weight
USUAL = 2  # utterances of an intent that make a word usual for it
STRENGTH = 0.1  # inverse regularisation; chosen by cross-validation
SHARES = (0.94, 0.95, 0.96, 0.97)
CONSOLE = Console(stderr=True)

Floats = npt.NDArray[np.float64]


def replies() -> list[dict[str, Any]]:
    """The judged answers."""
    with gzip.open(REPLIES, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def word_rows() -> list[tuple[str, float, str]]:
    """(word, rarity, intents in which it is usual) from the reader's utterances."""
    lines = [line.split("\t") for line in UTTERANCES.read_text("utf-8").splitlines()[1:] if line.strip()]
    seen: Counter[str] = Counter()
    by_intent: dict[str, Counter[str]] = {}
    for intent, text in lines:
        found = set(meaning(normal_text(text)))
        seen.update(found)
        by_intent.setdefault(intent, Counter()).update(found)
    return [
        (
            word,
            round(math.log((len(lines) + 1) / (count + 1)), 2),
            " ".join(sorted(i for i, words in by_intent.items() if words[word] >= USUAL)),
        )
        for word, count in sorted(seen.items())
    ]


def answered(row: dict[str, Any]) -> Answered:
    """A row as what the engine would ask about."""
    facts = [FactUse(*fact) for fact in row["facts"]]
    said = [""] * row["turn"] + [row["question"]]
    return Answered(said, row["reply"], row["intents"], facts, row["estimate"], card=row["card"])


def table(rows: list[dict[str, Any]], words: Words) -> tuple[list[str], Floats]:
    """(names of signs that are shown often enough, one row of values an answer)."""
    found = [signs(answered(row), words) for row in rows]
    often = Counter(name for one in found for name, value in one.items() if value)
    names = sorted(name for name, count in often.items() if count >= LEAST)
    return names, np.array([[one.get(name, 0.0) for name in names] for one in found])


def fit(values: Floats, right: npt.NDArray[np.bool_]) -> LogisticRegression:
    """A logistic regression with a ridge."""
    return LogisticRegression(C=STRENGTH, max_iter=4000).fit(values, right)


def report(name: str, chance: Floats, right: npt.NDArray[np.bool_]) -> None:
    """Area under the curve, and how many of the answers could be sent at a share of right ones."""
    ranked = right[np.argsort(-chance)]
    share = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    sent = {least: float((np.flatnonzero(share >= least).max(initial=-1) + 1) / len(ranked)) for least in SHARES}
    CONSOLE.print(f"{name}: AUC {roc_auc_score(right, chance):.3f}, could be sent {sent}")


def cross_validate(rows: list[dict[str, Any]], values: Floats, right: npt.NDArray[np.bool_]) -> Floats:
    """Each shop's answers by a model that has not seen the shop."""
    chance = np.zeros(len(right))
    shops = [row["shop"] for row in rows]
    for train, test in GroupKFold(8).split(values, right, shops):
        chance[test] = fit(values[train], right[train]).predict_proba(values[test])[:, 1]
    return chance


def main() -> None:
    """Train as the module says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="cross-validate only")
    options = parser.parse_args()
    rows, words = replies(), word_rows()
    right = np.array([row["right"] for row in rows])
    names, values = table(rows, known(words))
    CONSOLE.print(f"{len(rows)} answers, {right.mean():.3f} right, {len(names)} signs")
    report("estimate", np.array([row["estimate"] for row in rows]), right)
    chance = cross_validate(rows, values, right)
    report("learnt", chance, right)
    for least in (0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95):
        sent = chance >= least
        CONSOLE.print(f"  from {least}: {sent.mean():.3f} sent, {right[sent].mean():.3f} right")
    if options.check:
        return
    model = fit(values, right)
    weights = {name: round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True)}
    data = {"bias": round(float(model.intercept_[0]), 4), "weights": weights, "words": words}
    OUT.write_text(_written(data), "utf-8")


def _written(data: dict[str, Any]) -> str:
    """JSON with a word a line, so that a change can be read."""
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in data["words"])
    head = json.dumps({"bias": data["bias"], "weights": data["weights"]}, ensure_ascii=False, indent=1)
    return f'{head[:-2]},\n "words": [\n{rows}\n]}}\n'


if __name__ == "__main__":
    main()
