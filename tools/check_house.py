"""House rules that no linter knows: file size, promises left in code, documented settings, colours in components."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from xiaoer.kit.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 400
PROMISE = re.compile(r"\b(TODO|FIXME|XXX)\b")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?!\w)")


def tracked(*patterns: str) -> list[Path]:
    """Files of the repository."""
    done = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [p for line in done.stdout.splitlines() if (p := ROOT / line).is_file()]


def problems() -> list[str]:
    """Every breach, as `file: why`."""
    found: list[str] = []
    for path in tracked("*.py", "*.ts", "*.tsx"):
        name = path.relative_to(ROOT).as_posix()
        if "/migrations/versions/" in name or name.startswith("web/api/"):
            continue
        text = path.read_text("utf-8")
        lines = text.count("\n")
        if lines > MAX_LINES:
            found.append(f"{name}: {lines} lines; over {MAX_LINES} is two ideas in one room")
        if PROMISE.search(text) and path != Path(__file__).resolve():
            found.append(f"{name}: a promise (TODO) is left in the code")
        if name.endswith(".tsx") and "/theme/" not in name and COLOUR.search(text):
            found.append(f"{name}: a colour is written in a component; use the theme's tokens")
    documented = (ROOT / "docs" / "settings.md").read_text("utf-8")
    found += [
        f"docs/settings.md: no line for {Settings.variable(f.name)}"
        for f in fields(Settings)
        if f"`{Settings.variable(f.name)}`" not in documented
    ]
    return found


def main() -> int:
    """1 when a rule is broken."""
    found = problems()
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
