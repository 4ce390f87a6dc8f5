"""Actions over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from xiaoer.domains.desk.schemas import CardLine
from xiaoer.domains.orders.schemas import OrderView
from xiaoer.domains.worded import Worded
from xiaoer.kit.ids import Id, Line, Text

State = Literal["approval", "proposed", "by_hand", "done", "declined", "failed", "expired", "withdrawn"]


class ActionView(BaseModel):
    """An action on an order. `words_enough` = a yes in the chat will do; `steps` = what is done by hand."""

    id: int
    kind: str
    name: Worded
    state: State
    order: str
    nick: str
    conversation: int | None
    message_seq: int | None
    params: list[CardLine]
    rule: Worded
    by: Worded
    confirmed: str
    words: str
    words_enough: bool
    steps: list[Worded]
    outcome: Worded
    until: str | None
    made_at: str
    ended_at: str | None
    version: int


class Actions(BaseModel):
    """Actions, newest first."""

    actions: list[ActionView]


class ActionField(BaseModel):
    """A detail that an action asks for."""

    name: str
    kind: str
    needed: bool
    choices: list[str]


class ActionOption(BaseModel):
    """An action that exists in this shop, and whether the order allows it now; `why` can be said to the shopper."""

    kind: str
    name: Worded
    allowed: bool
    why: Worded
    rule: Worded
    asks: bool
    fields: list[ActionField]


class TimelineLine(BaseModel):
    """Something that happened to an order."""

    at: str
    kind: str
    who: Worded
    text: Worded


class OrderDesk(BaseModel):
    """An order as the desk works on it: what may be done, what was done, what happened."""

    order: OrderView
    memo: str
    flag: str
    flags: dict[str, str]
    options: list[ActionOption]
    actions: list[ActionView]
    timeline: list[TimelineLine]
    remark_head: str


class Param(BaseModel):
    """A detail by its name."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[Line, Field(min_length=1)]
    value: Annotated[Text, Field(max_length=500)]


class ProposeAction(BaseModel):
    """A wish to change an order (or, without a number, to place one). `client_id` makes a retry the same wish."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[Line, Field(min_length=1, max_length=40)]
    order: Line = ""
    conversation: Id | None = None
    params: Annotated[list[Param], Field(max_length=20)] = []
    client_id: Annotated[Text, Field(min_length=1, max_length=64)]


class ActOnAction(BaseModel):
    """approve, reject: the lead; words: the shopper's line `seq` says yes; withdraw; done, failed: by hand."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["approve", "reject", "words", "withdraw", "done", "failed"]
    version: Id
    seq: Id | None = None
    text: Annotated[Text, Field(max_length=500)] = ""


class OwnAnswer(BaseModel):
    """The shopper's press on the card; `wish` = what he wrote beside it, where the card asks for one."""

    model_config = ConfigDict(extra="forbid")

    yes: bool
    wish: Annotated[Text, Field(max_length=200)] = ""


class OwnAction(BaseModel):
    """What became of it."""

    id: int
    state: State
    outcome: str
