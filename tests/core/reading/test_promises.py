"""Promises in the shop's words: an act of ours with a time or a sum, and none where it is asked, denied or past."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from xiaoer.core.reading.promises import find_promises

NOW = datetime.fromisoformat("2026-11-27T10:00:00+08:00")  # a Friday
TUNING = Path(__file__).resolve().parents[3] / "benchmarks" / "promises" / "tuning.jsonl"
ROWS = [json.loads(line) for line in TUNING.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["id"])
def test_the_tuning_set(row: dict[str, object]) -> None:
    got = [
        {
            "kind": p.kind, "due": p.due.isoformat() if p.due else None,
            "amount": None if p.amount is None else f"{p.amount:.2f}",
        }
        for p in find_promises(str(row["text"]), NOW)
    ]  # fmt: skip
    assert got == row["promises"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("下午3点前给您发出", "2026-11-27T15:00:00+08:00"),
        ("9点前给您发出", "2026-11-27T21:00:00+08:00"),
        ("两个工作日内给您发出", "2026-12-01T23:59:00+08:00"),
        ("明晚给您发出", "2026-11-28T23:59:00+08:00"),
        ("今天上午9点给您发出", None),
    ],
)
def test_times(text: str, due: str | None) -> None:
    found = find_promises(text, NOW)
    assert [p.due.isoformat() for p in found if p.due] == ([due] if due else [])


def test_each_sentence_promises_for_itself_with_its_place() -> None:
    text = "抱歉让您久等。今天18点前给您寄走！退您8元运费"
    found = find_promises(text, NOW)
    assert [p.kind for p in found] == ["ship", "refund"]
    assert [text[p.start : p.end] for p in found] == ["今天18点前给您寄走", "退您8元运费"]


@pytest.mark.parametrize(
    "text", ["", "。。。", "退" * 5000, "明天" * 2000, "\n\n给您发\n", "99点99分给您发出", "0点0分给您发出"]
)
def test_any_text_is_read(text: str) -> None:
    find_promises(text, NOW)
