"""Tables of follow-ups."""

from __future__ import annotations

from sqlalchemy import Boolean, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Keyed, Scoped


class FollowupRule(Scoped, Base):
    """When to say what. `touches` and `segment` are JSON (see `rules.Touch`, `rules.Segment`)."""

    __tablename__ = "followup_rule"
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    enabled: Mapped[bool] = mapped_column(Boolean, default=False)
    approval: Mapped[bool] = mapped_column(Boolean, default=False)
    stop_h: Mapped[int] = mapped_column(Integer)  # hours after the start of a subject; then nothing more is said
    holdout_pct: Mapped[int] = mapped_column(Integer, default=0)
    touches: Mapped[str] = mapped_column(Text)
    segment: Mapped[str] = mapped_column(Text, default="{}")
    version: Mapped[int] = mapped_column(Integer, default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way


class FollowupTouch(Scoped, Base):
    """One touch of one subject (an order, a chat, a shopper's year). Unique, so that it happens once."""

    __tablename__ = "followup_touch"
    __table_args__ = (
        UniqueConstraint("rule_id", "subject", "touch"),
        Index("ix_followup_touch_state", "shop_id", "state", "at_ms"),
        Index("ix_followup_touch_shopper", "shop_id", "nick", "at_ms"),
    )
    rule_id: Mapped[int] = mapped_column(BigId)
    subject: Mapped[str] = mapped_column(Text)
    touch: Mapped[int] = mapped_column(Integer)  # 1, 2, 3
    state: Mapped[str] = mapped_column(Text)  # approval copy sent held stopped refused
    why: Mapped[str] = mapped_column(Text, default="")
    nick: Mapped[str] = mapped_column(Text)
    order: Mapped[str | None] = mapped_column(Text)
    conversation_id: Mapped[int | None] = mapped_column(BigId)
    text: Mapped[str] = mapped_column(Text, default="")
    at_ms: Mapped[int] = mapped_column(BigId)
    done_by: Mapped[str] = mapped_column(Text, default="")


class MarketingConsent(Scoped, Base):
    """A shopper's consent to marketing in a shop: where it was given, and that it still holds."""

    __tablename__ = "marketing_consent"
    __table_args__ = (UniqueConstraint("shop_id", "nick"),)
    nick: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)


class MarketingRefusal(Keyed, Base):
    """A refusal holds in all shops and channels of the installation (网络交易监督管理办法 16; 消法 29)."""

    __tablename__ = "marketing_refusal"
    nick: Mapped[str] = mapped_column(Text, unique=True)
    at_ms: Mapped[int] = mapped_column(BigId)
