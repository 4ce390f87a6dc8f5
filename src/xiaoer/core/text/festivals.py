"""Days with names: festivals and shopping days, by year."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

_FIXED: Mapping[str, tuple[int, int]] = {
    "元旦": (1, 1), "情人节": (2, 14), "三八节": (3, 8), "三八": (3, 8), "妇女节": (3, 8), "女神节": (3, 8), "植树节": (3, 12),
    "愚人节": (4, 1), "五一": (5, 1), "劳动节": (5, 1), "520": (5, 20), "五二零": (5, 20), "六一": (6, 1), "儿童节": (6, 1),
    "618": (6, 18), "六一八": (6, 18), "建军节": (8, 1), "教师节": (9, 10), "国庆": (10, 1), "国庆节": (10, 1), "十一假期": (10, 1),
    "万圣节": (10, 31), "双11": (11, 11), "双十一": (11, 11), "光棍节": (11, 11), "双12": (12, 12), "双十二": (12, 12),
    "平安夜": (12, 24), "圣诞": (12, 25), "圣诞节": (12, 25), "跨年": (12, 31), "跨年夜": (12, 31),
}  # fmt: skip

# Lunar days and 清明 as month × 100 + day, 2024–2035, from the calendar.
_FIRST_YEAR = 2024
_SPRING = (210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208)
_QINGMING = (404, 404, 405, 405, 404, 404, 405, 405, 404, 404, 405, 405)
_DRAGON_BOAT = (610, 531, 619, 609, 528, 616, 605, 624, 612, 601, 620, 610)
_QIXI = (810, 829, 819, 808, 826, 816, 805, 824, 812, 801, 820, 810)
_MID_AUTUMN = (917, 1006, 925, 915, 1003, 922, 912, 1001, 919, 908, 927, 916)
_DOUBLE_NINTH = (1011, 1029, 1018, 1008, 1026, 1016, 1005, 1024, 1012, 1001, 1020, 1009)

_LUNAR: Mapping[str, tuple[tuple[int, ...], int]] = {
    "春节": (_SPRING, 0), "过年": (_SPRING, 0), "大年初一": (_SPRING, 0), "除夕": (_SPRING, -1), "年三十": (_SPRING, -1),
    "大年三十": (_SPRING, -1), "元宵": (_SPRING, 14), "元宵节": (_SPRING, 14), "清明": (_QINGMING, 0), "清明节": (_QINGMING, 0),
    "端午": (_DRAGON_BOAT, 0), "端午节": (_DRAGON_BOAT, 0), "七夕": (_QIXI, 0), "七夕节": (_QIXI, 0), "中秋": (_MID_AUTUMN, 0),
    "中秋节": (_MID_AUTUMN, 0), "八月十五": (_MID_AUTUMN, 0), "重阳": (_DOUBLE_NINTH, 0), "重阳节": (_DOUBLE_NINTH, 0),
}  # fmt: skip


def _nth_weekday(month: int, weekday: int, nth: int) -> Callable[[int], date]:
    def day(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))

    return day


_MOVING: Mapping[str, Callable[[int], date]] = {
    "母亲节": _nth_weekday(5, 6, 2),
    "父亲节": _nth_weekday(6, 6, 3),
    "感恩节": _nth_weekday(11, 3, 4),
}

FESTIVALS: tuple[str, ...] = tuple(sorted((*_FIXED, *_LUNAR, *_MOVING), key=len, reverse=True))


def festival(name: str, year: int) -> date | None:
    """The day of a festival in a year; None when the name or (for lunar days) the year is not in the table."""
    if name in _FIXED:
        month, day = _FIXED[name]
        return date(year, month, day)
    if name in _MOVING:
        return _MOVING[name](year)
    if name not in _LUNAR:
        return None
    days, shift = _LUNAR[name]
    index = year - _FIRST_YEAR
    if not 0 <= index < len(days):
        return None
    return date(year, days[index] // 100, days[index] % 100) + timedelta(days=shift)
