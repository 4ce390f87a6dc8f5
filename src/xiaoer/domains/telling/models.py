"""The tables of what was told first, and of the parcels that a tracking service is asked about."""

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


class ParcelLookRow(Scoped, Base):
    """A parcel that is asked about. `due_ms` = when next; `fails` in a row; `said` = why there was no answer."""

    __tablename__ = "parcel_look"
    __table_args__ = (
        UniqueConstraint("shop_id", "order_number", "waybill"),
        Index("ix_parcel_look_due", "shop_id", "due_ms"),
    )
    order_number: Mapped[str] = mapped_column(Text)
    waybill: Mapped[str] = mapped_column(Text)
    due_ms: Mapped[int] = mapped_column(BigId)
    looked_ms: Mapped[int] = mapped_column(BigId, default=0)
    fails: Mapped[int] = mapped_column(default=0)
    said: Mapped[str] = mapped_column(Text, default="")
