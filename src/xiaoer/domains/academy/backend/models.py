"""Table of back-end drills."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class BackendDrill(Scoped, Base):
    """One task of somebody. `state`: open, ended; `task` = JSON of `shapes.Task` as it was drawn, `sandbox` = JSON of
    the sandbox as it stands, `verdict` = JSON of `shapes.Verdict` once it has been handed in.
    """

    __tablename__ = "backend_drill"
    __table_args__ = (Index("ix_backend_drill_shop_id_staff_id", "shop_id", "staff_id"),)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))
    kind: Mapped[str] = mapped_column(Text)
    seed: Mapped[int] = mapped_column(BigId)
    task: Mapped[str] = mapped_column(Text)
    sandbox: Mapped[str] = mapped_column(Text)
    deeds: Mapped[int] = mapped_column(Integer, default=0)
    state: Mapped[str] = mapped_column(Text, default="open")
    verdict: Mapped[str | None] = mapped_column(Text)
    score: Mapped[int | None] = mapped_column(Integer)
    passed: Mapped[bool] = mapped_column(Boolean, default=False)
    made_ms: Mapped[int] = mapped_column(BigId)
    ended_ms: Mapped[int | None] = mapped_column(BigId)
