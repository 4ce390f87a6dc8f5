"""Builds workbench, storefront and widget and lays them into the package (`src/xiaoer/web`), if anything changed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB, PACKAGE = ROOT / "web", ROOT / "src" / "xiaoer" / "web"
PARTS = {"workbench": "desk", "storefront": "store", "widget": "widget"}
SKIPPED = {"node_modules", "dist", ".vite", "coverage"}


def fingerprint() -> str:
    """A hash over everything that a build reads."""
    digest = hashlib.sha256()
    for path in sorted(WEB.rglob("*")):
        parts = path.relative_to(WEB).parts
        if path.is_file() and not SKIPPED.intersection(parts):
            digest.update("/".join(parts).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def docs() -> None:
    """The API description's own page, with its script and style from the npm package."""
    source, target = WEB / "node_modules" / "swagger-ui-dist", PACKAGE / "docs"
    target.mkdir(parents=True, exist_ok=True)
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "LICENSE"):
        shutil.copyfile(source / name, target / name)
    shutil.copyfile(WEB / "api" / "docs.html", target / "index.html")
    shutil.copyfile(WEB / "api" / "docs.js", target / "docs.js")


def main() -> int:
    """Build; 0 when the pages are in place."""
    mark, wanted = PACKAGE / ".built", fingerprint()
    if mark.is_file() and mark.read_text() == wanted:
        return 0
    for number, part in enumerate(PARTS, 1):
        step = [sys.executable, str(ROOT / "tools" / "step.py"), f"[4/4] Pages {number}/{len(PARTS)}: {part}", "--"]
        done = subprocess.run([*step, "npm", "run", "--silent", "build", "-w", part], cwd=WEB, check=False)
        if done.returncode:
            return done.returncode
    for part, folder in PARTS.items():
        target = PACKAGE / folder
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(WEB / part / "dist", target)
    docs()
    mark.write_text(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
