"""How a table of a shop folder is described, read and checked: the same for every table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from decimal import Decimal
from types import MappingProxyType
from typing import Generic, TypeVar

from xiaoer.core.facts import Range, Source
from xiaoer.files import values
from xiaoer.files.pairs import Pairs, read_pairs
from xiaoer.files.values import CellError

T = TypeVar("T")
V = TypeVar("V")
_NOTHING: Mapping[str, str] = MappingProxyType({})
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table, read column by column. Getters give None or "" for an empty cell (unknown).

    All raise `CellError` that names the column.
    """

    source: Source
    values: Mapping[str, str]
    zone: tzinfo

    def text(self, column: str) -> str:
        return self.values.get(column, "")

    def need(self, column: str) -> str:
        text = self.values.get(column, "")
        if not text:
            raise CellError(f"「{column}」是空的", "填上这一格", column)
        return text

    def number_of(self, column: str) -> str:
        """An identifying number that must be there, kept as text."""
        text = self.need(column)
        if _SCIENTIFIC.fullmatch(text):
            why = f"“{text}”是被表格软件改写的长数字，原来的编号已经丢失"
            raise CellError(why, "把这一列设为文本格式，重新填写编号", column)
        return text

    def money(self, column: str) -> Decimal | None:
        return self._as(column, values.money)

    def decimal(self, column: str, unit: str = "") -> Decimal | None:
        return self._as(column, lambda text: values.number(text, unit))

    def count(self, column: str) -> int | None:
        return self._as(column, values.count)

    def span(self, column: str) -> Range | None:
        return self._as(column, values.span)

    def time(self, column: str) -> datetime | None:
        return self._as(column, lambda text: values.time(text, self.zone))

    def day(self, column: str) -> date | None:
        return self._as(column, lambda text: values.day(text, self.zone))

    def clock(self, column: str) -> str:
        return self._as(column, values.clock) or ""

    def yes_no(self, column: str) -> bool | None:
        return self._as(column, values.yes_no)

    def pairs(self, column: str) -> Pairs:
        return self._as(column, read_pairs) or ()

    def words(self, column: str) -> tuple[str, ...]:
        return values.split_list(self.text(column))

    def rest(self, known: Set[str]) -> Mapping[str, str]:
        """The cells of columns that the format does not know."""
        if self.values.keys() <= known:
            return _NOTHING
        return MappingProxyType({name: text for name, text in self.values.items() if name not in known})

    def _as(self, column: str, read: Callable[[str], V]) -> V | None:
        text = self.values.get(column)
        if text is None:
            return None
        try:
            return read(text)
        except CellError as error:
            raise CellError(error.why, error.remedy, column) from None


@dataclass(frozen=True, slots=True)
class TableSpec(Generic[T]):
    """A table: its columns in the order they are written, and both directions of a row.

    `key` = the columns that together must not repeat (not checked where all are empty).
    `numeric` = columns that a workbook holds as numbers. `guard` = protect cells against formula injection.
    """

    name: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    key: tuple[str, ...]
    read: Callable[[Cells], T]
    write: Callable[[T], Mapping[str, str]]
    aliases: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    numeric: frozenset[str] = frozenset()
    guard: bool = True
