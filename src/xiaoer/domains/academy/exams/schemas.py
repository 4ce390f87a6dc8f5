"""Exams over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xiaoer.domains.academy.exams.shapes import Kind, Origin, Skill, Topic
from xiaoer.domains.desk.schemas import AgentBrief
from xiaoer.kit.ids import Line, Number, Text

SittingState = Literal["open", "handed", "marked"]
Purpose = Literal["exam", "check", "quiz", "final"]
Short = Annotated[Text, Field(max_length=2000)]
Lines = Annotated[list[Short], Field(max_length=40)]
QuestionCode = Annotated[Line, Field(max_length=100)]


class QuestionView(BaseModel):
    """A question of the bank as written; see `shapes.Question` for what `right` holds in each kind."""

    code: str
    kind: Kind
    topic: Topic
    skill: Skill
    difficulty: int
    stem: str
    right: list[str]
    wrong: list[str]
    why: str
    source: str
    origin: Origin
    version: int
    active: bool
    stamp: str


class Questions(BaseModel):
    """The bank, shipped and made questions first."""

    questions: list[QuestionView]


class QuestionWish(BaseModel):
    """A question to write; a `code` of the bank = a new version of that question, none = a new one."""

    code: QuestionCode = ""
    kind: Kind
    topic: Topic
    skill: Skill
    difficulty: Annotated[int, Field(ge=1, le=5)]
    stem: Short
    right: Lines
    wrong: Lines = []
    why: Short = ""
    source: Line = ""
    active: bool = True


class QuestionRefused(BaseModel):
    """A row of a file that was not taken."""

    file: str
    row: int | None
    column: str | None
    why: str
    remedy: str


class QuestionsImported(BaseModel):
    """What an import did."""

    added: int
    changed: int
    unchanged: int
    refused: list[QuestionRefused]


class SectionShape(BaseModel):
    """So many questions at so many points each, of these topics, kinds and skills (none = any), or of these codes."""

    count: Annotated[int, Field(ge=1, le=100)]
    points: Annotated[int, Field(ge=1, le=100)]
    topics: Annotated[list[Topic], Field(max_length=9)] = []
    kinds: Annotated[list[Kind], Field(max_length=10)] = []
    skills: Annotated[list[Skill], Field(max_length=10)] = []
    codes: Annotated[list[QuestionCode], Field(max_length=200)] = []
    easiest: Annotated[int, Field(ge=1, le=5)] = 1
    hardest: Annotated[int, Field(ge=1, le=5)] = 5


class ExamWish(BaseModel):
    """An exam to set. `tries` 0 = as often as one likes; `by_person` = short answers wait for a person."""

    title: Annotated[Line, Field(min_length=1)]
    sections: Annotated[list[SectionShape], Field(min_length=1, max_length=12)]
    minutes: Annotated[int, Field(ge=1, le=600)]
    pass_mark: Annotated[int, Field(ge=0, le=100)]
    tries: Annotated[int, Field(ge=0, le=100)] = 0
    by_person: bool = False
    open: bool = True


class ExamChange(ExamWish):
    """A change of an exam; `version` = the one that was seen."""

    version: Number


class SittingView(BaseModel):
    """A paper as lists show it; `score` 0–100."""

    id: int
    exam: int
    title: str
    staff: AgentBrief
    state: SittingState
    started_at: str
    due_at: str
    handed_at: str | None
    score: int | None
    passed: bool
    pass_mark: int


class ExamView(BaseModel):
    """An exam, with one's own papers."""

    id: int
    title: str
    minutes: int
    pass_mark: int
    tries: int
    by_person: bool
    open: bool
    purpose: Purpose
    subject: str
    questions: int
    points: int
    sections: list[SectionShape]
    made_at: str
    version: int
    mine: list[SittingView] = []


class Exams(BaseModel):
    """Newest first."""

    exams: list[ExamView]


class Sittings(BaseModel):
    """Newest first."""

    sittings: list[SittingView]


class AnswerShape(BaseModel):
    """Places of what was picked, or texts."""

    picks: Annotated[list[Annotated[int, Field(ge=0, le=2**53 - 1)]], Field(max_length=40)] = []
    texts: Annotated[list[Short], Field(max_length=20)] = []


class AnswerWish(AnswerShape):
    """An answer to keep; `rev` counts up with every change, so that a late copy never undoes a newer one."""

    rev: Number


class AnswerKept(BaseModel):
    """What is on disk now."""

    place: int
    rev: int
    saved_at: str


class QuestionResult(BaseModel):
    """How an answer was marked. `share` 0–1 of the points, null = not yet; `key`/`accept` = the right answer."""

    share: float | None
    sure: bool
    remark: str
    key: list[int]
    accept: list[str]
    why: str
    source: str
    code: str


class QuestionPlace(BaseModel):
    """A question on a paper. `rev` = number of the kept answer; `result` after it has been handed in."""

    place: int
    kind: Kind
    topic: Topic
    stem: str
    options: list[str]
    pairs: list[str]
    blanks: int
    points: int
    answer: AnswerShape
    rev: int
    saved_at: str | None
    result: QuestionResult | None


class SittingDetail(BaseModel):
    """A paper with everything that was saved. `now` = the server's time, for the clock on the screen."""

    sitting: SittingView
    questions: list[QuestionPlace]
    now: str


class PersonMark(BaseModel):
    """A person's mark for one place."""

    place: Annotated[int, Field(ge=0, le=500)]
    share: Annotated[float, Field(ge=0, le=1)]
    remark: Line = ""


class PersonMarks(BaseModel):
    """A person's marks of a paper."""

    marks: Annotated[list[PersonMark], Field(min_length=1, max_length=500)]


class ItemView(BaseModel):
    """How a question has done. `advice`: key (weak examinees do better: look at it), easy, hard, flat, or empty."""

    code: str
    stem: str
    kind: Kind | None
    answers: int
    difficulty: float
    discrimination: float | None
    correlation: float | None
    advice: Literal["", "key", "easy", "hard", "flat"]
    picks: dict[str, int]


class ItemAnalysis(BaseModel):
    """Item analysis; `fewest` = answers from which it says something."""

    items: list[ItemView]
    fewest: int


class ExamChat(BaseModel):
    """The practice chat of a paper: where it is."""

    practice: int
    conversation: int | None
