"""When goods leave and when they arrive, told as dates.

Dispatch day = the day of payment when paid before the row's cut-off, else the next; days on which the shop
says that it does not dispatch are skipped; a presale date is waited for.
Arrival = dispatch day + the table's days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from xiaoer.core.facts import Delivery, Policy
from xiaoer.core.rulebook.calculators.freight import plain_province
from xiaoer.core.text.regions import find_regions

_SHIP_WORDS = re.compile(r"发货|发出|出库|派单|寄出")
_STOP = r"(?:不发货|停发|暂停发货|停止发货|不发|休息|放假|不出库|不安排发货)"
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_STOPPED_WEEKEND = re.compile(rf"(?:周末|双休日?)[^。；，]{{0,8}}{_STOP}")
_STOPPED_WEEKDAY = re.compile(
    rf"(?:每?(?:周|星期)([一二三四五六日天])(?:[、和及]?(?:周|星期)?([一二三四五六日天]))?)[^。；，]{{0,8}}{_STOP}"
)
_STOPPED_DAYS = re.compile(
    rf"(?:周|星期)([一二三四五六日天])(?:到|至|[-~—–])(?:周|星期)([一二三四五六日天])[^。；，]{{0,8}}{_STOP}"
)
_REST_DAY = re.compile(
    r"不发货日[:：为是]\s*(?:周|星期)([一二三四五六日天])(?:[、和及/](?:周|星期)?([一二三四五六日天]))?"
)
_DAY = r"(?:(\d{4})[年/.-])?(\d{1,2})[月/.-](\d{1,2})[日号]?"
_STOPPED_RANGE = re.compile(rf"{_DAY}\s*(?:至|到|[-~—–])+\s*{_DAY}[^。；]{{0,12}}{_STOP}")
_NEXT_DAY = re.compile(r"付款后?(?:的)?(?:次日|第二天|隔天)(?:统一)?发")
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})")
_HORIZON_DAYS = 60


@dataclass(frozen=True, slots=True)
class DispatchRules:
    """Days without dispatch as a shop's policies state them, and the policies that say so."""

    weekdays: frozenset[int] = frozenset()
    ranges: tuple[tuple[date, date], ...] = ()
    next_day: bool = False
    sources: tuple[Policy, ...] = ()

    def rests(self, day: date) -> bool:
        """No dispatch on that day."""
        return day.weekday() in self.weekdays or any(first <= day <= last for first, last in self.ranges)


@dataclass(frozen=True, slots=True)
class Arrival:
    """`dispatch_on` and the window of arrival; None where the table does not say."""

    row: Delivery
    dispatch_on: date | None
    earliest: date | None
    latest: date | None
    steps: tuple[str, ...] = field(default=())


def dispatch_rules(
    policies: Sequence[Policy], year: int, *, warehouse: str | None = None, warehouses: Sequence[str] = ()
) -> DispatchRules:
    """Read the days without dispatch out of the shop's policies; a date without a year means `year`.

    What is said of one of `warehouses` counts for that one only; what names none counts for all, unless its
    sentence or its whole policy speaks of a single other one.
    """
    weekdays: set[int] = set()
    ranges: list[tuple[date, date]] = []
    next_day = False
    sources: list[Policy] = []
    for policy in policies:
        if not _SHIP_WORDS.search(policy.text + policy.key_values + policy.topic):
            continue
        text = "；".join(_said_of(policy, warehouse, warehouses))
        days, spans, later = _weekdays_in(text), _ranges_in(text, year), bool(_NEXT_DAY.search(text))
        if days or spans or later:
            sources.append(policy)
        weekdays |= days
        ranges += spans
        next_day = next_day or later
    return DispatchRules(frozenset(weekdays), tuple(ranges), next_day, tuple(sources))


def _said_of(policy: Policy, warehouse: str | None, warehouses: Sequence[str]) -> list[str]:
    """The clauses of a policy that concern a warehouse (None = those that concern all)."""
    whole = _named(policy.text + policy.key_values, warehouses)
    single = whole if len(whole) == 1 else frozenset()
    kept = []
    for sentence in re.split(r"[。；;]", f"{policy.text}；{policy.key_values}"):
        spoken_of = _named(sentence, warehouses) or single
        clauses = re.split(r"[，,]", sentence)
        if not _named(sentence, warehouses):
            clauses = [sentence]
        for clause in clauses:
            meant = _named(clause, warehouses) or spoken_of
            if not meant or warehouse in meant:
                kept.append(clause)
    return kept


def _named(text: str, warehouses: Sequence[str]) -> frozenset[str]:
    whole = frozenset(name for name in warehouses if name and name in text)
    return whole or frozenset(name for name in warehouses if (kind := _kind_of(name)) and kind in text)


def _kind_of(warehouse: str) -> str:
    """活体 of 广州活体仓: the goods that a warehouse is named after; empty = it is named after its place only."""
    kind = warehouse.removesuffix("仓库").removesuffix("仓")
    place = find_regions(kind)
    rest = kind[place[0].end :] if place and place[0].start == 0 else kind
    return rest.lstrip("省市") if len(rest) > 1 and rest != kind else ""


def _weekdays_in(text: str) -> set[int]:
    found = {5, 6} if _STOPPED_WEEKEND.search(text) else set()
    for match in (*_STOPPED_WEEKDAY.finditer(text), *_REST_DAY.finditer(text)):
        found |= {_WEEKDAYS[name] for name in match.groups() if name}
    for match in _STOPPED_DAYS.finditer(text):
        first, last = _WEEKDAYS[match[1]], _WEEKDAYS[match[2]]
        found |= {day % 7 for day in range(first, last + 1 if last >= first else last + 8)}
    return found


def _ranges_in(text: str, year: int) -> list[tuple[date, date]]:
    spans = []
    for match in _STOPPED_RANGE.finditer(text):
        y1, m1, d1, y2, m2, d2 = match.groups()
        try:
            first = date(int(y1 or year), int(m1), int(d1))
            last = date(int(y2 or y1 or year), int(m2), int(d2))
        except ValueError:
            continue
        spans.append((first, last) if first <= last else (first, last.replace(year=last.year + 1)))
    return spans


def delivery_rows(rows: Sequence[Delivery], province: str, warehouse: str | None) -> tuple[Delivery, ...]:
    """Rows for a province; of one warehouse when it is known."""
    wanted = plain_province(province)
    return tuple(
        row
        for row in rows
        if plain_province(row.province) == wanted and (warehouse is None or row.warehouse == warehouse)
    )


def cutoff_of(row: Delivery) -> time | None:
    """The row's cut-off, None when it is empty or no clock time."""
    match = _CLOCK.search(row.cutoff)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))


def dispatch_day(row: Delivery, paid_at: datetime, rules: DispatchRules, ready_on: date | None = None) -> date | None:
    """The day on which goods paid at `paid_at` leave; None when no cut-off and no ready day is known."""
    cutoff = cutoff_of(row)
    if cutoff is None and ready_on is None:
        return None
    day = paid_at.date()
    if rules.next_day or (cutoff is not None and paid_at.time() >= cutoff):
        day += timedelta(days=1)
    if ready_on is not None and ready_on > day:
        day = ready_on
    for _ in range(_HORIZON_DAYS):
        if not rules.rests(day):
            return day
        day += timedelta(days=1)
    return None


def arrival(row: Delivery, paid_at: datetime, rules: DispatchRules, ready_on: date | None = None) -> Arrival:
    """The window of arrival for goods paid at `paid_at` (shop time)."""
    return arrival_after(row, dispatch_day(row, paid_at, rules, ready_on))


def arrival_after(row: Delivery, dispatched: date | None) -> Arrival:
    """The window of arrival for goods that leave on `dispatched`."""
    if dispatched is None:
        return Arrival(row, None, None, None)
    fast, slow = row.fastest_days, row.slowest_days
    earliest = dispatched + timedelta(days=fast) if fast is not None else None
    latest = dispatched + timedelta(days=slow) if slow is not None else None
    steps = (f"{dispatched.isoformat()}发出", f"在途{fast}-{slow}天")
    return Arrival(row, dispatched, earliest, latest, steps)
