"""How often the engine is right: questions with what a right answer must and must not contain.

`python -m benchmarks.answering` reads `tests/core/answering/data/*.jsonl` (`checks.jsonl` form with a field `shop`)
and the `checks.jsonl` of the example shops; the shops of other trades lie in `tests/core/answering/shops`. A set whose
name ends in `blind` was labelled before its replies were looked at, and is not tuned on. `--write` keeps the figures
in `benchmarks/answering.json`, `--failures` prints what went wrong.

`--blind` judges the sets of `benchmarks/questions_blind` instead, which are not tuned on: it prints their figures and
keeps them, with commit and hash, in `answering_blind.json` (at most three runs a set).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xiaoer.app.measuring.machine import git_hash
from xiaoer.cli.ask import AskDesk, Question
from xiaoer.core.grounding import FactUse, unsupported
from xiaoer.files.shop_folder import read_shop

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
DATA = ROOT / "tests" / "core" / "answering" / "data"
TRADES = ROOT / "tests" / "core" / "answering" / "shops"
OUT = ROOT / "benchmarks" / "answering.json"
BLIND = ROOT / "benchmarks" / "questions_blind"
BLIND_RUNS = ROOT / "benchmarks" / "answering_blind.json"
MOST_RUNS = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """One turn: what was said, and what is wrong with it (empty = right)."""

    set: str
    shop: str
    id: str
    text: str
    line: dict[str, Any]
    wrong: tuple[str, ...]


def cases(data: Path = DATA) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(set, shop, case) from all files of a folder; with the usual one, the examples' checks too."""
    for path in sorted(data.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                case = json.loads(line)
                yield path.stem, case["shop"], case
    for path in sorted(EXAMPLES.glob("*/checks.jsonl")) if data == DATA else ():
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield f"checks_{path.parent.name}", path.parent.name, json.loads(line)


def judge(chosen: str = "", data: Path = DATA) -> list[Judged]:
    """Every turn of every case, answered and judged; `chosen` = only the sets whose names begin so."""
    desks: dict[tuple[str, str], AskDesk] = {}
    homes = (*EXAMPLES.glob("*/products.*"), *TRADES.glob("*/products.*"))
    folders = {path.parent.name: read_shop(path.parent).folder for path in homes}
    judged = []
    for name, shop, case in cases(data):
        if not name.startswith(chosen):
            continue
        key = (shop, case["now"])
        if key not in desks:
            desks[key] = AskDesk(folders[shop], case["now"])
        turns = case["turns"]
        question = Question(case["id"], case.get("shopper"), case.get("product"), tuple(t["text"] for t in turns))
        for turn, line in zip(turns, desks[key].answer(question), strict=True):
            said = question.turns[: int(line["turn"]) + 1]  # type: ignore[call-overload]
            judged.append(Judged(name, shop, str(case["id"]), turn["text"], line, _wrong(turn, line, said)))
    return judged


def _wrong(turn: dict[str, Any], line: dict[str, Any], said: tuple[str, ...]) -> tuple[str, ...]:
    reply = str(line["reply"])
    found = []
    if turn.get("kind") and line["kind"] not in turn["kind"]:
        found.append(f"kind {line['kind']} not in {turn['kind']}")
    found += [f"lacks {p}" for p in turn.get("must", ()) if not re.search(p, reply)]
    found += [f"has {p}" for p in turn.get("must_not", ()) if re.search(p, reply)]
    found += [f"intent {i} not in {line['intents']}" for i in turn.get("intents", ()) if i not in line["intents"]]
    if turn.get("team") and line["team"] != turn["team"]:
        found.append(f"team {line['team']} is not {turn['team']}")
    action = line["action"] or {}
    found += [f"action {k} {action.get(k)} is not {v}" for k, v in turn.get("action", {}).items() if action.get(k) != v]
    facts = [FactUse(**fact) for fact in line["facts"]]
    found += [f"invented {claim.text}" for claim in unsupported(reply, facts, said)]
    return tuple(found)


def summary(judged: list[Judged]) -> dict[str, Any]:
    """Shares right per set and intent, invented facts, time."""
    sets: dict[str, Any] = {}
    for name in sorted({j.set for j in judged}):
        mine = [j for j in judged if j.set == name]
        cases = {j.id for j in mine}
        bad = {j.id for j in mine if j.wrong}
        sets[name] = {
            "cases": len(cases),
            "cases_right": round(1 - len(bad) / len(cases), 4),
            "turns": len(mine),
            "turns_right": round(sum(not j.wrong for j in mine) / len(mine), 4),
        }
    asked = Counter(i for j in judged for i in j.line["intents"])
    missed = Counter(i for j in judged if j.wrong for i in j.line["intents"])
    spent = sorted(float(j.line["ms"]) for j in judged)
    return {
        "sets": sets,
        "invented_facts": sum(any(w.startswith("invented") for w in j.wrong) for j in judged),
        "ms_p50": spent[len(spent) // 2],
        "ms_p95": spent[int(len(spent) * 0.95)],
        "by_confidence": {str(least): _sent(judged, least) for least in (0.6, 0.7, 0.8, 0.85, 0.9)},
        "right_per_intent": {i: f"{n - missed[i]}/{n}" for i, n in sorted(asked.items())},
    }


def _sent(judged: list[Judged], least: float) -> dict[str, float]:
    """Of the answers that would be sent at this confidence: how many of all turns they are, and how many are right."""
    sent = [j for j in judged if j.line["kind"] == "answer" and float(j.line["confidence"]) >= least]
    return {
        "share_sent": round(len(sent) / len(judged), 4),
        "right": round(sum(not j.wrong for j in sent) / len(sent), 4) if sent else 1.0,
    }


def blind(chosen: str) -> None:
    """Judge each blind set, print its figures and keep them; refuses a fourth run."""
    kept = json.loads(BLIND_RUNS.read_text("utf-8"))
    for path in sorted(BLIND.glob(f"{chosen}*.jsonl")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if sum(run.get("sha256") == digest for run in kept["runs"]) >= MOST_RUNS:
            raise SystemExit(f"{path.name} has had its {MOST_RUNS} runs")
        judged = [j for j in judge(path.stem, BLIND) if j.set == path.stem]
        talks = Counter(j.id for j in judged)
        single, talk = ([j for j in judged if (talks[j.id] > 1) is many] for many in (False, True))
        sent = summary(judged)["by_confidence"]
        run = {
            "set": f"questions_blind/{path.name}", "turns": len(judged), "sha256": digest, "commit": git_hash(),
            "turns_right": _right(judged),
            "single_questions_right": _right(single), "dialogue_turns_right": _right(talk),
            "shops": {shop: _right([j for j in judged if j.shop == shop]) for shop in sorted({j.shop for j in judged})},
            "invented": sum(any(w.startswith("invented") for w in j.wrong) for j in judged), "sent_at": sent,
        }  # fmt: skip
        print(json.dumps(run, ensure_ascii=False, indent=1))
        kept["runs"].append(run)
    BLIND_RUNS.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _right(judged: list[Judged]) -> float:
    return round(sum(not j.wrong for j in judged) / len(judged), 4) if judged else 0.0


def main() -> None:
    """Score and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--failures", action="store_true")
    options.add_argument("--set", default="")
    options.add_argument("--write", action="store_true", help="write benchmarks/answering.json")
    options.add_argument("--blind", action="store_true", help="judge and record the sets that are not tuned on")
    chosen = options.parse_args()
    if chosen.blind:
        blind(chosen.set)
        return
    judged = judge(chosen.set)
    if chosen.failures:
        for j in judged:
            if j.wrong:
                print(f"{j.set} {j.id} 「{j.text}」 {j.line['intents']} → {'; '.join(j.wrong)}")
                print(f"    {j.line['reply']!r}")
    result = summary(judged)
    print(json.dumps(result, ensure_ascii=False, indent=2))
    if chosen.write:
        OUT.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
