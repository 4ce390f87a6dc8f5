"""When a shop's people are at the desk: the same hours each day, or hours per weekday, and holidays over both. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from xiaoer.kit.ids import Line

ALWAYS = "00:00-24:00"


def parse_hours(text: str) -> tuple[int, int] | None:
    """`09:00-23:00` → minutes of the day (540, 1380); None when empty or unreadable."""
    try:
        opens, closes = text.split("-")
        return _minutes(opens), _minutes(closes)
    except ValueError:
        return None


def _minutes(text: str) -> int:
    hours, minutes = text.strip().split(":")
    value = int(hours) * 60 + int(minutes)
    if not 0 <= value <= 1440:
        raise ValueError(text)
    return value


def _readable(text: str) -> str:
    if text and parse_hours(text) is None:
        raise ValueError("写成 09:00-23:00 这样")
    return text


def _a_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("写成 2026-10-01 这样") from None


Hours = Annotated[Line, AfterValidator(_readable)]
"""`09:00-23:00`; past midnight `20:00-02:00`."""

Day = Annotated[Line, AfterValidator(_a_day)]
"""`2026-10-01`, a day of the shop's own zone."""


class Holiday(BaseModel):
    """Days with hours of their own: closed where `hours` is empty."""

    model_config = ConfigDict(extra="forbid")

    first: Day
    last: Day
    hours: Hours = ""
    name: Annotated[Line, Field(max_length=40)] = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("结束日期早于开始日期")
        return self


def hours_on(day: date, daily: str, week: list[str], holidays: list[Holiday]) -> str:
    """The hours of one day; empty = closed. `week` = Monday to Sunday, or empty for `daily` each day."""
    for holiday in holidays:
        if holiday.first <= day.isoformat() <= holiday.last:
            return holiday.hours
    if week:
        return week[day.weekday()]
    return daily if parse_hours(daily) else ALWAYS


def open_at(local: datetime, daily: str, week: list[str], holidays: list[Holiday]) -> bool:
    """Whether people are at the desk at a time of the shop's zone; last night's hours may reach past midnight."""
    minute = local.hour * 60 + local.minute
    today = parse_hours(hours_on(local.date(), daily, week, holidays))
    if today is not None:
        opens, closes = today
        if opens <= minute < (closes if opens <= closes else 1440):
            return True
    last_night = parse_hours(hours_on(local.date() - timedelta(days=1), daily, week, holidays))
    return last_night is not None and last_night[0] > last_night[1] and minute < last_night[1]
