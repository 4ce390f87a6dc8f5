"""Tasks over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from xiaoer.domains.aftersales.schemas import Owner
from xiaoer.domains.worded import Worded
from xiaoer.kit.ids import Id, Line, Text


class TaskView(BaseModel):
    """Something owed. `draft` = a message to the shopper that goes with it, to be sent by a person."""

    id: int
    kind: str
    state: str
    text: Worded
    draft: str
    order: str
    nick: str
    amount: str | None
    case: int | None
    conversation: int | None
    owner: Owner | None
    due_at: str | None
    level: str
    outcome: str
    made_at: str
    ended_at: str | None
    version: int


class WorkCounts(BaseModel):
    """Open tasks: all, one's own, overdue; promises kept and broken."""

    open: int
    mine: int
    overdue: int
    kept: int
    late: int


class Work(BaseModel):
    """What is owed, by time."""

    tasks: list[TaskView]
    counts: WorkCounts


class TaskWish(BaseModel):
    """A task written down by hand; for oneself unless an owner is named."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[Text, Field(min_length=1, max_length=500)]
    due_at: AwareDatetime | None = None
    order: Line = ""
    conversation: Id | None = None
    owner: Id | None = None


class TaskAct(BaseModel):
    """What becomes of a task, as it was when the actor saw `version`."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["confirm", "done", "drop", "reopen", "edit"]
    version: Id
    text: Annotated[Text, Field(min_length=1, max_length=500)] | None = None
    due_at: AwareDatetime | None = None
    owner: Id | None = None
