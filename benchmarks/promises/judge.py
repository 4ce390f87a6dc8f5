"""Judge the recognition of promises on a labelled set: `python -m benchmarks.promises.judge blind|tuning [--record]`.

A promise counts as found when its sentence yields one of the same kind. Precision = found ÷ recognised, recall =
found ÷ labelled; how many times and sums are exact is told apart. `--record` appends the run, with its commit, to
`results.json`; the blind set is run at most three times.
"""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.records import keep
from xiaoer.core.reading.promises import find_promises

HERE = Path(__file__).parent
NOW = datetime.fromisoformat("2026-11-27T10:00:00+08:00")


def judge(name: str) -> dict[str, Any]:
    """Scores of a set, with the sentences that were wrong."""
    found = labelled = recognised = exact = 0
    wrong: list[dict[str, Any]] = []
    for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        wanted = {p["kind"]: p for p in row["promises"]}
        got = {p.kind: p for p in find_promises(row["text"], NOW)}
        hits = wanted.keys() & got.keys()
        found, labelled, recognised = found + len(hits), labelled + len(wanted), recognised + len(got)
        for kind in hits:
            due, amount = got[kind].due, got[kind].amount
            said = (due.isoformat() if due else None, None if amount is None else f"{amount:.2f}")
            exact += said == (wanted[kind]["due"], wanted[kind]["amount"])
        if wanted.keys() != got.keys():
            wrong.append({"id": row["id"], "wanted": sorted(wanted), "got": sorted(got)})
    return {
        "set": name, "sentences": labelled and len((HERE / f"{name}.jsonl").read_text("utf-8").splitlines()),
        "precision": round(found / recognised, 3) if recognised else 0.0,
        "recall": round(found / labelled, 3) if labelled else 0.0,
        "exact": round(exact / found, 3) if found else 0.0, "wrong": wrong,
    }  # fmt: skip


def main() -> None:
    """Judge, print, record."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=("blind", "tuning"))
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    scores = judge(asked.name)
    print(json.dumps(scores, ensure_ascii=False))
    if asked.record:
        keep(HERE / "results.json", scores)


if __name__ == "__main__":
    main()
