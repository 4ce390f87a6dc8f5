"""How many messages a second the inspection carries from file to reports, beside merely reading the file.

The log is made for the run: chats of many shoppers, all lines in order of time across shoppers, each text once as
far as numbers, names and goods in it go. Peak memory is that of this process with its workers.
"""

from __future__ import annotations

import json
import os
import random
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from xiaoer.app.inspecting import Wanted, inspect_files
from xiaoer.app.measuring.wording import messages as agent_lines

Progress = Callable[[str, int, int], None]
_ASKED = (
    "{n}号{c}款还有{s}码吗",
    "我{h}斤穿{s}码行不行",
    "订单{n}什么时候发货",
    "{c}的会不会掉色 洗过{k}次的有吗",
    "快递{n}怎么还没到",
    "买{k}件能便宜{k}块吗",
    "退货{n}收到了吗",
    "好的谢谢",
    "发票抬头写{n}可以吗",
    "{c}和{d}哪个显瘦",
    "嗯嗯",
    "我要退{n}这单 有瑕疵",
    "在吗",
)
_COLOURS = ("米白", "黑色", "雾蓝", "豆绿", "焦糖", "浅灰", "酒红", "卡其", "藏青", "杏色")
_LINES_IN_CHAT = 10
_DAY_S = 86_400
_MB = 1 << 20


def write_log(path: Path, count: int, progress: Progress, *, seed: int = 11) -> None:
    """A log of `count` messages in our own JSONL, in order of time; about ten lines a chat, ten agents."""
    draw = random.Random(seed)  # noqa: S311 - texts, no secrets
    pool = agent_lines(20_000, seed=seed)
    chats = max(1, count // _LINES_IN_CHAT)
    at_once = 60
    active: list[tuple[int, int, int]] = []  # next time, chat, lines said
    clock, begun, written = 1_772_323_200, 0, 0
    with path.open("w", encoding="utf-8") as out:
        while written < count:
            while len(active) < at_once and begun < chats:
                active.append((clock + draw.randrange(1, 300), begun, 0))
                begun += 1
            if not active:
                active.append((clock + 60, draw.randrange(chats), 0))
            active.sort()
            clock, chat, said = active.pop(0)
            out.write(_line(draw, pool, chat, said, clock, written))
            written += 1
            if said + 1 < _LINES_IN_CHAT:
                active.append((clock + draw.choice((3, 9, 25, 40, 75, 200, 700)), chat, said + 1))
            if written % 50_000 == 0:
                progress("写日志", written, count)


def _line(draw: random.Random, pool: list[str], chat: int, said: int, clock: int, number: int) -> str:
    mine = said % 2 == 1
    if mine:
        text = f"{pool[number % len(pool)]} {number}"
    else:
        text = draw.choice(_ASKED).format(
            n=number, c=draw.choice(_COLOURS), d=draw.choice(_COLOURS), s=draw.choice("SML"), h=draw.randrange(80, 180),
            k=draw.randrange(2, 9),
        )  # fmt: skip
    day, second = divmod(clock + 8 * 3600, _DAY_S)
    date = time.strftime("%Y-%m-%d", time.gmtime(day * _DAY_S))
    stamp = f"{date}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}+08:00"
    record = {
        "conversation": f"c{chat}", "platform": "taobao", "shopper": f"买家{chat}", "time": stamp,
        "author": f"示例旗舰店:客服{chat % 10}" if mine else f"买家{chat}", "role": "agent" if mine else "shopper",
        "kind": "text", "text": text,
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False) + "\n"


def measure(count: int = 1_000_000, progress: Progress = lambda *_: None, *, out: Path | None = None) -> dict[str, Any]:
    """`messages_per_second, messages, seconds, peak_mb, read_ratio` and what explains them.

    `out` = a folder in which the reports stay; without it they are removed.
    """
    with tempfile.TemporaryDirectory(prefix="xiaoer-bench-") as name:
        folder, out = Path(name), out or Path(name) / "out"
        log = folder / "log.jsonl"
        write_log(log, count, progress)
        raw_s = _raw_read(log)
        with _Peak() as peak:
            started, before = time.perf_counter(), os.times()
            summary = inspect_files(Wanted([log], out), progress)
            seconds, after = time.perf_counter() - started, os.times()
        own = after.user + after.system - before.user - before.system
        children = after.children_user + after.children_system - before.children_user - before.children_system
        return {
            "messages_per_second": round(summary.messages / seconds),
            "messages": summary.messages,
            "seconds": round(seconds, 2),
            "peak_mb": round(peak.most / _MB, 1),
            "read_ratio": round(seconds / raw_s, 1),
            "raw_read_s": round(raw_s, 3),
            "cpu_s": round(own + children, 2),
            "conversations": summary.conversations,
            "findings": summary.findings,
            "file_mb": round(log.stat().st_size / _MB, 1),
            "report_mb": round((out / "report.html").stat().st_size / _MB, 2),
        }


def _raw_read(path: Path) -> float:
    """Reading the file line by line and doing nothing with it."""
    started = time.perf_counter()
    with path.open(encoding="utf-8") as source:
        for _ in source:
            pass
    return time.perf_counter() - started


class _Peak:
    """The highest resident memory of this process and its children together, looked at five times a second."""

    def __init__(self) -> None:
        self.most = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.2):
            self.most = max(self.most, _resident(os.getpid()))


def _resident(process: int) -> int:
    """Resident bytes of a process and all below it, from /proc."""
    total = 0
    try:
        fields = Path(f"/proc/{process}/statm").read_text("ascii").split()
        total = int(fields[1]) * os.sysconf("SC_PAGE_SIZE")
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                total += _resident(int(child))
    except (OSError, ValueError, IndexError):
        pass  # it ended while being looked at
    return total
