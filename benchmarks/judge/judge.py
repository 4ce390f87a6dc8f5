"""Score the after-sales judge: `python -m benchmarks.judge.judge [tune|blind|blind2|blind3|speed]`.

Labels were written from law and the case form before the code that they judge. The blind set may be judged
three times; every run is kept in `results.json` with the commit and the hash of the set. A blind run prints figures
and the ids of missed cases; the tune set prints every miss in full.

A case is right when outcome, freight payer, goods back, amount and flags equal the label, at least one basis is
among the label's, and the deadline is exact where the label asks for one. `blind3` leaves out of a label what law
and case form do not settle; a part left out is not judged and counts in no share.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from xiaoer.app.measuring.machine import git_hash
from xiaoer.cli.decide import judge_line
from xiaoer.core.rulebook.judge import decide

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
SETS = {name: HERE / f"{name}_cases.jsonl" for name in ("blind", "blind2", "blind3", "tune")}
TIMED = ("blind", "blind2", "tune")
MAX_BLIND_RUNS = 3
EQUAL = ("outcome", "return_freight_payer", "must_return_goods", "amount", "flags")


def misses(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """The parts of a decision that differ from the label."""
    wrong = [part for part in EQUAL if part in expected and expected[part] != got[part]]
    if expected["basis"] and not set(expected["basis"]) & set(got["basis"]):
        wrong.append("basis")
    if expected["deadline"] is not None and expected["deadline"] != got["deadline"]:
        wrong.append("deadline")
    return wrong


def read(name: str) -> list[dict[str, Any]]:
    """The labelled cases of a set: `{"id","facts","expect"}` each."""
    return [json.loads(line) for line in SETS[name].read_text("utf-8").splitlines()]


def score(name: str) -> tuple[dict[str, Any], list[tuple[dict[str, Any], list[str], dict[str, Any]]]]:
    """Figures over a set (shares of all cases), and the missed cases with what was decided."""
    cases = read(name)
    missed = []
    parts: Counter[str] = Counter()
    for case in cases:
        got = decide(case["facts"]).as_json()
        wrong = misses(case["expect"], got)
        parts.update(wrong)
        if wrong:
            missed.append((case, wrong, got))
    asked = sum(case["expect"]["deadline"] is not None for case in cases)
    settled = sum("outcome" in case["expect"] for case in cases)
    figures = {
        "cases": len(cases),
        "right": round(1 - len(missed) / len(cases), 4),
        "outcome_right": round(1 - parts["outcome"] / settled, 4),
        "deadlines_exact": round(1 - parts["deadline"] / asked, 4),
        "misses_by_part": dict(parts),
    }
    return figures, missed


def speed(rounds: int = 25) -> dict[str, float]:
    """Decisions a second over the cases of the `TIMED` sets: from parsed facts, and line to line as the command does.

    `_cpu` counts the seconds that this one process really computed (one core), the others the wall clock.
    """
    cases = [case for name in TIMED for case in read(name)]
    facts = [case["facts"] for case in cases]
    lines = [json.dumps({"id": case["id"], "facts": case["facts"]}, ensure_ascii=False) for case in cases]
    decide(facts[0])

    def parsed() -> None:
        for one in facts:
            decide(one)

    def command() -> None:
        for number, line in enumerate(lines, 1):
            json.dumps(judge_line(line, number)[0], ensure_ascii=False)

    figures: dict[str, float] = {"decisions": rounds * len(cases)}
    for name, work in (("decide", parsed), ("command", command)):
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(rounds):
            work()
        figures[f"{name}_per_second"] = round(rounds * len(cases) / (time.perf_counter() - wall))
        figures[f"{name}_per_second_cpu"] = round(rounds * len(cases) / (time.process_time() - cpu))
    return figures


def _record(name: str, figures: dict[str, Any]) -> None:
    runs = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else []
    digest = hashlib.sha256(SETS[name].read_bytes()).hexdigest()[:16]
    before = sum(run["set"] == digest for run in runs)
    if before >= MAX_BLIND_RUNS:
        sys.exit(f"the set {name} has been judged {MAX_BLIND_RUNS} times; a further figure would not be blind")
    runs.append({"run": before + 1, "commit": git_hash(), "set": digest, **figures})
    RESULTS.write_text(json.dumps(runs, indent=1) + "\n", "utf-8")


def main(arguments: list[str]) -> None:
    name = arguments[0] if arguments else "tune"
    if name == "speed":
        print(json.dumps(speed(), indent=1))
        return
    figures, missed = score(name)
    if name != "tune":
        _record(name, figures)
        print("missed:", " ".join(case["id"] for case, _, _ in missed))
    else:
        for case, wrong, got in missed:
            print(case["id"], wrong, json.dumps(case["expect"], ensure_ascii=False))
            print("   got", json.dumps(got, ensure_ascii=False))
            print("   facts", json.dumps(case["facts"], ensure_ascii=False))
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
