"""Platforms' own service tables (客服数据, FILE_FORMATS A12): figures per account and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from xiaoer.core.inspection.cutting import iso
from xiaoer.files.cells import clean
from xiaoer.files.chats.moments import moment
from xiaoer.files.chats.names import FIGURE_COLUMNS, FIGURES
from xiaoer.files.chats.shapes import Figures, Item, unread
from xiaoer.files.chats.table_log import Row
from xiaoer.files.tables import header_key
from xiaoer.files.values import CellError

_COLUMNS = {platform: {header_key(c) for c in columns} for platform, columns in FIGURES.items()}
_ACCOUNT = {header_key(c) for c in FIGURE_COLUMNS["account"]}
_DAY = {header_key(c) for c in FIGURE_COLUMNS["day"]}
_WHOLE = frozenset(["店铺汇总值", "店铺平均值", "汇总", "合计", "全店"])
_NUMBER = re.compile(r"^-?[\d,]+(?:\.\d+)?\s*(%|元|秒|s)?$")
_SPAN = re.compile(r"^(?:(\d+)\s*(?:小时|时))?\s*(?:(\d+)\s*(?:分钟|分))?\s*(?:(\d+(?:\.\d+)?)\s*秒)?$")
LEAST = 3


def platform_by_header(cells: Sequence[str]) -> tuple[str, int]:
    """The platform whose table this header belongs to, and how many of its columns it has."""
    keys = {header_key(cell) for cell in cells}
    best = max(_COLUMNS, key=lambda platform: len(_COLUMNS[platform] & keys))
    return best, len(_COLUMNS[best] & keys)


def read_figures(path: Path, rows: Iterator[Row], header: int) -> Iterator[Item]:
    """The rows below the header as `Figures`; percentages become fractions, durations seconds."""
    names: list[str] = []
    platform = ""
    for number, cells, why in rows:
        if number == header:
            names, platform = [clean(cell) for cell in cells], platform_by_header(cells)[0]
        elif number > header and why:
            yield unread(path.name, number, cells[0] if cells else "", why)
        elif number > header and any(cell.strip() for cell in cells):
            yield _figures(path.name, number, platform, names, cells)


def _figures(file: str, number: int, platform: str, names: list[str], cells: Sequence[str]) -> Figures:
    account = day = ""
    figures: dict[str, float | str] = {}
    for name, cell in zip(names, cells, strict=False):
        text, key = clean(cell), header_key(name)
        if not name or not text:
            continue
        if key in _ACCOUNT:
            account = "" if text in _WHOLE else text
        elif key in _DAY:
            day = _day(text)
        else:
            figures[name] = value_of(text)
    return Figures(file, number, platform, account, day, figures)


def value_of(text: str) -> float | str:
    """`95.5%` → 0.955, `2分30秒` → 150.0, `1,200` → 1200.0; other words stay."""
    if found := _NUMBER.match(text):
        number = float(text.rstrip("%元秒s ").replace(",", ""))
        return round(number / 100, 6) if found[1] == "%" else number
    span = _SPAN.match(text)
    if span and any(span.groups()):
        hours, minutes, seconds = (float(part or 0) for part in span.groups())
        return hours * 3600 + minutes * 60 + seconds
    return text


def _day(text: str) -> str:
    try:
        return iso(moment(text))[:10]
    except CellError:
        return text
