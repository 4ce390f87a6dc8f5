"""Judge whether “signed” but denied is heard: `python -m benchmarks.denials.judge lines|lines2 [--record]`.

Precision = lines rightly heard ÷ lines heard, recall = lines rightly heard ÷ lines labelled. `--record` appends the
run, with its commit, to `results.json`. The first recorded run of a set is its blind one.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.records import keep
from xiaoer.core.reading.receipt import denies_receipt

HERE = Path(__file__).parent


def judge(name: str) -> dict[str, Any]:
    """Scores of a set, with the lines that were wrong by their group."""
    rows = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]
    heard = {row["id"] for row in rows if denies_receipt(row["text"])}
    labelled = {row["id"] for row in rows if row["denied"]}
    right = heard & labelled
    return {
        "set": name,
        "lines": len(rows),
        "labelled": len(labelled),
        "heard": len(heard),
        "right": len(right),
        "precision": round(len(right) / len(heard), 3) if heard else 0.0,
        "recall": round(len(right) / len(labelled), 3) if labelled else 0.0,
        "wrong": [f"{row['id']} {row['group']}" for row in rows if row["id"] in heard ^ labelled],
    }


def main() -> None:
    """Judge, print, record."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=("lines", "lines2"), nargs="?", default="lines")
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    scores = judge(asked.name)
    print(json.dumps(scores, ensure_ascii=False))
    if asked.record:
        keep(HERE / "results.json", scores)


if __name__ == "__main__":
    main()
