"""The sweep over deadlines among 10,000, 100,000 and 1,000,000 tasks: `python -m benchmarks.work`.

CPU and wall time of sweeps that act on 100 due tasks, and of sweeps with nothing due; writes `benchmarks/work.json`.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert, update

from xiaoer.app.measuring.machine import describe
from xiaoer.cli.common import open_writer
from xiaoer.core.facts import ShopProfile
from xiaoer.domains import tables
from xiaoer.domains.shop import service as shops
from xiaoer.domains.work import service
from xiaoer.domains.work.models import TaskRow
from xiaoer.kit.writer import Unit

OUT = Path(__file__).with_name("work.json")
SIZES = (10_000, 100_000, 1_000_000)
DUE, ROUNDS = 100, 5
YEAR_MS = 365 * 86_400_000
assert tables.Base.metadata.tables


def fill(unit: Unit, shop_id: int, count: int) -> None:
    """Tasks that are due next year."""
    for start in range(0, count, 5000):
        rows = [
            {
                "shop_id": shop_id, "key": f"b:{n}", "kind": "manual", "state": "open", "text": "回电",
                "order_number": "",
                "nick": "", "owner_name": "", "level": "", "outcome": "", "version": 1, "made_ms": unit.now_ms,
                "due_ms": unit.now_ms + YEAR_MS + n, "next_ms": unit.now_ms + YEAR_MS + n,
            }
            for n in range(start, min(start + 5000, count))
        ]  # fmt: skip
        unit.connection.execute(insert(TaskRow), rows)


def make_due(unit: Unit, shop_id: int, first: int) -> None:
    """Let some of them be due now."""
    keys = [f"b:{first + n}" for n in range(DUE)]
    unit.session.execute(
        update(TaskRow)
        .where(TaskRow.shop_id == shop_id, TaskRow.key.in_(keys))
        .values(due_ms=unit.now_ms - 5000, next_ms=unit.now_ms - 4000, level="1")
        .execution_options(synchronize_session=False)
    )


async def measure(count: int) -> dict[str, Any]:
    """Times of sweeps among `count` tasks, in ms."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_writer(f"sqlite:///{folder}/tasks.sqlite3") as (_, writer):
            shop_id, _ = await writer.run(lambda u: shops.ensure(u, "bench", ShopProfile("量"), example=False))
            await writer.run(lambda u: fill(u, shop_id, count))
            acting: list[float] = []
            idle: list[float] = []
            for turn in range(ROUNDS):
                await writer.run(lambda u, t=turn: make_due(u, shop_id, t * DUE))  # type: ignore[misc]
                for kept, expected in ((acting, DUE), (idle, 0)):
                    busy = time.process_time()
                    done = await writer.run(service.sweep)
                    kept.append((time.process_time() - busy) * 1000)
                    assert done == expected
    return {
        "tasks": count, "due": DUE, "sweep_cpu_ms": round(median(acting), 2), "idle_cpu_ms": round(median(idle), 2)
    }  # fmt: skip


def main() -> None:
    """Measure all sizes and write the results."""
    found = {"machine": describe(), "sizes": [asyncio.run(measure(count)) for count in SIZES]}
    OUT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found["sizes"]))


if __name__ == "__main__":
    main()
