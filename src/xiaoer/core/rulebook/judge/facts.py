"""Reads the facts of a case: typed, tolerant, total.

What is absent or null is None; what cannot be read is None, too, and is named in `problems`. Money becomes whole fen,
times become aware datetimes in Asia/Shanghai (calendar days are counted there).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

SHOP_TIME = ZoneInfo("Asia/Shanghai")
_MONEY_LIMIT = Decimal(10) ** 10
_COUNT_LIMIT = 10**6
_YEARS = range(1990, 2200)  # leaves room for adding any period without overflow


@lru_cache(maxsize=1024)
def _keys(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


@lru_cache(maxsize=4096)
def _time(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    if read.year not in _YEARS or read.tzinfo is None:
        return None
    return read.astimezone(SHOP_TIME)


@lru_cache(maxsize=4096)
def _decimal(text: str) -> Decimal | None:
    try:
        read = Decimal(text.strip())
    except InvalidOperation:
        return None
    return read if read.is_finite() and abs(read) < _MONEY_LIMIT else None


def _writable(text: str) -> bool:
    """Half a surrogate pair is legal in JSON and is no text."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Facts:
    """A view on one JSON object of the case. Paths are dotted: `facts.fen("order.amount_paid")`."""

    __slots__ = ("_name", "_prefix", "_raw", "problems")

    def __init__(
        self, raw: Mapping[str, Any], problems: list[str] | None = None, prefix: str = "", name: str | None = None
    ) -> None:
        self._raw = raw if type(raw) is dict else dict(raw)
        self._prefix = prefix
        self._name = name  # told in problems instead of the path
        self.problems: list[str] = [] if problems is None else problems

    def raw(self, path: str) -> Any:
        """The value as given; None when absent or when a part of the path is no object."""
        here: Any = self._raw
        for key in _keys(path):
            if type(here) is not dict:
                return None
            here = here.get(key)
        return here

    def has(self, path: str) -> bool:
        """Whether the field is there, be it null."""
        *above, last = _keys(path)
        inner = self.raw(".".join(above)) if above else self._raw
        return isinstance(inner, dict) and last in inner

    def maybe(self, path: str) -> bool | None:
        """A truth value, None when not said."""
        value = self.raw(path)
        if value is None or isinstance(value, bool):
            return value
        self._wrong(path, "true 或 false")
        return None

    def truths(self, path: str, fields: tuple[str, ...]) -> dict[str, bool]:
        """The truth values among some fields of an object, in one go."""
        inner = self.raw(path)
        if type(inner) is not dict:
            return {}
        return {field: inner[field] for field in fields if type(inner.get(field)) is bool}

    def flag(self, path: str) -> bool:
        """A truth value; not said = no."""
        return self.maybe(path) is True

    def text(self, path: str) -> str:
        """A text; not said = empty."""
        value = self.raw(path)
        if value is None:
            return ""
        if isinstance(value, str) and _writable(value):
            return value
        self._wrong(path, "文字")
        return ""

    def number(self, path: str) -> Decimal | None:
        """A decimal number, given as string or number."""
        value = self.raw(path)
        if value is None:
            return None
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            try:
                read = _decimal(str(value))
            except ValueError:  # an int of thousands of digits has no decimal text
                read = None
            if read is not None:
                return read
        self._wrong(path, "数字，如 99.00")
        return None

    def fen(self, path: str) -> int | None:
        """Money as whole fen, halves up."""
        yuan = self.number(path)
        return None if yuan is None else int((yuan * 100).to_integral_value(ROUND_HALF_UP))

    def count(self, path: str) -> int | None:
        """A whole number of pieces, days or hours, not negative."""
        read = self.number(path)
        if read is None:
            return None
        if read != read.to_integral_value() or not 0 <= read <= _COUNT_LIMIT:
            self._wrong(path, "不小于 0 的整数")
            return None
        return int(read)

    def counts(self, path: str) -> dict[str, int]:
        """An object of whole numbers (pieces by SKU); what can't be read is left out."""
        inner = self.raw(path)
        if type(inner) is not dict:
            return {}
        read = {
            key: Facts({"value": value}, self.problems, f"{path}.", key).count("value") for key, value in inner.items()
        }
        return {key: value for key, value in read.items() if value is not None}

    def time(self, path: str) -> datetime | None:
        """A moment in shop time."""
        value = self.raw(path)
        if value is None:
            return None
        read = _time(value) if isinstance(value, str) else None
        if read is None:
            self._wrong(path, "带时区的时间，如 2026-05-04T15:00:00+08:00")
        return read

    def day(self, path: str) -> date | None:
        """A calendar day, given as date or time."""
        value = self.raw(path)
        if value is None:
            return None
        if isinstance(value, str) and len(value) == 10:
            try:
                read = date.fromisoformat(value)
            except ValueError:
                self._wrong(path, "日期，如 2026-05-04")
                return None
            if read.year in _YEARS:
                return read
            self._wrong(path, "1990 到 2199 年的日期")
            return None
        moment = self.time(path)
        return None if moment is None else moment.date()

    def names(self, path: str) -> frozenset[str]:
        """A list of words; not said = empty."""
        value = self.raw(path)
        if value is None:
            return frozenset()
        if isinstance(value, list):
            return frozenset(entry for entry in value if isinstance(entry, str) and _writable(entry))
        self._wrong(path, "文字的列表")
        return frozenset()

    def rows(self, path: str) -> Iterator[Facts]:
        """The objects of a list."""
        value = self.raw(path)
        if value is None:
            return
        if not isinstance(value, list):
            self._wrong(path, "列表")
            return
        for number, row in enumerate(value):
            if isinstance(row, dict):
                yield Facts(row, self.problems, f"{self._prefix}{path}[{number}].")

    def _wrong(self, path: str, wanted: str) -> None:
        """Note what cannot be read; it counts as unknown (None)."""
        problem = f"{self._prefix}{self._name or path} 应是{wanted}"
        if problem not in self.problems:
            self.problems.append(problem)
