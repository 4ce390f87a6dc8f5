"""The shopper table."""

from __future__ import annotations

from sqlalchemy import Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class Shopper(Scoped, Base):
    """A shopper. `nick` is the shop's own name for a known one; an anonymous one is found by his key's digest."""

    __tablename__ = "shopper"
    __table_args__ = (UniqueConstraint("shop_id", "nick"), UniqueConstraint("shop_id", "visitor_digest"))
    nick: Mapped[str | None] = mapped_column(Text)
    visitor_digest: Mapped[str | None] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text, default="", server_default="")  # what staff see for an anonymous one
    level: Mapped[str] = mapped_column(Text, default="", server_default="")
    tags: Mapped[str] = mapped_column(Text, default="", server_default="")
    remark: Mapped[str] = mapped_column(Text, default="", server_default="")
    data: Mapped[str] = mapped_column(
        Text, default="", server_default=""
    )  # JSON of core.facts.ShopperFact when imported
    orders: Mapped[int] = mapped_column(
        Integer, default=0, server_default="0"
    )  # how many he has, kept by the orders room
    first_seen_ms: Mapped[int] = mapped_column(BigId)
    hold: Mapped[str] = mapped_column(Text, default="", server_default="")  # legal hold (法律保全): why it is kept
