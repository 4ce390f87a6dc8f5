"""`python -m benchmarks.crash --rounds 30 [--engine sqlite|postgresql|both] [--postgres URL]`."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.crash.rounds import CrashFailure, play
from xiaoer.app.measuring import machine

HERE = Path(__file__).resolve().parent.parent
FOLDER = HERE.parent / "examples" / "qinghe_womenswear"


def say(text: str) -> None:
    """Progress on stderr."""
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """0 = every promise kept, 1 = one broken."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.crash")
    reader.add_argument("--rounds", type=int, default=30)
    reader.add_argument("--least", type=int, default=1000, help="acknowledged messages per round before the kill")
    reader.add_argument("--engine", choices=("sqlite", "postgresql", "both"), default="both")
    reader.add_argument("--postgres", default="postgresql://postgres@127.0.0.1:5432/postgres")
    reader.add_argument("--out", type=Path, default=HERE / "crash.json")
    wish = reader.parse_args()
    report: dict[str, object] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "commit": machine.git_hash(),
        "machine": machine.describe(), "results": [],
    }  # fmt: skip
    results: list[dict[str, object]] = []
    for engine in ("sqlite", "postgresql") if wish.engine == "both" else (wish.engine,):
        server = wish.postgres if engine == "postgresql" else ""
        try:
            result = asyncio.run(play(FOLDER, postgres=server, rounds=wish.rounds, least=wish.least, say=say))
        except CrashFailure as failure:
            say(f"broken: {failure}")
            return 1
        results.append(result.plain())
        say(
            f"{engine}: {result.rounds} rounds, {result.acked} acknowledged, {result.retried} retried; "
            f"lost {result.lost}, doubled {result.doubled}, gaps {result.gaps} and {result.event_gaps}; "
            f"messages in flight in {result.rounds_with_messages_in_flight} rounds"
        )
    report["results"] = results
    wish.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
