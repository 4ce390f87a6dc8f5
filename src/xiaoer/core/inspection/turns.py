"""Turns (回合) and who was in charge, by the generic KPI definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xiaoer.core.inspection.rows import Row


@dataclass(frozen=True, slots=True)
class Turn:
    """From the first shopper line of a run (`start`) to the first human line after it (`answer`, None = never).

    `start` and `answer` are indexes of rows; `who` answered, or was in charge at the end, or "".
    """

    start: int
    answer: int | None
    day: int
    tod: int
    wait_ms: int | None
    answer_day: int | None
    who: str


def turns_of(rows: Sequence[Row], charges: Sequence[str], *, courtesies_open: bool = True) -> list[Turn]:
    """The turns of a conversation; a last run of only courtesies that nobody answered is none."""
    found: list[Turn] = []
    start, meant = -1, False
    for i, row in enumerate(rows):
        if row.side == "shopper":
            if start < 0 and (courtesies_open or not row.courtesy):
                start, meant = i, False
            meant = meant or not row.courtesy
        elif row.side == "human" and start >= 0:
            first = rows[start]
            found.append(Turn(start, i, first.day, first.tod, row.ms - first.ms, row.day, row.who))
            start = -1
    if start >= 0 and meant:
        first = rows[start]
        found.append(Turn(start, None, first.day, first.tod, None, None, charges[-1]))
    return found


def charges_of(rows: Sequence[Row]) -> list[str]:
    """Who is in charge when each row is written: the last who wrote or received a transfer before it.

    Before anybody wrote it is the first one assigned (or, without a transfer, the first who writes). One more entry
    than rows: the last one is who is in charge at the end. "" = nobody.
    """
    first = ""
    for row in rows:
        first = row.who or (row.to if row.side == "transfer" else "") if row.side in ("human", "transfer") else ""
        if first:
            break
    held: list[str] = []
    now = first
    for row in rows:
        held.append(now)
        if row.side == "human":
            now = row.who
        elif row.side == "transfer" and row.to:
            now = row.to
    held.append(now)
    return held


def owed_days(rows: Sequence[Row], charges: Sequence[str]) -> list[tuple[int, str]]:
    """The days that ended with an unanswered shopper line (no courtesy), and who was in charge then."""
    found: list[tuple[int, str]] = []
    owed, day = False, rows[0].day if rows else 0
    for i, row in enumerate(rows):
        if row.day != day:
            if owed:
                found.append((day, charges[i]))
            owed, day = False, row.day
        if row.side == "human":
            owed = False
        elif row.side == "shopper" and not row.courtesy:
            owed = True
    if owed:
        found.append((day, charges[-1]))
    return found
