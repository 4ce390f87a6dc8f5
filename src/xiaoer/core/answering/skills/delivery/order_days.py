"""The later day or hour at which goods would be ordered, in the words of a question (周日拍, 今晚8点付款)."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from xiaoer.core.answering.parts import Turn
from xiaoer.core.text.dates import find_dates
from xiaoer.core.text.numbers import parse_number

_WEEKDAY = re.compile(r"(?<!上)(?<!上个)(?:周|星期|礼拜)[一二三四五六日天末]")
_ORDERED = re.compile(r"下单|付款|拍|买|付|[^,。]{0,4}截单")
_CLOCK = re.compile(
    r"(明早|明天[早晚]上?|今晚|今天晚上|晚上|夜里|傍晚|下午|上午|早上|中午)?\s*(?<![\d.])(\d{1,2}|[一二两三四五六七八九十]{1,2})\s*点(半)?(?!前|之前|[儿事开])"
)
_HALF_YEAR = 180
_TONIGHT = re.compile(r"(?:今晚|今天晚上|晚上)(?:才|再|去)?(?:下单|拍|付|买)")
_HOURS, _NOON, _EVENING, _TWO = 24, 12, 20, 2


def days_ahead(turn: Turn) -> list[date]:
    """The later days that a question names; a weekday that is read as past means the coming one (周日下单)."""
    today = turn.now.date()
    named = [_coming_year(date.fromisoformat(d), today) for d in turn.reading.entities.dates]
    coming = _WEEKDAY.search(turn.reading.normal) is not None
    days = [d + timedelta(days=7) if coming and today - timedelta(days=7) < d < today else d for d in named]
    return sorted({d for d in days if d > today})


def _coming_year(day: date, today: date) -> date:
    """2月3号 asked in January is the coming one, not that of last year."""
    if (today - day).days <= _HALF_YEAR:
        return day
    try:
        return day.replace(year=today.year if (day.month, day.day) >= (today.month, today.day) else today.year + 1)
    except ValueError:
        return day


def order_day(turn: Turn) -> datetime | None:
    """“周日下单哪天发”: noon of the day on which the goods would be ordered, where that is not today."""
    days = _ordering_days(turn)
    clock = _CLOCK.search(turn.reading.normal) if _ORDERED.search(turn.reading.normal) else None
    hour = parse_number(clock[2]) if clock else None
    if clock is not None and hour is not None and hour <= _HOURS and len(days) <= 1:
        late = bool(clock[1]) and re.search(r"晚|下午|傍晚", clock[1]) is not None and hour < _NOON
        at = days[0] if days else turn.now.date() + timedelta(days=1 if clock[1] and clock[1].startswith("明") else 0)
        past = not days and not clock[1] and hour < _NOON and int(hour) <= turn.now.hour  # 四点半 said at noon
        whole = min(int(hour) + (_NOON if late or past else 0), _HOURS - 1)
        return turn.now.replace(
            year=at.year, month=at.month, day=at.day, hour=whole, minute=30 if clock[3] else 0, second=0
        )
    if _TONIGHT.search(turn.reading.normal):
        return turn.now.replace(hour=_EVENING, minute=0, second=0) if turn.now.hour < _EVENING else None
    if len(days) != 1 or not _ORDERED.search(turn.reading.normal):
        return None
    day = days[0]
    return turn.now.replace(year=day.year, month=day.month, day=day.day, hour=12, minute=0)


def _ordering_days(turn: Turn) -> list[date]:
    """The later days said; of two (周日拍周一能发么) the one right before the ordering."""
    days = days_ahead(turn)
    if len(days) < _TWO:
        return days
    text, today = turn.reading.normal, turn.now.date()
    named = [m.day for m in find_dates(text, turn.now) if _ORDERED.match(text[m.end :].lstrip("晚上早中下午才再去"))]
    return [day for day in named if day > today]
