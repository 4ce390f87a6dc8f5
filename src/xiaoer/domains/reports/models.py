"""Tables of reports."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class ReportPlan(Scoped, Base):
    """When a shop's reports write themselves: `day_at` each day, `week_at` on `week_day` (0 = Monday) for the last."""

    __tablename__ = "report_plan"
    __table_args__ = (UniqueConstraint("shop_id"),)
    on: Mapped[bool] = mapped_column(Boolean, default=False)
    day_at: Mapped[str] = mapped_column(Text, default="22:00")
    week_day: Mapped[int] = mapped_column(Integer, default=0)
    week_at: Mapped[str] = mapped_column(Text, default="09:00")


class ShopReport(Scoped, Base):
    """A shop's report. `figures` = JSON of what was counted when it was made; `words` = JSON of what people wrote."""

    __tablename__ = "shop_report"
    __table_args__ = (UniqueConstraint("shop_id", "kind", "day"),)
    kind: Mapped[str] = mapped_column(Text)  # day week
    day: Mapped[str] = mapped_column(Text)  # its first day, ISO
    figures: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    made_ms: Mapped[int] = mapped_column(BigId)
    edited_name: Mapped[str] = mapped_column(Text, default="")
    edited_ms: Mapped[int | None] = mapped_column(BigId)
    sent_ms: Mapped[int | None] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way


class ReportMail(Scoped, Base):
    """Who gets a shop's reports by e-mail: addresses joined by "|"; `language` of the letters: zh, en."""

    __tablename__ = "report_mail"
    __table_args__ = (UniqueConstraint("shop_id"),)
    receivers: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text, default="zh", server_default="zh")


class ReportLetter(Scoped, Base):
    """One report for one address. `state`: waiting, done, failed."""

    __tablename__ = "report_letter"
    __table_args__ = (Index("ix_report_letter_due", "shop_id", "state", "next_ms"),)
    report_id: Mapped[int] = mapped_column(BigId, ForeignKey("shop_report.id"), index=True)
    receiver: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(Integer)
    next_ms: Mapped[int] = mapped_column(BigId)
    at_ms: Mapped[int] = mapped_column(BigId)
    said: Mapped[str] = mapped_column(Text)


class PersonalReport(Scoped, Base):
    """One person's own report. `carried` = the correction of the one before; `kept` = whether it was done."""

    __tablename__ = "personal_report"
    __table_args__ = (UniqueConstraint("shop_id", "staff_id", "kind", "day"),)
    staff_id: Mapped[int] = mapped_column(BigId)
    kind: Mapped[str] = mapped_column(Text)
    day: Mapped[str] = mapped_column(Text)
    figures: Mapped[str] = mapped_column(Text)
    problem: Mapped[str] = mapped_column(Text, default="")
    cause: Mapped[str] = mapped_column(Text, default="")
    correction: Mapped[str] = mapped_column(Text, default="")
    carried: Mapped[str] = mapped_column(Text, default="")
    kept: Mapped[bool | None] = mapped_column(Boolean)
    comment: Mapped[str] = mapped_column(Text, default="")
    comment_name: Mapped[str] = mapped_column(Text, default="")
    at_ms: Mapped[int] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way


class PlatformFigure(Scoped, Base):
    """One figure of a platform's own service table, as imported. `account` "" = the shop's."""

    __tablename__ = "platform_figure"
    __table_args__ = (
        UniqueConstraint("shop_id", "platform", "day", "account", "name"),
        Index("ix_platform_figure_shop_id_day", "shop_id", "day"),
    )
    platform: Mapped[str] = mapped_column(Text)
    day: Mapped[str] = mapped_column(Text)
    account: Mapped[str] = mapped_column(Text, default="")
    name: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    file: Mapped[str] = mapped_column(Text)
    line: Mapped[int] = mapped_column(Integer)
    at_ms: Mapped[int] = mapped_column(BigId)


class BonusPlan(Scoped, Base):
    """A shop's bonus formula. `formula` = JSON of `bonus.Plan`; the newest one counts for months not yet frozen."""

    __tablename__ = "bonus_plan"
    formula: Mapped[str] = mapped_column(Text)
    staff_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)


class BonusMonth(Scoped, Base):
    """A frozen month: `sheets` = JSON of every person's lines as they were then."""

    __tablename__ = "bonus_month"
    __table_args__ = (UniqueConstraint("shop_id", "month"),)
    month: Mapped[str] = mapped_column(Text)
    sheets: Mapped[str] = mapped_column(Text)
    formula: Mapped[str] = mapped_column(Text)
    staff_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)


class BonusDispute(Scoped, Base):
    """Somebody disputes a line of his month. What is granted counts in `applied`: the month itself, or once frozen

    the one after.
    """

    __tablename__ = "bonus_dispute"
    __table_args__ = (Index("ix_bonus_dispute_shop_id_month", "shop_id", "month"),)
    month: Mapped[str] = mapped_column(Text)
    order_number: Mapped[str] = mapped_column(Text)
    staff_id: Mapped[int] = mapped_column(BigId)
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, default="open")  # open granted refused
    answer: Mapped[str] = mapped_column(Text, default="")
    decided_name: Mapped[str] = mapped_column(Text, default="")
    adjust_fen: Mapped[int] = mapped_column(BigId, default=0)
    applied: Mapped[str] = mapped_column(Text, default="")
    at_ms: Mapped[int] = mapped_column(BigId)
    decided_ms: Mapped[int | None] = mapped_column(BigId)
