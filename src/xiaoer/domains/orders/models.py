"""The order table."""

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
