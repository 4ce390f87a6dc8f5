"""The voice of the shopper as a workbook, for the buyer, the factory and the pages' owner."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from xiaoer.files.inspection.book import Column, SheetBook

KINDS = {"fault": "问题", "wish": "愿望", "doubt": "顾虑", "loss": "离开原因"}
_HEAD: tuple[Column, ...] = (("商品", 14, ""), ("名称", 36, ""), ("类别", 10, ""), ("说的是", 18, ""))


def write_voices(path: Path, voice: Mapping[str, Any], days: Sequence[str], reasons: Mapping[str, str]) -> None:
    """Write what shoppers said over some days; `reasons` of refunds by key. The file appears whole or not at all."""
    beside = path.with_name(f".{path.name}.part.xlsx")
    book = SheetBook(beside)
    try:
        _fill(book, voice["products"], voice["questions"], days, reasons)
    finally:
        book.book.close()
    os.replace(beside, path)


def _fill(
    book: SheetBook, products: Sequence[Any], questions: Sequence[Any], days: Sequence[str], reasons: Mapping[str, str]
) -> None:
    items = list(_items(products))
    book.sheet(
        "买家声音", [*_HEAD, ("这期", 8, ""), ("上期", 8, ""), ("增减", 8, "")],
        [(*head, item["count"], item["before"], item["count"] - item["before"]) for head, item in items],
    )  # fmt: skip
    book.sheet("每日走势", [*_HEAD, *[(day, 11, "") for day in days]], [(*head, *item["days"]) for head, item in items])
    book.sheet(
        "原话", [*_HEAD, ("原话（已打码）", 70, "wide"), ("会话", 10, ""), ("行", 8, "")],
        [(*head, quote["text"], quote["conversation"], quote["seq"]) for head, item in items
         for quote in item["quotes"]],
    )  # fmt: skip
    book.sheet(
        "售后原因", [*_HEAD[:2], ("原因", 18, ""), ("单数", 8, "")],
        [(p["product"], p["name"], reasons.get(c["reason"], c["reason"]), c["count"]) for p in products
         for c in p["cases"]],
    )  # fmt: skip
    about = {q["question"]: p for p in products for q in p["questions"]}
    book.sheet(
        "描述没说清", [("问题", 60, "wide"), ("次数", 8, ""), ("商品", 14, ""), ("名称", 36, "")],
        [(q["question"], q["count"], *((p["product"], p["name"]) if (p := about.get(q["question"])) else ("", "")))
         for q in questions],
    )  # fmt: skip


def _items(products: Sequence[Any]) -> Iterator[tuple[tuple[str, str, str, str], Any]]:
    for one in products:
        for item in one["items"]:
            yield (one["product"] or "（没有指明）", one["name"], KINDS[item["kind"]], item["aspect"]), item
