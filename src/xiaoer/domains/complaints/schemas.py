"""Complaints and reviews over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from xiaoer.domains.aftersales.schemas import Owner
from xiaoer.domains.worded import Worded
from xiaoer.kit.ids import Id, Line, Number, Text

CauseName = Literal["goods", "service", "courier", "other"]
ComplaintState = Literal["open", "later", "solved", "lost"]
StepName = Literal["respond", "welcome", "listen", "soothe", "apologise", "remedies", "act", "follow"]


class ComplaintNote(BaseModel):
    """A note of a colleague."""

    at: str
    who: str
    text: Worded


class ComplaintView(BaseModel):
    """A complaint. `triggers` = why it goes up; `due_at` = the clock of the whole, `due_rule` = why then."""

    id: int
    number: str
    conversation: int
    nick: str
    order: str
    cause: CauseName
    state: ComplaintState
    text: str
    triggers: list[str]
    remedy: Worded
    cost: str | None
    notes: list[ComplaintNote]
    owner: Owner | None
    opened_at: str
    due_at: str
    due_rule: Worded
    ended_at: str | None
    version: int


class Complaints(BaseModel):
    """Complaints by their clock."""

    complaints: list[ComplaintView]


class StepView(BaseModel):
    """A step: ticked by a line of the chat (`seq`), by hand (`by`), or not yet; what one may say."""

    step: StepName
    done: bool
    seq: int | None
    at: str | None
    by: str
    sentences: list[str]


class RemedyView(BaseModel):
    """A way to make it good, with what it gives and what it costs at most."""

    name: Worded
    gives: str
    cost: str
    by_law: bool
    needs_lead: bool


class ComplaintDetail(BaseModel):
    """A complaint with its steps, the rulebook's floor and the remedies, the cheapest fair one first."""

    complaint: ComplaintView
    steps: list[StepView]
    floor: str
    basis: list[Worded]
    said: str
    remedies: list[RemedyView]
    rising: list[str]
    earlier: int


class OpenComplaint(BaseModel):
    """A complaint of a chat; the cause is read from its words where none is named.

    `due_at` = until when the platform (or an authority) wants it settled; it wins over every other clock.
    """

    model_config = ConfigDict(extra="forbid")

    conversation: Id
    text: Annotated[Text, Field(min_length=1, max_length=500)]
    order: Line = ""
    cause: CauseName | None = None
    from_seq: Id | None = None
    due_at: AwareDatetime | None = None


class ComplaintAct(BaseModel):
    """What is done with a complaint, as it was when the actor saw `version`."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["tick", "untick", "cause", "remedy", "later", "solve", "lose", "reopen", "note", "assign", "rise"]
    version: Id
    step: StepName | None = None
    text: Annotated[Text, Field(max_length=500)] = ""
    cost: Annotated[str, Field(pattern=r"^\d{1,7}(\.\d{1,2})?$")] | None = None
    cause: CauseName | None = None
    order: Line = ""
    due_at: AwareDatetime | None = None
    owner: Id | None = None


class CauseRow(BaseModel):
    """A cause with its complaints, bad reviews and cost."""

    cause: str
    count: int
    solved: int
    cost: str
    reviews: int


class SideRow(BaseModel):
    """A responsible side and reason with its cases and refunds."""

    side: str
    reason: str
    count: int
    cost: str


class Causes(BaseModel):
    """What complaints and cases came from, and what they cost."""

    since: datetime
    causes: list[CauseRow]
    sides: list[SideRow]


class PlatformReview(BaseModel):
    """A review; `draft` = an answer for everybody to read, empty where the gate lets none pass."""

    id: int
    order: str
    nick: str
    goods: str
    stars: int | None
    text: str
    sentiment: Literal["good", "neutral", "bad"]
    cause: str
    state: Literal["open", "answered", "done"]
    answer: str
    draft: str = ""
    at: str | None
    version: int


class PlatformReviews(BaseModel):
    """Reviews, bad ones first."""

    reviews: list[PlatformReview]


class PlatformReviewAct(BaseModel):
    """The answer that was given in public, or that it is put aside."""

    model_config = ConfigDict(extra="forbid")

    version: Id
    state: Literal["open", "answered", "done"]
    answer: Annotated[Text, Field(max_length=500)] | None = None


class ReviewFault(BaseModel):
    """A row of a file that was not taken."""

    file: str
    row: int | None
    column: str | None
    why: str
    remedy: str


class ReviewsImported(BaseModel):
    """What a file of reviews did."""

    added: Number
    changed: Number
    unchanged: Number
    refused: list[ReviewFault]
