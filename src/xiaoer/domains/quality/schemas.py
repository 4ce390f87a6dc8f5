"""Inspection over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from xiaoer.domains.worded import Worded
from xiaoer.kit.ids import Id, Line, Text

Points = Annotated[int, Field(ge=-100, le=20)]
Lost = dict[str, Annotated[int, Field(ge=0, le=100)]]
QualityName = Literal["good", "middling", "bad"]
SourceName = Literal["random", "risk", "new", "second", "calibration", "redecided"]


class ScorecardBody(BaseModel):
    """What a shop sets in its scorecard."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)
    points: dict[str, Points]
    fatal: Annotated[list[Line], Field(max_length=100)]
    groups: Lost
    other: Annotated[int, Field(ge=-100, le=0)] = -5
    praise: Annotated[int, Field(ge=0, le=20)] = 5
    most_praise: Annotated[int, Field(ge=0, le=20)] = 5
    bad_from: Annotated[int, Field(ge=1, le=100)] = 20


class KindName(BaseModel):
    """A kind of finding."""

    kind: str
    name: Worded
    praise: bool
    group: str | None


class GroupName(BaseModel):
    """A group of the scorecard."""

    key: str
    name: Worded


class ScorecardVersion(BaseModel):
    """A published scorecard."""

    number: int
    by: str
    at: str
    note: str


class ScorecardView(BaseModel):
    """The scorecard in force. `number` 0 = none is published: nothing is scored yet."""

    number: int
    card: ScorecardBody
    kinds: list[KindName]
    groups: list[GroupName]
    versions: list[ScorecardVersion]
    fair: Worded


class ScorecardWish(BaseModel):
    """A scorecard to publish. `seen` = the number that was before one's eyes."""

    card: ScorecardBody
    seen: Annotated[int, Field(ge=0, le=1_000_000)]
    note: Annotated[Text, Field(max_length=1000)] = ""


class InspectionBrief(BaseModel):
    """A judged chat in a list."""

    id: int
    conversation: int
    shopper: str
    closed_at: str
    agents: list[str]
    lines: int
    score: int | None
    quality: QualityName | None
    fatal: bool
    satisfaction: int | None
    stars: int | None
    human_score: float | None
    failed: str | None
    kinds: list[str]


class Inspections(BaseModel):
    """Judged chats, newest first."""

    inspections: list[InspectionBrief]


class InspectedMessage(BaseModel):
    """A line of the chat."""

    seq: int
    author: str
    name: str
    at: str
    kind: str
    text: str
    recalled: bool
    assisted: bool


class FoundView(BaseModel):
    """A finding with the messages that it rests on."""

    id: int
    kind: str
    name: Worded
    praise: bool
    messages: list[int]
    fatal: bool
    points: int
    confidence: float
    reason: Worded
    rule: str
    voided: bool
    staff_id: int | None


class SheetView(BaseModel):
    """A filled scorecard."""

    id: int
    source: SourceName
    by: str | None
    lost: dict[str, int]
    fatal: bool
    remark: str
    score: int | None
    quality: QualityName | None
    at: str | None


class AppealView(BaseModel):
    """An appeal."""

    id: int
    inspection: int
    finding: int | None
    sheet: int | None
    by: str
    staff_id: int
    text: str
    state: Literal["open", "granted", "refused"]
    answer: str
    decided_by: str | None
    at: str
    decided_at: str | None


class CardInUse(BaseModel):
    """The groups that a sheet of this chat has."""

    number: int
    groups: dict[str, int]


class InspectionDetail(BaseModel):
    """A judged chat in full. `sheet` = the one that the asking person is to fill."""

    inspection: InspectionBrief
    card: CardInUse
    tag: str | None
    remark: str
    messages: list[InspectedMessage]
    findings: list[FoundView]
    sheet: int | None
    sheets: list[SheetView]
    appeals: list[AppealView]
    appeal_until: str


class SamplePlanBody(BaseModel):
    """The daily drawing: from `at` on, so many chats of each agent from the last `days`. `last_day` = when it drew."""

    model_config = ConfigDict(from_attributes=True)
    on: bool = False
    at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "09:30"
    days: Annotated[int, Field(ge=1, le=60)] = 1
    by_chance: Annotated[int, Field(ge=0, le=50)] = 1
    by_risk: Annotated[int, Field(ge=0, le=50)] = 2
    of_new: Annotated[int, Field(ge=0, le=50)] = 2
    last_day: Annotated[str, Field(max_length=10)] = ""


class DrawRequest(BaseModel):
    """How many chats of each agent to draw from the last days."""

    days: Annotated[int, Field(ge=1, le=60)] = 7
    by_chance: Annotated[int, Field(ge=0, le=50)] = 5
    by_risk: Annotated[int, Field(ge=0, le=50)] = 5
    of_new: Annotated[int, Field(ge=0, le=50)] = 5


class Drawn(BaseModel):
    """How many chats were drawn."""

    drawn: int


class QueueEntry(BaseModel):
    """A sheet that waits for somebody."""

    sheet: int
    source: SourceName
    why: list[str]
    inspection: InspectionBrief


class Queue(BaseModel):
    """What waits for the asking person."""

    entries: list[QueueEntry]


class SheetWish(BaseModel):
    """A scorecard as somebody filled it: points lost by group."""

    lost: Lost
    fatal: bool = False
    remark: Annotated[Text, Field(max_length=2000)] = ""


class AppealWish(BaseModel):
    """Why a finding or a sheet is wrong; exactly one of the two is named."""

    finding: Id | None = None
    sheet: Id | None = None
    text: Annotated[Text, Field(min_length=1, max_length=1000)]


class AppealDecision(BaseModel):
    """What becomes of an appeal; a granted one against a sheet comes with a new sheet."""

    grant: bool
    answer: Annotated[Text, Field(min_length=1, max_length=1000)]
    again: SheetWish | None = None


class Appeals(BaseModel):
    """Appeals, the open ones first."""

    appeals: list[AppealView]


class GroupKappa(BaseModel):
    """Agreement about one group."""

    key: str
    kappa: float | None


class Machine(BaseModel):
    """People against the automatic verdict."""

    chats: int
    kappa: float | None


class Agreement(BaseModel):
    """How far those agree who scored the same chats apart."""

    goal: float
    pairs: int
    kappa: float | None
    mean_gap: float | None
    groups: list[GroupKappa]
    against_machine: Machine


class CalibrationPerson(BaseModel):
    """One person's part in a calibration."""

    name: str
    done: bool
    score: int | None
    lost: dict[str, int] | None
    off: int | None


class CalibrationView(BaseModel):
    """A calibration; scores show when it has ended."""

    id: int
    inspection: int
    by: str
    note: str
    at: str
    ended_at: str | None
    own_sheet: int | None
    standard: dict[str, int] | None
    standard_score: int | None
    people: list[CalibrationPerson]


class AgreementView(BaseModel):
    """Agreement of the last ninety days, and the calibrations."""

    agreement: Agreement
    calibrations: list[CalibrationView]


class CalibrationWish(BaseModel):
    """A chat to be scored apart by some people."""

    inspection: Id
    people: Annotated[list[Id], Field(min_length=2, max_length=20)]
    note: Annotated[Text, Field(max_length=500)] = ""


class CoachingPattern(BaseModel):
    """What one agent repeats."""

    staff_id: int
    staff: str
    kind: str
    name: Worded
    inspections: list[int]
    chats: int
    fatal: bool


class Coaching(BaseModel):
    """What is worth a talk, the worst first."""

    patterns: list[CoachingPattern]


class CoachingWish(BaseModel):
    """A talk to be held, written down as a task."""

    staff_id: Id
    kind: Line
    text: Annotated[Text, Field(min_length=1, max_length=500)]


class CoachingTask(BaseModel):
    """The task; None = it is there already."""

    task: int | None


class WeekScore(BaseModel):
    """A week of one person."""

    week: str
    chats: int
    score: float | None


class KindCount(BaseModel):
    """How often a kind was found."""

    kind: str
    name: Worded
    count: int
    praise: bool


class OwnPage(BaseModel):
    """One person's last eight weeks."""

    chats: int
    score: float | None
    stars: float | None
    human: float | None
    weeks: list[WeekScore]
    kinds: list[KindCount]
    patterns: list[CoachingPattern]
    best: list[InspectionBrief]
    by_people: list[InspectionBrief]
