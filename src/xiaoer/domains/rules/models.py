"""Tables of the rules room."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Integer, Text, UniqueConstraint
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


class WordingReportRow(Scoped, Base):
    """What an agent has against a finding. kind: `alarm` (误报, for the lead), `override` (sent all the same).

    `text` = the whole sentence, `span` the words found, `why` and `source` what the gate said, `note` the reason given.
    state: open, allowed, declined, sent.
    """

    __tablename__ = "wording_report"
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    conversation_id: Mapped[int] = mapped_column(BigId, default=0)
    text: Mapped[str] = mapped_column(Text)
    span: Mapped[str] = mapped_column(Text)
    finding_kind: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    statutory: Mapped[bool] = mapped_column(Boolean, default=False)
    category: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    staff_id: Mapped[int] = mapped_column(BigId)
    staff_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
    answer: Mapped[str] = mapped_column(Text, default="")
    decided_name: Mapped[str] = mapped_column(Text, default="")
    decided_ms: Mapped[int | None] = mapped_column(BigId)


class WordingSweepRow(Scoped, Base):
    """A night's look through the library: how much was read, which faults (`keys`, JSON), which are new."""

    __tablename__ = "wording_sweep"
    __table_args__ = (UniqueConstraint("shop_id", "day"),)
    day: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
    checked: Mapped[int] = mapped_column(Integer)
    keys: Mapped[str] = mapped_column(Text)
    fresh: Mapped[str] = mapped_column(Text)


class ActivityCardRow(Scoped, Base):
    """An activity card (活动口径卡): what may be said of an offer, from when to when, and whose it is.

    `kind`, `scope`, `threshold`, `benefit` as in a promotion; `gift`, `stock` (empty = not limited), `price` and
    `spoken` (主播口径) are words; `checkout` = an offer of the platform that only the checkout knows.
    """

    __tablename__ = "activity_card"
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    scope: Mapped[str] = mapped_column(Text)
    threshold: Mapped[str] = mapped_column(Text, default="")
    benefit: Mapped[str] = mapped_column(Text, default="")
    price: Mapped[str] = mapped_column(Text, default="")
    gift: Mapped[str] = mapped_column(Text, default="")
    stock: Mapped[int | None] = mapped_column(Integer)
    spoken: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    checkout: Mapped[bool] = mapped_column(Boolean, default=False)
    owner: Mapped[str] = mapped_column(Text)
    starts_ms: Mapped[int] = mapped_column(BigId)
    ends_ms: Mapped[int] = mapped_column(BigId)
    staff_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
    off_ms: Mapped[int | None] = mapped_column(BigId)
    off_name: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way
