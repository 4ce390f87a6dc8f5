"""The platforms' own KPIs, counted by the methods that a `KpiRule` names.

All see the same rows: when a robot hands over to a person, what the robot answered before is left out; other
robot lines are passed over. Courtesies are lines like others here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xiaoer.core.inspection.kpi_rules import KpiRule
from xiaoer.core.inspection.rows import Row


@dataclass(frozen=True, slots=True)
class Part:
    """One summand of a KPI: `value` (milliseconds, or 1 / 0) for the shop, for `who` ("" = nobody) and for the day."""

    who: str
    value: int
    day: int


def personal(rows: Sequence[Row]) -> list[Row]:
    """The rows without what a robot answered before it handed over to a person."""
    dropped: set[int] = set()
    last_robot = last_human = -1
    for i, row in enumerate(rows):
        if row.side == "human":
            last_human = i
        elif row.side == "robot":
            last_robot = i
        elif row.side == "transfer" and row.to and (row.from_robot or (not row.who and last_robot > last_human)):
            dropped.update(j for j in range(last_human + 1, last_robot) if rows[j].side == "shopper")
    return [row for i, row in enumerate(rows) if i not in dropped] if dropped else list(rows)


def count(rule: KpiRule, rows: Sequence[Row], charges: Sequence[str]) -> list[Part]:
    """The parts of one conversation (`personal` rows, and who was in charge at each) for a rule.

    Rules of `shopper_days` are counted over a day's conversations instead, see `day_lines`.
    """
    return _METHODS[rule.method](rule, rows, charges)


def _turn_wait(rule: KpiRule, rows: Sequence[Row], charges: Sequence[str]) -> list[Part]:
    """Turns of sub-accounts: a handing over closes the giver's turn as unanswered and opens one for the receiver."""
    cap = rule.cap_s * 1000
    parts: list[Part] = []
    opened: Row | None = None

    def close(who: str, wait: int) -> None:
        if opened is not None and rule.hours.holds(opened.tod):
            parts.append(Part(who, min(wait, cap), opened.day))

    for i, row in enumerate(rows):
        if row.side == "shopper":
            opened = opened or row
        elif opened is None:
            continue
        elif row.side == "human":
            close(row.who, row.ms - opened.ms if row.day == opened.day else cap)
            opened = None
        elif row.side == "transfer" and not row.from_robot:
            giver = row.who or charges[i]
            if giver and giver != row.to:
                close(giver, cap)
                opened = row
    close(charges[-1], cap)
    return parts


def _turns(rows: Sequence[Row]) -> Iterator[tuple[Row, Row | None]]:
    """First shopper line and first human line after it, or None at the end."""
    opened: Row | None = None
    for row in rows:
        if row.side == "shopper":
            opened = opened or row
        elif row.side == "human" and opened is not None:
            yield opened, row
            opened = None
    if opened is not None:
        yield opened, None


def _turn_rate(rule: KpiRule, rows: Sequence[Row], charges: Sequence[str]) -> list[Part]:
    last = charges[-1]
    held = ((first, answer) for first, answer in _turns(rows) if rule.hours.holds(first.tod))
    return [_within(rule, first, answer, last) for first, answer in held]


def _within(rule: KpiRule, first: Row, answer: Row | None, last: str) -> Part:
    if answer is None:
        return Part(last, 0, first.day)
    return Part(answer.who, int(answer.ms - first.ms <= rule.within_s * 1000), first.day)


def _session_first(rule: KpiRule, rows: Sequence[Row], charges: Sequence[str]) -> list[Part]:
    """Sessions by the first reply; a session that only a robot served is left out."""
    parts = []
    end = 0
    for session in _sessions(rule, rows):
        end += len(session)
        turn = next(_turns(session), None)
        if turn is None or _robot_only(session) or not rule.hours.holds(turn[0].tod):
            continue
        parts.append(_within(rule, *turn, charges[end]))
    return parts


def _sessions(rule: KpiRule, rows: Sequence[Row]) -> Iterator[list[Row]]:
    """A session ends when the shopper comes back after more than the gap while nothing of his was open."""
    session: list[Row] = []
    is_open, last_ms = False, None
    for row in rows:
        if row.side == "shopper":
            if session and not is_open and last_ms is not None and row.ms - last_ms > rule.gap_s * 1000:
                yield session
                session = []
            is_open = True
        elif row.side == "human":
            is_open = False
        session.append(row)
        if row.side in ("shopper", "human"):
            last_ms = row.ms
    if session:
        yield session


def _robot_only(rows: Sequence[Row]) -> bool:
    sides = {row.side for row in rows}
    given = any(row.side == "transfer" and row.to for row in rows)
    return "robot" in sides and "human" not in sides and not given


def _session_mean(rule: KpiRule, rows: Sequence[Row], charges: Sequence[str]) -> list[Part]:
    """The conversation as one session: whether the mean wait of its answered turns keeps the limit."""
    turns = list(_turns(rows))
    if not turns or _robot_only(rows) or not rule.hours.holds(turns[0][0].tod):
        return []
    answered = [(answer.who, answer.ms - first.ms) for first, answer in turns if answer is not None]
    if not answered:
        return [Part(charges[-1], 0, turns[0][0].day)]
    good = sum(wait for _, wait in answered) <= rule.within_s * 1000 * len(answered)
    return [Part(answered[0][0], int(good), turns[0][0].day)]


@dataclass(frozen=True, slots=True)
class DayLine:
    """One shopper line that a day's rule looks at: the day, whose it is, whether it was answered in time."""

    day: int
    who: str
    good: bool


def day_lines(rule: KpiRule, rows: Sequence[Row], charges: Sequence[str]) -> list[DayLine]:
    """The lines of a conversation that a `shopper_days` rule looks at."""
    found: list[DayLine] = []
    answer: Row | None = None
    for i in range(len(rows) - 1, -1, -1):
        row = rows[i]
        if row.side == "human":
            answer = row
        elif row.side == "shopper" and rule.hours.holds(row.tod):
            if answer is None:
                found.append(DayLine(row.day, charges[-1], False))
            else:
                found.append(DayLine(row.day, answer.who, answer.ms - row.ms <= rule.within_s * 1000))
    return found


def shopper_days(lines: Sequence[DayLine]) -> tuple[dict[int, bool], dict[tuple[int, str], bool]]:
    """One shopper's lines → days that were good, for the shop and for each agent."""
    shop: dict[int, bool] = {}
    agents: dict[tuple[int, str], bool] = {}
    for line in lines:
        shop[line.day] = shop.get(line.day, True) and line.good
        if line.who:
            agents[line.day, line.who] = agents.get((line.day, line.who), True) and line.good
    return shop, agents


_METHODS: dict[str, Callable[[KpiRule, Sequence[Row], Sequence[str]], list[Part]]] = {
    "turn_wait": _turn_wait,
    "turn_rate": _turn_rate,
    "session_first": _session_first,
    "session_mean": _session_mean,
}
