"""Chat tables: CSV of any encoding (streamed), XLSX and XLS. A row is a message; columns go by their aliases."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from xiaoer.core.errors import BadInput
from xiaoer.files import sheets
from xiaoer.files.cells import clean
from xiaoer.files.chats.lines import Lines, open_binary
from xiaoer.files.chats.nearby import Nearby
from xiaoer.files.chats.records import NEEDED, field_of, said_of
from xiaoer.files.chats.shapes import Asked, Item, Said, unread
from xiaoer.files.values import CellError

HEADER_SEARCH_ROWS = 50
MOST_LINES_IN_CELL = 200
SEPARATORS = (",", "\t", ";", "|")
_QUOTE = '引号没有成对，这一行读不完整；内容里的双引号要写成 ""'
Row = tuple[int, Sequence[str], str]
"""Number in the file, cells, why it cannot be read or ""."""


def header_score(cells: Sequence[str]) -> int:
    """How well a row serves as the header of a chat table: known fields, 0 without time and text."""
    found = {field_of(cell) for cell in cells[:200]} - {""}
    return len(found) if found >= set(NEEDED) and found & {"author", "role"} else 0


def sheet_rows(path: Path) -> Iterator[list[Row]]:
    """The sheets of a workbook as rows. Raises `BadInput` when it cannot be read."""
    with open_binary(path) as source:
        data = source.read((100 << 20) + 1)
    if len(data) > 100 << 20:
        raise BadInput(f"{path.name} 超过 100 MB；另存为 CSV，或拆成几个文件")
    for grid in sheets.grids(data, path.name):
        yield _filled([(row.number, row.cells, "") for row in grid.rows()], grid.down)


def _filled(rows: list[Row], down: Sequence[tuple[int, int, int]]) -> list[Row]:
    """Rows with the value of a cell that is merged over several in each of those that hold something else."""
    for column, first, last in down:
        value = rows[first - 1][1][column] if first <= len(rows) and column < len(rows[first - 1][1]) else ""
        for place in range(first, min(last, len(rows))) if value else ():
            number, cells, why = rows[place]
            if any(cells) and column < len(cells):
                rows[place] = (number, [*cells[:column], value, *cells[column + 1 :]], why)
    return rows


def csv_rows(lines: Lines, separator: str) -> Iterator[Row]:
    """The records of a CSV, line by line; a record that does not close costs its first line only."""
    source = iter(lines)
    ahead: deque[tuple[int, str, str]] = deque()

    def take() -> tuple[int, str, str] | None:
        return ahead.popleft() if ahead else next(source, None)

    while (found := take()) is not None:
        number, line, why = found
        if why:
            yield number, (line,), why
        elif '"' not in line:
            yield number, line.rstrip("\r\n").split(separator), ""
        else:
            yield _quoted(found, take, ahead, separator)


def _quoted(first: tuple[int, str, str], take: Any, ahead: deque[tuple[int, str, str]], separator: str) -> Row:
    taken = [first]
    while sum(line.count('"') for _, line, _ in taken) % 2:
        more = take() if len(taken) < MOST_LINES_IN_CELL else None
        if more is None:
            ahead.extendleft(reversed(taken[1:]))
            return first[0], (first[1],), _QUOTE
        taken.append(more)
    try:
        return first[0], next(csv.reader([line for _, line, _ in taken], delimiter=separator)), ""
    except (csv.Error, StopIteration):
        ahead.extendleft(reversed(taken[1:]))
        return first[0], (first[1],), _QUOTE


class TableLog:
    """Reads the rows of one chat table; rows above the header are passed over."""

    def __init__(self, path: Path, asked: Asked) -> None:
        self._name = path.name
        self._asked = asked
        self._fields: list[tuple[int, str]] = []
        self._width = 0
        self._near = Nearby(path.name, "看不出是和哪个买家的对话；加一列 会话ID 或 客户名")

    def read(self, rows: Iterator[Row], header: int) -> Iterator[Item]:
        """The messages below the header row (number in the file)."""
        for number, cells, why in rows:
            if number < header:
                continue
            if number == header:
                self._take_header(cells)
            elif not why and self._may_be_header(cells) and header_score(cells):
                self._take_header(cells)  # another export pasted below
            elif why:
                yield unread(self._name, number, cells[0] if cells else "", why)
            elif any(cell.strip() for cell in cells):
                yield from self._row(number, cells)
        yield from self._near.forget()

    def _may_be_header(self, cells: Sequence[str]) -> bool:
        """A quick look: where the time stands, a header has no digit."""
        place = next((place for place, name in self._fields if name == "time"), 0)
        return place < len(cells) and cells[place] != "" and not cells[place].strip()[:1].isdigit()

    def _take_header(self, cells: Sequence[str]) -> None:
        self._fields = []
        seen: set[str] = set()
        for place, cell in enumerate(cells):
            name = field_of(cell)
            if name and name not in seen:
                seen.add(name)
                self._fields.append((place, name))
        self._width = len(cells)

    def _row(self, number: int, cells: Sequence[str]) -> Iterator[Item]:
        record = {name: text for place, name in self._fields if place < len(cells) and (text := clean(cells[place]))}
        try:
            if len(cells) > self._width and any(cell.strip() for cell in cells[self._width :]):
                raise CellError("格子比表头多", "内容里有分隔符的格子要用英文双引号括起来")
            said = said_of(record, self._asked, number)
        except CellError as error:
            yield unread(self._name, number, " | ".join(cells), f"{error.why}；{error.remedy}")
            return
        if said.role == "agent" and said.author in self._asked.robots:
            said.role = "robot"
        yield from self._place(said)

    def _place(self, said: Said) -> Iterator[Item]:
        """Lines without shopper and id belong to the shopper near them, as in copied text."""
        if said.shopper or said.thread:
            if said.role == "shopper":
                self._near.shopper = said.shopper
            yield from self._near.settle(said.shopper)
            yield said
        else:
            yield from self._near.place(said)


def named_columns(cells: Sequence[str]) -> str:
    """The first columns of a table, for a message about it."""
    return "、".join(cell.strip() for cell in cells[:12] if cell.strip())[:160]
