"""Judge the gate on labelled sentences: `python -m benchmarks.gate.judge [tune|blind|blind2|…]`.

Labels were written before the rules that they judge. A blind set may be judged three times; every run is
kept in `results.json` with the commit it judged. The tune set is for working on and is judged at will, with
every miss printed; a blind run prints figures and, with `--show`, its misses (which ends its blindness).

block_precision  lines rightly blocked ÷ lines blocked        block_recall  rightly blocked ÷ to be blocked
evasion_recall   disguised lines that got at least their level ÷ disguised lines
false_alarms     harmless hard lines with any finding ÷ harmless hard lines
verdict_accuracy right verdicts ÷ lines          kind_accuracy   lines with the labelled kind found ÷ lines with one
span_accuracy    labelled passages that a finding touches ÷ labelled passages (sets that mark them)
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xiaoer.app.measuring.machine import git_hash
from xiaoer.core.rulebook.findings import GateResult
from xiaoer.core.rulebook.gate import Gate

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
SETS = {path.name.split("_")[0]: path for path in sorted(HERE.glob("*_sentences.jsonl"))}
MAX_BLIND_RUNS = 3
_RANK = {"pass": 0, "warn": 1, "block": 2}


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled line and what the gate said."""

    row: dict[str, Any]
    result: GateResult

    @property
    def right(self) -> bool:
        return bool(self.result.verdict == self.row["verdict"])


def judge(path: Path) -> list[Judged]:
    """Run the gate over a labelled file."""
    gate = Gate()
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Judged(r, gate.check(r["text"], by=r["by"], category=r["category"])) for r in rows]


def score(judged: list[Judged]) -> dict[str, float | int]:
    """The figures of the module's docstring; fractions."""
    blocked = [j for j in judged if j.result.verdict == "block"]
    to_block = [j for j in judged if j.row["verdict"] == "block"]
    evasions = [j for j in judged if j.row.get("tag") == "evasion"]
    hard = [j for j in judged if j.row.get("tag") == "hard"]
    with_kind = [j for j in judged if j.row["kind"]]
    passages = [(j, span) for j in judged for span in j.row.get("spans", ())]
    figures = {
        "sentences": len(judged),
        "block_precision": _share(blocked, lambda j: j.row["verdict"] == "block"),
        "block_recall": _share(to_block, lambda j: j.result.verdict == "block"),
        "evasion_recall": _share(evasions, lambda j: _RANK[j.result.verdict] >= _RANK[j.row["verdict"]]),
        "false_alarms": _share(hard, lambda j: j.result.verdict != "pass"),
        "verdict_accuracy": _share(judged, lambda j: j.right),
        "kind_accuracy": _share(with_kind, lambda j: j.row["kind"] in {f.kind for f in j.result.findings}),
    }
    return figures | ({"span_accuracy": _share(passages, _touched)} if passages else {})


def _touched(passage: tuple[Judged, str]) -> bool:
    judged, span = passage
    start = judged.row["text"].index(span)
    return any(f.start < start + len(span) and f.end > start for f in judged.result.findings)


def _share(rows: list[Any], holds: Any) -> float:
    return round(sum(map(holds, rows)) / len(rows), 4) if rows else 0.0


def _record(name: str, figures: dict[str, float | int]) -> None:
    runs = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else []
    before = sum(run.get("set", "blind") == name for run in runs)
    if before >= MAX_BLIND_RUNS:
        sys.exit(f"the set {name} has been judged {MAX_BLIND_RUNS} times; a further figure would not be blind")
    runs.append({"set": name, "run": before + 1, "commit": git_hash(), **figures})
    RESULTS.write_text(json.dumps(runs, indent=1) + "\n", "utf-8")


def main(arguments: list[str]) -> None:
    name = arguments[0] if arguments else "tune"
    judged = judge(SETS[name])
    figures = score(judged)
    if name != "tune":
        _record(name, figures)
    if name == "tune" or "--show" in arguments:
        for j in judged:
            if not j.right or (j.row["kind"] and j.row["kind"] not in {f.kind for f in j.result.findings}):
                got = [(f.kind, f.level, f.span) for f in j.result.findings]
                row = j.row
                print(row["id"], row["verdict"], row["kind"], row["category"], row["text"], "→", got)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
