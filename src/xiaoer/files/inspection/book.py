"""`report.xlsx`: the sheets that a team lead would make by hand, with filters and frozen heads."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from xiaoer.core.inspection.marks import KIND_NAMES, PRAISE
from xiaoer.files.inspection.overview import KPI_NAMES, TRADE_NAMES, VARIANT_NAMES, Overview, is_rate

MOST_ROWS = 20_000
_CELL = 2000  # characters
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_QUALITY = {"good": "好", "middling": "中", "bad": "差"}
Column = tuple[str, int, str]
"""Head, width, format: "" text or number, "rate", "seconds", "wide"."""


class SheetBook:
    """A workbook whose sheets all look alike."""

    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(
            str(path), {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        )
        self.head = self.book.add_format({"bold": True, "bottom": 1, "bg_color": "#EDF3F3", "text_wrap": True})
        self.formats = {
            "rate": self.book.add_format({"num_format": "0.0%"}),
            "seconds": self.book.add_format({"num_format": "#,##0.0"}),
            "wide": self.book.add_format({"text_wrap": True, "valign": "top"}),
            "": self.book.add_format({"valign": "top"}),
        }

    def sheet(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
        """A sheet with a frozen head and a filter; rows beyond the limit are named in the last one."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for place, (_, width, _) in enumerate(columns):
            sheet.set_column(place, place, width)
        sheet.set_row(0, 30)
        for place, (head, _, _) in enumerate(columns):
            sheet.write_string(0, place, head, self.head)
        number = 0
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                sheet.write_string(number, 0, f"只列出前 {MOST_ROWS} 行，其余见 inspection.json")
                break
            for place, value in enumerate(row):
                self._cell(sheet, number, place, value, columns[place][2])
        sheet.autofilter(0, 0, max(1, number), len(columns) - 1)

    def _cell(self, sheet: Any, row: int, place: int, value: Any, kind: str) -> None:
        if value is None or value == "":
            return
        if isinstance(value, int | float):
            sheet.write_number(row, place, value, self.formats[kind])
        else:
            sheet.write_string(row, place, _clean(str(value)), self.formats[kind])


def write_book(path: Path, overview: Overview, conversations: Iterable[Mapping[str, Any]]) -> None:
    """Write the workbook; it appears whole or not at all."""
    beside = path.with_name(f".{path.name}.part.xlsx")
    book = SheetBook(beside)
    try:
        _overview(book, overview)
        _people(book, "客服", overview.kpis["agents"], overview)
        _people(book, "每日", overview.kpis["days"], overview)
        if trade := overview.kpis.get("trade"):
            _trade(book, trade)
        findings = _conversations(book, conversations)
        _findings(book, findings)
        book.sheet(
            "发现统计",
            [("发现", 18, ""), ("数量", 10, "")],
            [(KIND_NAMES.get(k, k), n) for k, n in overview.findings.items()],
        )
        book.sheet(
            "没有答上的问题", [("问题", 48, "wide"), ("次数", 8, ""), ("会话", 60, "wide")],
            ((gap["question"], gap["count"], "、".join(map(str, gap["conversations"]))) for gap in overview.gaps),
        )  # fmt: skip
        if overview.kpis.get("imported"):
            _imported(book, overview.kpis["imported"])
        book.sheet(
            "没能读懂", [("文件", 24, ""), ("行", 8, ""), ("原因", 48, "wide"), ("开头", 60, "wide")],
            ((u.file, u.line if u.line is not None else "全部", u.why, u.text) for u in overview.unread),
        )  # fmt: skip
        _definitions(book, overview)
    finally:
        book.book.close()
    os.replace(beside, path)


def _kind(key: str) -> str:
    return "rate" if is_rate(key) else "seconds" if key.endswith("_s") else ""


def _overview(book: SheetBook, overview: Overview) -> None:
    columns: list[Column] = [("指标", 28, ""), ("本期", 14, ""), *((name, 20, "") for name in VARIANT_NAMES.values())]
    sheet = book.book.add_worksheet("总览")
    sheet.freeze_panes(1, 1)
    for place, (head, width, _) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, book.head)
    variants = [overview.kpis["variants"][name]["shop"] for name in VARIANT_NAMES]
    for number, key in enumerate(overview.shown_kpis, start=1):
        sheet.write_string(number, 0, KPI_NAMES[key] + ("（秒）" if key.endswith("_s") else ""))
        for place, values in enumerate((overview.kpis["shop"], *variants), start=1):
            if values.get(key) is not None:
                sheet.write_number(number, place, values[key], book.formats[_kind(key)])
    sheet.autofilter(0, 0, len(overview.shown_kpis), len(columns) - 1)


def _people(book: SheetBook, name: str, rows: Mapping[str, Mapping[str, Any]], overview: Overview) -> None:
    keys = overview.shown_kpis
    heads = [(KPI_NAMES[key] + ("（秒）" if key.endswith("_s") else ""), 13, _kind(key)) for key in keys]
    book.sheet(name, [(name, 24, ""), *heads], ([who, *(row[key] for key in keys)] for who, row in rows.items()))


def _trade(book: SheetBook, trade: Mapping[str, Any]) -> None:
    keys = list(trade["definitions"])
    heads: list[Column] = [("客服", 24, ""), *((TRADE_NAMES[key], 13, "rate" if is_rate(key) else "") for key in keys)]
    rows = [("全店", trade["shop"]), *trade["agents"].items()]
    book.sheet("成交", heads, ([who, *(figures.get(key) for key in keys)] for who, figures in rows))


def _conversations(book: SheetBook, conversations: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    """The sheet of conversations; returns the rows of findings, gathered on the way."""
    findings: list[list[Any]] = []
    columns: list[Column] = [
        ("会话", 30, ""), ("平台", 10, ""), ("买家", 18, ""), ("客服", 28, ""), ("开始", 20, ""), ("结束", 20, ""), ("句数", 8, ""),
        ("得分", 8, ""), ("质量", 8, ""), ("预计满意度", 10, ""), ("发现", 44, "wide"), ("文件", 20, ""),
    ]  # fmt: skip

    def rows() -> Iterable[Sequence[Any]]:
        for chat in conversations:
            names = [KIND_NAMES.get(f["kind"], f["kind"]) for f in chat["findings"]]
            if len(findings) < MOST_ROWS:
                findings.extend(_finding_rows(chat))
            yield (
                chat["id"], chat["platform"], chat["shopper"], "、".join(chat["agents"]), _time(chat["started_at"]),
                _time(chat["ended_at"]), chat["utterances"], chat["score"], _QUALITY[chat["quality"]],
                chat["satisfaction"], "、".join(dict.fromkeys(names)), chat["file"],
            )  # fmt: skip

    book.sheet("会话", columns, rows())
    return findings


def _finding_rows(chat: Mapping[str, Any]) -> list[list[Any]]:
    return [
        [
            chat["id"], chat["shopper"], "、".join(chat["agents"]), _time(chat["started_at"]),
            "表扬" if f["kind"] in PRAISE else "致命" if f["fatal"] else "扣分", KIND_NAMES.get(f["kind"], f["kind"]),
            "、".join(map(str, f["messages"])), f["points"], f["confidence"], f["reason"], f["rule"],
        ]
        for f in chat["findings"]
    ]  # fmt: skip


def _findings(book: SheetBook, rows: list[list[Any]]) -> None:
    columns: list[Column] = [
        ("会话", 30, ""), ("买家", 18, ""), ("客服", 28, ""), ("开始", 20, ""), ("性质", 8, ""), ("发现", 16, ""), ("第几句", 10, ""),
        ("分数", 8, ""), ("把握", 8, "rate"), ("理由", 60, "wide"), ("依据", 28, "wide"),
    ]  # fmt: skip
    book.sheet("质检明细", columns, rows)


def _imported(book: SheetBook, rows: Sequence[Mapping[str, Any]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row["figures"]))[:60]
    columns: list[Column] = [("账号", 24, ""), ("日期", 14, ""), ("平台", 10, ""), *((name, 14, "") for name in names)]
    book.sheet(
        "平台数据", columns,
        ([row["account"] or "全店", row["day"], row["platform"], *(row["figures"].get(n) for n in names)] for row in rows),
    )  # fmt: skip


def _definitions(book: SheetBook, overview: Overview) -> None:
    columns: list[Column] = [
        ("指标", 26, ""), ("键", 30, ""), ("定义", 90, "wide"), ("统计时段", 20, ""), ("编号", 30, ""), ("版本", 8, ""), ("来源", 36, "wide"),
    ]  # fmt: skip
    book.sheet(
        "指标口径", columns,
        (
            (KPI_NAMES.get(key, key), key, d["text"], d["window"], d["id"], d["version"], d.get("source", ""))
            for key, d in overview.kpis["definitions"].items()
        ),
    )  # fmt: skip


def _time(text: str | None) -> str:
    return (text or "")[:19].replace("T", " ")


def _clean(text: str) -> str:
    """What a cell may hold: no control characters but tab and line feed, no half pairs, at most `_CELL` characters."""
    kept = _UNWRITABLE.sub("", text)
    return kept if len(kept) <= _CELL else kept[:_CELL] + "…"
