"""`python -m benchmarks.desk [--seconds S]`: `xiaoer bench desk` in all its forms, recorded in `benchmarks/desk.json`.

Takes some minutes and wants the machine to itself; `load_before` in the file says whether it had it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from xiaoer.app.measuring.desk import Wish, measure
from xiaoer.core.errors import XiaoerError

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "examples" / "qinghe_womenswear"


def forms(seconds: float, postgres: str) -> dict[str, Wish]:
    """Every form by its name; idle sockets are measured once."""
    return {
        "sqlite": Wish(FOLDER, seconds=seconds),
        "sqlite, gate off": Wish(FOLDER, seconds=seconds, gate=False, idle=0),
        "sqlite, one message in flight per side": Wish(FOLDER, seconds=seconds, window=1, idle=0),
        "sqlite, robot on": Wish(FOLDER, seconds=seconds, robot=True, idle=0),
        "postgresql": Wish(FOLDER, seconds=seconds, database=postgres, idle=0),
    }


def main() -> int:
    """Measure and record; a form that cannot be measured says why and the others go on."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.desk")
    reader.add_argument("--seconds", type=float, default=15.0)
    reader.add_argument("--postgres", default="postgresql://postgres@127.0.0.1:5432/postgres")
    reader.add_argument("--out", type=Path, default=HERE / "desk.json")
    wish = reader.parse_args()
    record: dict[str, Any] = {}
    for name, form in forms(wish.seconds, wish.postgres).items():
        try:
            record[name] = figures = measure(form)
        except XiaoerError as error:
            record[name] = {"error": str(error)}
            print(f"{name}: {error}", file=sys.stderr)
            continue
        print(
            f"{name}: {figures['messages_per_second']} messages/s, {figures['ratio']} of the echo, "
            f"p99 {figures['p99_ms']} ms (allowed {figures['p99_allowed_ms']})",
            file=sys.stderr,
        )
    wish.out.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(any("error" in figures for figures in record.values()))


if __name__ == "__main__":
    sys.exit(main())
