"""Follow-ups over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xiaoer.kit.ids import Id, Line, Number, Text

Kind = Literal["unpaid", "quiet", "shipped", "at_station", "signed_care", "review", "sleeping", "birthday"]
State = Literal["approval", "copy", "sent", "done", "held", "stopped", "refused"]
Money = Annotated[str, Field(pattern=r"^\d{1,9}(\.\d{1,2})?$")]


class TouchText(BaseModel):
    """One message: minutes after the start, and words with {variables}."""

    after_min: Annotated[int, Field(ge=0, le=525_600)]
    text: Annotated[Text, Field(min_length=1, max_length=500)]


class SegmentView(BaseModel):
    """Whom a rule is for; empty lists = everybody."""

    levels: list[Line] = Field(default_factory=list, max_length=50)
    tags: list[Line] = Field(default_factory=list, max_length=50)
    min_amount: Money | None = None


class RuleChange(BaseModel):
    """A rule as it shall be, seen at `version`."""

    version: Id
    name: Annotated[Line, Field(min_length=1)]
    enabled: bool
    approval: bool
    stop_h: Annotated[int, Field(ge=1, le=9000)]
    holdout_pct: Annotated[int, Field(ge=0, le=50)]
    touches: list[TouchText] = Field(min_length=1, max_length=3)
    segment: SegmentView = Field(default_factory=SegmentView)


class FollowupRuleView(BaseModel):
    """A rule, and how many touches it has by state."""

    id: int
    kind: Kind
    name: str
    nature: Literal["service", "marketing"]
    enabled: bool
    approval: bool
    stop_h: int
    holdout_pct: int
    touches: list[TouchText]
    segment: SegmentView
    states: dict[str, int]
    version: int


class FollowupRules(BaseModel):
    """All rules of a shop, and the variables that words may use."""

    rules: list[FollowupRuleView]
    variables: list[str]


class PreviewLine(BaseModel):
    """What a rule would do now with one subject."""

    nick: str
    order: str | None
    touch: int
    verdict: Literal["send", "copy", "approval", "held", "later", "stopped"]
    why: str
    text: str


class FollowupPreview(BaseModel):
    """What a rule would do now; at most 50 lines of `whole`."""

    lines: list[PreviewLine]
    whole: int


class FollowupTouchView(BaseModel):
    """One touch."""

    id: int
    rule: int
    rule_name: str
    touch: int
    state: State
    why: str
    nick: str
    order: str | None
    conversation: int | None
    text: str
    at: str
    by: str


class FollowupTouches(BaseModel):
    """Touches, newest first."""

    touches: list[FollowupTouchView]


class Decide(BaseModel):
    """Approve or refuse what waits."""

    ids: list[Id] = Field(min_length=1, max_length=200)
    approve: bool


class Decided(BaseModel):
    """What became of them."""

    sent: Number
    copy_by_hand: Number
    stopped: Number
    refused: Number
    gone: Number


class LiftView(BaseModel):
    """Success among those written to and those held out; shares of 1, the difference with its 95 % interval."""

    touched: int
    touched_good: int
    held: int
    held_good: int
    difference: float | None
    low: float | None
    high: float | None


class FollowupResult(BaseModel):
    """What a rule has done and brought."""

    rule: int
    name: str
    kind: Kind
    goal: Literal["paid", "ordered", ""]
    states: dict[str, int]
    lift: LiftView | None


class FollowupReport(BaseModel):
    """All rules."""

    rules: list[FollowupResult]


class ConsentView(BaseModel):
    """Whether a shopper wants marketing."""

    consented: bool
    refused: bool


class ConsentChange(BaseModel):
    """Consent given or taken back; `source` = where it was said."""

    given: bool
    source: Annotated[Line, Field(min_length=1)]
