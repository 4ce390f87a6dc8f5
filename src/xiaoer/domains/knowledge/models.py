"""Knowledge tables: policies and FAQ as `core.facts` shapes, quick phrases in columns."""

from __future__ import annotations

from sqlalchemy import Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, Scoped


class KnowledgeRow(Scoped, Base):
    """A row of `policies` or `faq`."""

    __tablename__ = "knowledge"
    __table_args__ = (UniqueConstraint("shop_id", "kind", "key"),)
    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Integer, default=0)
    data: Mapped[str] = mapped_column(Text)


class PhraseRow(Scoped, Base):
    """A quick phrase (快捷短语). `key` = its code, or its text where it has none."""

    __tablename__ = "phrase"
    __table_args__ = (UniqueConstraint("shop_id", "key"),)
    key: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    group: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
    data: Mapped[str] = mapped_column(Text)
