"""Reports over the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xiaoer.domains.quality.schemas import InspectionBrief
from xiaoer.domains.worded import Worded
from xiaoer.kit.ids import Line, Text

Kind = Literal["day", "week"]
Clock = Annotated[Line, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
MailAddress = Annotated[Line, Field(max_length=200, pattern=r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")]
Words = Annotated[Text, Field(max_length=5000)]


class NumberView(BaseModel):
    """A figure and the one of the period before. Its definition stands under the same key."""

    key: str
    value: float | None
    before: float | None


class AgentNumbers(BaseModel):
    """An agent's figures."""

    staff_id: int
    name: str
    numbers: list[NumberView]


class FoundKind(BaseModel):
    """How often a kind of finding came."""

    kind: str
    count: int
    praise: bool


class Question(BaseModel):
    """A question that nobody could answer, and conversations where it stands."""

    question: str
    count: int
    chats: list[int]


class RefundReason(BaseModel):
    """After-sales cases by reason; `amount` = refunded so far, yuan."""

    reason: str
    count: int
    amount: float


class Fault(BaseModel):
    """Cases of quality of one product."""

    product: str
    name: str
    cases: int
    reasons: list[str]
    numbers: list[str]


class Waiting(BaseModel):
    """What was open when it was counted."""

    tasks: int
    overdue: int
    appeals: int
    samples: int


class PeakFigures(BaseModel):
    """A rush with its numbers, up to now while it runs; `before` in them is the rush it is measured against."""

    name: str
    first: date
    last: date
    running: bool
    against: str | None
    against_first: date | None
    numbers: list[NumberView]


class Peaks(BaseModel):
    """The rushes that have begun, newest first."""

    peaks: list[PeakFigures]


class FiguresView(BaseModel):
    """What was counted."""

    numbers: list[NumberView]
    agents: list[AgentNumbers]
    kinds: list[FoundKind]
    questions: list[Question]
    refunds: list[RefundReason]
    faults: list[Fault]
    best: list[InspectionBrief]
    worst: list[InspectionBrief]
    open: Waiting


class ReportBrief(BaseModel):
    """A report in a list."""

    id: int
    kind: Kind
    day: date
    summary: Worded
    made_at: str
    edited_by: str | None
    sent_at: str | None
    version: int


class ReportView(ReportBrief):
    """A report in full."""

    notes: str
    to_dos: list[Worded]
    figures: FiguresView


class Reports(BaseModel):
    """Reports, the newest first."""

    reports: list[ReportBrief]


class ReportWish(BaseModel):
    """A report to be written now, of the day or of the week that holds it."""

    kind: Kind
    day: date


class ReportWords(BaseModel):
    """What people write in a report. `version` = the one that was seen."""

    summary: Words
    notes: Words = ""
    to_dos: Annotated[list[Annotated[Text, Field(min_length=1, max_length=500)]], Field(max_length=50)] = []
    version: Annotated[int, Field(ge=1, le=1_000_000)]


class Plan(BaseModel):
    """When reports write themselves; `week_day` 0 = Monday."""

    on: bool
    day_at: Clock
    week_day: Annotated[int, Field(ge=0, le=6)]
    week_at: Clock


class ReportLetterView(BaseModel):
    """A report for one address, and what came of it."""

    id: int
    report: int
    kind: Kind
    day: date
    receiver: str
    state: Literal["waiting", "done", "failed"]
    attempts: int
    said: Worded
    at: datetime
    next: datetime | None


class MailWish(BaseModel):
    """Who gets the reports by e-mail, and in which language; None = as it was."""

    receivers: Annotated[list[MailAddress], Field(max_length=20)]
    language: Literal["zh", "en"] | None = None


class MailView(BaseModel):
    """Who gets them, whether and as whom this installation can send, and the newest letters."""

    receivers: list[str]
    language: Literal["zh", "en"]
    ready: bool
    sender: str
    log: list[ReportLetterView]


class MailTrial(BaseModel):
    """Where a letter goes that tries the way."""

    to: MailAddress


class MailOutcome(BaseModel):
    """What came of it: `why` empty = the mail server took it; `said` = its words, or what is to be mended."""

    why: Literal[
        "", "no_server", "settings", "unreachable", "slow", "certificate", "tls", "login", "refused_now", "refused"
    ]
    said: Worded
    sender: str


class ImportedFigure(BaseModel):
    """A platform's own figure, with the file and line that it came from."""

    platform: str
    day: date
    account: str
    name: str
    value: str
    file: str
    line: int


class Definition(BaseModel):
    """What a number is."""

    id: str
    version: int
    text: Worded
    window: str
    source: Worded | None = None
    cap_s: int | None = None
    within_s: int | None = None


class Dashboard(BaseModel):
    """The shop, or a team of it, over some days."""

    numbers: list[NumberView]
    agents: list[AgentNumbers]
    hours: list[list[float]]
    imported: list[ImportedFigure]
    definitions: dict[str, Definition]
    teams: list[str]


class BehindChat(BaseModel):
    """A chat behind a number; `value` = what the number is for this chat alone."""

    conversation: int
    seq: int
    shopper: str
    at: str
    agents: list[str]
    value: float | None


class Behind(BaseModel):
    """The chats behind a number, the largest first."""

    chats: list[BehindChat]
    count: int


class Unreadable(BaseModel):
    """A line of a file that could not be read, and why."""

    line: int | None
    text: str
    why: str


class Imported(BaseModel):
    """What an import of figures has kept."""

    figures: int
    unread: list[Unreadable]


class PersonalView(BaseModel):
    """Somebody's report. `id` empty = not handed in yet."""

    id: int | None
    staff_id: int
    staff: str
    kind: Kind
    day: date
    numbers: list[NumberView]
    problem: str
    cause: str
    correction: str
    carried: str
    kept: bool | None
    comment: str
    comment_by: str | None
    at: str | None
    version: int


class Personals(BaseModel):
    """Personal reports, the newest first."""

    reports: list[PersonalView]


class PersonalWish(BaseModel):
    """One's own report to hand in. `version` 0 = there is none yet."""

    kind: Kind
    day: date
    problem: Words = ""
    cause: Words = ""
    correction: Words = ""
    kept: bool | None = None
    version: Annotated[int, Field(ge=0, le=1_000_000)]


class Comment(BaseModel):
    """A lead's word."""

    text: Annotated[Text, Field(min_length=1, max_length=2000)]
