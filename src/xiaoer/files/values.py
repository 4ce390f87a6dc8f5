"""What a cell means: money, counts, ranges, times, yes and no, pairs.

Every function takes a cleaned, non-empty text and raises `CellError` with the reason and the remedy.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation

from xiaoer.core.errors import BadInput
from xiaoer.core.facts import Range
from xiaoer.core.money import parse_money

MAX_COUNT = 2**63 - 1
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 — serial days are local by nature
_WIDE = str.maketrans("０１２３４５６７８９．：／－～＋，　", "0123456789.:/-~+, ")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,24})(\.\d{1,18})?")
_RANGE_UNIT = re.compile(r"(cm|厘米|斤|码)$", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)(?:(?:cm|厘米|斤)?\s*(?:-|~|–|—|至|到)\s*(\d{1,9}(?:\.\d{1,6})?))?")
_TIME = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?"
    r"(?:[ T]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?"
)
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2})(?::\d{2})?|[点时](?:(\d{1,2})分?)?)")
_YES = frozenset({"是", "可", "可以", "能", "有", "y", "yes", "true", "1", "√", "✓"})
_NO = frozenset({"否", "不", "不可", "不可以", "不能", "无", "没有", "n", "no", "false", "0", "×", "✗", "x"})


class CellError(BadInput):
    """A cell that cannot be used: why, and what mends it. `column` is set where the cell is known."""

    code = "bad_cell"

    def __init__(self, why: str, remedy: str, column: str | None = None) -> None:
        super().__init__(f"{why}；{remedy}")
        self.why = why
        self.remedy = remedy
        self.column = column


def _shown(text: str) -> str:
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def money(text: str) -> Decimal:
    """An amount in yuan, not negative."""
    if len(text) > 40:
        raise CellError(f"{_shown(text)}不是金额", "写成 99.00 这样的数字，单位元")
    try:
        amount = parse_money(text.translate(_WIDE))
    except BadInput:
        raise CellError(f"{_shown(text)}不是金额", "写成 99.00 这样的数字，单位元") from None
    if amount < 0:
        raise CellError(f"{_shown(text)}是负数", "金额写 0 或正数")
    return amount


def number(text: str, unit: str = "") -> Decimal:
    """A plain number, not negative; a trailing `unit` is dropped."""
    bare = (text if text.isascii() else text.translate(_WIDE)).strip()
    if unit and bare.endswith(unit):
        bare = bare[: -len(unit)].strip()
    if not _NUMBER.fullmatch(bare):
        raise CellError(f"{_shown(text)}不是数字", "只写数字，如 500")
    try:
        value = Decimal(bare.replace(",", ""))
    except InvalidOperation:  # digits of other scripts
        raise CellError(f"{_shown(text)}不是数字", "只写数字，如 500") from None
    if value < 0:
        raise CellError(f"{_shown(text)}是负数", "写 0 或正数")
    return value


def count(text: str) -> int:
    """A whole number from 0 to 2⁶³ − 1 (`12`, `1,200`, `12.0`)."""
    value = number(text)
    if value != value.to_integral_value():
        raise CellError(f"{_shown(text)}不是整数", "写成整数，如 12")
    if value > MAX_COUNT:
        raise CellError(f"{_shown(text)}太大", "写成不超过 9223372036854775807 的整数")
    return int(value)


def span(text: str) -> Range:
    """`160-170`, `160~170cm`, `165` → an inclusive range."""
    bare = _RANGE_UNIT.sub("", text.translate(_WIDE).strip()).strip()
    match = _RANGE.fullmatch(bare)
    if not match:
        raise CellError(f"{_shown(text)}不是数字或范围", "写成 165 或 160-170")
    low = Decimal(match[1])
    high = Decimal(match[2]) if match[2] else low
    if low > high:
        raise CellError(f"{_shown(text)}的下限大于上限", f"写成 {match[2]}-{match[1]}")
    return low, high


def time(text: str, zone: tzinfo) -> datetime:
    """`2026-03-05 14:00`, with `/`, 年月日, seconds or an offset, or an Excel serial → aware, in `zone`."""
    bare = text.translate(_WIDE).strip()
    match = _TIME.fullmatch(bare)
    try:
        if match:
            return _from_parts(match, zone)
        if re.fullmatch(r"\d{5}(\.\d+)?", bare):
            moment = _EXCEL_EPOCH + timedelta(seconds=round(float(bare) * 86400))
            return moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        pass
    raise CellError(f"{_shown(text)}不是时间", "写成 2026-03-05 14:00（店铺所在时区）")


def _from_parts(match: re.Match[str], zone: tzinfo) -> datetime:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    hour, minute, second = (int(match[i] or 0) for i in (4, 5, 6))
    micro = int((match[7] or "").ljust(6, "0"))
    moment = datetime(year, month, day, hour, minute, second, micro, tzinfo=zone)
    offset = match[8]
    if not offset:
        return moment
    ahead = timedelta(0)
    if offset != "Z":
        digits = offset[1:].replace(":", "")
        ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        if int(digits[2:]) > 59 or ahead > timedelta(hours=14):
            raise ValueError("no such offset")
        ahead = -ahead if offset[0] == "-" else ahead
    return (moment.replace(tzinfo=UTC) - ahead).astimezone(zone)


def day(text: str, zone: tzinfo) -> date:
    """A calendar day, however it is written."""
    return time(text, zone).date()


def clock(text: str) -> str:
    """A time of day → `HH:MM`."""
    match = _CLOCK.fullmatch(text.translate(_WIDE).strip())
    if match:
        hour, minute = int(match[1]), int(match[2] or match[3] or 0)
        if (hour < 24 and minute < 60) or (hour, minute) == (24, 0):
            return f"{hour:02d}:{minute:02d}"
    raise CellError(f"{_shown(text)}不是一天里的时刻", "写成 16:00")


def yes_no(text: str) -> bool:
    """是 / 否 and their usual spellings."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError(f"{_shown(text)}不是“是”或“否”", "写 是 或 否；不知道就留空")


def split_list(text: str) -> tuple[str, ...]:
    """`a|b|c` (also full-width) → its parts, empty ones dropped."""
    if not text:
        return ()
    return tuple(part for piece in re.split(r"[|｜]", text) if (part := piece.strip()))
