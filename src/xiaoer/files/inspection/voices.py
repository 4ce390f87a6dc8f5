"""The voice of the shopper as a workbook, for the buyer, the factory and the pages' owner."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from xiaoer.files.inspection.book import Column, SheetBook
from xiaoer.files.inspection.tongue import Tongue

KINDS = {"fault": ("问题", "fault"), "wish": ("愿望",), "doubt": ("顾虑",), "loss": ("离开原因",)}


def write_voices(path: Path, voice: Mapping[str, Any], days: Sequence[str], say: Tongue) -> None:
    """Write what shoppers said over some days. The file appears whole or not at all."""
    beside = path.with_name(f".{path.name}.part.xlsx")
    book = SheetBook(beside)
    try:
        _fill(book, voice["products"], voice["questions"], days, say)
    finally:
        book.book.close()
    os.replace(beside, path)


def _fill(
    book: SheetBook, products: Sequence[Any], questions: Sequence[Any], days: Sequence[str], say: Tongue
) -> None:  # fmt: skip
    product: list[Column] = [(say("商品"), 14, ""), (say("名称"), 36, "")]
    about: list[Column] = [*product, (say("类别"), 10, ""), (say("说的是"), 18, "")]
    items = list(_items(products, say))
    book.sheet(
        say("买家声音"), [*about, (say("这期"), 8, ""), (say("上期"), 8, ""), (say("增减"), 8, "")],
        [(*head, item["count"], item["before"], item["count"] - item["before"]) for head, item in items],
    )  # fmt: skip
    book.sheet(
        say("每日走势"), [*about, *[(day, 11, "") for day in days]], [(*head, *item["days"]) for head, item in items]
    )  # fmt: skip
    book.sheet(
        say("原话"), [*about, (say("原话（已打码）"), 70, "wide"), (say("会话"), 10, ""), (say("行"), 8, "")],
        [(*head, quote["text"], quote["conversation"], quote["seq"]) for head, item in items
         for quote in item["quotes"]],
    )  # fmt: skip
    book.sheet(
        say("售后原因"), [*product, (say("原因"), 18, ""), (say("单数"), 8, "")],
        [(p["product"], p["name"], say.reason(c["reason"]), c["count"]) for p in products for c in p["cases"]],
    )  # fmt: skip
    asked = {q["question"]: p for p in products for q in p["questions"]}
    book.sheet(
        say("描述没说清"), [(say("问题"), 60, "wide"), (say("次数"), 8, ""), *product],
        [(q["question"], q["count"], *((p["product"], p["name"]) if (p := asked.get(q["question"])) else ("", "")))
         for q in questions],
    )  # fmt: skip


def _items(products: Sequence[Any], say: Tongue) -> Iterator[tuple[tuple[str, str, str, str], Any]]:
    for one in products:
        name = one["product"] or say("（没有指明）")
        for item in one["items"]:
            yield (name, one["name"], say(*KINDS[item["kind"]]), item["aspect"]), item
