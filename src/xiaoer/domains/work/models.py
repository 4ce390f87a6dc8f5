"""The task table."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class TaskRow(Scoped, Base):
    """Something owed. `key` is made from its cause, so that no cause makes two.

    `next_ms` = when the clock has to look at it next (a rung of the ladder, or the deadline); NULL = never. It is
    the only thing the sweep searches by. `level` = the rung reached: "", "24", "12", "4", "1", "overdue".
    `draft` = a message to the shopper that goes with it.
    """

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("shop_id", "key"),
        Index("ix_task_next_ms", "next_ms"),
        Index("ix_task_shop_id_state_due_ms", "shop_id", "state", "due_ms"),
        Index("ix_task_conversation_id", "conversation_id"),
    )
    key: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)  # case promise callback manual parcel …
    state: Mapped[str] = mapped_column(Text)  # proposed open waiting done dropped
    text: Mapped[str] = mapped_column(Text)
    draft: Mapped[str] = mapped_column(Text, default="", server_default="")
    order_number: Mapped[str] = mapped_column(Text, default="")
    nick: Mapped[str] = mapped_column(Text, default="")
    amount: Mapped[str | None] = mapped_column(Text)
    case_id: Mapped[int | None] = mapped_column(BigId)
    conversation_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("conversation.id"))
    owner_id: Mapped[int | None] = mapped_column(BigId)
    owner_name: Mapped[str] = mapped_column(Text, default="")
    due_ms: Mapped[int | None] = mapped_column(BigId)
    next_ms: Mapped[int | None] = mapped_column(BigId)
    level: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(Text, default="")  # kept late dropped
    made_ms: Mapped[int] = mapped_column(BigId)
    ended_ms: Mapped[int | None] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)
