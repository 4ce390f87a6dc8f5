"""Refusals for people and for scripts: one line each, or the JSON of the import commands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from xiaoer.core.errors import Refusal


def line(refusal: Refusal) -> str:
    """`skus.csv 第 17 行「价格」：“abc”不是金额 → 写成 99.00 这样的数字`."""
    row = "" if refusal.row is None else f" 第 {refusal.row} 行"
    column = "" if refusal.column is None else f"「{refusal.column}」"
    return f"{refusal.file}{row}{column}：{refusal.why} → {refusal.remedy}"


def lines(refusals: Iterable[Refusal]) -> list[str]:
    """A line for each refusal, in the order given."""
    return [line(refusal) for refusal in refusals]


def as_json(refusals: Iterable[Refusal]) -> list[dict[str, str | int | None]]:
    """The value of `"refused"`: objects of `file`, `row`, `column`, `why`, `remedy`."""
    return [asdict(refusal) for refusal in refusals]


def by_file(refusals: Iterable[Refusal]) -> dict[str, int]:
    """How many refusals each file has, in the order of their first one."""
    counted: dict[str, int] = {}
    for refusal in refusals:
        counted[refusal.file] = counted.get(refusal.file, 0) + 1
    return counted
