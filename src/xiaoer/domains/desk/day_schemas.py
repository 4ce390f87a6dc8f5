"""An agent's day over the wire: many closed at once, chats put off, calls of colleagues, notes about shoppers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from xiaoer.domains.desk.schemas import AgentBrief, Author, Close, ConversationView
from xiaoer.kit.ids import Id, Line, Text

Tag = Annotated[Line, Field(min_length=1, max_length=20, pattern=r"^[^|]+$")]


class CloseMany(Close):
    """Several visits that ended in the same way."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=200)]


class NotClosed(BaseModel):
    """One that could not be closed, and why."""

    id: int
    why: str


class ClosedMany(BaseModel):
    """What became of each."""

    closed: list[ConversationView]
    refused: list[NotClosed]


class Snooze(BaseModel):
    """Until when a chat is put off; null = no longer."""

    until: Annotated[datetime, Field(description="At most 30 days ahead.")] | None = None


class MentionView(BaseModel):
    """Where one was called."""

    id: int
    conversation: int
    note: int
    kind: Literal["mention", "help", "whisper"]
    by: AgentBrief
    text: str
    at: str
    seen: bool


class Mentions(BaseModel):
    """The newest calls, unseen ones first."""

    mentions: list[MentionView]
    unseen: int


class SeenMentions(BaseModel):
    """The chat whose calls have been seen."""

    conversation: Id


class ShopperChange(BaseModel):
    """What staff note about a shopper; missing keys stay."""

    model_config = ConfigDict(extra="forbid")

    level: Annotated[Line, Field(max_length=40)] | None = None
    tags: Annotated[list[Tag], Field(max_length=30)] | None = None
    remark: Annotated[Text, Field(max_length=2000)] | None = None


class Hit(BaseModel):
    """A message that was found. `seq` = where it stands in its conversation (for a note, the line before it)."""

    id: int
    conversation: int
    seq: int
    internal: bool
    author: Author
    author_name: str
    shopper: str
    text: str
    at: str


class Hits(BaseModel):
    """Hits, newest first; `before` = where to go on, null = that was all."""

    hits: list[Hit]
    before: int | None


class UnpaidView(BaseModel):
    """A waiting conversation whose shopper has unpaid orders; the first of them closes at `closes_at`."""

    conversation: int
    orders: int
    closes_at: str


class Triage(BaseModel):
    """Who is answered first in a rush, the order that closes first in front."""

    unpaid: list[UnpaidView]
