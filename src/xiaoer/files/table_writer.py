"""Rows of cells → one CSV or XLSX file that `tables` reads back to the same cells.

A file appears whole or not at all: it is written beside its place and moved there.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from xiaoer.core.errors import BadInput
from xiaoer.files.cells import wrapped

if TYPE_CHECKING:
    import xlsxwriter

Form = Literal["csv", "xlsx"]
Rows = Sequence[Mapping[str, str]]
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,3})?")
_MAX_XLSX_TEXT = 32_767
_MAX_XLSX_ROWS = 1_048_575
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def write_csv(
    path: Path, columns: Sequence[str], rows: Rows, *, guard: bool = True, encoding: str = "utf-8-sig"
) -> None:
    """Write a CSV with CRLF line ends. Raises `BadInput` where the encoding has no such character."""
    text = io.StringIO(newline="")
    plain, quoted = csv.writer(text), csv.writer(text, quoting=csv.QUOTE_ALL)
    plain.writerow([wrapped(column, guard=guard) for column in columns])
    for row in rows:
        cells = [wrapped(row.get(column, ""), guard=guard) for column in columns]
        # A record over several lines is quoted throughout, so that readers can tell it from a stray quote.
        (quoted if any("\n" in cell for cell in cells) else plain).writerow(cells)
    try:
        data = text.getvalue().encode(encoding)
    except UnicodeEncodeError as error:
        sign = error.object[error.start]
        remedy = "删去这个字符，或改用 UTF-8 导出"
        raise BadInput(f"{path.name}：{encoding} 编码里没有“{sign!a}”（{sign}）；{remedy}") from None
    _place(path, lambda beside: beside.write_bytes(data))


def write_xlsx(path: Path, columns: Sequence[str], rows: Rows, *, numeric: Collection[str] = ()) -> None:
    """Write a workbook with one sheet; `numeric` columns hold numbers, all others text (never formulas).

    Raises `BadInput` for what a sheet cannot hold.
    """
    if len(rows) > _MAX_XLSX_ROWS:
        raise BadInput(f"{path.name}：{len(rows)} 行超过工作表的上限；请导出为 CSV")
    _place(path, lambda beside: _fill_book(beside, path.stem, columns, rows, numeric))


def _fill_book(
    path: Path,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    numeric: Collection[str],
) -> None:
    import xlsxwriter  # loaded at first use: a server seldom writes a workbook

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.set_properties({"created": _EPOCH})
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    try:
        _fill_row(sheet, 0, {column: column for column in columns}, columns, ())
        for number, row in enumerate(rows, start=1):
            _fill_row(sheet, number, row, columns, numeric)
    finally:
        book.close()


def _fill_row(
    sheet: xlsxwriter.worksheet.Worksheet,
    number: int,
    row: Mapping[str, str],
    columns: Sequence[str],
    numeric: Collection[str],
) -> None:
    for place, column in enumerate(columns):
        text = row.get(column, "")
        if not text:
            continue
        if len(text) >= _MAX_XLSX_TEXT:
            raise BadInput(f"第 {number + 1} 行「{column}」超过一格能放的 32767 个字；请导出为 CSV")
        if column in numeric and _NUMBER.fullmatch(text):
            sheet.write_number(number, place, float(text))
        else:
            sheet.write_string(number, place, wrapped(text, guard=False))


def _place(path: Path, write: Callable[[Path], object]) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        write(beside)
        os.replace(beside, path)
    except OSError as error:
        why = error.strerror or error
        raise BadInput(f"写不了 {path}（{why}）；检查文件夹权限和磁盘空间，并关闭正打开它的程序") from None
    finally:
        beside.unlink(missing_ok=True)
