"""The table of calls."""

from __future__ import annotations

from sqlalchemy import Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class CallRow(Scoped, Base):
    """A call. `fields` = JSON of what the guided form was filled with: step → text."""

    __tablename__ = "phone_call"
    __table_args__ = (
        Index("ix_phone_call_shop_id_state", "shop_id", "state"),
        Index("ix_phone_call_shop_id_started_ms", "shop_id", "started_ms"),
    )
    kind: Mapped[str] = mapped_column(Text)  # incoming callback
    state: Mapped[str] = mapped_column(Text)  # ringing open ended missed
    number: Mapped[str] = mapped_column(Text)
    nick: Mapped[str] = mapped_column(Text, default="")
    order_number: Mapped[str] = mapped_column(Text, default="")
    scene: Mapped[str] = mapped_column(Text, default="order")
    fields: Mapped[str] = mapped_column(Text, default="{}")
    note: Mapped[str] = mapped_column(Text, default="")
    staff_id: Mapped[int | None] = mapped_column(BigId)
    staff_name: Mapped[str] = mapped_column(Text, default="")
    started_ms: Mapped[int] = mapped_column(BigId)
    answered_ms: Mapped[int | None] = mapped_column(BigId)
    ended_ms: Mapped[int | None] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)
