"""A table file of any kind → its headers and cleaned rows.

Reads CSV (UTF-8 with or without BOM, GB18030/GBK, UTF-16; comma, tab or semicolon), XLSX, XLS, and HTML
tables saved as `.xls`. The header is the row of the first fifty with the most known names. Row numbers are
those of the file, as a spreadsheet shows them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from xiaoer.files import delimited, html_table, sheets
from xiaoer.files.cells import clean
from xiaoer.files.decoding import decodings
from xiaoer.files.grids import FileRefused, Grid, GridRow

HEADER_SEARCH_ROWS = 50
MAX_FILE_BYTES = 100 << 20
_XLS_MAGIC = b"\xd0\xcf\x11\xe0"
_UNIT = re.compile(r"\(.{1,4}\)$")
_SPACES = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its number in the file and its non-empty cells by header. `problem` = (why, remedy)."""

    number: int
    values: Mapping[str, str]
    problem: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headers: known ones by their canonical names, others trimmed, "" for none.

    `written` = the headers as the file has them, trimmed, the second of the same name with `(2)`.
    """

    file: str
    headers: tuple[str, ...]
    header_row: int
    height: int
    grid: Grid
    written: tuple[str, ...] = ()

    def named(self, names: Mapping[str, str]) -> Table:
        """The table with other headers: `names` = header as written → column, "" = leave it out.

        Raises `FileRefused` when two columns are given one name.
        """
        headers: list[str] = []
        for cell in self.written:
            name = names.get(cell, cell)
            if name and name in headers:
                raise FileRefused(self.file, f"有两列都对应到「{name}」", "只让一列对应它，另一列选“不导入”", name)
            headers.append(name)
        return replace(self, headers=tuple(headers))

    def rows(self) -> Iterator[TableRow]:
        """The rows below the header that are not blank, cleaned."""
        for row in islice(self.grid.rows(), self.header_row, None):
            if row.problem:
                yield TableRow(row.number, {}, row.problem)
            elif (made := self._row(row)) is not None:
                yield made

    def _row(self, row: GridRow) -> TableRow | None:
        values = {}
        for name, cell in zip(self.headers, row.cells, strict=False):
            if name and (text := clean(cell)):
                values[name] = text
        width = len(self.headers)
        if len(row.cells) > width and any(clean(cell) for cell in row.cells[width:]):
            why = f"这一行有 {len(row.cells)} 格，比表头的 {width} 格多"
            return TableRow(row.number, values, (why, "内容里有分隔符的格子要用英文双引号括起来"))
        if not values:
            return None
        if row.cut and len(row.cells) < width:
            why = "文件在这一行中间断了"
            return TableRow(row.number, values, (why, "重新导出或重新下载这个文件"))
        return TableRow(row.number, values)


def open_table(path: Path, known: Collection[str], aliases: Mapping[str, str] | None = None) -> Table:
    """Find the header of a file. `known` = canonical names; `aliases` = other spelling → canonical name.

    Raises `FileRefused` when the file cannot be read or has none of the known columns.
    """
    names = {header_key(name): name for name in known}
    names.update({header_key(other): name for other, name in (aliases or {}).items()})
    best: tuple[int, int, Sequence[str], Grid] | None = None
    for grid in _grids(path):
        score, number, cells = _header(grid, names)
        if best is None or score > best[0]:
            best = (score, number, cells, grid)
    if best is None or best[0] == 0:
        raise FileRefused(path.name, "前 50 行里找不到表头", f"第一行写列名：{'、'.join(known)}")
    _, number, cells, grid = best
    headers = _named(cells, names, path.name)
    return Table(path.name, headers, number, max(grid.height - number, 0), grid, _apart(cells))


def look_at(path: Path, known: Collection[str]) -> Table:
    """The table of a file as it is written, whatever its columns are called.

    The header is the row with the most known names; where no name is known, the fullest of the first fifty rows.
    Raises `FileRefused` when the file is no table.
    """
    names = {header_key(name): name for name in known}
    best: tuple[tuple[int, int, int], int, Sequence[str], Grid] | None = None
    for grid in _grids(path):
        for row in islice(grid.rows(), HEADER_SEARCH_ROWS):
            texts = [text for cell in row.cells[:1000] if (text := clean(cell))]
            rank = (len({name for text in texts if (name := canonical(text, names))}), len(texts), -row.number)
            if texts and (best is None or rank > best[0]):
                best = (rank, row.number, row.cells, grid)
    if best is None:
        raise FileRefused(path.name, "前 50 行里找不到表头", "第一行写列名")
    _, number, cells, grid = best
    written = _apart(cells)
    return Table(path.name, written, number, max(grid.height - number, 0), grid, written)


def _apart(cells: Sequence[str]) -> tuple[str, ...]:
    """Headers as they are written, each told from the others; "" for none."""
    told: list[str] = []
    for cell in cells:
        base = name = clean(cell)
        again = 2
        while name and name in told:
            name, again = f"{base}({again})", again + 1
        told.append(name)
    return tuple(told)


def header_key(text: str) -> str:
    """What makes two headers the same: width, case and blanks do not count."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", clean(text))).casefold()


def canonical(cell: str, names: Mapping[str, str]) -> str | None:
    """The column that a header is; `names` = `header_key` → column. A unit in brackets does not count."""
    key = header_key(cell)
    return names.get(key) or names.get(_UNIT.sub("", key))


def _header(grid: Grid, names: Mapping[str, str]) -> tuple[int, int, Sequence[str]]:
    best: tuple[int, int, Sequence[str]] = (0, 0, ())
    for row in islice(grid.rows(), HEADER_SEARCH_ROWS):
        score = len({name for cell in row.cells[:1000] if (name := canonical(cell, names))})
        if score > best[0]:
            best = (score, row.number, row.cells)
    return best


def _named(cells: Sequence[str], names: Mapping[str, str], file: str) -> tuple[str, ...]:
    headers: list[str] = []
    for cell in cells:
        known = canonical(cell, names)
        name = known or clean(cell)
        if known and known in headers:
            raise FileRefused(file, f"列「{known}」出现了两次", "只保留一列", known)
        base, again = name, 2
        while name and name in headers:
            name, again = f"{base}({again})", again + 1
        headers.append(name)
    return tuple(headers)


def _grids(path: Path) -> Iterator[Grid]:
    data = _bytes(path)
    if data.startswith((b"PK\x03\x04", _XLS_MAGIC)):
        yield from sheets.grids(data, path.name)
        return
    found = False
    for decoded in decodings(data):
        if _is_binary(decoded.text):
            continue
        found = True
        if html_table.looks_like_html(decoded.text):
            yield html_table.grid(decoded.text, path.name)
        else:
            for separator in delimited.SEPARATORS:
                yield delimited.grid(decoded.text, separator, lossy=decoded.lossy)
    if not found:
        raise FileRefused(path.name, "这不是表格文件", "放入 CSV 或 XLSX 文件")


def _is_binary(text: str) -> bool:
    head = text[:4096]
    strange = sum(1 for sign in head if sign < " " and sign not in "\t\r\n\x0b\x0c")
    return strange > len(head) // 20


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise FileRefused(path.name, "文件超过 100 MB", "拆成几个文件，分几次导入")
        data = path.read_bytes()
    except OSError as error:
        why = f"文件打不开（{error.strerror or error}）"
        raise FileRefused(path.name, why, "检查文件是否存在、是否有读取权限") from None
    if not data.strip(b"\r\n\t \x00\xef\xbb\xbf"):
        raise FileRefused(path.name, "文件是空的", "填入表头和内容，或删去这个文件")
    return data
