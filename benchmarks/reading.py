"""Measure reading on the held-out questions and write benchmarks/reading.json.

    python -m benchmarks.reading

The held-out questions (tests/core/reading/heldout.tsv) were written before training and are used for nothing else.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from statistics import quantiles
from zoneinfo import ZoneInfo

from xiaoer.core.reading.reader import Reader
from xiaoer.core.reading.shapes import Reading

ROOT = Path(__file__).resolve().parents[1]
HELD_OUT = ROOT / "tests" / "core" / "reading" / "heldout.tsv"
NOW = datetime(2026, 3, 5, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

Question = tuple[frozenset[str], str]


def held_out() -> list[Question]:
    """(wanted intents, text) per line."""
    rows = [line.split("\t") for line in HELD_OUT.read_text("utf-8").splitlines()[1:]]
    return [(frozenset(intents.split("|")), text) for intents, text in rows]


def measure(questions: list[Question]) -> dict[str, object]:
    """Accuracy, calibration and time of reading each question once."""
    reader = Reader(None)
    reader.read("热身", now=NOW)
    spent_ms: list[float] = []
    read: list[tuple[frozenset[str], Reading]] = []
    for wanted, text in questions:
        start = time.perf_counter()
        reading = reader.read(text, now=NOW)
        spent_ms.append((time.perf_counter() - start) * 1000)
        read.append((wanted, reading))
    single = [(w, r) for w, r in read if len(w) == 1]
    several = [(w, r) for w, r in read if len(w) > 1]
    cuts = quantiles(spent_ms, n=100)
    return {
        "questions": len(questions),
        "single": len(single),
        "single_first_right": _share(r.intent in w for w, r in single),
        "single_exactly_one": _share(len(r.intents) == 1 for _, r in single),
        "several": len(several),
        "several_first_right": _share(r.intent in w for w, r in several),
        "several_exact": _share({s.intent for s in r.intents} == w for w, r in several),
        "several_recall": _share(i in {s.intent for s in r.intents} for w, r in several for i in w),
        "calibration_error": _calibration_error(single),
        "p50_ms": round(cuts[49], 3),
        "p95_ms": round(cuts[94], 3),
        "wrong_by_intent": dict(sorted(Counter(next(iter(w)) for w, r in single if r.intent not in w).items())),
    }


def _share(flags: Iterable[bool]) -> float:
    listed = list(flags)
    return round(sum(listed) / len(listed), 4)


def _calibration_error(read: list[tuple[frozenset[str], Reading]], bins: int = 10) -> float:
    """Expected calibration error of the first intent's confidence, in ten equal bins."""
    sums = [[0.0, 0.0] for _ in range(bins)]
    for wanted, reading in read:
        confidence = reading.intents[0].confidence
        cell = sums[min(int(confidence * bins), bins - 1)]
        cell[0] += confidence
        cell[1] += reading.intent in wanted
    return round(sum(abs(sure - right) for sure, right in sums) / len(read), 4)


def main() -> None:
    """Measure and write."""
    result = measure(held_out())
    (ROOT / "benchmarks" / "reading.json").write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
