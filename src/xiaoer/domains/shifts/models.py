"""Tables of shifts."""

from __future__ import annotations

from sqlalchemy import Boolean, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class Shift(Scoped, Base):
    """One person's planned time. `wish` = leave or swap asked for and not decided; `wish_to` = with whom."""

    __tablename__ = "shift"
    __table_args__ = (Index("ix_shift_shop_starts", "shop_id", "starts_ms"),)
    staff_id: Mapped[int] = mapped_column(BigId)
    starts_ms: Mapped[int] = mapped_column(BigId)
    ends_ms: Mapped[int] = mapped_column(BigId)
    note: Mapped[str] = mapped_column(Text, default="")
    wish: Mapped[str] = mapped_column(Text, default="")  # "" leave swap
    wish_to: Mapped[int | None] = mapped_column(BigId)
    wish_why: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way


class Handover(Scoped, Base):
    """What one person leaves to another. `items` is JSON (see `rules.Item`); nobody named = whoever signs first."""

    __tablename__ = "handover"
    __table_args__ = (Index("ix_handover_shop_at", "shop_id", "at_ms"),)
    from_id: Mapped[int] = mapped_column(BigId)
    to_id: Mapped[int | None] = mapped_column(BigId)
    at_ms: Mapped[int] = mapped_column(BigId)
    items: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    with_chats: Mapped[bool] = mapped_column(Boolean, default=False)
    signed_id: Mapped[int | None] = mapped_column(BigId)
    signed_ms: Mapped[int | None] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way


class Attendance(Scoped, Base):
    """A span during which a person kept one status at the desk; the last one is open (`to_ms` empty)."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("shop_id", "staff_id", "from_ms"),
        Index("ix_attendance_shop_from", "shop_id", "from_ms"),
    )
    staff_id: Mapped[int] = mapped_column(BigId)
    status: Mapped[str] = mapped_column(Text)
    from_ms: Mapped[int] = mapped_column(BigId)
    to_ms: Mapped[int | None] = mapped_column(BigId)
