"""The frames that the server sends over the two sockets, and the events of a shop's feed.

Clients generate their types from these; the frames themselves are written as text on the road of a message.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from xiaoer.domains.desk.schemas import (
    AgentBrief,
    AgentView,
    ConversationView,
    FindingView,
    MessageView,
    VisitState,
    WidgetConversation,
)


class WidgetHelloFrame(BaseModel):
    """First answer to `auth`."""

    type: Literal["hello"]
    conversation: WidgetConversation | None
    state: VisitState
    reset: bool


class MessageFrame(BaseModel):
    """A new or changed message."""

    type: Literal["message"]
    message: MessageView


class WidgetAckFrame(BaseModel):
    """The message is on disk."""

    type: Literal["ack"]
    client_id: str
    seq: int
    rev: int
    at: str


class RefusedFrame(BaseModel):
    """Not taken; nothing was stored."""

    type: Literal["refused"]
    code: str
    detail: str
    client_id: str | None = None
    conversation: int | None = None
    findings: list[FindingView] | None = None
    rewrite: str | None = None
    retry_after_s: float | None = None


class WidgetReadFrame(BaseModel):
    """The shop has read up to here."""

    type: Literal["read"]
    by: Literal["agent"]
    seq: int


class WidgetTypingFrame(BaseModel):
    """A person types."""

    type: Literal["typing"]
    by: Literal["agent"]
    on: bool


class StateFrame(BaseModel):
    """Who answers now."""

    type: Literal["state"]
    state: VisitState


class PongFrame(BaseModel):
    """Answer to `ping`."""

    type: Literal["pong"]


class DeskHelloFrame(BaseModel):
    """First answer to `auth`; missing events follow."""

    type: Literal["hello"]
    staff: AgentBrief
    status: Literal["online", "busy", "away", "offline"]
    feeds: dict[str, int]


class EventData(BaseModel):
    """Whole entities, to be put in place of the old ones."""

    message: MessageView | None = None
    conversation: ConversationView | None = None
    agent: AgentView | None = None
    catalog_version: int | None = None
    by: str | None = None
    remark: str | None = None
    case: dict[str, Any] | None = None
    task: dict[str, Any] | None = None
    about: str | None = None
    id: int | None = None
    report: dict[str, Any] | None = None


EventType = Literal[
    "message.created", "message.recalled", "message.changed", "note.created", "conversation.opened",
    "conversation.queued",
    "conversation.assigned", "conversation.transferred", "conversation.closed", "conversation.read",
    "conversation.rated", "conversation.updated", "suggestion.made", "agent.changed", "agent.left", "catalog.changed",
    "settings.changed", "case.changed", "task.changed", "casework.changed", "report.made",
]  # fmt: skip


class Event(BaseModel):
    """One numbered event of a shop's feed."""

    n: int
    shop: str
    type: EventType
    at: str
    data: EventData


class EventFrame(BaseModel):
    """An event of the feed."""

    type: Literal["event"]
    event: Event


class ResetFrame(BaseModel):
    """The wanted events are pruned: take a new snapshot, then `follow`."""

    type: Literal["reset"]
    shop: str


class DeskAckFrame(BaseModel):
    """On disk."""

    type: Literal["ack"]
    client_id: str
    conversation: int
    seq: int | None
    note_seq: int | None
    rev: int
    at: str


class CheckedFrame(BaseModel):
    """The gate's answer while typing."""

    type: Literal["checked"]
    id: str | int
    verdict: Literal["pass", "warn", "block"]
    findings: list[FindingView]
    rewrite: str | None


class DeskTypingFrame(BaseModel):
    """The shopper types."""

    type: Literal["typing"]
    shop: str
    conversation: int
    by: Literal["shopper"]
    on: bool


class Looker(BaseModel):
    """A colleague who has the chat open."""

    id: int
    name: str
    typing: bool


class LookingFrame(BaseModel):
    """Who has a chat open."""

    type: Literal["looking"]
    shop: str
    conversation: int
    agents: list[Looker]


class DraftingFrame(BaseModel):
    """What a colleague is typing, for leads who look; not stored."""

    type: Literal["drafting"]
    shop: str
    conversation: int
    agent: AgentBrief
    text: str


class DraftFrame(BaseModel):
    """One's own draft was kept, from this screen or another; `text` null = long, read it by HTTP."""

    type: Literal["draft"]
    shop: str
    conversation: int
    text: str | None
    at: str


class LeftFrame(BaseModel):
    """The right to see this shop has ended."""

    type: Literal["left"]
    shop: str


SERVER_FRAMES: tuple[type[BaseModel], ...] = (
    WidgetHelloFrame, MessageFrame, WidgetAckFrame, RefusedFrame, WidgetReadFrame, WidgetTypingFrame, StateFrame,
    PongFrame, DeskHelloFrame, EventFrame, ResetFrame, DeskAckFrame, CheckedFrame, DeskTypingFrame, LookingFrame,
    DraftingFrame, DraftFrame, LeftFrame,
)  # fmt: skip
