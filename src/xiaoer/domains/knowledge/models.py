"""Knowledge tables: policies and FAQ as `core.facts` shapes, quick phrases in columns."""

from __future__ import annotations

from sqlalchemy import Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class KnowledgeRow(Scoped, Base):
    """A row of `policies` or `faq`."""

    __tablename__ = "knowledge"
    __table_args__ = (UniqueConstraint("shop_id", "kind", "key"),)
    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Integer, default=0)
    data: Mapped[str] = mapped_column(Text)


class PhraseRow(Scoped, Base):
    """A quick phrase (快捷短语) of the team, or of one person.

    `key` = its code, or its text where it has none; a personal one has its owner in front ("@7:hy1"). `owner_id` 0 =
    the team's. `uses` = how often it was put into a reply. `pinyin` = what its beginning sounds like (`pinyin.sounds`).
    `activity_id` = the activity card that it depends on (0 = none): it is off while the card is not running.
    """

    __tablename__ = "phrase"
    __table_args__ = (UniqueConstraint("shop_id", "key"),)
    key: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    group: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
    data: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int] = mapped_column(BigId, default=0, server_default="0")
    uses: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    pinyin: Mapped[str] = mapped_column(Text, default="", server_default="")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    activity_id: Mapped[int] = mapped_column(BigId, default=0, server_default="0")
