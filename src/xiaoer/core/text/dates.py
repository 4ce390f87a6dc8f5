"""Days named in a text, seen from `now`: 今天, 下周三, 3月5号, 后天, 元旦, 两天后, 月底."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xiaoer.core.text.festivals import FESTIVALS, festival
from xiaoer.core.text.numbers import parse_number

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_RELATIVE = {
    "大前天": -3, "前天": -2, "前晚": -2, "昨天": -1, "昨晚": -1, "昨日": -1, "昨儿": -1, "今天": 0, "今日": 0, "今晚": 0, "今早": 0, "今儿": 0,
    "今夜": 0, "当天": 0, "当日": 0, "大后天": 3, "后天": 2, "后日": 2, "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "明儿": 1, "tomorrow": 1,
    "today": 0, "yesterday": -1,
}  # fmt: skip
_WEEKDAYS = (
    {c: i for i, c in enumerate("一二三四五六")} | {"日": 6, "天": 6, "末": 5} | {str(i + 1): i for i in range(6)}
)

_DATE = re.compile(
    "|".join(
        (
            r"(?P<iso>(?P<iy>20\d\d)\s*[-/.年]\s*(?P<im>\d{1,2})\s*[-/.月]\s*(?P<id>\d{1,2})(?!\d)\s*[日号]?)",
            r"(?P<md>(?<![\d个])(?P<mm>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?\s*(?P<mday>3[01]|[12]\d|0?[1-9]|"
            r"三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?!\d|天|个)\s*[日号]?)",
            r"(?P<dot>(?<![\d.])(?P<dm>1[0-2]|0?[1-9])[./](?P<dd>3[01]|[12]\d|0?[1-9])(?=\s*(?:号|日|之?前|以前|能到|到货|发货|下的?单|买的|拍的)))",
            r"(?P<month>(?P<mwhich>这个?|本|下下个?|下个?|上个?)月(?P<mpart>底|初|中旬|(?:3[01]|[12]\d|0?[1-9])(?=[号日])|末))",
            r"(?P<end>(?<![个\d一二三])月底)",
            r"(?P<week>(?P<wwhich>这个?|本|下下个?|下个?|上上个?|上个?)?(?:周|星期|礼拜)(?P<wday>[一二三四五六日天末1-6])(?![个年周]))",
            rf"(?P<after>(?:再?过)?(?P<an>{_N})\s*天(?P<adir>之?以?后|之?以?前|过后|内(?!无理由))?)",
            r"(?P<relative>" + "|".join(sorted(_RELATIVE, key=len, reverse=True)) + ")",
            r"(?P<festival>" + "|".join(FESTIVALS) + r"|(?<![\d一二两三四五六七八九十几半今明去往当])年前)",
            r"(?P<day>(?<![\d.a-zA-Z第\-月尺码])(?P<dnum>3[01]|[12]\d|[1-9])[号日](?!电池|色|码|链|线|款|楼|店|院|仓|球|那个|这个|机|箱|期|针|口红|房))",
        )
    )
)
_PAST = re.compile(
    r"^.{0,6}?(?:下的?单|买的|拍的|付的?款|到的|收到的|签收的?|订的|寄出?的|退的|申请的|就.{0,6}了|已经)"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day in a text."""

    day: date
    start: int
    end: int


def find_dates(text: str, now: datetime) -> tuple[DateMention, ...]:
    """All days that a text names, in order. `now` is aware, in the shop's time zone.

    A weekday or a day of the month without more is the next one, the last one when what follows is past (周五买的).
    """
    return tuple(_mentions(text, now.date()))


def iso_dates(text: str, now: datetime) -> tuple[str, ...]:
    """The same as ISO dates, each once."""
    return tuple(dict.fromkeys(m.day.isoformat() for m in find_dates(text, now)))


def _mentions(text: str, today: date) -> Iterator[DateMention]:
    for match in _DATE.finditer(text):
        past = bool(_PAST.match(text[match.end() : match.end() + 14]))
        kind = next(name for name in _READERS if match[name] is not None)
        day = _READERS[kind](match, today, past)
        if day is not None:
            yield DateMention(day, match.start(), match.end())


def _number(text: str) -> int:
    value = parse_number(text)
    return int(value) if value is not None else 0


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _iso(match: re.Match[str], _today: date, _past: bool) -> date | None:
    return _day(int(match["iy"]), int(match["im"]), int(match["id"]))


def _nearest_year(month: int, day: int, today: date, past: bool) -> date | None:
    """This year's day, unless it lies more than four months on the wrong side."""
    here = _day(today.year, month, day) or _day(today.year + 1, month, day)
    if here is None:
        return None
    if past and here > today:
        return _day(today.year - 1, month, day)
    if not past and (today - here).days > 120:
        return _day(today.year + 1, month, day)
    if not past and (here - today).days > 300:
        return _day(today.year - 1, month, day)
    return here


def _month_day(match: re.Match[str], today: date, past: bool) -> date | None:
    return _nearest_year(_number(match["mm"]), _number(match["mday"]), today, past)


def _dotted(match: re.Match[str], today: date, past: bool) -> date | None:
    return _nearest_year(int(match["dm"]), int(match["dd"]), today, past)


def _of_month(match: re.Match[str], today: date, _past: bool) -> date | None:
    which = match["mwhich"].rstrip("个")
    shift = {"下": 1, "下下": 2, "上": -1}.get(which, 0)
    year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
    part = match["mpart"]
    last = calendar.monthrange(year, month + 1)[1]
    day = {"底": last, "末": last, "初": 1, "中旬": 15}.get(part) or int(part)
    return _day(year, month + 1, day)


def _month_end(_match: re.Match[str], today: date, _past: bool) -> date:
    return today.replace(day=calendar.monthrange(today.year, today.month)[1])


def _week(match: re.Match[str], today: date, past: bool) -> date:
    weekday = _WEEKDAYS[match["wday"]]
    monday = today - timedelta(days=today.weekday())
    which = (match["wwhich"] or "").rstrip("个")
    if which:
        weeks = {"下": 1, "下下": 2, "上": -1, "上上": -2}.get(which, 0)
        return monday + timedelta(days=7 * weeks + weekday)
    if match["wday"] == "末" and today.weekday() == 6 and not past:
        return today
    ahead = (weekday - today.weekday()) % 7
    return today + timedelta(days=ahead if not past or ahead == 0 else ahead - 7)


def _after(match: re.Match[str], today: date, _past: bool) -> date | None:
    """三天后, 过两天, 5天前; a bare count of days (三天能到吗) names no day."""
    count, direction = _number(match["an"]), match["adir"] or ""
    if direction.startswith("内") or count == 0:
        return None
    if "前" in direction:
        return today - timedelta(days=count)
    if direction or "过" in match["after"]:
        return today + timedelta(days=count)
    return None


def _relative(match: re.Match[str], today: date, _past: bool) -> date:
    return today + timedelta(days=_RELATIVE[match["relative"]])


def _festival(match: re.Match[str], today: date, past: bool) -> date | None:
    name = "除夕" if match["festival"] == "年前" else match["festival"]
    days = [day for year in (today.year - 1, today.year, today.year + 1) if (day := festival(name, year))]
    if past:
        return max((d for d in days if d <= today), default=None)
    return min((d for d in days if d >= today), default=None)


def _day_of_month(match: re.Match[str], today: date, past: bool) -> date | None:
    """5号: this month's when still to come, else next month's; the last one when it is past."""
    number = int(match["dnum"])
    for shift in (0, -1, -2) if past else (0, 1, 2):
        year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
        day = _day(year, month + 1, number)
        if day is not None and ((day <= today) if past else (day >= today)):
            return day
    return None


_READERS: dict[str, Callable[[re.Match[str], date, bool], date | None]] = {
    "iso": _iso,
    "md": _month_day,
    "dot": _dotted,
    "month": _of_month,
    "end": _month_end,
    "week": _week,
    "after": _after,
    "relative": _relative,
    "festival": _festival,
    "day": _day_of_month,
}
