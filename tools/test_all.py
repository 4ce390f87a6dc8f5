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
WORKERS = os.environ.get("XIAOER_TEST_WORKERS", "2")


def run(name: str, command: list[str], place: Path = ROOT) -> bool:
    """Run one part in sight."""
    print(f"\n== {name}", flush=True)
    return subprocess.run(command, cwd=place, check=False).returncode == 0


def run_pytest(name: str, *arguments: str) -> bool:
    """Run tests; what failed is tried once more alone, and named: a busy machine must not hide, nor make, a fault."""
    pytest = str(BIN / "pytest")
    if run(name, [pytest, "-q", *arguments]):
        return True
    alone = [a for a in arguments if a not in ("-n", WORKERS, "--dist", "loadgroup")]
    good = run(f"{name}: second try of what failed", [pytest, "-v", "--lf", "--lfnf=none", *alone])
    print(f"{name}: {'passed only on the second try (see above)' if good else 'failed twice'}", flush=True)
    return good


def main() -> int:
    """1 when anything failed; everything runs even then."""
    python = str(BIN / "python")
    good = [
        run("checks", [python, "tools/check_all.py"]),
        run("web tests", ["npm", "run", "--silent", "test"], ROOT / "web"),
        run_pytest("tests", "-n", WORKERS, "--dist", "loadgroup", "-m", "not alone", "tests"),
        run_pytest("tests that kill servers", "-m", "alone", "--ignore=tests/browser", "tests"),
        run_pytest("browser tests", "tests/browser"),
    ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
