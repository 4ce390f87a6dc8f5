"""The table of imports."""

from __future__ import annotations

from sqlalchemy import Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class ImportRow(Scoped, Base):
    """An import and how far it is. `files`, `plan` and `report` are JSON (`intake.shapes`).

    `state`: looking, ready, running, done, failed, dropped. `lease_ms` = until when a process holds it, -1 =
    its files are gone; `version`
    counts its choices up, so that what was looked at before a change is thrown away.
    """

    __tablename__ = "import_job"
    __table_args__ = (Index("ix_import_job_state_lease_ms", "state", "lease_ms"),)
    staff_id: Mapped[int] = mapped_column(BigId)
    staff_name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_ms: Mapped[int] = mapped_column(BigId)
    changed_ms: Mapped[int] = mapped_column(BigId)
    lease_ms: Mapped[int] = mapped_column(BigId, default=0)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    step: Mapped[str] = mapped_column(Text, default="")  # what is being done, in words
    done: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    files: Mapped[str] = mapped_column(Text)
    plan: Mapped[str] = mapped_column(Text, default="")
    report: Mapped[str] = mapped_column(Text, default="")
    problem: Mapped[str] = mapped_column(Text, default="")  # why it stands still, in words
