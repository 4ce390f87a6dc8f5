"""Calls over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from xiaoer.kit.ids import Id, Line, Text

SceneName = Literal["presale", "order", "aftersales", "complaint"]
Answers = dict[Annotated[Line, Field(max_length=40)], Annotated[Text, Field(max_length=500)]]
PhoneNumber = Annotated[str, Field(pattern=r"^\+?[\d\-]{5,20}$")]


class CallView(BaseModel):
    """A call; its number is masked in the log and in full for whoever serves."""

    id: int
    kind: Literal["incoming", "callback"]
    state: Literal["ringing", "open", "ended", "missed"]
    number: str
    nick: str
    order: str
    scene: SceneName
    fields: dict[str, str]
    note: str
    staff: str
    started_at: str
    answered_at: str | None
    ended_at: str | None
    length_s: int | None
    version: int


class CallLog(BaseModel):
    """The log, newest first, with how many calls were answered and how long they took in the mean."""

    calls: list[CallView]
    count: int
    mean_s: int | None


class ScriptStep(BaseModel):
    """A step of the guided form."""

    name: str
    say: str
    ask: bool


class CallOrder(BaseModel):
    """An order of the caller."""

    order: str
    nick: str
    status: str


class CallDetail(BaseModel):
    """A call with its script and the caller's orders."""

    call: CallView
    script: list[ScriptStep]
    orders: list[CallOrder]


class NewCall(BaseModel):
    """A call that begins now, taken by oneself."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["incoming", "callback"]
    number: PhoneNumber
    scene: SceneName = "order"


class Ringing(BaseModel):
    """A telephone system says that a number calls."""

    model_config = ConfigDict(extra="forbid")

    number: PhoneNumber


class CallAct(BaseModel):
    """What is done with a call, as it was when the actor saw `version`."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["take", "save", "end", "miss"]
    version: Id
    fields: Annotated[Answers, Field(max_length=20)] | None = None
    note: Annotated[Text, Field(max_length=1000)] | None = None
    nick: Line | None = None
    order: Line | None = None
    scene: SceneName | None = None
    callback_at: AwareDatetime | None = None
