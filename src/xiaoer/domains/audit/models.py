"""The audit table."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class AuditRow(Scoped, Base):
    """One act of one person in one shop."""

    __tablename__ = "audit"
    at_ms: Mapped[int] = mapped_column(BigId, index=True)
    staff_id: Mapped[int | None] = mapped_column(BigId)
    staff_name: Mapped[str] = mapped_column(Text, default="")
    action: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[str] = mapped_column(Text, default="")
