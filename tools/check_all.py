"""`make check`: style, types, import directions, generated client. Runs all, says which failed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
CHECKS: list[tuple[str, list[str], Path]] = [
    ("style", [str(BIN / "ruff"), "check", "src", "tests", "benchmarks", "tools"], ROOT),
    ("layout", [str(BIN / "ruff"), "format", "--check", "src", "tests", "benchmarks", "tools"], ROOT),
    ("types", [str(BIN / "mypy")], ROOT),
    ("imports", [str(BIN / "lint-imports"), "--no-cache"], ROOT),
    ("house", [str(BIN / "python"), "tools/check_house.py"], ROOT),
    ("client", [str(BIN / "python"), "tools/make_client.py", "--check"], ROOT),
    ("web style", ["npx", "--no-install", "biome", "check", "."], ROOT / "web"),
    ("web types", ["npm", "run", "--silent", "types"], ROOT / "web"),
]


def main() -> int:
    """1 when any check failed."""
    failed: list[str] = []
    for name, command, place in CHECKS:
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
        print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout[-6000:] + done.stderr[-6000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
