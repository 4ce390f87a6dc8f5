"""Pure parts of shifts: what stands in a handover, how many people an hour needs, how long somebody was there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["chat", "special", "followup", "change", "task", "case", "own"]
HOUR_MS = 3_600_000
STATUSES = ("online", "busy", "away")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a handover. `ref` = where it can be opened, e.g. `chat:12`; `due_at` as the protocol writes times."""

    kind: Kind
    title: str
    detail: str = ""
    ref: str = ""
    due_at: str | None = None
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A status that somebody kept; milliseconds since 1970, `to_ms` None = still."""

    staff_id: int
    status: str
    from_ms: int
    to_ms: int | None


def people_needed(messages_per_hour: float, *, per_person: float, least: int = 1) -> int:
    """People for an hour with that many shopper lines; none where nothing is expected.

    `per_person` = lines that one person answers an hour without keeping anybody waiting.
    """
    if messages_per_hour <= 0:
        return 0
    return max(least, math.ceil(messages_per_hour / per_person))


def hourly_means(counts: Mapping[tuple[int, int], int], weeks: Mapping[int, int]) -> dict[tuple[int, int], float]:
    """Mean lines per (weekday, hour) from their sums and how often each weekday has been seen."""
    return {key: n / weeks[key[0]] for key, n in counts.items() if weeks.get(key[0])}


def time_by_status(spans: Iterable[Span], from_ms: int, to_ms: int, now_ms: int) -> dict[int, dict[str, int]]:
    """Milliseconds of each person in each status within a window; an open span counts until now."""
    found: dict[int, dict[str, int]] = {}
    for span in spans:
        end = min(to_ms, span.to_ms if span.to_ms is not None else now_ms)
        length = end - max(from_ms, span.from_ms)
        if span.status in STATUSES and length > 0:
            of_person = found.setdefault(span.staff_id, dict.fromkeys(STATUSES, 0))
            of_person[span.status] += length
    return found


def overlaps(starts_ms: int, ends_ms: int, others: Iterable[tuple[int, int]]) -> bool:
    """Whether a span of time touches another one."""
    return any(starts_ms < end and start < ends_ms for start, end in others)
