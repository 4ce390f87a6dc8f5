"""Tables of coaching."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class Assignment(Scoped, Base):
    """Something for somebody to do by a date. `kind`: cards, practice, exam, backend; `subject` = a group of cards, a
    scene, an exam's id, a kind of back-end task. `done_ms` is set when it is found done; a cancelled one is gone.
    """

    __tablename__ = "assignment"
    __table_args__ = (Index("ix_assignment_shop_id_staff_id", "shop_id", "staff_id"),)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))
    kind: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    due_ms: Mapped[int | None] = mapped_column(BigId)
    made_by: Mapped[int | None] = mapped_column(BigId)
    made_ms: Mapped[int] = mapped_column(BigId)
    done_ms: Mapped[int | None] = mapped_column(BigId)


class RemedyCase(Scoped, Base):
    """A fault of somebody that inspection found, and what became of it (复训). One open row per person and kind.

    `findings` = JSON of their ids; `times` = how often before it was trained; `again` = how often since it was trained
    (a fault that comes again also opens a new row).
    """

    __tablename__ = "remedy_case"
    __table_args__ = (Index("ix_remedy_case_shop_id_staff_id", "shop_id", "staff_id"),)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))
    kind: Mapped[str] = mapped_column(Text)
    findings: Mapped[str] = mapped_column(Text, default="[]")
    last_finding: Mapped[int] = mapped_column(BigId, default=0)
    times: Mapped[int] = mapped_column(Integer, default=0)
    again: Mapped[int] = mapped_column(Integer, default=0)
    made_ms: Mapped[int] = mapped_column(BigId)
    card_ms: Mapped[int | None] = mapped_column(BigId)
    practice_ms: Mapped[int | None] = mapped_column(BigId)
    done_ms: Mapped[int | None] = mapped_column(BigId)
    state: Mapped[str] = mapped_column(Text, default="open")  # open done withdrawn


class CoachMark(Scoped, Base):
    """Up to which finding the loop has read."""

    __tablename__ = "coach_mark"
    __table_args__ = (UniqueConstraint("shop_id"),)
    finding_id: Mapped[int] = mapped_column(BigId, default=0)


class KnownProduct(Scoped, Base):
    """A product that has been seen in the shop's tables; what comes later is new."""

    __tablename__ = "known_product"
    __table_args__ = (UniqueConstraint("shop_id", "number"),)
    number: Mapped[str] = mapped_column(Text)
    seen_ms: Mapped[int] = mapped_column(BigId)


class Award(Scoped, Base):
    """An award (奖励) that a lead gave."""

    __tablename__ = "award"
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    given_by: Mapped[int | None] = mapped_column(BigId)
    given_ms: Mapped[int] = mapped_column(BigId)
