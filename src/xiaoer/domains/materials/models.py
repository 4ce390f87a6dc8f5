"""The material table: one row per version."""

from __future__ import annotations

from sqlalchemy import Boolean, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class MaterialRow(Scoped, Base):
    """A version of a material. `line` = the id of its first version; a line has at most one `current` row, none when
    it was withdrawn. `product` = its number, empty = the whole shop; `media` = a picture's token; `valid_until` = the
    last day (YYYY-MM-DD, in the shop's zone), empty = for good; `said` = words sent with it.
    """

    __tablename__ = "material"
    __table_args__ = (UniqueConstraint("line", "version"), Index("ix_material_shop_id_current", "shop_id", "current"))
    line: Mapped[int | None] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer)
    current: Mapped[bool] = mapped_column(Boolean)
    product: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    said: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    media: Mapped[str | None] = mapped_column(Text)
    valid_until: Mapped[str] = mapped_column(Text)
    by_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
