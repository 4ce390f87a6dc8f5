"""Tables of the rules room."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class ShopRuleRow(Scoped, Base):
    """A rule of the shop's own. kind: `word` (forbidden), `allow` (a false alarm let pass), `promise`.

    `text` = the words, or the promise's name; `value` = of a promise; days are ISO dates of the shop's calendar
    (`live_day` ends a word's shadow, `until_day` ends an allowance). A rule that was switched off stays, with when.
    """

    __tablename__ = "shop_rule"
    kind: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    finding_kind: Mapped[str] = mapped_column(Text, default="")
    level: Mapped[str] = mapped_column(Text, default="")
    category: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    rewrite: Mapped[str] = mapped_column(Text, default="")
    value: Mapped[str] = mapped_column(Text, default="")
    live_day: Mapped[str] = mapped_column(Text, default="")
    until_day: Mapped[str] = mapped_column(Text, default="")
    staff_id: Mapped[int] = mapped_column(BigId)
    staff_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
    off_ms: Mapped[int | None] = mapped_column(BigId)
    off_name: Mapped[str] = mapped_column(Text, default="")


class NoticeRow(Scoped, Base):
    """A notice (公告). `options` = answers of its quiz, a line each; `correct` = number of the right one (-1: none)."""

    __tablename__ = "notice"
    topic: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text, default="")
    options: Mapped[str] = mapped_column(Text, default="")
    correct: Mapped[int] = mapped_column(Integer, default=-1)
    staff_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
    withdrawn_ms: Mapped[int | None] = mapped_column(BigId)


class NoticeReadRow(Scoped, Base):
    """Who has read a notice and confirmed it (the quiz, where there is one, answered right)."""

    __tablename__ = "notice_read"
    __table_args__ = (UniqueConstraint("shop_id", "notice_id", "staff_id"),)
    notice_id: Mapped[int] = mapped_column(BigId, ForeignKey("notice.id"))
    staff_id: Mapped[int] = mapped_column(BigId)
    staff_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
    tries: Mapped[int] = mapped_column(Integer, default=1)
