"""Staff tables: a person, a membership per shop, sessions, recovery codes, presence."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Keyed, Scoped


class Staff(Keyed, Base):
    """A person who works here. `password` is an Argon2id hash; empty = cannot sign in.

    `version` counts what leads and owners change of him and of his memberships; `must_change` = the password was
    given by somebody else; `totp_pending` = a second factor that is being set up and does not count yet.
    """

    __tablename__ = "staff"
    login: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    service_number: Mapped[str] = mapped_column(Text, default="")
    password: Mapped[str] = mapped_column(Text, default="")
    totp_secret: Mapped[str] = mapped_column(Text, default="")
    totp_last: Mapped[int] = mapped_column(BigId, default=0)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    totp_pending: Mapped[str] = mapped_column(Text, default="", server_default="")
    must_change: Mapped[bool] = mapped_column(Boolean, default=False, server_default="0")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")


class RecoveryCode(Keyed, Base):
    """A code that stands in for the second factor once. Kept as its digest only."""

    __tablename__ = "recovery_code"
    staff_id: Mapped[int] = mapped_column(BigId, ForeignKey("staff.id"), index=True)
    code: Mapped[str] = mapped_column(Text)
    used_ms: Mapped[int | None] = mapped_column(BigId)


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
    ceiling: Mapped[int | None] = mapped_column(Integer)  # at most so many at once while he learns; None = capacity
    status: Mapped[str] = mapped_column(Text, default="offline")
    status_text: Mapped[str] = mapped_column(Text, default="", server_default="")  # his own words about it
    promotion: Mapped[str] = mapped_column(Text, default="", server_default="")  # his 推广语 behind automatic replies
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
    device: Mapped[str] = mapped_column(Text, default="", server_default="")  # browser and system, as it says itself
    place: Mapped[str] = mapped_column(Text, default="", server_default="")  # network address


class LoginTry(Keyed, Base):
    """A failed sign-in, for throttling."""

    __tablename__ = "login_try"
    login: Mapped[str] = mapped_column(Text, index=True)
    at_ms: Mapped[int] = mapped_column(BigId, index=True)
