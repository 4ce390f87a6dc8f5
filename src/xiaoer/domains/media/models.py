"""The media table; the bytes live behind `ports.blobs`."""

from __future__ import annotations

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class MediaRow(Scoped, Base):
    """A picture. `token` is its unguessable name in addresses."""

    __tablename__ = "media"
    token: Mapped[str] = mapped_column(Text, unique=True)
    mime: Mapped[str] = mapped_column(Text)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(Integer)
    owner: Mapped[str] = mapped_column(Text)  # "shopper:7" or "staff:3"
    at_ms: Mapped[int] = mapped_column(BigId)
