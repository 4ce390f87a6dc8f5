"""`xiaoer bench desk`: the whole road of a message beside a bare echo, in one run on one machine."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from xiaoer.app.measuring import machine, stages
from xiaoer.app.measuring.idle import raise_limit
from xiaoer.app.measuring.prepare import Scene, prepare
from xiaoer.app.measuring.processes import Child, bytecode, running, start_echo, start_server
from xiaoer.app.measuring.scratch import scratch_database
from xiaoer.core.errors import XiaoerError
from xiaoer.files.shop_folder import read_shop

Progress = Callable[[str, int, int], None]
ROUNDS = 3
FEW, MANY = 100, 5000


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be measured. `database` = a PostgreSQL server's URL; empty = a SQLite file in a temporary folder."""

    folder: Path
    database: str = ""
    seconds: float = 12.0
    gate: bool = True
    robot: bool = False
    guests: int = 50
    agents: int = 10
    window: int = 8
    idle: int = MANY

    @property
    def settings(self) -> dict[str, str]:
        """The server's environment: limits raised, the limiter itself stays in the path."""
        return {
            "XIAOER_GATE": "1" if self.gate else "0", "XIAOER_ROBOT": "1" if self.robot else "0",
            "XIAOER_SHOPPER_PER_MINUTE": "6000000", "XIAOER_SHOPPER_BURST": "100000",
            "XIAOER_AGENT_PER_MINUTE": "6000000", "XIAOER_AGENT_BURST": "100000",
        }  # fmt: skip


def measure(wish: Wish, progress: Progress = lambda what, done, whole: None) -> dict[str, Any]:
    """Everything, in one run. Raises `XiaoerError` when a process does not start or a figure cannot be had."""
    raise_limit(wish.idle + 500)
    about = machine.describe()
    with tempfile.TemporaryDirectory(prefix="xiaoer-bench-") as temporary:
        place = Path(temporary)
        with scratch_database(wish.database, place) as url:
            progress("准备店铺、客服和买家", 0, 1)
            scene = asyncio.run(
                prepare(url, place, wish.folder, agents=wish.agents, guests=wish.guests, idle=wish.idle)
            )
            progress("准备店铺、客服和买家", 1, 1)
            figures = _rest(wish, url, place, scene, progress) | _road(wish, url, place, scene, progress)
    return {**figures, "settings": _settings(wish), "machine": about, "commit": machine.git_hash(),
            "at": datetime.now(UTC).isoformat(timespec="seconds")}  # fmt: skip


def _settings(wish: Wish) -> dict[str, Any]:
    return {
        "database": "postgresql" if wish.database else "sqlite (WAL, synchronous=FULL)", "gate": wish.gate,
        "robot": wish.robot, "conversations": wish.guests, "shopper_sockets": wish.guests,
        "agent_sockets": wish.agents, "window_per_side_of_a_conversation": wish.window, "seconds": wish.seconds,
        "rounds": ROUNDS, "server": wish.settings,
    }  # fmt: skip


# -- at rest -----------------------------------------------------------------------------------------------


def _rest(wish: Wish, url: str, place: Path, scene: Scene, progress: Progress) -> dict[str, Any]:
    page = _first_page()
    settings = wish.settings | bytecode(place)
    with running(start_server(url, place, settings, page=page)) as server:
        very_first_s = server.start_s  # compiles the sources, which an installed package has behind it
    with running(start_server(url, place, settings, page=page)) as server:
        time.sleep(2.0)  # the answering worker, if any, loads meanwhile
        figures: dict[str, Any] = {
            "start_s": round(server.start_s, 2),
            "very_first_start_s": round(very_first_s, 2),
            "first_page": page,
            "rss_mb": round(server.rss_mb, 1),
            "rss_with_children_mb": round(server.rss_all_mb, 1),
        }
        if wish.idle >= 2 * FEW:
            figures |= _idle(wish, server, scene, progress)
    return figures


def _first_page() -> str:
    from xiaoer.api.pages import WEB

    return "/desk/" if (WEB / "desk" / "index.html").is_file() else "/health"


def _idle(wish: Wish, server: Child, scene: Scene, progress: Progress) -> dict[str, Any]:
    from xiaoer.app.measuring.processes import rss_kb

    plan = {"port": server.port, "shop": scene.shop, "idle": [{"token": g.token, "rev": 2} for g in scene.idle]}
    measured: dict[int, int] = {}
    with subprocess.Popen(
        [sys.executable, "-m", "xiaoer.app.measuring.idle"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as client:
        assert client.stdin is not None
        assert client.stdout is not None
        client.stdin.write(json.dumps(plan) + "\n")
        for number in (FEW, wish.idle):
            progress("空闲连接", 0 if number == FEW else FEW, wish.idle)
            client.stdin.write(f"{number}\n")
            client.stdin.flush()
            opened = int(client.stdout.readline() or 0)
            if opened != number:
                client.kill()
                raise XiaoerError(f"{opened} of {number} idle sockets are open: {server.said()}")
            time.sleep(2.0)
            measured[number] = rss_kb(server.process.pid)
        progress("空闲连接", wish.idle, wish.idle)
        client.stdin.write("\n")
        client.stdin.flush()
        client.wait(60)
    return {
        "kb_per_idle_socket": round((measured[wish.idle] - measured[FEW]) / (wish.idle - FEW), 1),
        "idle_sockets": wish.idle, "rss_at_idle_sockets_mb": round(measured[wish.idle] / 1024, 1),
    }  # fmt: skip


# -- on the road -------------------------------------------------------------------------------------------


def run_load(plan: dict[str, Any]) -> dict[str, Any]:
    """A load in its own process, bounded in time."""
    limit = plan["seconds"] + plan["warmup"] + 150
    told = subprocess.run(
        [sys.executable, "-m", "xiaoer.app.measuring.load"], input=json.dumps(plan) + "\n", capture_output=True,
        text=True, timeout=limit, check=False,
    )  # fmt: skip
    if told.returncode != 0:
        raise XiaoerError(f"the load process failed: {told.stderr[-2000:]}")
    result: dict[str, Any] = json.loads(told.stdout)
    if result["gaps"] or result["sockets_lost"] or result["unfinished"]:
        raise XiaoerError(f"the load did not run as it should: {result}")
    return result


class _Loads:
    """Runs loads with texts that no other load of this bench has sent."""

    def __init__(self, wish: Wish, scene: Scene) -> None:
        self._wish, self._scene, self._run = wish, scene.plain() | {"idle": []}, 0

    def __call__(self, kind: str, child: Child, seconds: float, rate: float | None = None) -> dict[str, Any]:
        """One load against an echo or a desk."""
        self._run += 1
        per_second = rate * 1.1 if rate else (60_000 if kind == "echo" else 20_000)
        warmup = 1.0
        before = child.cpu_s
        result = run_load(
            {
                "kind": kind, "port": child.port, "scene": self._scene, "window": self._wish.window, "seconds": seconds,
                "warmup": warmup, "rate": rate, "run": self._run, "texts": int(per_second * (seconds + warmup)) + 5000,
            }
        )  # fmt: skip
        result["cpu_us"] = round((child.cpu_s - before) / max(1, result["all_messages"]) * 1e6, 1)
        return result


def _road(wish: Wish, url: str, place: Path, scene: Scene, progress: Progress) -> dict[str, Any]:
    loads, piece = _Loads(wish, scene), wish.seconds / ROUNDS
    steps = 2 * ROUNDS + 2
    fsync_p50, fsync_p99 = machine.fsync_ms(place)
    with running(start_echo()) as bare, running(start_server(url, place, wish.settings)) as server:
        echoes, roads, ratios = [], [], []
        before = stages.in_the_writer(server.port)
        for n in range(ROUNDS):
            progress("测量往返", 2 * n, steps)
            echoes.append(loads("echo", bare, piece))
            progress("测量往返", 2 * n + 1, steps)
            roads.append(loads("desk", server, piece))
            ratios.append(roads[-1]["per_second"] / max(1.0, echoes[-1]["per_second"]))
        written = stages.writer_stages(before, stages.in_the_writer(server.port))
        rate = median(r["per_second"] for r in roads) / 2
        progress("测量往返", 2 * ROUNDS, steps)
        slow_echo = loads("echo", bare, max(2.0, piece), rate)
        progress("测量往返", 2 * ROUNDS + 1, steps)
        half = loads("desk", server, max(2.0, piece), rate)
        progress("测量往返", steps, steps)
    echo_us = median(e["cpu_us"] for e in echoes)
    facts = read_shop(wish.folder).folder.facts
    allowed = 10 * (slow_echo["p99_ms"] + fsync_p99)
    return {
        "messages_per_second": median(r["per_second"] for r in roads),
        "echo_messages_per_second": median(e["per_second"] for e in echoes),
        "ratio": round(median(ratios), 3),
        "ratios": [round(r, 3) for r in ratios],
        "p50_ms": half["p50_ms"], "p99_ms": half["p99_ms"], "rate_of_delays": round(rate, 1),
        "echo_p50_ms": slow_echo["p50_ms"], "echo_p99_ms": slow_echo["p99_ms"],
        "fsync_p50_ms": fsync_p50, "fsync_p99_ms": fsync_p99, "p99_allowed_ms": round(allowed, 2),
        "full_load": {"p50_ms": median(r["p50_ms"] for r in roads), "p99_ms": median(r["p99_ms"] for r in roads)},
        "cpu_us_per_message": median(r["cpu_us"] for r in roads),
        "echo_cpu_us_per_message": echo_us,
        "stages_us": {"bare socket": echo_us, **stages.on_the_loop(facts, gate=wish.gate), **written},
        "refused": dict(sum((Counter(r["refused"]) for r in [*roads, half]), Counter())),
        "client_cpu": roads[-1]["client_cpu"], "echo_client_cpu": echoes[-1]["client_cpu"],
    }  # fmt: skip
