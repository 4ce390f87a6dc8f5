"""Table of model lessons."""

from __future__ import annotations

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class ModelLesson(Scoped, Base):
    """A model lesson; `lines` = JSON of `service.ModelLine`s, oldest first. The chat it came from is not kept."""

    __tablename__ = "model_lesson"
    title: Mapped[str] = mapped_column(Text)
    intro: Mapped[str] = mapped_column(Text, default="")
    lines: Mapped[str] = mapped_column(Text)
    made_by: Mapped[int | None] = mapped_column(BigId)
    made_ms: Mapped[int] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)
