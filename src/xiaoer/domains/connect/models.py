"""Tables of keys, webhooks and their deliveries."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class ApiKey(Scoped, Base):
    """A key of a program. Kept as its digest; `hint` = its first letters, to tell keys apart."""

    __tablename__ = "api_key"
    name: Mapped[str] = mapped_column(Text)
    hint: Mapped[str] = mapped_column(Text)
    token: Mapped[str] = mapped_column(Text, unique=True)
    scopes: Mapped[str] = mapped_column(Text)  # joined by "|"
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"))  # in whose name it acts
    created_ms: Mapped[int] = mapped_column(BigId)
    used_ms: Mapped[int] = mapped_column(BigId, default=0)
    ended_ms: Mapped[int | None] = mapped_column(BigId)


class Webhook(Scoped, Base):
    """An address that is told of events. `cursor` = the last event looked at."""

    __tablename__ = "webhook"
    url: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(Text)
    types: Mapped[str] = mapped_column(Text)  # event types joined by "|"
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    cursor: Mapped[int] = mapped_column(BigId, default=0)


class Delivery(Scoped, Base):
    """One event for one webhook. `state`: waiting, done, failed."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (Index("ix_webhook_delivery_due", "shop_id", "state", "next_ms"),)
    webhook_id: Mapped[int] = mapped_column(BigId, ForeignKey("webhook.id"), index=True)
    n: Mapped[int] = mapped_column(BigId)
    type: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, default="waiting")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    next_ms: Mapped[int] = mapped_column(BigId, default=0)
    at_ms: Mapped[int] = mapped_column(BigId)
    status: Mapped[int] = mapped_column(Integer, default=0)
    said: Mapped[str] = mapped_column(Text, default="")
