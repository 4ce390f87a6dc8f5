"""Keys and webhooks over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xiaoer.kit.ids import Line

Scope = Literal["read", "serve", "manage", "audit"]
HookType = Literal[
    "message.created", "message.recalled", "conversation.opened", "conversation.queued", "conversation.assigned",
    "conversation.transferred", "conversation.closed", "conversation.rated", "agent.changed", "catalog.changed",
    "report.made",
]  # fmt: skip
"""What a webhook can hear of: what is public to the shop; internal notes and suggestions are not sent out."""


class NewKey(BaseModel):
    """A key for a program."""

    name: Annotated[Line, Field(min_length=1, max_length=40)]
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=4)]


class KeyView(BaseModel):
    """A key that holds; `hint` = its first letters."""

    id: int
    name: str
    hint: str
    scopes: list[str]
    by: str
    created: str
    used: str | None


class Keys(BaseModel):
    """The keys of a shop."""

    keys: list[KeyView]


class MadeKey(BaseModel):
    """The key itself, shown this once."""

    id: int
    key: str


class NewWebhook(BaseModel):
    """An address, and what it wants to hear of."""

    url: Annotated[Line, Field(pattern=r"^https?://[^\s@/?#]+(/\S*)?$")]
    types: Annotated[list[HookType], Field(min_length=1, max_length=20)]


class WebhookView(BaseModel):
    """A webhook."""

    id: int
    url: str
    types: list[str]
    active: bool


class MadeWebhook(WebhookView):
    """A new one with the secret that signs its posts, shown this once."""

    secret: str


class Webhooks(BaseModel):
    """The webhooks of a shop."""

    webhooks: list[WebhookView]


class Switch(BaseModel):
    """Rest or go on."""

    active: bool


class DeliveryView(BaseModel):
    """One event for one webhook: waiting (next = when), done or failed."""

    id: int
    n: int
    type: str
    state: Literal["waiting", "done", "failed"]
    attempts: int
    status: int
    said: str
    at: str
    next: str | None


class Deliveries(BaseModel):
    """The log of a webhook, newest first."""

    deliveries: list[DeliveryView]
