"""KPI.md once more, written apart from the engine: slow, by dates and nested loops. Lines are plain tuples.

A line = (at, side, who, to, courtesy): side S shopper, H human, R robot, T transfer (who → to, "" = a robot), N none.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple


class Line(NamedTuple):
    at: datetime
    side: str
    who: str = ""
    to: str = ""
    courtesy: bool = False


def conversations(lines: list[Line]) -> list[list[Line]]:
    """All lines of one shopper, cut at midnight unless owed or at most 30 minutes passed."""
    found: list[list[Line]] = []
    for i, line in enumerate(lines):
        if i == 0:
            found.append([line])
            continue
        previous = lines[i - 1]
        other_day = line.at.date() != previous.at.date()
        if other_day and line.at - previous.at > timedelta(minutes=30) and not _owed(found[-1]):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _owed(lines: list[Line]) -> bool:
    for line in reversed(lines):
        if line.side == "H":
            return False
        if line.side == "S" and not line.courtesy:
            return True
    return False


def in_charge(lines: list[Line], i: int) -> str:
    """Who is in charge just before line i (i = len: at the end)."""
    for line in reversed(lines[:i]):
        if line.side == "H":
            return line.who
        if line.side == "T" and line.to:
            return line.to
    for line in lines:
        if line.side == "H":
            return line.who
        if line.side == "T" and (line.who or line.to):
            return line.who or line.to
    return ""


def turns(lines: list[Line], *, courtesies: bool = True) -> list[tuple[Line, Line | None, str]]:
    """(first shopper line, answer or None, whose)."""
    found = []
    i = 0
    while i < len(lines):
        if lines[i].side != "S" or (lines[i].courtesy and not courtesies):
            i += 1
            continue
        rest = [j for j in range(i + 1, len(lines)) if lines[j].side == "H"]
        if rest:
            found.append((lines[i], lines[rest[0]], lines[rest[0]].who))
            i = rest[0] + 1
            continue
        if any(line.side == "S" and not line.courtesy for line in lines[i:]):
            found.append((lines[i], None, in_charge(lines, len(lines))))
        break
    return found


def _seconds(span: timedelta) -> float:
    return span.total_seconds()


def _mean(values: list[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def generic(chats: list[list[Line]], variant: str = "") -> dict[str, float | int | None]:
    """The shop's generic KPIs over conversations, turn-based ones in a variant."""
    asked = replied = unreplied = shopper_lines = human_lines = 0
    firsts: list[float] = []
    waits: list[float | None] = []
    for lines in chats:
        sides = [line.side for line in lines]
        shopper_lines += sides.count("S")
        human_lines += sides.count("H")
        whole = turns(lines, courtesies=variant != "no_courtesy")
        kept = [t for t in whole if variant != "service_hours" or 8 <= t[0].at.hour < 23]
        own: list[float | None] = []
        for first, answer, _ in kept:
            wait = None if answer is None else _seconds(answer.at - first.at)
            if variant == "same_day" and answer is not None and answer.at.date() != first.at.date():
                wait = None
            if variant == "cap_600" and wait is not None:
                wait = min(wait, 600)
            own.append(wait)
        waits += own
        if kept and kept[0] is whole[0] and own[0] is not None:
            firsts.append(own[0])
        if variant in ("", "cap_600"):
            if "S" in sides:
                asked += 1
                replied += "H" in sides[sides.index("S") :]
        elif kept:
            asked += 1
            replied += any(wait is not None for wait in own)
        days = {line.at.date() for line in lines}
        unreplied += any(_owed([line for line in lines if line.at.date() == day]) for day in days)
    answered = [wait for wait in waits if wait is not None]
    return {
        "conversations": len(chats),
        "messages_shopper": shopper_lines,
        "messages_agent": human_lines,
        "first_response_s": _mean(firsts),
        "average_response_s": _mean(answered),
        "reply_rate": _mean([1.0] * replied + [0.0] * (asked - replied)),
        "reply_rate_30s": _mean([float(wait is not None and wait <= 30) for wait in waits]),
        "reply_rate_3min": _mean([float(wait is not None and wait <= 180) for wait in waits]),
        "slow_responses": sum(wait > 60 for wait in answered),
        "unreplied": unreplied,
        "answer_question_ratio": round(human_lines / shopper_lines, 4) if shopper_lines else None,
    }


def for_person(lines: list[Line]) -> list[Line]:
    """Without what a robot answered before it handed over to a person."""
    left_out: set[int] = set()
    for i, line in enumerate(lines):
        if line.side != "T" or not line.to:
            continue
        earlier = lines[:i]
        robots = [j for j, e in enumerate(earlier) if e.side == "R"]
        humans = [j for j, e in enumerate(earlier) if e.side == "H"]
        since = humans[-1] if humans else -1
        from_robot = line.who == "" and bool(robots) and robots[-1] > since
        if from_robot:
            left_out |= {j for j in range(since + 1, robots[-1]) if lines[j].side == "S"}
    return [line for i, line in enumerate(lines) if i not in left_out]


def taobao_average(chats: list[list[Line]]) -> dict[str, list[float]]:
    """Turn waits by sub-account; "" = nobody's."""
    found: dict[str, list[float]] = {}
    for chat in chats:
        lines = for_person(chat)
        start: datetime | None = None
        for line in lines:
            if line.side == "S" and start is None:
                start = line.at
            elif line.side == "H" and start is not None:
                same_day = line.at.date() == start.date()
                _add(found, line.who, start, min(_seconds(line.at - start), 600) if same_day else 600)
                start = None
            elif line.side == "T" and start is not None:
                giver = line.who
                if giver and giver != line.to:
                    _add(found, giver, start, 600)
                    start = line.at
        if start is not None:
            _add(found, in_charge(lines, len(lines)), start, 600)
    return found


def _add(found: dict[str, list[float]], who: str, start: datetime, wait: float) -> None:
    if 8 <= start.hour < 23:
        found.setdefault(who, []).append(wait)


def taobao_3min(chats: list[list[Line]]) -> float | None:
    marks = []
    for chat in chats:
        for first, answer in _plain_turns(for_person(chat)):
            if 8 <= first.at.hour < 23:
                marks.append(float(answer is not None and _seconds(answer.at - first.at) <= 180))
    return _mean(marks)


def _plain_turns(lines: list[Line]) -> list[tuple[Line, Line | None]]:
    found = []
    i = 0
    while i < len(lines):
        if lines[i].side == "S":
            answer = next((j for j in range(i, len(lines)) if lines[j].side == "H"), None)
            found.append((lines[i], None if answer is None else lines[answer]))
            if answer is None:
                break
            i = answer
        i += 1
    return found


def pdd(chats: list[list[Line]]) -> float | None:
    """Of one shopper: good days ÷ days."""
    days: dict[object, bool] = {}
    for chat in chats:
        lines = for_person(chat)
        for i, line in enumerate(lines):
            clock = line.at.time().isoformat()
            if line.side != "S" or not "08:00:00" <= clock <= "23:00:00":
                continue
            answers = [later for later in lines[i + 1 :] if later.side == "H"]
            good = bool(answers) and _seconds(answers[0].at - line.at) <= 180
            days[line.at.date()] = days.get(line.at.date(), True) and good
    return _mean([float(good) for good in days.values()])


def jd(chats: list[list[Line]]) -> float | None:
    marks = []
    for chat in chats:
        session: list[Line] = []
        sessions = [session]
        for line in for_person(chat):
            spoken = [e for e in session if e.side in "SH"]
            open_line = any(e.side == "S" for e in session) and (
                next((e.side for e in reversed(session) if e.side in "SH"), "") == "S"
            )
            if line.side == "S" and spoken and not open_line and _seconds(line.at - spoken[-1].at) > 600:
                session = []
                sessions.append(session)
            session.append(line)
        marks += [mark for s in sessions if (mark := _jd_mark(s)) is not None]
    return _mean(marks)


def _robot_only(lines: list[Line]) -> bool:
    sides = {line.side for line in lines}
    return "R" in sides and "H" not in sides and not any(line.side == "T" and line.to for line in lines)


def _jd_mark(session: list[Line]) -> float | None:
    pairs = _plain_turns(session)
    if not pairs or _robot_only(session) or not 9 <= pairs[0][0].at.hour < 23:
        return None
    first, answer = pairs[0]
    return float(answer is not None and _seconds(answer.at - first.at) <= 30)


def douyin(chats: list[list[Line]]) -> float | None:
    marks = []
    for chat in chats:
        lines = for_person(chat)
        pairs = _plain_turns(lines)
        if not pairs or _robot_only(lines) or not 8 <= pairs[0][0].at.hour < 23:
            continue
        waits = [_seconds(answer.at - first.at) for first, answer in pairs if answer is not None]
        marks.append(float(bool(waits) and sum(waits) / len(waits) <= 180))
    return _mean(marks)
