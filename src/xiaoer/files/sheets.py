"""XLSX and XLS workbooks as grids, one for each visible sheet, by python-calamine."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine as calamine

from xiaoer.files.grids import FileRefused, Grid, GridRow

MAX_UNPACKED_BYTES = 1 << 30
MAX_CELLS = 30_000_000
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, EOFError,
    ValueError,
)  # fmt: skip
_REMEDY = "用表格软件打开后另存为 .xlsx 或 UTF-8 编码的 CSV"


def grids(data: bytes, file: str) -> list[Grid]:
    """The visible sheets of a workbook. Raises `FileRefused` when there is none that can be read."""
    if data.startswith(b"PK"):
        _refuse_bombs(data, file)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        names = [sheet.name for sheet in book.sheets_metadata if _is_table(sheet)]
        found = [_grid(book.get_sheet_by_name(name)) for name in names]
    except calamine.PasswordError:
        raise FileRefused(file, "文件有密码", "去掉密码后再导入") from None
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise FileRefused(file, "表格文件损坏或不完整，打不开", _REMEDY) from None
        raise
    if not found:
        raise FileRefused(file, "表格文件里没有可见的工作表", _REMEDY)
    return found


def _is_table(sheet: calamine.SheetMetadata) -> bool:
    return sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet


def _grid(sheet: calamine.CalamineSheet) -> Grid:
    def rows() -> Iterator[GridRow]:
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            yield GridRow(number, [_text(cell) for cell in cells])

    merged = sheet.merged_cell_ranges or []
    down = tuple((left, top + 1, bottom + 1) for (top, left), (bottom, _) in merged if bottom > top)
    return Grid(rows, sheet.total_height, down)


def _text(cell: Any) -> str:  # noqa: PLR0911 — one line per type
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        if not cell.is_integer():
            return repr(cell)
        # A sheet keeps 15 digits; what is longer has lost its end, and is told as such.
        return str(int(cell)) if abs(cell) < 1e15 else f"{cell:.14E}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes" if not (cell.second or cell.microsecond) else "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _refuse_bombs(data: bytes, file: str) -> None:
    """Refuse archives that unpack to more than memory should hold, and sheets that span too many cells.

    calamine holds a sheet as a full rectangle: two far corners would ask for all between them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
                raise FileRefused(file, "表格文件展开后太大", "拆成几个文件，或存为 CSV")
            for part in parts:
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    _refuse_wide(archive, part, file)
    except _BROKEN:
        raise FileRefused(file, "表格文件损坏或不完整，打不开", _REMEDY) from None


def _refuse_wide(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> None:
    columns: set[bytes] = set()
    last_row, taken, rest = 0, 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            taken += len(chunk)
            if taken > MAX_UNPACKED_BYTES:
                raise FileRefused(file, "表格文件展开后太大", "拆成几个文件，或存为 CSV")
            for match in _CELL.finditer(rest + chunk):
                columns.add(match[1])
                last_row = max(last_row, int(match[2]))
            rest = chunk[-32:]
    width = max((_column_number(name) for name in columns), default=0)
    if width * last_row > MAX_CELLS:
        raise FileRefused(file, "工作表的范围太大（远处有多余的单元格）", "删去数据以外的行和列后再导入")


def _column_number(name: bytes) -> int:
    value = 0
    for letter in name:
        value = value * 26 + letter - 64
    return value
