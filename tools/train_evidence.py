"""Fit the weights by which the engine chooses what answers a question of goods, and write data/evidence.toml.

    python tools/train_evidence.py            fit on all labelled questions and write the weights
    python tools/train_evidence.py --check    fit without a fifth of the shops at a time, print the share right

Questions of `tests/core/answering/data` that are asked of one product. What matches the label's words is right, where
few texts of the shop do; a label that asks for an honest "not known" means none of them.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from benchmarks.answering import EXAMPLES, ROOT, TRADES, cases
from rich.console import Console

from xiaoer.core.answering.engine import Engine
from xiaoer.core.answering.evidence.weighed import evidence_of, signs
from xiaoer.core.answering.skills.common import without_name
from xiaoer.files.shop_folder import read_shop

WEIGHTS = ROOT / "src" / "xiaoer" / "core" / "answering" / "data" / "evidence.toml"
DATA = frozenset({"product_attribute", "care_usage", "product_suitability", "other", "authenticity", "gift_note"})
FEW = 0.15  # share of a shop's texts from which a label's words say too little
FOLDS = 5
STRENGTH = 1e-3  # of the pull towards 0
ROUNDS = 250
RATE = 0.05
Floats = npt.NDArray[np.float64]
CONSOLE = Console(stderr=True)


@dataclass(frozen=True)
class Example:
    """A question: a row of signs for each text, which of them are right (none of them: the last)."""

    shop: str
    rows: list[dict[str, float]]
    right: Floats


def examples() -> Iterator[Example]:
    """The labelled questions that a text of the shop answers, or none."""
    homes = (*EXAMPLES.glob("*/products.*"), *TRADES.glob("*/products.*"))
    engines = {path.parent.name: Engine(read_shop(path.parent).folder.facts) for path in homes}
    seen = set()
    for _, shop, case in cases():
        key = (shop, case.get("product"), case["turns"][0]["text"])
        if case.get("product") and key not in seen:
            seen.add(key)
            made = _example(engines[shop], shop, case)
            if made is not None:
                yield made


def _example(engine: Engine, shop: str, case: dict[str, Any]) -> Example | None:
    turn, facts, recall = case["turns"][0], engine.shop.facts, engine.shop.recall
    product, today = facts.products[case["product"]], datetime.fromisoformat(case["now"]).date()
    reading = engine.reader.read(turn["text"], product=product.number, now=datetime.fromisoformat(case["now"]))
    wanted = set(turn.get("intents") or [reading.intent])
    words = [re.compile(pattern) for pattern in turn.get("must", ())]
    if not wanted & DATA or not words or reading.language == "en":
        return None
    found = list(evidence_of(recall, product, reading.normal, today))
    unknown = turn.get("kind") == ["handoff"] or any("核实" in w.pattern and "人工" in w.pattern for w in words)
    texts = [e.body if e.kind == "name" else f"{e.head}：{e.body}" for e in found]
    right = [float(not unknown and all(w.search(text) for w in words)) for text in texts]
    if not unknown and not 0 < sum(right) <= FEW * len(right):
        return None
    bare = without_name(reading.normal, product)
    rows = signs(recall, product, reading.normal, bare, found, today=today)
    return Example(shop, rows, np.array([*right, float(unknown)]))


def fit(told: Sequence[Example], names: Sequence[str]) -> Floats:
    """Weights of the signs, last of "none of these": softmax over a question's texts, Adam."""
    tables = [_table(example, names) for example in told]
    weights = np.zeros(len(names) + 1)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        slope = STRENGTH * weights
        for example, table in zip(told, tables, strict=True):
            shares = np.exp(table @ weights - (table @ weights).max())
            shares /= shares.sum()
            wished = shares * example.right
            slope = slope + table.T @ (shares - wished / wished.sum()) / len(told)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def _table(example: Example, names: Sequence[str]) -> Floats:
    rows = [[row.get(name, 0.0) for name in names] + [0.0] for row in example.rows]
    return np.array([*rows, [0.0] * len(names) + [1.0]])


def main() -> None:
    """Fit, and check or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    told = list(examples())
    names = sorted({name for example in told for row in example.rows for name in row})
    CONSOLE.print(f"{len(told)} questions, {len(names)} signs")
    if arguments.check:
        shops = sorted({example.shop for example in told})
        hits = [hit for fold in range(FOLDS) for hit in _hits(told, names, shops[fold::FOLDS])]
        CONSOLE.print(f"first right: {sum(hits) / len(hits):.3f} of {len(hits)}")
        return
    weights = fit(told, names)
    lines = ["# Written by tools/train_evidence.py.", f"none = {weights[-1]:.3f}", "", "[weights]"]
    lines += [f"{name} = {weight:.3f}" for name, weight in zip(names, weights[:-1], strict=True)]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


def _hits(told: Sequence[Example], names: Sequence[str], out: Sequence[str]) -> Iterator[bool]:
    weights = fit([e for e in told if e.shop not in out], names)
    for example in (e for e in told if e.shop in out):
        yield bool(example.right[int(np.argmax(_table(example, names) @ weights))])


if __name__ == "__main__":
    main()
