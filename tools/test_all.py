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
SPREAD = ("-n", os.environ.get("XIAOER_TEST_WORKERS", "2"))
MANNERS = ("--dist", "loadgroup", "loadfile", "--no-loadscope-reorder")


def run(name: str, command: list[str], place: Path = ROOT) -> bool:
    """Run one part in sight."""
    print(f"\n== {name}", flush=True)
    return subprocess.run(command, cwd=place, check=False).returncode == 0


def run_pytest(name: str, *arguments: str) -> bool:
    """Run tests; what failed is tried once more alone, and named: a busy machine must not hide, nor make, a fault."""
    pytest = str(BIN / "pytest")
    if run(name, [pytest, "-q", *arguments]):
        return True
    single = [a for a in arguments if a not in (*SPREAD, *MANNERS)]
    good = run(f"{name}: second try of what failed", [pytest, "-v", "--lf", "--lfnf=none", *single])
    print(f"{name}: {'passed only on the second try (see above)' if good else 'failed twice'}", flush=True)
    return good


def checked() -> bool:
    """The checks, and the web's tests beside them: each leaves a processor idle for much of its time."""
    beside = ["npm", "run", "--silent", "test"]
    with subprocess.Popen(beside, cwd=ROOT / "web", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as web:
        good = run("checks", [str(BIN / "python"), "tools/check_all.py"])
        said = web.communicate()[0]
    print(f"\n== web tests\n{said}", flush=True)
    return good and web.returncode == 0


def alone() -> list[str]:
    """The files with tests that want the machine to themselves, but for the browser's: to collect all takes long."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    found = [f.relative_to(ROOT) for f in files if "mark.alone" in f.read_text("utf-8")]
    return [str(f) for f in found if "browser" not in f.parts]


def compiled() -> None:
    """The sources compiled once: else each of the many processes that the tests start would do it anew."""
    subprocess.run([str(BIN / "python"), "-m", "compileall", "-q", "-j", "2", "src"], cwd=ROOT, check=False)


def main() -> int:
    """1 when anything failed; everything runs even then."""
    compiled()
    good = [
        checked(),
        run_pytest("tests", *SPREAD, "--dist", "loadgroup", "-m", "not alone", "--ignore=tests/browser", "tests"),
        run_pytest("tests that kill servers", "-m", "alone", *alone()),
        # Each worker has a demo and a browser of its own; the files in their order, the longest are early.
        run_pytest("browser tests", *SPREAD, "--dist", "loadfile", "--no-loadscope-reorder", "tests/browser"),
    ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
