"""Values → cell texts, as `values` reads them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from xiaoer.core.facts import Range


def money(amount: Decimal | None) -> str:
    """`99.00`; empty = unknown."""
    return "" if amount is None else f"{amount:.2f}"


def number(value: Decimal | int | None) -> str:
    """Digits without idle zeros."""
    if value is None or isinstance(value, int):
        return "" if value is None else str(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def span(value: Range | None) -> str:
    """`160-170`, or one number where both ends are the same."""
    if value is None:
        return ""
    low, high = number(value[0]), number(value[1])
    return low if low == high else f"{low}-{high}"


def time(moment: datetime | None) -> str:
    """`2026-03-05 14:00`, with seconds only where there are any; the moment's own zone is the shop's."""
    if moment is None:
        return ""
    exact = moment.replace(tzinfo=None)
    if exact.microsecond:
        return exact.isoformat(" ")
    return exact.isoformat(" ", "seconds" if exact.second else "minutes")


def day(value: date | None) -> str:
    """`2026-03-05`."""
    return "" if value is None else value.isoformat()


def yes_no(value: bool | None) -> str:
    """是, 否, or empty for unknown."""
    return "" if value is None else ("是" if value else "否")


def words(parts: Iterable[str]) -> str:
    """`a|b|c`."""
    return "|".join(parts)
