"""Times in chat logs → milliseconds since 1970. What has no offset is +08:00, the platforms' own time."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from xiaoer.files import values
from xiaoer.files.values import CellError

ZONE = timezone(timedelta(hours=8))
_PLAIN = 19  # 2026-03-01 10:00:00
_LATEST = 4_102_416_000_000  # the year 2100
_EARLIEST = 315_532_800_000  # the year 1980
_CN_CLOCK = re.compile(r"(上午|下午|晚上|凌晨|中午)\s*(\d{1,2}):(\d{2})(?::(\d{2}))?")


@lru_cache(maxsize=4096)
def day_ms(text: str) -> int:
    """`2026-03-01` → the milliseconds at which that day begins. Raises `ValueError`."""
    parts = re.split(r"[-/.年月日]", text)
    begun = datetime(int(parts[0]), int(parts[1]), int(parts[2]), tzinfo=ZONE)
    return round(begun.timestamp() * 1000)


def is_day(text: str) -> bool:
    """Whether there is such a day."""
    try:
        day_ms(text)
    except (ValueError, IndexError):
        return False
    return True


def moment(value: str | float) -> int:
    """A time as written, or seconds or milliseconds since 1970. Raises `CellError`."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _counted(value)
    text = str(value)
    try:
        if len(text) == _PLAIN and text[10] in " T" and text[13] == ":" and text[16] == ":":
            clock = int(text[11:13]), int(text[14:16]), int(text[17:19])
            if clock[0] < 24 and clock[1] < 60 and clock[2] < 60:
                return day_ms(text[:10]) + ((clock[0] * 60 + clock[1]) * 60 + clock[2]) * 1000
        at = datetime.fromisoformat(text)
        if len(text) > 10:
            at = at if at.tzinfo else at.replace(tzinfo=ZONE)
            return round(at.timestamp() * 1000)
    except (ValueError, OverflowError, IndexError):
        pass
    return _odd(text.strip())


def _odd(text: str) -> int:
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _counted(int(text))
    turned = _CN_CLOCK.sub(_western, text)
    return round(values.time(turned, ZONE).timestamp() * 1000)


def _western(match: re.Match[str]) -> str:
    hour = int(match[2])
    if match[1] in ("下午", "晚上") and hour < 12:
        hour += 12
    return f"{hour}:{match[3]}:{match[4] or '00'}"


def _counted(number: float) -> int:
    ms = round(number if abs(number) >= 1e11 else number * 1000)
    if not _EARLIEST <= ms <= _LATEST:
        raise CellError(f"{number} 不是时间", "写成 2026-03-01 10:00:00")
    return ms


def today_of(name: str) -> str | None:
    """A date in a file's name: `聊天记录_2026-03-01.txt`, `20260301.txt`."""
    match = re.search(r"(20\d\d)[-_.年]?(\d{1,2})[-_.月]?(\d{1,2})", name)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None
