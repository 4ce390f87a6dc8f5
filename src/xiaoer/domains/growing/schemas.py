"""Answers, FAQ entries and gaps over the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from xiaoer.domains.desk.schemas import FactView, FindingView, Mood
from xiaoer.domains.worded import Worded
from xiaoer.kit.ids import Id, Line, Number, Text

Outcome = Literal["sent", "suggested", "handed", "silent", "blocked"]
Thumb = Literal["up", "down", "none"]
Question = Annotated[Text, Field(min_length=1, max_length=500)]


class AnswerView(BaseModel):
    """The robot's answer to a line, masked, and what became of it."""

    conversation: int
    seq: int
    at: str
    question: str
    reply: str
    kind: str
    outcome: Outcome
    intents: list[str]
    confidence: float
    mood: str
    product: str | None
    entries: list[str]
    thumb: Thumb
    thumb_why: str
    used: Literal["", "taken", "edited", "own"]
    human: str
    model: str


class Answers(BaseModel):
    """The robot's answers in a conversation."""

    answers: list[AnswerView]


class ThumbWish(BaseModel):
    """What somebody thinks of an answer; `why` helps to mend it."""

    thumb: Thumb
    why: Annotated[Text, Field(max_length=300)] = ""


class ReadIntent(BaseModel):
    """An intent that was read, how surely, and in which words."""

    intent: str
    confidence: float
    span: str


class ReadEntity(BaseModel):
    """Something that was named."""

    name: str
    value: str


class ReadingView(BaseModel):
    """What was read in a line."""

    intents: list[ReadIntent]
    entities: list[ReadEntity]
    mood: Mood
    urgent: bool
    language: str
    shopper: str | None


class ClaimView(BaseModel):
    """A claim of a reply, and the cells that bear it. Not `held` = the reply would not be sent."""

    text: str
    kind: str
    held: bool
    sources: list[str]


class GateView(BaseModel):
    """What the gate says."""

    verdict: Literal["pass", "warn", "block"]
    findings: list[FindingView]
    rewrite: str | None


class ModeView(BaseModel):
    """What the robot may do with an intent, and from which confidence on."""

    intent: str
    mode: Literal["off", "suggest", "answer"]
    sure_pct: int


class Why(BaseModel):
    """An answer, opened."""

    kind: Literal["answer", "clarify", "handoff", "act"]
    reply: str
    confidence: float
    team: str | None
    reading: ReadingView
    facts: list[FactView]
    claims: list[ClaimView]
    gate: GateView
    modes: list[ModeView]
    read_ms: float
    answer_ms: float


class TrialWish(BaseModel):
    """Lines of a made-up shopper, the last is the question; with a product in view, a nick or an order, and a time."""

    lines: Annotated[list[Question], Field(min_length=1, max_length=10)]
    product: Annotated[Text, Field(max_length=2000)] = ""
    nick: Line = ""
    order: Line = ""
    at: AwareDatetime | None = None


class TriedTurn(BaseModel):
    """A line of the trial."""

    role: Literal["shopper", "robot"]
    text: str


class Trial(Why):
    """The answer to the last line, opened. `outcome` = what would become of it if the robot had the chat."""

    outcome: Outcome
    turns: list[TriedTurn]
    nick: str | None
    product: str | None
    orders: list[str]


class AnswerChange(BaseModel):
    """A kept question that is answered otherwise today; texts are masked."""

    conversation: int
    seq: int
    question: str
    was: str
    now: str
    was_kind: str
    now_kind: str
    change: Literal["better", "worse", "figures", "other"]
    liked: bool
    disliked: bool


class Replay(BaseModel):
    """Questions of the last days asked of today's data; what is worse first."""

    asked: int
    same: int
    changed: list[AnswerChange]
    days: int


class Tried(BaseModel):
    """What was said already."""

    by: Worded
    text: str


class OrderSpoken(BaseModel):
    """An order that was spoken of."""

    number: str
    status: str
    amount: str | None


class Summary(BaseModel):
    """The hand-over summary of a visit, masked; `text` = the whole of it as a note."""

    wanted: list[Worded]
    asked: list[str]
    tried: list[Tried]
    failed: int
    open: list[str]
    orders: list[OrderSpoken]
    product: str | None
    mood: Mood
    urgent: bool
    text: Worded


class AnswerRef(BaseModel):
    """The shopper's line that was answered."""

    conversation: Id
    seq: Id


class FaqWish(BaseModel):
    """An entry as somebody writes it. `settles` = the questions that it answers."""

    question: Question
    answer: Annotated[Text, Field(min_length=1, max_length=2000)]
    similar: Annotated[list[Question], Field(max_length=50)] = []
    products: Annotated[list[Line], Field(max_length=200)] = []
    valid_until: date | None = None
    settles: Annotated[list[AnswerRef], Field(max_length=500)] = []


class FaqBrief(BaseModel):
    """An entry that asks nearly the same already."""

    number: str
    question: str
    answer: str


class FaqPrefill(BaseModel):
    """An entry made ready from a chat, and what to look at before it is kept."""

    question: str
    answer: str
    similar: list[str]
    products: list[str]
    settles: list[AnswerRef]
    notes: list[Worded]
    like: FaqBrief | None


class FaqView(BaseModel):
    """An entry with its use. `outdated` = why it should be looked at, empty = nothing known against it."""

    number: str
    question: str
    answer: str
    similar: list[str]
    products: list[str]
    valid_until: date | None
    own: bool
    uses: int
    bad: int
    last_used: str | None
    outdated: list[Worded]
    version: str


class ProposalView(BaseModel):
    """A proposed entry."""

    id: int
    question: str
    answer: str
    similar: list[str]
    products: list[str]
    valid_until: date | None
    by: str
    at: str
    conversation: int | None
    state: Literal["waiting", "approved", "refused"]


class FaqList(BaseModel):
    """The shop's entries and what waits for a lead; uses are those of the last `days`."""

    entries: list[FaqView]
    proposals: list[ProposalView]
    days: int


class FaqChange(FaqWish):
    """An entry as it shall be; `version` = the one that was seen."""

    version: Annotated[Line, Field(min_length=1)]


class FaqMade(BaseModel):
    """What became of a wish: an entry at once (`number`), or a proposal that waits."""

    number: str | None
    proposal: int | None


class ProposalDecision(BaseModel):
    """A lead's word; with `entry` it is approved as changed."""

    approve: bool
    why: Annotated[Text, Field(max_length=300)] = ""
    entry: FaqWish | None = None


class KnowledgeGap(BaseModel):
    """Questions that belong together and were not answered well; samples are masked."""

    key: str
    question: str
    count: int
    shoppers: int
    reasons: dict[str, int]
    intents: list[str]
    products: list[str]
    samples: list[str]
    human: str
    last_at: str
    settles: list[AnswerRef]


class Gaps(BaseModel):
    """The gaps of the last days, biggest first. `asked` = all questions of that time."""

    gaps: list[KnowledgeGap]
    asked: int
    missed: int
    days: int


class Settle(BaseModel):
    """Questions that need no entry."""

    settles: Annotated[list[AnswerRef], Field(min_length=1, max_length=500)]


class Settled(BaseModel):
    """How many were put aside."""

    settled: Number
