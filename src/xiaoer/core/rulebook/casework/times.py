"""Until when a side must act: the platform's own deadline, else the dated hours of the state."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import Literal

from xiaoer.core.facts import Platform
from xiaoer.core.rulebook.casework.flow import State

Side = Literal["shop", "shopper"]


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: when, whose, and the rule behind it (a sentence and its source)."""

    at: datetime
    side: Side
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class _Time:
    state: State
    shipped: bool | None
    side: Side
    hours: dict[str, int]
    rule: str
    source: str


@cache
def _times() -> tuple[_Time, ...]:
    text = (resources.files("xiaoer.core.rulebook") / "rules" / "casework" / "times.toml").read_text("utf-8")
    return tuple(
        _Time(row["state"], row.get("shipped"), row["who"], row["hours"], row["zh"], row["source"])
        for row in tomllib.loads(text)["time"]
    )


def deadline(
    state: State, platform: Platform, since: datetime, *, shipped: bool, platforms_own: datetime | None = None
) -> Due | None:
    """The deadline of a state that began at `since`; None where nobody has to do anything.

    `platforms_own` = what the platform itself says of this case; it wins where the shop is to act.
    """
    for time in _times():
        if time.state == state and time.shipped in (None, shipped):
            if platforms_own is not None and time.side == "shop":
                return Due(platforms_own, "shop", "平台给这张售后单的截止时间", "平台超时时间")
            return Due(since + timedelta(hours=time.hours[platform]), time.side, time.rule, time.source)
    return None
