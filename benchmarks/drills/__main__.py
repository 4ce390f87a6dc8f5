"""`python -m benchmarks.drills [labelled_2.psv]`: the grader against transcripts labelled by hand.

The labels (`labelled.psv`) were written and committed before the grader. Printed: rank correlation (Spearman) of the
total score, agreement per item, the share of good, middling and bad told apart by the pass mark.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.grade import Exchange, Review, grade
from xiaoer.core.drills.shapes import Scenario
from xiaoer.files.shop_folder import read_shop

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ITEMS = {"A": "answered", "T": "true", "C": "courteous", "S": "steps", "W": "wording"}
WAIT_S = 20.0


@dataclass(frozen=True, slots=True)
class Labelled:
    """One transcript with what people say of it."""

    shop: str
    scenario: str
    quality: str
    score: float
    items: dict[str, bool]
    replies: tuple[str, ...]


def read_labels(path: Path = HERE / "labelled.psv") -> list[Labelled]:
    """All labelled transcripts, in the file's order."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        shop, scenario, quality, score, items, *replies = line.split("|")
        found.append(
            Labelled(
                shop, scenario, quality, float(score),
                {name: flag != "-" for (flag, name) in zip(items, ITEMS.values(), strict=True)},
                tuple(r.replace("/", "\n") if "http" not in r else r for r in replies),
            )
        )  # fmt: skip
    return found


def exchanges_of(scenario: Scenario, replies: Sequence[str]) -> tuple[Exchange, ...]:
    """Each reply with the ask that it answers; {one} and {two} stand for what compared products are like."""
    points = {p.id: p for ask in scenario.asks for p in ask.points}
    filled = []
    for reply in replies:
        text = reply
        if "compare" in points and "compare_2" in points:
            text = text.replace("{one}", points["compare"].gist).replace("{two}", points["compare_2"].gist)
        filled.append(text)
    return tuple(
        Exchange(at, (ask.lines[0],), (text,), WAIT_S)
        for at, (ask, text) in enumerate(zip(scenario.asks, filled, strict=True))
    )


def judge(path: Path = HERE / "labelled.psv") -> dict[str, object]:
    """The figures over all labelled transcripts of a set."""
    books = {code: Book(read_shop(EXAMPLES / code).folder.facts, NOW) for code in
             ("qinghe_womenswear", "shanyu_foodgift")}  # fmt: skip
    rows: list[tuple[Labelled, Review]] = []
    for label in read_labels(path):
        book = books[label.shop]
        scenario = book.scenario(label.scenario)
        rows.append((label, grade(book, scenario, exchanges_of(scenario, label.replies))))
    agreement = {
        name: round(sum(review.items[name] == label.items[name] for label, review in rows) / len(rows), 4)
        for name in ITEMS.values()
    }
    passed = {
        quality: round(sum(r.passed for la, r in rows if la.quality == quality) /
                       max(sum(la.quality == quality for la, _ in rows), 1), 4)
        for quality in ("g", "m", "b")
    }  # fmt: skip
    return {
        "transcripts": len(rows),
        "rank_correlation": round(spearman([la.score for la, _ in rows], [r.score for _, r in rows]), 4),
        "item_agreement": round(sum(agreement.values()) / len(agreement), 4),
        "by_item": agreement,
        "passed_by_label": passed,
    }


def spearman(a: Sequence[float], b: Sequence[float]) -> float:
    """Spearman's rank correlation with ties sharing their mean rank."""
    return float(np.corrcoef(_ranks(a), _ranks(b))[0, 1])


def _ranks(values: Sequence[float]) -> np.ndarray:
    array = np.asarray(values, dtype=float)
    return np.array([(array < v).sum() + ((array == v).sum() + 1) / 2 for v in array])


if __name__ == "__main__":
    chosen = HERE / (sys.argv[1] if len(sys.argv) > 1 else "labelled.psv")
    print(json.dumps(judge(chosen), ensure_ascii=False, indent=1))
