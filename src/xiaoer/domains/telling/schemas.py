"""Telling first and records over the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from xiaoer.kit.ids import Line, Text


class SilentParcel(BaseModel):
    """A parcel that the tracking service has no answer for, and why."""

    order: str
    waybill: str
    said: str


class TrackingView(BaseModel):
    """How the asking stands. `service` = "" where there is none; `trouble` = why it is left alone for a while."""

    service: str
    on: bool
    minutes: int
    trouble: str
    watched: int
    due: int
    looked_at: str | None
    silent: list[SilentParcel]


class TellMatter(BaseModel):
    """What has to be told of some goods. `amount` = money for each order, in yuan."""

    model_config = ConfigDict(extra="forbid")

    goods: Annotated[Line, Field(min_length=1)]
    kind: Literal["stockout", "delay"]
    day: date | None = None
    amount: Annotated[str, Field(pattern=r"^\d{1,5}(\.\d{1,2})?$")] | None = None


class TellWish(TellMatter):
    """Which orders are told; their texts as the preview made them."""

    orders: Annotated[list[Line], Field(min_length=1, max_length=2000)]


class Affected(BaseModel):
    """An order with what it would be told; `told` = it knows already; `gate` = why the words may not go."""

    order: str
    nick: str
    status: str
    ship_by: str | None
    text: str
    told: bool
    gate: str


class TellPreview(BaseModel):
    """The affected orders. `in_chat` = messages go into this shop's chats; else they are copied to the platform."""

    orders: list[Affected]
    in_chat: bool
    total: str


class Told(BaseModel):
    """One order that was told."""

    id: int
    order: str
    nick: str
    conversation: int | None
    text: str
    amount: str | None
    state: Literal["sent", "copy"]
    by: str
    at: str
    replied: bool


class ToldList(BaseModel):
    """What was told, newest first."""

    told: list[Told]


class TellResult(BaseModel):
    """How many were told now, and how many knew already."""

    told: int
    known: int


class RecordLine(BaseModel):
    """Something that happened with a shopper."""

    at: str
    kind: str
    who: str
    text: Text
    order: str


class Pattern(BaseModel):
    """A count that may be worth a look."""

    name: str
    count: int
    look: bool


class ReportPath(BaseModel):
    """How to report or appeal on a platform."""

    name: str
    evidence: list[str]
    route: str
    limit: str


class ShopperRecord(BaseModel):
    """A shopper's record; a person decides what it means."""

    lines: list[RecordLine]
    patterns: list[Pattern]
    calm: list[str]
    appeals: list[ReportPath]
