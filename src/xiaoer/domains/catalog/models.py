"""Catalogue tables: the columns one searches by, and the whole row as JSON of its `core.facts` shape in `data`."""

from __future__ import annotations

from sqlalchemy import Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, Scoped


class ProductRow(Scoped, Base):
    """A product without its SKUs and size chart."""

    __tablename__ = "product"
    __table_args__ = (UniqueConstraint("shop_id", "number"),)
    number: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
    picture: Mapped[str] = mapped_column(Text, default="")  # file name within the shop's pictures
    data: Mapped[str] = mapped_column(Text)


class FactRow(Scoped, Base):
    """A row of `skus`, `size_chart`, `promotions`, `freight` or `delivery`."""

    __tablename__ = "catalog_fact"
    __table_args__ = (UniqueConstraint("shop_id", "kind", "key"),)
    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Integer, default=0)
    data: Mapped[str] = mapped_column(Text)
