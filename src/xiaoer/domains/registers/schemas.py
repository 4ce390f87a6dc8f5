"""Registers and packing slips over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from xiaoer.kit.ids import Id, Line, Text

Kind = Literal["resend", "payout", "returned", "intercept", "chase", "readdress"]
PackKind = Literal["gift", "wish", "urgent", "hold", "split"]
Cells = dict[Annotated[Line, Field(max_length=40)], Annotated[Text, Field(max_length=500)]]


class EntryView(BaseModel):
    """An entry of a register. `chats` = the conversations that asked; `cutoff_at` = when its parcel is packed."""

    id: int
    number: str
    kind: str
    state: str
    order: str
    nick: str
    cells: dict[str, str]
    chats: list[int]
    asked: int
    result: str
    by: str
    cutoff_at: str | None
    made_at: str
    ended_at: str | None
    version: int


class RegisterPage(BaseModel):
    """A register with its columns, and how many entries of each are open."""

    columns: list[str]
    needed: list[str]
    entries: list[EntryView]
    counts: dict[str, int]


class Filled(BaseModel):
    """What order and chat already tell."""

    columns: list[str]
    needed: list[str]
    cells: dict[str, str]


class NewEntry(BaseModel):
    """Something to register."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    order: Line = ""
    conversation: Id | None = None
    cells: Annotated[Cells, Field(max_length=40)]


class EntryChange(BaseModel):
    """Cells as they should be, or what became of it, as the entry was when the actor saw `version`."""

    model_config = ConfigDict(extra="forbid")

    version: Id
    cells: Annotated[Cells, Field(max_length=40)] | None = None
    state: Literal["open", "doing", "done", "failed", "dropped"] | None = None
    result: Annotated[Text, Field(max_length=200)] = ""


class RegisterColumns(BaseModel):
    """The columns that a shop wants in a register; empty = the usual ones."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    columns: Annotated[list[Annotated[Line, Field(min_length=1, max_length=40)]], Field(max_length=30)]


class SheetFault(BaseModel):
    """A row of a file that was not taken."""

    file: str
    row: int | None
    column: str | None
    why: str
    remedy: str


class TickedBack(BaseModel):
    """What a filled-in sheet did."""

    changed: int
    unchanged: int
    refused: list[SheetFault]


class SlipView(BaseModel):
    """A packing slip."""

    id: int
    kind: PackKind
    state: str
    order: str
    nick: str
    text: str
    goods: str
    conversation: int | None
    by: str
    packed_by: str
    made_at: str
    ended_at: str | None


class Slips(BaseModel):
    """The packing list."""

    slips: list[SlipView]


class NewSlip(BaseModel):
    """A slip for an order."""

    model_config = ConfigDict(extra="forbid")

    order: Annotated[Line, Field(min_length=1)]
    kind: PackKind
    text: Annotated[Text, Field(min_length=1, max_length=300)]
    conversation: Id | None = None


class Tick(BaseModel):
    """Slips that are packed, dropped or open again."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[Id], Field(min_length=1, max_length=500)]
    state: Literal["packed", "dropped", "open"] = "packed"


class Ticked(BaseModel):
    """How many changed."""

    changed: int
