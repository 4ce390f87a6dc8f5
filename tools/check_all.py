"""`make check`: style, types, import directions, generated client. Runs all, two at a time; says which failed."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
AT_ONCE = 2
Check = tuple[str, list[str], Path]
# The long ones first.
CHECKS: list[Check] = [
    ("types", [str(BIN / "mypy")], ROOT),
    ("web types", ["npm", "run", "--silent", "types"], ROOT / "web"),
    ("house", [str(BIN / "python"), "tools/check_house.py"], ROOT),
    ("client", [str(BIN / "python"), "tools/make_client.py", "--check"], ROOT),
    ("imports", [str(BIN / "lint-imports"), "--no-cache"], ROOT),
    ("style", [str(BIN / "ruff"), "check", "src", "tests", "benchmarks", "tools"], ROOT),
    ("layout", [str(BIN / "ruff"), "format", "--check", "src", "tests", "benchmarks", "tools"], ROOT),
    ("web style", ["npx", "--no-install", "biome", "check", "."], ROOT / "web"),
]


def run(check: Check) -> tuple[str, subprocess.CompletedProcess[str]]:
    """One check, with what it says."""
    name, command, place = check
    return name, subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)


def main() -> int:
    """1 when any check failed."""
    failed: list[str] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for future in as_completed([pool.submit(run, check) for check in CHECKS]):
            name, done = future.result()
            print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name}", flush=True)
            if done.returncode:
                failed.append(name)
                print(done.stdout[-6000:] + done.stderr[-6000:], flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
