"""Paths over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from xiaoer.domains.academy.exams.shapes import Topic
from xiaoer.domains.academy.paths.demands import Level, Name
from xiaoer.domains.academy.paths.markdown import BlockKind
from xiaoer.domains.desk.schemas import AgentBrief
from xiaoer.kit.ids import Id, Line, Number, Text

Percent = Annotated[int, Field(ge=0, le=100)]
LessonCode = Annotated[Line, Field(min_length=1, max_length=60, pattern=r"^[a-z0-9-]+$")]


class LessonBrief(BaseModel):
    """A lesson of a day; `checked` = best passed score of its check, null = not yet (or it has none: `check` 0)."""

    code: str
    title: str
    title_en: str
    minutes: int
    check: int
    read: bool
    checked: int | None
    done: bool


class SceneBrief(BaseModel):
    """A scene to pass at the desk; `best` = best passed score, null = not yet."""

    scene: str
    title: str
    title_en: str
    best: int | None


class DayView(BaseModel):
    """A day of the path. `open` = the days before it are done."""

    title: str
    title_en: str
    lessons: list[LessonBrief]
    practice: list[SceneBrief]
    done: bool
    open: bool


class RequirementView(BaseModel):
    """One demand of a level and how far it is met."""

    name: Name
    wanted: int
    got: int
    met: bool


class CertificateView(BaseModel):
    """A certificate that holds; `by` null = earned."""

    id: int
    staff: AgentBrief
    level: Level
    given_at: str
    by: str | None
    reason: str


class LevelStanding(BaseModel):
    """A level, whether one has it, and its demands."""

    level: Level
    held: bool
    requirements: list[RequirementView]


class PathView(BaseModel):
    """One's path: days, streak, certificates, what the next level wants. `ceiling` = shoppers at once, null = all."""

    days: list[DayView]
    days_done: int
    streak: int
    learned_today: bool
    final: int | None
    certificates: list[CertificateView]
    levels: list[LevelStanding]
    enrolled: bool
    gated: bool
    due_at: str | None
    ceiling: int | None


class TableView(BaseModel):
    """A live table in a lesson."""

    title: str
    columns: list[str]
    rows: list[list[str]]
    source: str


class BlockView(BaseModel):
    """A block of a lesson; inside texts `**…**` is strong, `[…](https://…)` a link."""

    kind: BlockKind
    text: str
    lines: list[str]
    rows: list[list[str]]
    name: str
    level: int
    table: TableView | None


class LessonView(BaseModel):
    """A lesson to read. `text` = its Markdown, for who teaches."""

    code: str
    title: str
    title_en: str
    minutes: int
    check: int
    topics: list[Topic]
    version: int
    blocks: list[BlockView]
    read: bool
    checked: int | None
    text: str | None
    tables: list[str]


class LessonWish(BaseModel):
    """A lesson's own version."""

    title: Annotated[Line, Field(min_length=1)]
    minutes: Annotated[int, Field(ge=1, le=600)]
    check: Annotated[int, Field(ge=0, le=50)]
    topics: Annotated[list[Topic], Field(max_length=9)]
    text: Annotated[Text, Field(min_length=1, max_length=50_000)]


class DemandShape(BaseModel):
    """What a level asks for; 0 = nothing."""

    days: Annotated[int, Field(ge=0, le=60)] = 0
    practices: Annotated[int, Field(ge=0, le=60)] = 0
    practice_score: Percent = 0
    red_cards: Percent = 0
    typing: Annotated[int, Field(ge=0, le=400)] = 0
    final: Percent = 0
    chats: Annotated[int, Field(ge=0, le=100_000)] = 0


class LevelView(BaseModel):
    """A level with its demand and how many shoppers it opens (null = all)."""

    level: Level
    demand: DemandShape
    ceiling: int | None
    version: int


class Levels(BaseModel):
    """All levels, from below."""

    levels: list[LevelView]


class LevelWish(DemandShape):
    """A change of a level's demand; `version` = the one that was seen."""

    version: Number


class EnrolWish(BaseModel):
    """Put people on the path. `gated` = the live queue opens by certificates only."""

    staff: Annotated[list[Id], Field(max_length=200)] = []
    teams: Annotated[list[Literal["售前", "售后", "投诉", "推广", "仓配"]], Field(max_length=5)] = []
    gated: bool = False
    due: AwareDatetime | None = None


class LearnerView(BaseModel):
    """Somebody on the path."""

    staff: AgentBrief
    gated: bool
    due_at: str | None
    overdue: bool
    days_done: int
    days: int
    streak: int
    level: Level | Literal["shadow"]
    ceiling: int | None
    final: int | None


class Learners(BaseModel):
    """Everybody on the path."""

    learners: list[LearnerView]


class CertificateWish(BaseModel):
    """A certificate given by hand."""

    staff: Id
    level: Level
    reason: Annotated[Line, Field(min_length=1)]


class Reason(BaseModel):
    """Why."""

    reason: Annotated[Line, Field(min_length=1)]


class Certificates(BaseModel):
    """Certificates that hold."""

    certificates: list[CertificateView]


class TypingWish(BaseModel):
    """How a text was typed; `accuracy` 0–1."""

    per_minute: Annotated[int, Field(ge=0, le=2000)]
    accuracy: Annotated[float, Field(ge=0, le=1)]
    errors: Annotated[int, Field(ge=0, le=10_000)]
    characters: Annotated[int, Field(ge=1, le=10_000)]


class TypingRunView(BaseModel):
    """A typed text."""

    at: str
    per_minute: int
    accuracy: float
    errors: int
    characters: int


class TypingRuns(BaseModel):
    """One's typed texts, oldest first; `best` counts from 95 % right on."""

    runs: list[TypingRunView]
    best: int
