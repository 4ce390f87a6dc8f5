"""Shipping ways (快递 EMS 货运 顺丰…): which of a shop's ways the words call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_PLAIN = frozenset({"快递", "速递", "物流", "快运", "速运", "配送", "普通", "标准", "货运", "邮政"})
_COMPARED = re.compile(
    r"哪个|哪种|哪家|区别|差多少|差别|贵多少|快多少|便宜多少|几种(?:快递|方式|配送)|(?:都)?有(?:哪些|什么|几种)(?:快递|方式|配送)"
)
_CARRIERS = re.compile(
    r"顺丰|京东(?:快递|物流)|ems|邮政|德邦|中通|圆通|申通|韵达|极兔|百世|天天快递|跨越|安能|平邮|闪送|空运|陆运|货运|同城(?:配送|送)|自提",
    re.IGNORECASE,
)


class Sent(Protocol):
    """A row of the freight or the delivery table."""

    @property
    def way(self) -> str:
        """方式."""


Row = TypeVar("Row", bound=Sent)


def names_of(way: str, courier: str = "") -> frozenset[str]:
    """What a way is called by: its own name, its courier's, and their first two letters (顺丰 of 顺丰速运)."""
    found = {way.lower(), courier.lower()}
    for run in _HAN.findall(f"{way} {courier}"):
        found |= {run[:2]} if run[:2] not in _PLAIN else {run}
    found |= {latin.lower() for latin in re.findall(r"[A-Za-z]{2,}", f"{way} {courier}")}
    return frozenset(name for name in found if len(name) > 1)


def called(text: str, rows: Sequence[Row]) -> list[Row]:
    """The rows whose way the text calls; empty = it calls none, or the shop has only one."""
    if len({row.way for row in rows}) < 2:
        return []
    low = text.lower()
    return [row for row in rows if row.way and any(name in low for name in names_of(row.way, _courier(row)))]


def _courier(row: Sent) -> str:
    return str(getattr(row, "courier", ""))


def are_compared(text: str) -> bool:
    """顺丰和EMS哪个快, 有几种快递."""
    return _COMPARED.search(text) is not None


def carrier_said(text: str) -> str:
    """A carrier or a way of sending that a text names; "" = none."""
    match = _CARRIERS.search(text)
    return match[0] if match else ""


def ways_of(rows: Iterable[Row]) -> list[Row]:
    """One row of each way, in the table's order."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.way, row)
    return list(found.values())
