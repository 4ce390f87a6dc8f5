"""Questions written shortly, as `checks.jsonl`: `python -m benchmarks.compact IN.txt > OUT.jsonl`.

    ## shop now                       what follows is asked of this shop at this time
    [shopper|product] text => kinds | must ; must ; !must_not | @intent T team
      > next turn => …

kinds: letters of a(nswer) c(larify) h(andoff) x (act). `#12.5` = that very number. Parts may be left out.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

KINDS = {"a": "answer", "c": "clarify", "h": "handoff", "x": "act"}
_OPENED = re.compile(r"^\[([^|\]]*)\|([^\]]*)\]\s*")


def number(text: str) -> str:
    """#12.5 → a pattern that finds 12.5 and 12.50, and no longer number."""
    return re.sub(r"#(\d+(?:\.\d+)?)", _exactly, text)


def _exactly(match: re.Match[str]) -> str:
    tail = "0*" if "." in match[1] else r"(?:\.0+)?"
    return rf"(?<![\d.]){re.escape(match[1])}{tail}(?!\.?\d)"


def turn_of(line: str) -> dict[str, Any]:
    """One turn with what a right reply holds."""
    text, _, label = line.partition("=>")
    kinds, patterns, rest = ([*re.split(r" \|(?: |$)", label), "", ""])[:3]
    words = [number(w.strip()) for w in patterns.split(" ; ") if w.strip()]
    turn: dict[str, Any] = {
        "text": text.strip().replace("\\n", "\n"),
        "kind": [KINDS[k] for k in kinds.split("|")[0].strip()],
        "must": [w for w in words if not w.startswith("!")],
        "must_not": [w[1:] for w in words if w.startswith("!")],
    }
    intents = re.findall(r"@(\w+)", rest)
    team = re.search(r"T(\S+)", rest)
    return {**turn, **({"intents": intents} if intents else {}), **({"team": team[1]} if team else {})}


def cases(text: str, mark: str) -> list[dict[str, Any]]:
    """All cases of a file, numbered with `mark`."""
    found: list[dict[str, Any]] = []
    shop = now = ""
    for line in text.splitlines():
        if line.startswith("## "):
            shop, now = line[3:].split()
        elif line.lstrip().startswith("> ") and found:
            found[-1]["turns"].append(turn_of(line.lstrip()[2:]))
        elif "=>" in line:
            opened = _OPENED.match(line)
            who, what = (opened[1], opened[2]) if opened else ("", "")
            found.append(
                {
                    "id": f"{mark}{len(found) + 1:03d}", "shop": shop, "now": now, "shopper": who or None,
                    "product": what or None, "turns": [turn_of(_OPENED.sub("", line))],
                }
            )  # fmt: skip
    return found


if __name__ == "__main__":
    source = Path(sys.argv[1])
    for case in cases(source.read_text("utf-8"), sys.argv[2]):
        print(json.dumps(case, ensure_ascii=False))
