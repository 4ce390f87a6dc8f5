"""Tables of paths."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class LessonText(Scoped, Base):
    """A version of a lesson that the shop has written; `data` = JSON of `library.Lesson`. The newest one counts."""

    __tablename__ = "lesson_text"
    __table_args__ = (UniqueConstraint("shop_id", "code", "version"),)
    code: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    data: Mapped[str] = mapped_column(Text)
    newest: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    made_by: Mapped[int | None] = mapped_column(BigId)
    made_ms: Mapped[int] = mapped_column(BigId)


class LessonRead(Scoped, Base):
    """Somebody has read a lesson to its end."""

    __tablename__ = "lesson_read"
    __table_args__ = (UniqueConstraint("shop_id", "staff_id", "code"),)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))
    code: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)


class StudyDay(Scoped, Base):
    """A day (in the shop's zone, as days since 1970) on which somebody learned; `acts` = how often."""

    __tablename__ = "study_day"
    __table_args__ = (UniqueConstraint("shop_id", "staff_id", "day"),)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))
    day: Mapped[int] = mapped_column(Integer)
    acts: Mapped[int] = mapped_column(Integer, default=0)


class Enrolment(Scoped, Base):
    """Somebody has been put on the path. `gated` = the live queue opens to him by certificates only."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("shop_id", "staff_id"),)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))
    gated: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    due_ms: Mapped[int | None] = mapped_column(BigId)
    made_by: Mapped[int | None] = mapped_column(BigId)
    made_ms: Mapped[int] = mapped_column(BigId)


class Certificate(Scoped, Base):
    """A certificate (证书) of a level. `given_by` None = earned by the demands; ended ones stay with their reason."""

    __tablename__ = "certificate"
    __table_args__ = (Index("ix_certificate_shop_id_staff_id", "shop_id", "staff_id"),)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))
    level: Mapped[str] = mapped_column(Text)
    given_ms: Mapped[int] = mapped_column(BigId)
    given_by: Mapped[int | None] = mapped_column(BigId)
    ended_ms: Mapped[int | None] = mapped_column(BigId)
    reason: Mapped[str] = mapped_column(Text, default="")


class LevelDemand(Scoped, Base):
    """What a shop's lead demands for a level; `data` = JSON of `demands.Demand`."""

    __tablename__ = "level_demand"
    __table_args__ = (UniqueConstraint("shop_id", "level"),)
    level: Mapped[str] = mapped_column(Text)
    data: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)


class TypingRun(Scoped, Base):
    """A typed text: characters a minute, right ones in thousandths, errors, how many characters it had."""

    __tablename__ = "typing_run"
    __table_args__ = (Index("ix_typing_run_shop_id_staff_id", "shop_id", "staff_id"),)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))
    at_ms: Mapped[int] = mapped_column(BigId)
    per_minute: Mapped[int] = mapped_column(Integer)
    right_pm: Mapped[int] = mapped_column(Integer)
    errors: Mapped[int] = mapped_column(Integer)
    characters: Mapped[int] = mapped_column(Integer)
