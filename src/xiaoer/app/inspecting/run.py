"""The road from files to reports."""

from __future__ import annotations

import heapq
import json
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any

import msgspec

from xiaoer.app.inspecting.reading import Group, Read, groups_of, joined, read_group
from xiaoer.app.inspecting.spill import buckets_for
from xiaoer.app.inspecting.work import Judging, Outcome, judge_bucket, merged
from xiaoer.core.collecting import uncollected
from xiaoer.core.errors import BadInput
from xiaoer.core.inspection.trade import report as trade_report
from xiaoer.files.chats import Asked, Unread
from xiaoer.files.inspection import Overview, write_book, write_page
from xiaoer.files.inspection.page import CHINESE
from xiaoer.files.inspection.sales import Sales
from xiaoer.files.inspection.tongue import Language

Progress = Callable[[str, int, int], None]
_PROCESSES, _MOST_PROCESSES = 2, 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to inspect and where to write it."""

    files: Sequence[Path]
    out: Path
    asked: Asked = field(default_factory=Asked)
    judging: Judging = field(default_factory=Judging)
    title: str = ""
    sales: Sales | None = None
    reports: bool = True
    language: Language = "zh"


@dataclass(frozen=True, slots=True)
class Summary:
    """What was done, for the last words of the command."""

    conversations: int
    messages: int
    findings: int
    unread: int
    refused: Sequence[Unread]
    kpis: dict[str, Any]


def inspect_files(wanted: Wanted, progress: Progress = lambda *_: None) -> Summary:
    """Inspect chat logs; writes `inspection.json`, `report.html` and `report.xlsx` into `wanted.out`.

    Raises `BadInput` when nothing could be read or written at all.
    """
    try:
        wanted.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"建不了文件夹 {wanted.out}（{error.strerror or error}）；换一个 --out") from None
    with tempfile.TemporaryDirectory(prefix="xiaoer-inspect-") as name, uncollected():
        scratch = Path(name)
        with _reading(wanted, scratch, progress) as (read, pool):
            if not read.lines and not read.figures:
                raise BadInput(_nothing(read))
            outcomes = _judge(read.buckets, _with_sales(wanted, scratch), pool, progress)
            return _write(wanted, read, outcomes, pool)


def _with_sales(wanted: Wanted, scratch: Path) -> Judging:
    """What the workers are told, with the sales laid down where each can read them."""
    judging = replace(wanted.judging, cite=wanted.reports)
    if wanted.sales is None:
        return judging
    place = scratch / "sales"
    place.write_bytes(msgspec.msgpack.encode(wanted.sales))
    return replace(judging, sales=place)


def _nothing(read: Read) -> str:
    reasons = [refused.why for refused in read.refused] or [
        f"{u.file} 第 {u.line} 行：{u.why}" for u in read.first_unread[:3]
    ]  # fmt: skip
    return "没有读到一条聊天消息。" + "；".join(reasons)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _reading(wanted: Wanted, scratch: Path, progress: Progress) -> Iterator[tuple[Read, Executor | None]]:
    """The files read, and who may judge the buckets: processes that have read them, or none where it is little."""
    sizes = [_size(path) for path in wanted.files]
    whole, buckets = sum(sizes), buckets_for(sum(sizes))
    if buckets == 1:
        group = Group(0, [(path, None) for path in wanted.files], whole)
        yield (
            read_group(
                group, wanted.asked, scratch / "read", 1, lambda done: progress("读取", min(done, whole), whole)
            ),
            None,
        )
        return
    workers = min(max(_PROCESSES, os.cpu_count() or 1), buckets, _MOST_PROCESSES)
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        groups = groups_of(wanted.files, sizes, workers)
        tasks = [pool.submit(read_group, g, wanted.asked, scratch / f"read-{g.number}", buckets) for g in groups]
        done = 0
        for task in as_completed(tasks):
            done += groups[tasks.index(task)].bytes
            progress("读取", done, whole)
        yield joined([task.result() for task in tasks]), pool


def _judge(
    buckets: Sequence[Sequence[Path]], judging: Judging, pool: Executor | None, progress: Progress
) -> list[Outcome]:
    """Each bucket in a process of its own where there are several."""
    progress("质检", 0, len(buckets))
    judged = (pool.map if pool else map)(judge_bucket, buckets, [judging] * len(buckets))
    outcomes = []
    for done, outcome in enumerate(judged, start=1):
        outcomes.append(outcome)
        progress("质检", done, len(buckets))
    return outcomes


def _results(paths: Sequence[Path]) -> Iterator[str]:
    """The conversations of all buckets in order of time, as JSON."""
    files = [path.open(encoding="utf-8") for path in paths]
    try:
        for line in heapq.merge(*files):
            yield line[16:].rstrip("\n")
    finally:
        for file in files:
            file.close()


def _write(wanted: Wanted, read: Read, outcomes: list[Outcome], pool: Executor | None) -> Summary:
    whole = merged(outcomes)
    kpis = whole.ledger.report()
    if wanted.sales is not None:
        kpis["trade"] = trade_report(whole.trade, wanted.sales)
    if read.figures:
        kpis["imported"] = [asdict(figures) for figures in read.figures]
    rest: dict[str, Any] = {
        "kpis": kpis,
        "agents": sorted(whole.agents),
        "findings": dict(whole.findings.most_common()),
        "gaps": whole.gaps.report(),
    }
    overview = _overview(wanted.title, rest, read, whole) if wanted.reports else None
    results = [outcome.results for outcome in outcomes]
    try:
        book = pool.submit(_write_book, wanted.out, overview, results) if pool and overview else None
        _write_json(wanted.out / "inspection.json", _results(results), rest, read.told)
        if overview:
            write_page(wanted.out / "report.html", overview, replace(CHINESE, language=wanted.language))
            book.result() if book else _write_book(wanted.out, overview, results)
    except OSError as error:
        raise BadInput(f"写不了 {wanted.out}（{error.strerror or error}）；检查权限和磁盘空间") from None
    return Summary(
        whole.conversations, whole.messages, whole.findings.total(), read.unread, read.refused, kpis["shop"]
    )  # fmt: skip


def _overview(title: str, rest: dict[str, Any], read: Read, whole: Outcome) -> Overview:
    """What page and workbook show."""
    return Overview(
        title=title, kpis=rest["kpis"], findings=rest["findings"], gaps=rest["gaps"], agents=rest["agents"],
        unread=read.first_unread, unread_count=read.unread, hours=dict(whole.ledger.hours),
        waits=dict(whole.ledger.waits), cited=[c.chat for c in sorted(whole.cited, reverse=True)],
        platforms=sorted(whole.ledger.platforms),
    )  # fmt: skip


def _write_book(out: Path, overview: Overview, results: Sequence[Path]) -> None:
    """The workbook, which takes as long as all the rest and can be written beside it."""
    write_book(out / "report.xlsx", overview, map(msgspec.json.decode, _results(results)))


def _write_json(path: Path, conversations: Iterator[str], rest: dict[str, Any], told: Sequence[Path]) -> None:
    """The document, streamed: conversations and unread lines never stand in memory together."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("w", encoding="utf-8") as out:
        out.write('{"conversations":[')
        _write_lines(out, conversations)
        out.write("],\n")
        for key, value in rest.items():
            out.write(f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False)},\n")
        out.write('"unparsed":[')
        _write_lines(out, (line for path in told for line in _lines_of(path)))
        out.write("]}\n")
    os.replace(beside, path)


def _lines_of(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines)


def _write_lines(out: IO[str], lines: Iterator[str]) -> None:
    mark = "\n"
    for line in lines:
        out.write(mark + line)
        mark = ",\n"
