"""Coaching over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from xiaoer.domains.academy.exams.shapes import Skill
from xiaoer.domains.desk.schemas import AgentBrief
from xiaoer.kit.ids import Id, Line

AssignmentKind = Literal["cards", "practice", "exam", "backend"]
RemedyState = Literal["open", "done", "withdrawn"]
Team = Literal["售前", "售后", "投诉", "推广", "仓配"]


class AssignmentView(BaseModel):
    """Something to do; `overdue` = its date is over and it is not done."""

    id: int
    staff: AgentBrief
    kind: AssignmentKind
    subject: str
    title: str
    note: str
    due_at: str | None
    made_at: str
    done_at: str | None
    overdue: bool


class Assignments(BaseModel):
    """Open ones first."""

    assignments: list[AssignmentView]


class AssignmentWish(BaseModel):
    """Something to assign to people and teams. `subject` = a group of cards, a scene, an exam's id, a back-end task."""

    kind: AssignmentKind
    subject: Annotated[Line, Field(min_length=1)]
    note: Line = ""
    due: AwareDatetime | None = None
    staff: Annotated[list[Id], Field(max_length=200)] = []
    teams: Annotated[list[Team], Field(max_length=5)] = []


class Assigned(BaseModel):
    """How many people have it now."""

    people: int


class FaultTraining(BaseModel):
    """A fault that inspection found and what became of it. `times` before training, `again` since it was trained."""

    id: int
    staff: AgentBrief
    kind: str
    name: str
    skill: Skill
    card: str
    question: str
    scene: str
    scene_title: str
    scene_title_en: str
    times: int
    again: int
    card_done: bool
    practice_done: bool
    state: RemedyState
    made_at: str
    done_at: str | None


class FaultTrainings(BaseModel):
    """Newest first."""

    remedies: list[FaultTraining]


class CellView(BaseModel):
    """A skill of somebody: shares 0–1 by source (exam, practice, real), how much each rests on, all together."""

    skill: Skill
    shares: dict[str, float | None]
    counts: dict[str, float]
    level: float | None


class AwardView(BaseModel):
    """An award."""

    id: int
    staff: AgentBrief
    title: str
    reason: str
    by: str
    given_at: str


class PersonSkills(BaseModel):
    """Somebody's ten skills, what is open for him, whether trained faults came again."""

    staff: AgentBrief
    level: str
    cells: list[CellView]
    open: int
    overdue: int
    remedies_open: int
    remedies_done: int
    again: int
    visits: int
    awards: int


class WeakPoint(BaseModel):
    """A skill in which the team is weak."""

    skill: Skill
    level: float


class SkillMatrix(BaseModel):
    """Who can do what, and where the team is weak."""

    people: list[PersonSkills]
    weak: list[WeakPoint]
    awards: list[AwardView]


class AwardWish(BaseModel):
    """An award to give."""

    staff: Id
    title: Annotated[Line, Field(min_length=1)]
    reason: Line = ""
