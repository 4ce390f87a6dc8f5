"""The table of what was told first."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class ToldRow(Scoped, Base):
    """One order told of one matter. `state`: sent (in the chat), copy (to be sent on its platform)."""

    __tablename__ = "told_first"
    __table_args__ = (
        UniqueConstraint("shop_id", "matter", "order_number"),
        Index("ix_told_first_shop_id_at_ms", "shop_id", "at_ms"),
    )
    matter: Mapped[str] = mapped_column(Text)
    order_number: Mapped[str] = mapped_column(Text)
    nick: Mapped[str] = mapped_column(Text, default="")
    conversation_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("conversation.id"))
    seq: Mapped[int | None] = mapped_column(BigId)
    text: Mapped[str] = mapped_column(Text)
    amount: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    by_name: Mapped[str] = mapped_column(Text, default="")
    at_ms: Mapped[int] = mapped_column(BigId)
