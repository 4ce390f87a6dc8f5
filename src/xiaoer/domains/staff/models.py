"""Staff tables: a person, a membership per shop, sessions, presence."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Keyed, Scoped


class Staff(Keyed, Base):
    """A person who works here. `password` is an Argon2id hash; empty = cannot sign in."""

    __tablename__ = "staff"
    login: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    service_number: Mapped[str] = mapped_column(Text, default="")
    password: Mapped[str] = mapped_column(Text, default="")
    totp_secret: Mapped[str] = mapped_column(Text, default="")
    totp_last: Mapped[int] = mapped_column(BigId, default=0)
    active: Mapped[bool] = mapped_column(Boolean, default=True)


class Membership(Scoped, Base):
    """What a person is in a shop, and whether he can take chats now.

    `status` is what he chose; `alive_until_ms` is renewed while one of his sockets is open, on any process.
    """

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("shop_id", "staff_id"),)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"), index=True)
    role: Mapped[str] = mapped_column(Text)
    teams: Mapped[str] = mapped_column(Text, default="")  # Chinese names joined by "|"
    capacity: Mapped[int] = mapped_column(Integer, default=5)
    status: Mapped[str] = mapped_column(Text, default="offline")
    alive_until_ms: Mapped[int] = mapped_column(BigId, default=0)
    idle_since_ms: Mapped[int] = mapped_column(BigId, default=0)


class StaffSession(Keyed, Base):
    """A signed-in browser. The cookie's token is kept as its digest only."""

    __tablename__ = "staff_session"
    token: Mapped[str] = mapped_column(Text, unique=True)
    csrf: Mapped[str] = mapped_column(Text)
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"), index=True)
    created_ms: Mapped[int] = mapped_column(BigId)
    used_ms: Mapped[int] = mapped_column(BigId)
    ended_ms: Mapped[int | None] = mapped_column(BigId)


class LoginTry(Keyed, Base):
    """A failed sign-in, for throttling."""

    __tablename__ = "login_try"
    login: Mapped[str] = mapped_column(Text, index=True)
    at_ms: Mapped[int] = mapped_column(BigId, index=True)
