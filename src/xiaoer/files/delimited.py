"""CSV and its relatives, row by row, so that a broken row costs itself and nothing after it.

A stray quote would make an ordinary CSV reader swallow all that follows. Here a record that does not close
is given up at its first line, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from xiaoer.files.grids import Grid, GridRow

SEPARATORS = (",", "\t", ";")
MAX_LINES_IN_CELL = 500
_QUOTE = ("引号没有成对，这一行读不完整", '检查这一行的英文双引号 "；内容里的双引号要写成 ""')
_LOST = ("这一行有无法识别的字符，文件可能损坏", "用原来的软件重新导出为 UTF-8 编码的 CSV")
_NUL = ("这一行含有空字符（NUL），文件可能损坏", "用原来的软件重新导出")


def grid(text: str, separator: str, *, lossy: bool) -> Grid:
    """The text as a grid. `lossy` = undecodable bytes stand as U+FFFD, and their rows are refused."""
    return Grid(lambda: _rows(text, separator, lossy), text.count("\n") + 1)


def _rows(text: str, separator: str, lossy: bool) -> Iterator[GridRow]:
    source = io.StringIO(text, newline="")
    width = 0
    number = 0
    while line := source.readline():
        number += 1
        after = source.tell()
        row = _record(line, source, separator, number, width)
        if row.problem and source.tell() != after:
            source.seek(after)
        if row.problem is None:
            row = _checked(row, lossy)
        width = max(width, len(row.cells))
        yield row


def _record(line: str, source: io.StringIO, separator: str, number: int, width: int) -> GridRow:
    """One record beginning with `line`; takes further lines from `source` while a quoted cell is open."""
    if '"' not in line:
        bare = line.rstrip("\r\n")
        return GridRow(number, bare.split(separator) if bare else (), cut=bare == line)
    lines = _Lines(line, source)
    try:
        cells = next(csv.reader(lines, delimiter=separator, strict=True))
    except (csv.Error, StopIteration):
        return GridRow(number, (), _QUOTE)
    if _swallowed(lines.taken, len(cells), width, separator):
        return GridRow(number, (), _QUOTE)
    return GridRow(number, cells, cut=not lines.taken[-1].endswith(("\n", "\r")))


def _swallowed(lines: list[str], cells: int, width: int, separator: str) -> bool:
    """Whether a cell over several lines is really a stray quote that ate the rows up to the next one.

    So it is when the record has not the width of the others, or when each of its lines looks like a whole row
    of its own (a record that begins with a quoted cell is believed: our own export writes it so).
    """
    if len(lines) == 1 or not width:
        return False
    if cells != width:
        return True
    believed = lines[0].startswith('"') or width < 5
    return not believed and all(line.count(separator) == width - 1 for line in lines)


class _Lines:
    """The line at hand and, when asked, those after it, up to a limit."""

    def __init__(self, first: str, source: io.StringIO) -> None:
        self.taken: list[str] = []
        self._first = first
        self._source = source

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._source.readline() if self.taken else self._first
        if not line or len(self.taken) == MAX_LINES_IN_CELL:
            raise StopIteration
        self.taken.append(line)
        return line


def _checked(row: GridRow, lossy: bool) -> GridRow:
    if lossy and any("\ufffd" in cell for cell in row.cells):
        return GridRow(row.number, row.cells, _LOST)
    if any("\x00" in cell for cell in row.cells):
        return GridRow(row.number, row.cells, _NUL)
    return row
