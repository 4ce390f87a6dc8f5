"""How often the gate stops real shop chat: `python -m benchmarks.gate.chatlog FOLDER [--show]`.

FOLDER holds `dialogues_valid.jsonl` (turns with `agent_reply`). Every distinct agent line is judged once;
`--show` prints the lines with a block, to be read by a person.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from xiaoer.core.rulebook.findings import GateResult
from xiaoer.core.rulebook.gate import Gate


def agent_lines(folder: Path) -> list[str]:
    """The distinct agent lines of the dialogues, in order of appearance."""
    lines: dict[str, None] = {}
    with (folder / "dialogues_valid.jsonl").open(encoding="utf-8") as rows:
        for row in rows:
            for turn in json.loads(row)["turns"]:
                if text := turn["agent_reply"].strip():
                    lines[text] = None
    return list(lines)


def measure(folder: Path) -> tuple[dict[str, float | int], list[tuple[str, GateResult]]]:
    """Shares of blocked and warned lines, and the results with findings."""
    gate = Gate()
    results = [(line, gate.check(line)) for line in agent_lines(folder)]
    verdicts = Counter(result.verdict for _, result in results)
    figures = {
        "lines": len(results),
        "blocked": verdicts["block"],
        "blocked_share": round(verdicts["block"] / max(1, len(results)), 4),
        "warned_share": round(verdicts["warn"] / max(1, len(results)), 4),
    }
    return figures, [pair for pair in results if pair[1].findings]


def main(arguments: list[str]) -> None:
    figures, found = measure(Path(arguments[0]))
    if "--show" in arguments:
        level = "warn" if "--warn" in arguments else "block"
        for line, result in found:
            if result.verdict == level:
                print(line, "→", [(f.kind, f.span) for f in result.findings])
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1:])
