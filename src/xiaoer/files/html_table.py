"""An HTML table saved as `.xls`, as some back ends export it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from xiaoer.files.grids import FileRefused, Grid, GridRow


def looks_like_html(text: str) -> bool:
    """Whether the text is a page with a table rather than CSV."""
    head = text[:2000].lstrip("\ufeff \t\r\n").casefold()
    return head.startswith("<") and ("<table" in text.casefold() or "<html" in head)


def grid(text: str, file: str) -> Grid:
    """All rows of all tables on the page, one after another. Raises `FileRefused` for broken markup."""
    parser = _Rows()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError:  # what the standard parser raises for unknown declarations
        raise FileRefused(file, "网页表格的写法有误，读不完整", "打开后另存为 .xlsx 或 CSV") from None
    parser.end_row()
    rows = parser.rows

    def numbered() -> Iterator[GridRow]:
        return (GridRow(number, cells) for number, cells in enumerate(rows, start=1))

    return Grid(numbered, len(rows))


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.end_row()
            self._row = []
        elif tag in ("td", "th") and self._row is not None:
            self._end_cell()
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self.end_row()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def end_row(self) -> None:
        """Close the row at hand, if any."""
        self._end_cell()
        if self._row is not None:
            self.rows.append(self._row)
            self._row = None

    def _end_cell(self) -> None:
        if self._cell is not None and self._row is not None:
            self._row.append("".join(self._cell))
        self._cell = None
