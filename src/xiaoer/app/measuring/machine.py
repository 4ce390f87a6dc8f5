"""The machine under the figures: what it is, and how long a write with fsync takes on its disk."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any


def describe() -> dict[str, Any]:
    """Processor, memory, system, versions."""
    info: dict[str, Any] = {
        "system": platform.platform(), "processor": platform.machine(), "cores": os.cpu_count(),
        "python": sys.version.split()[0], "sqlite": sqlite3.sqlite_version,
        "litestar": version("litestar"), "uvicorn": version("uvicorn"), "websockets": version("websockets"),
    }  # fmt: skip
    for path, key, name in (("/proc/cpuinfo", "model name", "processor"), ("/proc/meminfo", "MemTotal", "memory")):
        if Path(path).exists():
            for line in Path(path).read_text("ascii", "replace").splitlines():
                if line.startswith(key):
                    info[name] = line.partition(":")[2].strip()
                    break
    load = getattr(os, "getloadavg", lambda: (0.0, 0.0, 0.0))()
    info["load_before"] = round(load[0], 2)
    return info


def git_hash() -> str | None:
    """The commit that is measured, with `+` when the tree has changes; None outside a checkout."""
    here = Path(__file__).parent

    def git(*arguments: str) -> str:
        told = subprocess.run(["git", *arguments], cwd=here, capture_output=True, text=True, check=False)  # noqa: S603, S607
        return told.stdout.strip() if told.returncode == 0 else ""

    commit = git("rev-parse", "--short=12", "HEAD")
    return commit + ("+" if git("status", "--porcelain", "--untracked-files=no") else "") if commit else None


def fsync_ms(folder: Path, times: int = 300, size: int = 4096) -> tuple[float, float]:
    """(p50, p99) milliseconds of appending `size` bytes and fsync, in the folder of the database."""
    path = folder / "fsync.probe"
    spent: list[float] = []
    block = os.urandom(size)
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            began = time.perf_counter()
            file.write(block)
            os.fsync(file.fileno())
            spent.append((time.perf_counter() - began) * 1000)
    path.unlink()
    spent.sort()
    return round(spent[len(spent) // 2], 3), round(spent[int(len(spent) * 0.99)], 3)
