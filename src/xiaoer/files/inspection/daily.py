"""A shop's daily or weekly report as a workbook: words, numbers, agents, and the lists."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xiaoer.files.inspection.book import SheetBook
from xiaoer.files.inspection.overview import is_rate
from xiaoer.files.inspection.tongue import Tongue


def write_daily(path: Path, report: Mapping[str, Any], say: Tongue) -> None:
    """Write a report. The file appears whole or not at all."""
    beside = path.with_name(f".{path.name}.part.xlsx")
    book = SheetBook(beside)
    try:
        _words_and_numbers(book, report, say)
        _lists(book, report["figures"], say)
    finally:
        book.book.close()
    os.replace(beside, path)


def _words_and_numbers(book: SheetBook, report: Mapping[str, Any], say: Tongue) -> None:
    figures, name = report["figures"], (say("项目"), 26, "")
    words = [(say("小结"), say.own(report["summary"])), (say("说明"), report["notes"])]
    words += [(say("待办{n}", n=n), say.own(text)) for n, text in enumerate(report["to_dos"], start=1)]
    book.sheet(say("小结"), [name, (say("内容"), 90, "wide")], words)
    book.sheet(
        say("数据"), [name, (say("这期"), 14, ""), (say("上期"), 14, "")],
        [(say.figure(n["key"]), _cell(n["key"], n["value"]), _cell(n["key"], n["before"])) for n in figures["numbers"]],
    )  # fmt: skip
    keys = [n["key"] for n in figures["agents"][0]["numbers"]] if figures["agents"] else []
    book.sheet(
        say("客服"), [(say("客服"), 14, ""), *[(say.figure(k), 12, "") for k in keys]],
        [(a["name"], *[_cell(n["key"], n["value"]) for n in a["numbers"]]) for a in figures["agents"]],
    )  # fmt: skip


def _lists(book: SheetBook, figures: Mapping[str, Any], say: Tongue) -> None:
    book.sheet(
        say("退款原因"), [(say("原因"), 18, ""), (say("单数"), 8, ""), (say("已退（元）"), 12, "")],
        [(say.reason(r["reason"]), r["count"], r["amount"]) for r in figures["refunds"]],
    )  # fmt: skip
    book.sheet(
        say("没答上的问题"), [(say("问题"), 60, "wide"), (say("次数"), 8, "")],
        [(q["question"], q["count"]) for q in figures["questions"]],
    )  # fmt: skip
    book.sheet(
        say("商品问题"),
        [(say("商品"), 14, ""), (say("名称"), 36, ""), (say("单数"), 8, ""), (say("原因"), 24, ""), (say("售后单"), 40, "wide")],
        [(f["product"], f["name"], f["cases"], say.listed(map(say.reason, f["reasons"])), say.listed(f["numbers"]))
         for f in figures["faults"]],
    )  # fmt: skip
    chats = [(say("好"), c) for c in figures["best"]] + [(say("差"), c) for c in figures["worst"]]
    book.sheet(
        say("会话样例"),
        [(say("好差"), 6, ""), (say("买家"), 18, ""), (say("客服"), 18, ""), (say("自动分"), 8, ""), (say("发现"), 40, "wide")],
        [(mark, c["shopper"], say.listed(c["agents"]), c["score"], say.listed(map(say.finding, c["kinds"])))
         for mark, c in chats],
    )  # fmt: skip
    book.sheet(say("质检发现"), [(say("发现"), 18, ""), (say("数量", "count"), 8, "")],
               [(say.finding(k["kind"]), k["count"]) for k in figures["kinds"]])  # fmt: skip


def _cell(key: str, value: float | None) -> float | str | None:
    return f"{value * 100:.1f}%" if value is not None and is_rate(key) else value
