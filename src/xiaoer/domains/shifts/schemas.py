"""Shifts over the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from xiaoer.domains.worded import Said
from xiaoer.kit.ids import Id, Line, Text

Kind = Literal["chat", "special", "followup", "change", "task", "case", "own"]


class HandoverItem(BaseModel):
    """One line of a handover."""

    kind: Kind
    title: Annotated[Line, Said, Field(min_length=1)]
    detail: Annotated[Text, Said, Field(max_length=1000)] = ""
    ref: Line = ""
    due_at: Annotated[Line, Field(max_length=40)] | None = None
    next_step: Annotated[Text, Field(max_length=500)] = ""


class HandoverDraft(BaseModel):
    """What a handover would hold now."""

    items: list[HandoverItem]


class HandoverWish(BaseModel):
    """A handover to give. `to` empty = whoever signs first."""

    items: list[HandoverItem] = Field(max_length=300)
    note: Annotated[Text, Field(max_length=2000)] = ""
    to: Id | None = None
    with_chats: bool = True


class HandoverView(BaseModel):
    """A handover."""

    id: int
    giver: str
    giver_id: int
    receiver: str | None
    receiver_id: int | None
    at: str
    items: list[HandoverItem]
    note: str
    with_chats: bool
    signed_by: str | None
    signed_at: str | None


class Handovers(BaseModel):
    """Handovers, newest first."""

    handovers: list[HandoverView]


class ShiftView(BaseModel):
    """One person's planned time."""

    id: int
    staff_id: int
    staff: str
    starts_at: str
    ends_at: str
    note: str
    wish: Literal["", "leave", "swap"]
    wish_to: str | None
    wish_why: str


class HourNeed(BaseModel):
    """What an hour of a day is expected to need: shopper lines and people; `planned` = people on the roster."""

    day: date
    hour: int
    lines: float
    people: int
    planned: int


class RosterView(BaseModel):
    """A week from `day` on. `seen_weeks` = how many past weeks the expectation rests on."""

    day: date
    shifts: list[ShiftView]
    need: list[HourNeed]
    seen_weeks: int


class ShiftWish(BaseModel):
    """A shift to plan."""

    staff_id: Id
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    note: Line = ""


class LeaveOrSwap(BaseModel):
    """What somebody asks about his own shift."""

    kind: Literal["leave", "swap"]
    to: Id | None = None
    why: Line = ""


class Agree(BaseModel):
    """A lead's decision."""

    agree: bool


class Removed(BaseModel):
    """Whether the shift is still there, and how it stands."""

    shift: ShiftView | None


class AttendanceRow(BaseModel):
    """One person's day: seconds per status, first and last time at the desk, planned seconds."""

    staff_id: int
    staff: str
    online_s: int
    busy_s: int
    away_s: int
    first_at: str | None
    last_at: str | None
    planned_s: int


class AttendanceView(BaseModel):
    """A day."""

    day: date
    rows: list[AttendanceRow]
