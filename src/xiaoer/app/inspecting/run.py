"""The road from files to reports."""

from __future__ import annotations

import heapq
import json
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any

import msgspec

from xiaoer.app.inspecting.spill import Spill, buckets_for
from xiaoer.app.inspecting.work import Judging, Outcome, judge_bucket, merged
from xiaoer.core.collecting import uncollected
from xiaoer.core.errors import BadInput
from xiaoer.core.inspection.trade import report as trade_report
from xiaoer.files.chats import Asked, Figures, Said, Unread, read_chats
from xiaoer.files.chats.lines import Lines
from xiaoer.files.chats.shapes import unread
from xiaoer.files.inspection import Overview, write_book, write_page
from xiaoer.files.inspection.sales import Sales

Progress = Callable[[str, int, int], None]
_PROCESSES = 2
_TOLD_EVERY = 2000
_KEPT_UNREAD = 2000


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


@dataclass(slots=True)
class Read:
    """What reading the files came to. `refused` = files that could not be read at all, with the reason."""

    lines: int = 0
    unread: int = 0
    first_unread: list[Unread] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)


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
        with (scratch / "unread.jsonl").open("w", encoding="utf-8", errors="backslashreplace") as told:
            read, buckets = _read(wanted, scratch, told, progress)
        if not read.lines and not read.figures:
            raise BadInput(_nothing(read))
        outcomes = _judge(buckets, _with_sales(wanted, scratch), progress)
        whole = merged(outcomes)
        return _write(wanted, read, outcomes, whole, scratch / "unread.jsonl")


def _with_sales(wanted: Wanted, scratch: Path) -> Judging:
    """What the workers are told, with the sales laid down where each can read them."""
    if wanted.sales is None:
        return wanted.judging
    place = scratch / "sales"
    place.write_bytes(msgspec.msgpack.encode(wanted.sales))
    return replace(wanted.judging, sales=place)


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


def _read(wanted: Wanted, scratch: Path, told: IO[str], progress: Progress) -> tuple[Read, list[Path]]:
    read = Read()
    sizes = [_size(path) for path in wanted.files]
    with Spill(scratch, buckets_for(sum(sizes))) as spill:
        before = 0
        for path, size in zip(wanted.files, sizes, strict=True):
            lines = Lines(path)
            try:
                for number, item in enumerate(read_chats(path, wanted.asked, lines)):
                    _take(item, path, spill, read, told)
                    if number % _TOLD_EVERY == 0:
                        progress("读取", before + min(lines.done, size), sum(sizes))
            except BadInput as error:
                refused = unread(path.name, None, "", str(error))
                read.refused.append(refused)
                _tell(refused, read, told)
            before += size
        progress("读取", sum(sizes), sum(sizes))
    return read, spill.paths


def _take(item: Said | Unread | Figures, path: Path, spill: Spill, read: Read, told: IO[str]) -> None:
    if isinstance(item, Said):
        item.file = path.name
        spill.put(item)
        read.lines += 1
    elif isinstance(item, Unread):
        _tell(item, read, told)
    else:
        read.figures.append(item)


def _tell(item: Unread, read: Read, told: IO[str]) -> None:
    told.write(json.dumps(asdict(item), ensure_ascii=False) + "\n")
    read.unread += 1
    if len(read.first_unread) < _KEPT_UNREAD:
        read.first_unread.append(item)


def _judge(buckets: list[Path], judging: Judging, progress: Progress) -> list[Outcome]:
    """Each bucket in a process of its own where there are several."""
    if len(buckets) == 1:
        progress("质检", 0, 1)
        return [judge_bucket(buckets[0], judging)]
    context = multiprocessing.get_context("spawn")
    workers = min(max(_PROCESSES, os.cpu_count() or 1), len(buckets), 8)
    outcomes = []
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        for done, outcome in enumerate(pool.map(judge_bucket, buckets, [judging] * len(buckets)), start=1):
            outcomes.append(outcome)
            progress("质检", done, len(buckets))
    return outcomes


def _results(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The conversations of all buckets in order of time, as JSON."""
    files = [outcome.results.open(encoding="utf-8") for outcome in outcomes]
    try:
        for line in heapq.merge(*files):
            yield line[16:].rstrip("\n")
    finally:
        for file in files:
            file.close()


def _write(wanted: Wanted, read: Read, outcomes: list[Outcome], whole: Outcome, told: Path) -> Summary:
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
    try:
        _write_json(wanted.out / "inspection.json", _results(outcomes), rest, told)
        if wanted.reports:
            overview = Overview(
                title=wanted.title, kpis=kpis, findings=rest["findings"], gaps=rest["gaps"], agents=rest["agents"],
                unread=read.first_unread, unread_count=read.unread, hours=dict(whole.ledger.hours),
                waits=dict(whole.ledger.waits), cited=[c.chat for c in sorted(whole.cited, reverse=True)],
                platforms=sorted(whole.ledger.platforms),
            )  # fmt: skip
            write_page(wanted.out / "report.html", overview)
            write_book(wanted.out / "report.xlsx", overview, (json.loads(line) for line in _results(outcomes)))
    except OSError as error:
        raise BadInput(f"写不了 {wanted.out}（{error.strerror or error}）；检查权限和磁盘空间") from None
    return Summary(
        whole.conversations, whole.messages, whole.findings.total(), read.unread, read.refused, kpis["shop"]
    )  # fmt: skip


def _write_json(path: Path, conversations: Iterator[str], rest: dict[str, Any], told: Path) -> None:
    """The document, streamed: conversations and unread lines never stand in memory together."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("w", encoding="utf-8") as out:
        out.write('{"conversations":[')
        _write_lines(out, conversations)
        out.write("],\n")
        for key, value in rest.items():
            out.write(f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False)},\n")
        out.write('"unparsed":[')
        with told.open(encoding="utf-8") as lines:
            _write_lines(out, (line.rstrip("\n") for line in lines))
        out.write("]}\n")
    os.replace(beside, path)


def _write_lines(out: IO[str], lines: Iterator[str]) -> None:
    mark = "\n"
    for line in lines:
        out.write(mark + line)
        mark = ",\n"
