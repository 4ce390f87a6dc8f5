"""The order table, and what happened to orders beside what their exports say."""

from __future__ import annotations

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class OrderRow(Scoped, Base):
    """An order; `data` is the JSON of `core.facts.Order` with lines and parcels."""

    __tablename__ = "shop_order"
    __table_args__ = (
        UniqueConstraint("shop_id", "number"),
        Index("ix_shop_order_shop_id_nick", "shop_id", "nick"),
    )
    platform: Mapped[str] = mapped_column(Text, default="", server_default="")  # whose export it came from; "" = own
    number: Mapped[str] = mapped_column(Text)
    nick: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    ordered_ms: Mapped[int] = mapped_column(BigId, default=0)
    data: Mapped[str] = mapped_column(Text)


class OrderEventRow(Scoped, Base):
    """One line of an order's timeline that no export tells: an action, a call, a register's entry, evidence."""

    __tablename__ = "order_event"
    __table_args__ = (Index("ix_order_event_shop_id_order_number", "shop_id", "order_number"),)
    order_number: Mapped[str] = mapped_column(Text)
    nick: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(Text)  # action call register evidence notice pack review
    who: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
