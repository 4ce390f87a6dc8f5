"""A file as grids of text, one for each way of reading it: a sheet, an encoding with a separator, a page.

A grid yields rows with their true numbers; the first row of a file is 1, and blank rows count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xiaoer.core.errors import BadInput, Refusal


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row as text. `problem` = (why, remedy) when the row is broken; `cut` = no line end follows it."""

    number: int
    cells: Sequence[str]
    problem: tuple[str, str] | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One way of reading a file. `rows` starts anew at each call; `height` is an estimate for progress.

    `down` = cells merged over rows: (column, first row, last row), rows numbered as in `rows`, columns from 0.
    """

    rows: Callable[[], Iterator[GridRow]]
    height: int
    down: tuple[tuple[int, int, int], ...] = ()


class FileRefused(BadInput):
    """A whole file that cannot be read; `refusal` says why and what to do."""

    code = "file_refused"

    def __init__(self, file: str, why: str, remedy: str, column: str | None = None) -> None:
        super().__init__(f"{file}：{why}；{remedy}")
        self.refusal = Refusal(file, None, column, why, remedy)
