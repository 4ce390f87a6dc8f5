"""The frames that clients send over the two sockets. They are components of the OpenAPI document.

A frame with a number out of range, a NUL or an unknown `type` is refused as `bad_frame`; nothing is stored.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from xiaoer.kit.ids import Id, Line, Number, Text

ClientId = Annotated[Text, Field(min_length=1, max_length=64)]
Kind = Literal["text", "image", "product_card", "order_card"]


class _Frame(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Body(_Frame):
    """The body of a message on its way in: text for `text`, media for `image`, product or order for cards."""

    text: Text | None = None
    media: Line | None = None
    product: Line | None = None
    sku: Line | None = None
    order: Line | None = None


class Ping(_Frame):
    """Answered by `pong`."""

    type: Literal["ping"]


class WidgetAuth(_Frame):
    """First frame of a widget: its token, and the last change that it has seen."""

    type: Literal["auth"]
    token: Text
    rev: Number = 0


class WidgetSend(_Frame):
    """A shopper's message."""

    type: Literal["send"]
    client_id: ClientId
    kind: Kind = "text"
    body: Body
    product: Line | None = None


class WidgetRead(_Frame):
    """The shopper has read up to here."""

    type: Literal["read"]
    seq: Id


class WidgetTyping(_Frame):
    """The shopper types; not stored."""

    type: Literal["typing"]
    on: bool


class WidgetHuman(_Frame):
    """The shopper asks for a person."""

    type: Literal["human"]


class WidgetRate(_Frame):
    """Stars for the last visit."""

    type: Literal["rate"]
    stars: Annotated[int, Field(ge=1, le=5)]
    word: Annotated[Text, Field(max_length=500)] = ""


class DeskAuth(_Frame):
    """First frame of a workbench: the CSRF token of its session, and where each feed goes on."""

    type: Literal["auth"]
    csrf: Text
    feeds: dict[str, Number] = {}


class DeskFollow(_Frame):
    """Follow a feed from a number on, after a new snapshot."""

    type: Literal["follow"]
    shop: Line
    after: Number


class DeskSend(_Frame):
    """An agent's message to the shopper. `warned` = the warnings have been seen.

    `override` = why a lead sends a blocked line all the same; it is kept, and what law forbids stays blocked.
    """

    type: Literal["send"]
    shop: Line
    conversation: Id
    client_id: ClientId
    kind: Kind = "text"
    body: Body
    assisted: bool = False
    warned: bool = False
    override: Annotated[Line, Field(max_length=200)] = ""


class DeskNote(_Frame):
    """An internal note. `mentions` = staff who are called; `help` (求助) without names calls who leads now.

    `whisper` (悄悄话) goes to whoever has the chat; leads only.
    """

    type: Literal["note"]
    shop: Line
    conversation: Id
    client_id: ClientId
    text: Text
    kind: Literal["note", "help", "whisper"] = "note"
    mentions: Annotated[list[Id], Field(max_length=20)] = []


class DeskCheck(_Frame):
    """Ask the wording gate while typing."""

    type: Literal["check"]
    shop: Line
    conversation: Id | None = None
    id: Line | Number
    text: Annotated[Text, Field(max_length=20_000)]


class DeskRead(_Frame):
    """The agent has read up to here."""

    type: Literal["read"]
    shop: Line
    conversation: Id
    seq: Id


class DeskTyping(_Frame):
    """The agent types; not stored. `text` reaches leads who have the chat open, where the shop's rules say so."""

    type: Literal["typing"]
    shop: Line
    conversation: Id
    on: bool
    text: Annotated[Text, Field(max_length=5000)] | None = None


class DeskLook(_Frame):
    """Which conversation is open on this screen."""

    type: Literal["look"]
    shop: Line
    conversation: Id | None = None


class DeskStatus(_Frame):
    """The agent's own state, in all his shops. `promotion` (推广语) goes with automatic replies where wanted."""

    type: Literal["status"]
    status: Literal["online", "busy", "away"]
    text: Annotated[Line, Field(max_length=40)] | None = None
    promotion: Annotated[Line, Field(max_length=100)] | None = None


WidgetFrame = Annotated[
    WidgetSend | WidgetRead | WidgetTyping | WidgetHuman | WidgetRate | Ping, Field(discriminator="type")
]
DeskFrame = Annotated[
    DeskFollow | DeskSend | DeskNote | DeskCheck | DeskRead | DeskTyping | DeskLook | DeskStatus | Ping,
    Field(discriminator="type"),
]
widget_frames: TypeAdapter[Any] = TypeAdapter(WidgetFrame)
desk_frames: TypeAdapter[Any] = TypeAdapter(DeskFrame)
widget_auth = TypeAdapter(WidgetAuth)
desk_auth = TypeAdapter(DeskAuth)

ALL_FRAMES: tuple[type[BaseModel], ...] = (
    WidgetAuth, WidgetSend, WidgetRead, WidgetTyping, WidgetHuman, WidgetRate, DeskAuth, DeskFollow, DeskSend,
    DeskNote, DeskCheck, DeskRead, DeskTyping, DeskLook, DeskStatus, Ping,
)  # fmt: skip
