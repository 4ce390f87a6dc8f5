"""Counting time: last moments of days in Asia/Shanghai, holidays, months, hours."""

from __future__ import annotations

import calendar
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta

from xiaoer.core.rulebook.judge.facts import SHOP_TIME

LAST_SECOND = time(23, 59, 59, tzinfo=SHOP_TIME)
_MAX_DAYS, _MAX_MONTHS = 36_500, 1_200


def day_end(day: date) -> datetime:
    """24:00 of a day, written as its last second."""
    return datetime.combine(day, LAST_SECOND)


def after_days(start: date, days: int, holidays: AbstractSet[date] = frozenset()) -> datetime:
    """The end of a period whose first day is the day after `start` (网络购买商品七日无理由退货暂行办法 第10条).

    A last day that is one of `holidays` moves on to the next day that is none (民法典 第203条).
    """
    last = start + timedelta(days=min(days, _MAX_DAYS))
    while last in holidays:
        last += timedelta(days=1)
    return day_end(last)


def after_months(start: date, months: int) -> datetime:
    """The end of the day with the same number `months` later (the month's last day where there is none)."""
    whole = start.year * 12 + start.month - 1 + min(months, _MAX_MONTHS)
    year, month = divmod(whole, 12)
    return day_end(date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1])))


def after_hours(start: datetime, hours: int) -> datetime:
    """A moment `hours` later (China has no clock changes)."""
    return start + timedelta(hours=min(hours, _MAX_DAYS * 24))


def within(at: datetime, last: datetime) -> bool:
    """Whether `at` is not after the last moment; a period ending 23:59:59 holds that whole second."""
    return at.replace(microsecond=0) <= last


def say(moment: datetime) -> str:
    """A moment as it is read out: `5月11日24点`, `5月3日10:00`."""
    local = moment.astimezone(SHOP_TIME)
    if local.time() == LAST_SECOND.replace(tzinfo=None):
        return f"{local.month}月{local.day}日24点"
    return f"{local.month}月{local.day}日{local:%H:%M}"
