"""One bucket judged, in whatever process: its conversations as JSON lines on disk, its sums handed back."""

from __future__ import annotations

import gc
import heapq
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from xiaoer.app.inspecting.gather import Found, shoppers
from xiaoer.app.inspecting.spill import lines_of
from xiaoer.core.inspection.cutting import iso
from xiaoer.core.inspection.gaps import Gaps
from xiaoer.core.inspection.inspecting import Inspection, Inspector
from xiaoer.core.inspection.kpi_rules import KpiRules, default_rules
from xiaoer.core.inspection.ledger import Ledger
from xiaoer.core.inspection.rows import Row, agents_of
from xiaoer.core.inspection.trade import Book, Sale
from xiaoer.core.rulebook.gate import Gate, ShopContext
from xiaoer.files.shop_folder import read_shop

CITED_CHATS = 240
_AROUND = 2  # lines shown before and after a cited one
_SHOWN = 300  # characters of a line in the report


@dataclass(frozen=True, slots=True)
class Judging:
    """What a worker is told: the gate's context of the shop, its category of goods, its target, where sales lie, and

    the folder whose tables say what is true. `cite` = keep the conversations that a report shows.
    """

    context: ShopContext | None = None
    category: str | None = None
    response_target_s: int = 60
    sales: Path | None = None
    folder: Path | None = None
    cite: bool = True

    @property
    def rules(self) -> KpiRules:
        """The KPI definitions with the shop's own target."""
        rules = default_rules()
        if self.response_target_s == rules.response_target_s:
            return rules
        text = rules["slow_responses"].text.replace("60 秒", f"{self.response_target_s} 秒")
        return rules.changed("slow_responses", within_s=self.response_target_s, text=text)


@dataclass(order=True, slots=True)
class Cited:
    """A conversation that the report shows. The smaller `rank`, the sooner it is left out."""

    rank: tuple[int, int, str]
    chat: dict[str, Any] = field(compare=False)


@dataclass(slots=True)
class Outcome:
    """What a bucket adds up to. `results` = a file of JSON lines in order of time, each after its start in ms."""

    results: Path
    ledger: Ledger
    findings: Counter[str] = field(default_factory=Counter)
    gaps: Gaps = field(default_factory=Gaps)
    agents: set[str] = field(default_factory=set)
    cited: list[Cited] = field(default_factory=list)
    conversations: int = 0
    messages: int = 0
    trade: Book = field(default_factory=Book)


@lru_cache(maxsize=1)
def _sales(path: Path) -> Mapping[str, list[Sale]]:
    """The sales that `run` has laid down, read once in each process."""
    return msgspec.msgpack.decode(path.read_bytes(), type=dict[str, list[Sale]])


@lru_cache(maxsize=1)
def _inspector(judging: Judging) -> Inspector:
    facts = read_shop(judging.folder).folder.facts if judging.folder else None
    return Inspector(Gate(shop=judging.context, ear=None), category=judging.category, facts=facts)


def judge_bucket(bucket: Sequence[Path], judging: Judging) -> Outcome:
    """Judge the conversations of a bucket; the bucket's files are removed.

    A bucket is many small objects without cycles: looking for cycles among them would take a fifth of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _judge_bucket(bucket, judging)
    finally:
        if collecting:
            gc.enable()


def _judge_bucket(bucket: Sequence[Path], judging: Judging) -> Outcome:
    inspector = _inspector(judging)
    outcome = Outcome(bucket[0].with_suffix(".jsonl"), Ledger(judging.rules))
    lines: list[tuple[int, str]] = []
    for talks in shoppers(chain.from_iterable(map(lines_of, bucket))):
        counted = []
        for found in talks:
            inspection = inspector.inspect(found.talk)
            counted.append(inspection.counted)
            lines.append((found.talk.rows[0].ms, _dumps(_record(found, inspection))))
            _note(outcome, found, inspection)
            if judging.cite and inspection.findings:
                keep_cited(outcome.cited, Cited(_rank(inspection), _cited(found, inspection)))
        outcome.ledger.add(counted)
        if judging.sales is not None and talks[0].talk.shopper:
            chats = [found.talk.rows for found in talks if found.talk.timed]
            outcome.trade.count(chats, _sales(judging.sales).get(talks[0].talk.shopper, ()))
    lines.sort()
    with outcome.results.open("w", encoding="utf-8") as out:
        out.writelines(f"{ms:015d} {line}\n" for ms, line in lines)
    for path in bucket:
        path.unlink()
    return outcome


def _note(outcome: Outcome, found: Found, inspection: Inspection) -> None:
    outcome.conversations += 1
    outcome.messages += sum(row.side in ("shopper", "human", "robot") for row in found.talk.rows)
    outcome.findings.update(mark.kind for mark in inspection.findings)
    outcome.agents.update(agents_of(found.talk.rows))
    outcome.gaps.add(found.talk.id, inspection.gaps)


def keep_cited(heap: list[Cited], cited: Cited) -> None:
    """Keep the most telling conversations."""
    if len(heap) < CITED_CHATS:
        heapq.heappush(heap, cited)
    elif heap[0] < cited:
        heapq.heapreplace(heap, cited)


def _rank(inspection: Inspection) -> tuple[int, int, str]:
    """Fatal first, then by points lost; much praise tells something as well."""
    fatal = any(mark.fatal for mark in inspection.findings)
    lost = -sum(mark.points for mark in inspection.findings if mark.points < 0)
    praise = sum(mark.points > 0 for mark in inspection.findings)
    return (int(fatal), lost + (8 * praise if not lost else 0), inspection.talk.id)


def _record(found: Found, inspection: Inspection) -> dict[str, Any]:
    """The form of `conversations` in `inspection.json` (KPI.md)."""
    talk = found.talk
    return {
        "id": talk.id,
        "platform": talk.platform,
        "shopper": talk.shopper,
        "agents": agents_of(talk.rows),
        "started_at": iso(talk.rows[0].ms) if talk.timed else None,
        "ended_at": iso(talk.rows[-1].ms) if talk.timed else None,
        "file": found.file,
        "utterances": len(talk.rows),
        "findings": [
            {
                "kind": mark.kind, "messages": list(mark.messages), "fatal": mark.fatal, "points": mark.points,
                "confidence": mark.confidence, "reason": mark.reason, "rule": mark.rule,
            }
            for mark in inspection.findings
        ],
        "score": inspection.score,
        "quality": inspection.quality,
        "satisfaction": inspection.satisfaction,
    }  # fmt: skip


def _cited(found: Found, inspection: Inspection) -> dict[str, Any]:
    """A conversation with the lines around what is cited, for the report."""
    rows = found.talk.rows
    seqs = {seq for mark in inspection.findings for seq in mark.messages}
    places = [i for i, row in enumerate(rows) if row.seq in seqs]
    shown = sorted({j for i in places for j in range(max(0, i - _AROUND), min(len(rows), i + _AROUND + 1))})
    return {**_record(found, inspection), "lines": [_line(rows[i], timed=found.talk.timed) for i in shown]}


def _line(row: Row, *, timed: bool) -> list[Any]:
    text = row.text if len(row.text) <= _SHOWN else row.text[:_SHOWN] + "…"
    return [row.seq, iso(row.ms)[11:19] if timed else "", row.side, row.who, text]


def _dumps(record: dict[str, Any]) -> str:
    text = json.dumps(record, ensure_ascii=False)
    return text if text.isascii() or _writable(text) else json.dumps(record)


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def merged(outcomes: Sequence[Outcome]) -> Outcome:
    """The sums of all buckets as one (its `results` is the first one's)."""
    whole = Outcome(outcomes[0].results, Ledger(outcomes[0].ledger.rules))
    for part in outcomes:
        whole.ledger.merge(part.ledger)
        whole.findings.update(part.findings)
        whole.agents |= part.agents
        whole.trade.merge(part.trade)
        whole.conversations += part.conversations
        whole.messages += part.messages
        for key, count in part.gaps.counts.items():
            whole.gaps.take(key, count, part.gaps.samples.get(key, []))
        for cited in part.cited:
            keep_cited(whole.cited, cited)
    return whole
