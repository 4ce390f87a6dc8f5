"""Tables of exams."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class ExamQuestion(Scoped, Base):
    """A version of a question that the shop has written; `data` = JSON of `shapes.Question`. The newest one counts."""

    __tablename__ = "exam_question"
    __table_args__ = (UniqueConstraint("shop_id", "code", "version"),)
    code: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    data: Mapped[str] = mapped_column(Text)
    newest: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    made_by: Mapped[int | None] = mapped_column(BigId)
    made_ms: Mapped[int] = mapped_column(BigId)


class Exam(Scoped, Base):
    """An exam (考试). `sections` = JSON of `papers.Section`s; `tries` 0 = as often as one likes; `by_person` = short
    answers count when somebody has looked at them. `purpose`: exam, check (after a lesson), quiz (of a new product),
    final. `subject` = the lesson or product that it belongs to.
    """

    __tablename__ = "exam"
    __table_args__ = (Index("ix_exam_shop_id_purpose_subject", "shop_id", "purpose", "subject"),)
    title: Mapped[str] = mapped_column(Text)
    sections: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int] = mapped_column(Integer)
    pass_mark: Mapped[int] = mapped_column(Integer)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    by_person: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    open: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    purpose: Mapped[str] = mapped_column(Text, default="exam")
    subject: Mapped[str] = mapped_column(Text, default="")
    made_by: Mapped[int | None] = mapped_column(BigId)
    made_ms: Mapped[int] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)


class ExamSitting(Scoped, Base):
    """Somebody's paper. `state`: open, handed (waits for a person), marked. `paper` = JSON of `shapes.Asked`s as they
    were drawn; `score` 0–100. What was agreed when it began holds: minutes, pass mark.
    """

    __tablename__ = "exam_sitting"
    __table_args__ = (
        Index("ix_exam_sitting_shop_id_staff_id", "shop_id", "staff_id"),
        Index("ix_exam_sitting_state_due_ms", "state", "due_ms"),
    )
    exam_id: Mapped[int] = mapped_column(BigId, ForeignKey("exam.id"), index=True)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))
    state: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    paper: Mapped[str] = mapped_column(Text)
    pass_mark: Mapped[int] = mapped_column(Integer)
    by_person: Mapped[bool] = mapped_column(Boolean, default=False)
    started_ms: Mapped[int] = mapped_column(BigId)
    due_ms: Mapped[int] = mapped_column(BigId)
    handed_ms: Mapped[int | None] = mapped_column(BigId)
    score: Mapped[int | None] = mapped_column(Integer)
    passed: Mapped[bool] = mapped_column(Boolean, default=False)
    marked_by: Mapped[int | None] = mapped_column(BigId)


class ExamAnswer(Scoped, Base):
    """The answer at a place of a paper; `rev` counts savings, `share_pm` = its mark in thousandths."""

    __tablename__ = "exam_answer"
    __table_args__ = (UniqueConstraint("sitting_id", "place"),)
    sitting_id: Mapped[int] = mapped_column(BigId, ForeignKey("exam_sitting.id"))
    place: Mapped[int] = mapped_column(Integer)
    data: Mapped[str] = mapped_column(Text)
    rev: Mapped[int] = mapped_column(BigId)
    saved_ms: Mapped[int] = mapped_column(BigId)
    share_pm: Mapped[int | None] = mapped_column(Integer)
    sure: Mapped[bool] = mapped_column(Boolean, default=True)
    remark: Mapped[str] = mapped_column(Text, default="")
