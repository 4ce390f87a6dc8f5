"""From a chat log to its reports at 0.1, 1 and 5 million messages, and the report of 100,000 chats opened in Chromium.

`python -m benchmarks.inspection.speed` records `speed.json`; it takes about ten minutes and wants a quiet machine.
The page is opened from its file, five times, each in a browser profile of its own; the time is from the wish to the
frame after its charts stand. `opens_s` is the slowest of the five.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from xiaoer.app.measuring import machine
from xiaoer.app.measuring.inspect import measure

HERE = Path(__file__).resolve().parent
SIZES = (100_000, 1_000_000, 5_000_000)
OPENED = 1_000_000  # messages: 100,000 chats
OPENINGS = 5
GOALS = {"seconds": 60, "peak_mb": 1024, "opens_s": 2}
FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def opens_s(browser: Browser, page: Path) -> float:
    """Seconds until a report opened from its file stands drawn: the slowest of `OPENINGS`."""
    slowest = 0.0
    for _ in range(OPENINGS):
        context = browser.new_context()
        window = context.new_page()
        begun = time.perf_counter()
        window.goto(page.as_uri(), wait_until="load")
        window.locator("svg").first.wait_for()
        window.evaluate(FRAME)
        slowest = max(slowest, time.perf_counter() - begun)
        context.close()
    return round(slowest, 2)


def main() -> int:
    """Measure, record, and say which goal is missed."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.inspection.speed")
    reader.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    reader.add_argument("--out", type=Path, default=HERE / "speed.json")
    wish = reader.parse_args()
    record: dict[str, Any] = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine.describe()}
    record |= {"commit": machine.git_hash(), "goals": GOALS, "sizes": {}}
    for size in wish.sizes:
        with tempfile.TemporaryDirectory(prefix="xiaoer-speed-") as name:
            figures = measure(size, out=Path(name))
            if size == OPENED:
                with sync_playwright() as playwright:
                    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                    figures["opens_s"] = opens_s(browser, Path(name) / "report.html")
                    browser.close()
        record["sizes"][str(size)] = figures
        print(json.dumps(figures), file=sys.stderr, flush=True)
    wish.out.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    whole = record["sizes"].get(str(OPENED), {})
    missed = [name for name, most in GOALS.items() if whole.get(name, 0) > most]
    print(f"missed: {', '.join(missed) or 'nothing'}", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
