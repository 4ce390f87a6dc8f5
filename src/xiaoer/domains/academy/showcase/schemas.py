"""Model lessons over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xiaoer.kit.ids import Line, Text


class ModelLineShape(BaseModel):
    """A message with a comment; `mark` = well done, to be done better, or neither."""

    author: Literal["shopper", "agent", "robot"]
    text: Text
    comment: Text = ""
    mark: Literal["", "good", "better"] = ""


class ModelLessonView(BaseModel):
    """A model lesson."""

    id: int
    title: str
    intro: str
    version: int
    made_at: str
    lines: list[ModelLineShape]


class ModelLessons(BaseModel):
    """Newest first."""

    lessons: list[ModelLessonView]


class ModelLessonWish(BaseModel):
    """A lesson as somebody has changed it; `version` = the one that was read."""

    version: Annotated[int, Field(ge=1)]
    title: Annotated[Line, Field(min_length=1, max_length=60)]
    intro: Text = ""
    lines: Annotated[list[ModelLineShape], Field(min_length=1, max_length=100)]
