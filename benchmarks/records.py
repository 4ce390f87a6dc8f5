"""Runs of labelled sets, kept with the commit that they judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from xiaoer.app.measuring.machine import git_hash


def keep(path: Path, figures: dict[str, Any]) -> None:
    """Add a run to a file of runs."""
    runs = json.loads(path.read_text("utf-8")) if path.exists() else []
    runs.append({"commit": git_hash(), **figures})
    path.write_text(json.dumps(runs, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
