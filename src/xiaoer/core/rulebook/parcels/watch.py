"""The watchdogs of parcels: what must be noticed before the shopper has to ask.

Source of the limits: RULES §8 (no pick-up scan in 24 h risks 虚假发货; courier practice for the rest). A shop may set
its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from xiaoer.core.rulebook.parcels.states import Tracking

Kind = Literal["not_picked", "silent", "late", "not_handed_over", "at_station", "denied", "trouble"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Hours after which each watchdog barks."""

    not_picked_h: int = 24
    silent_h: int = 48
    late_h: int = 24  # past an estimate; a promise has no grace
    not_handed_over_h: int = 24  # out for delivery and not signed
    at_station_h: int = 72


@dataclass(frozen=True, slots=True)
class Watched:
    """A parcel under watch: when its number was uploaded, when it was to arrive, whether the shopper denies it.

    `promised` = `due_at` was said to the shopper: it is late at once, without the grace of an estimate.
    """

    tracking: Tracking
    uploaded_at: datetime
    due_at: datetime | None = None
    denied: bool = False
    promised: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing to do. `task` = for the colleague; `draft` = a first message to the shopper, "" = nothing to tell yet.

    `since` = when the limit was passed: with the parcel and `kind` it names the alarm, so that it opens one task only.
    """

    kind: Kind
    since: datetime
    task: str
    draft: str


_QUIET = ("signed", "returned")
_TASKS: dict[Kind, tuple[str, str]] = {
    "not_picked": (
        "上传单号后没有揽收记录：联系快递揽件，确认包裹还在不在仓库",
        "您的包裹单号已经生成，快递还没有揽收记录，这边已经在催，有进展马上告诉您。",
    ),
    "silent": (
        "物流长时间没有更新：向快递查件",
        "看到您的包裹有一阵没有更新了，这边已经在向快递核实，有结果马上告诉您。",
    ),
    "late": (
        "超过预计送达日：催派送，并告知买家",
        "您的包裹比预计的晚了，很抱歉，这边已经在催派送，有结果马上告诉您。",
    ),
    "not_handed_over": (
        "派送中超过一天没有签收：联系派件网点",
        "您的包裹显示派送中还没有送到，这边联系网点核实一下，您也请留意电话。",
    ),
    "at_station": (
        "到站多日未取：提醒买家，防止退回",
        "您的包裹已经在站点放了几天了，方便的话请尽快去取，以免被退回；不方便取告诉这边，帮您想办法。",
    ),
    "denied": (
        "显示签收但买家说没收到：查签收人、站点记录和派件位置，24小时内答复",
        "您说的情况记下了，这边马上向快递核实是谁签收、放在哪里，24小时内给您答复。",
    ),
    "trouble": (
        "物流异常：按异常原因联系快递处理",
        "您的包裹在路上遇到了点情况，这边已经在跟快递处理，有结果马上告诉您。",
    ),
}


def alarms(parcel: Watched, now: datetime, limits: Limits = Limits()) -> tuple[Alarm, ...]:
    """What is to be done about a parcel at `now` (aware), the gravest first. Pure: the same facts, the same alarms."""
    found = [_alarm(kind, since) for kind, since in _passed(parcel, limits) if since <= now]
    return tuple(found)


def _passed(parcel: Watched, limits: Limits) -> list[tuple[Kind, datetime]]:
    """Every watchdog that applies, with the moment from which it barks."""
    tracking = parcel.tracking
    last = tracking.last
    seen = last.at if last else parcel.uploaded_at
    if tracking.state == "signed":
        return [("denied", seen)] if parcel.denied else []
    if tracking.state in _QUIET:
        return []
    found: list[tuple[Kind, datetime]] = []
    if tracking.state == "exception":
        found.append(("trouble", seen))
    if tracking.state == "created":
        found.append(("not_picked", parcel.uploaded_at + timedelta(hours=limits.not_picked_h)))
    elif tracking.state == "at_station":
        found.append(("at_station", seen + timedelta(hours=limits.at_station_h)))
    elif tracking.state == "out_for_delivery":
        found.append(("not_handed_over", seen + timedelta(hours=limits.not_handed_over_h)))
    elif tracking.state != "exception":
        found.append(("silent", seen + timedelta(hours=limits.silent_h)))
    if parcel.due_at is not None and tracking.state not in ("at_station", "returning"):
        grace = timedelta() if parcel.promised else timedelta(hours=limits.late_h)
        found.append(("late", parcel.due_at + grace))
    return found


def _alarm(kind: Kind, since: datetime) -> Alarm:
    task, draft = _TASKS[kind]
    return Alarm(kind, since, task, draft)
