"""A shop's daily or weekly report as a workbook: words, numbers, agents, and the lists."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xiaoer.core.inspection.marks import KIND_NAMES
from xiaoer.files.inspection.book import Column, SheetBook
from xiaoer.files.inspection.overview import is_rate

_NAME: Column = ("项目", 26, "")


def write_daily(path: Path, report: Mapping[str, Any], names: Mapping[str, str], reasons: Mapping[str, str]) -> None:
    """Write a report; `names` of figures and `reasons` of refunds by key. The file appears whole or not at all."""
    beside = path.with_name(f".{path.name}.part.xlsx")
    book = SheetBook(beside)
    try:
        _fill(book, report, names, reasons)
    finally:
        book.book.close()
    os.replace(beside, path)


def _fill(book: SheetBook, report: Mapping[str, Any], names: Mapping[str, str], reasons: Mapping[str, str]) -> None:
    figures = report["figures"]
    words = [("小结", report["summary"]), ("说明", report["notes"])]
    words += [(f"待办{n}", text) for n, text in enumerate(report["to_dos"], start=1)]
    book.sheet("小结", [_NAME, ("内容", 90, "wide")], words)
    book.sheet(
        "数据", [_NAME, ("这期", 14, ""), ("上期", 14, "")],
        [(names.get(n["key"], n["key"]), _cell(n["key"], n["value"]), _cell(n["key"], n["before"]))
         for n in figures["numbers"]],
    )  # fmt: skip
    keys = [n["key"] for n in figures["agents"][0]["numbers"]] if figures["agents"] else []
    book.sheet(
        "客服", [("客服", 14, ""), *[(names.get(k, k), 12, "") for k in keys]],
        [(a["name"], *[_cell(n["key"], n["value"]) for n in a["numbers"]]) for a in figures["agents"]],
    )  # fmt: skip
    book.sheet(
        "退款原因", [("原因", 18, ""), ("单数", 8, ""), ("已退（元）", 12, "")],
        [(reasons.get(r["reason"], r["reason"]), r["count"], r["amount"]) for r in figures["refunds"]],
    )  # fmt: skip
    book.sheet(
        "没答上的问题", [("问题", 60, "wide"), ("次数", 8, "")],
        [(q["question"], q["count"]) for q in figures["questions"]],
    )  # fmt: skip
    book.sheet(
        "商品问题", [("商品", 14, ""), ("名称", 36, ""), ("单数", 8, ""), ("原因", 24, ""), ("售后单", 40, "wide")],
        [(f["product"], f["name"], f["cases"], "、".join(reasons.get(r, r) for r in f["reasons"]),
          "、".join(f["numbers"])) for f in figures["faults"]],
    )  # fmt: skip
    chats = [("好", c) for c in figures["best"]] + [("差", c) for c in figures["worst"]]
    book.sheet(
        "会话样例", [("好差", 6, ""), ("买家", 18, ""), ("客服", 18, ""), ("自动分", 8, ""), ("发现", 40, "wide")],
        [(mark, c["shopper"], "、".join(c["agents"]), c["score"],
          "、".join(KIND_NAMES.get(k, k) for k in c["kinds"])) for mark, c in chats],
    )  # fmt: skip
    book.sheet("质检发现", [("发现", 18, ""), ("数量", 8, "")],
               [(KIND_NAMES.get(k["kind"], k["kind"]), k["count"]) for k in figures["kinds"]])  # fmt: skip


def _cell(key: str, value: float | None) -> float | str | None:
    return f"{value * 100:.1f}%" if value is not None and is_rate(key) else value
