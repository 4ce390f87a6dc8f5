"""Writes `web/api/openapi.json` from the server's code and the TypeScript types from it; `--check` only compares."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from xiaoer.api.openapi import document
from xiaoer.app.server import create_app
from xiaoer.kit.settings import Settings

WEB = Path(__file__).resolve().parent.parent / "web"
DOCUMENT, TYPES = WEB / "api" / "openapi.json", WEB / "api" / "schema.d.ts"


def main() -> int:
    """0 when everything is up to date or has been written; 1 when `--check` finds a difference."""
    text = json.dumps(document(create_app(Settings())), ensure_ascii=False, indent=1) + "\n"
    check = "--check" in sys.argv
    if check:
        if not DOCUMENT.is_file() or DOCUMENT.read_text("utf-8") != text:
            print("web/api/openapi.json is out of date: run `make client`", file=sys.stderr)
            return 1
        before = TYPES.read_text("utf-8") if TYPES.is_file() else ""
        subprocess.run(["npm", "run", "--silent", "client"], cwd=WEB, check=True, stdout=subprocess.DEVNULL)
        if TYPES.read_text("utf-8") != before:
            print("web/api/schema.d.ts was out of date: commit what `make client` writes", file=sys.stderr)
            return 1
        return 0
    DOCUMENT.write_text(text, "utf-8")
    subprocess.run(["npm", "run", "--silent", "client"], cwd=WEB, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
