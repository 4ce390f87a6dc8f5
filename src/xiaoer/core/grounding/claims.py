"""Claims of a text: its numbers with their units, dates, clock times, codes, sizes, and claim words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xiaoer.core.grounding.terms import find_terms
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.numbers import parse_number

ClaimKind = Literal["number", "date", "weekday", "clock", "code", "tail", "size", "term"]

UNITS: dict[str, tuple[str, ...]] = {
    "yuan": ("元", "块钱", "块"),
    "day": ("个工作日", "工作日", "天", "日"),
    "hour": ("个小时", "小时", "h"),
    "minute": ("分钟",),
    "month": ("个月", "月"),
    "year": ("年", "周年"),
    "week": ("周", "星期"),
    "piece": tuple("件盒份瓶袋双条套箱罐支包片颗粒张只台本枚个枝束块款桶提床饼顶副组"),
    "jin": ("斤",),
    "kg": ("公斤", "千克", "kg", "KG", "Kg"),
    "g": ("克", "g"),
    "cm": ("cm", "CM", "厘米", "公分"),
    "mm": ("mm", "毫米"),
    "m": ("米", "m"),
    "ml": ("ml", "mL", "毫升"),
    "percent": ("%",),
    "fold": ("折",),
    "times": ("倍", "次"),
    "degree": ("℃", "°C", "度"),
}
_UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words if not (unit == "piece" and word == "块")}
_UNIT = "|".join(sorted(map(re.escape, _UNIT_OF), key=len, reverse=True))
_DATE = re.compile(
    r"(?:(?P<y>\d{4})[-/.年])(?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?|(?P<m2>\d{1,2})月(?P<d2>\d{1,2})[日号]?"
)
_CLOCK = re.compile(r"(?<!\d)(?P<h>\d{1,2}):(?P<n>\d{2})(?::\d{2})?(?!\d)|(?<!\d)(?P<h2>\d{1,2})点(?P<half>半)?(?!\d)")
_TAIL = re.compile(r"(?:尾号(?:为|是)?|ending in)\s*(?P<tail>\d{3,6})(?!\d)")
_CODE = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9-]*\d)(?:(?=[0-9-]*[A-Za-z])[A-Za-z0-9-]{5,}|\d{8,})(?![A-Za-z0-9])")
_MEASURE = re.compile(r"^\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?[A-Za-z]{1,3}$")
_SIZE = re.compile(r"(?<![A-Za-z0-9])(?:\d{1,2}XL|X{1,4}L|X{1,4}S|[SMLF])(?=码|[^A-Za-z0-9]|$)|均码")
_NUMBER = re.compile(rf"(?P<yen>[¥￥])?(?P<n>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<u>{_UNIT})?")
_RANGE_TAIL = re.compile(rf"\s*(?:-|~|–|—|至|到|、|/|或)\s*\d+(?:\.\d+)?\s*(?P<u>{_UNIT})")
_CHINESE = re.compile(
    r"(?<![第每一])(?P<n>半|[一二两三四五六七八九十百千]{1,4})(?P<u>个工作日|工作日|天|个小时|小时|分钟|个月|周年|年|周|元|块钱|斤|公斤|千克|克|厘米|折|倍)"
)
_WEEKDAY = re.compile(r"(?:周|星期)(?P<w>[一二三四五六日天])(?![一二三四五六日天])")
_WEEKDAYS = {name: index for index, name in enumerate("一二三四五六日")} | {"天": 6}


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `value` is canonical (`3`, `03-08`, `16:00`, `M`); `unit` of numbers; `text` as written."""

    kind: ClaimKind
    value: str
    text: str
    unit: str = ""


Reader = Callable[[re.Match[str]], Claim | None]


def claims_of(text: str) -> tuple[Claim, ...]:
    """All claims, in no particular order. The text is brought into normal form first."""
    normal = normal_text(text)
    found: list[Claim] = []
    rest = normal
    for pattern, read in _READERS:
        rest = _take(pattern, rest, read, found)
    found += [Claim("term", word, word, kind) for kind, word in find_terms(normal)]
    return tuple(found)


def plain(number: Decimal) -> str:
    """A number without idle zeros: 3.50 → 3.5, 99.00 → 99."""
    return f"{number.normalize():f}"


def _take(pattern: re.Pattern[str], text: str, read: Reader, found: list[Claim]) -> str:
    """Collect a pattern's claims and blank what bore them, so that nothing is read twice."""
    pieces, last = [], 0
    for match in pattern.finditer(text):
        claim = read(match)
        if claim is None:
            continue
        found.append(claim)
        pieces += [text[last : match.start()], "\n" * (match.end() - match.start())]
        last = match.end()
    return "".join((*pieces, text[last:]))


def _date(match: re.Match[str]) -> Claim | None:
    month, day = int(match["m"] or match["m2"]), int(match["d"] or match["d2"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = f"{match['y']}-" if match["y"] else ""
    return Claim("date", f"{year}{month:02d}-{day:02d}", match[0])


def _clock(match: re.Match[str]) -> Claim | None:
    hour = int(match["h"] or match["h2"])
    minute = int(match["n"]) if match["n"] else 30 if match["half"] else 0
    return Claim("clock", f"{hour:02d}:{minute:02d}", match[0]) if hour <= 24 and minute < 60 else None


def _code(match: re.Match[str]) -> Claim | None:
    return None if _MEASURE.match(match[0]) else Claim("code", match[0].upper(), match[0])


def _number(match: re.Match[str]) -> Claim | None:
    number = plain(Decimal(match["n"].replace(",", "")))
    unit = _UNIT_OF.get(match["u"] or "", "")
    if match["yen"]:
        unit = "yuan"
    elif not unit:
        following = _RANGE_TAIL.match(match.string, match.end())
        unit = _UNIT_OF[following["u"]] if following else ""
    return Claim("number", number, match[0], unit)


def _chinese(match: re.Match[str]) -> Claim | None:
    number = parse_number(match["n"])
    return None if number is None else Claim("number", plain(number), match[0], _UNIT_OF[match["u"]])


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_DATE, _date),
    (_CLOCK, _clock),
    (_TAIL, lambda m: Claim("tail", m["tail"], m[0])),
    (_CODE, _code),
    (_SIZE, lambda m: Claim("size", m[0], m[0])),
    (_NUMBER, _number),
    (_CHINESE, _chinese),
    (_WEEKDAY, lambda m: Claim("weekday", str(_WEEKDAYS[m["w"]]), m[0])),
)
