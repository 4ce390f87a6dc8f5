"""`make test`: all checks, then all tests that this machine allows, and what was skipped and why.

`XIAOER_REQUIRE=postgres,redis,chromium` turns the absence of one of them into a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"


def run(name: str, command: list[str], place: Path = ROOT) -> bool:
    """Run one part in sight."""
    print(f"\n== {name}", flush=True)
    return subprocess.run(command, cwd=place, check=False).returncode == 0


def main() -> int:
    """1 when anything failed; everything runs even then."""
    python = str(BIN / "python")
    workers = os.environ.get("XIAOER_TEST_WORKERS", "2")
    good = [
        run("checks", [python, "tools/check_all.py"]),
        run("web tests", ["npm", "run", "--silent", "test"], ROOT / "web"),
        run(
            "tests",
            [str(BIN / "pytest"), "-q", "-n", workers, "--dist", "loadgroup", "-m", "not alone", "tests"],
        ),
        run("tests that kill servers", [str(BIN / "pytest"), "-q", "-m", "alone", "--ignore=tests/browser", "tests"]),
        run("browser tests", [str(BIN / "pytest"), "-q", "tests/browser"]),
    ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
