"""What one can do with staff: sign in and out, know who is asking, keep presence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyotp
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from xiaoer.domains.staff.models import LoginTry, Membership, Staff, StaffSession
from xiaoer.domains.staff.passwords import verify
from xiaoer.kit.errors import RateLimited, Unauthenticated
from xiaoer.kit.ids import digest, new_token
from xiaoer.kit.writer import Unit

TRY_WINDOW_MS = 15 * 60 * 1000
ALIVE_MS = 30_000
TOUCH_MS = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Member:
    """A membership as handlers see it."""

    shop_id: int
    role: str
    teams: tuple[str, ...]
    capacity: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is asking: a signed-in person and his memberships by shop id."""

    staff_id: int
    login: str
    name: str
    service_number: str
    session_id: int
    csrf: str
    shops: dict[int, Member]
    must_change: bool = False


def check_throttle(session: Session, login: str, now_ms: int, limit: int) -> None:
    """Refuse further guesses for a login after `limit` wrong ones in 15 minutes."""
    tries = session.scalars(
        select(LoginTry.at_ms)
        .where(LoginTry.login == login, LoginTry.at_ms > now_ms - TRY_WINDOW_MS)
        .order_by(LoginTry.at_ms)
    ).all()
    if len(tries) >= limit:
        wait_s = (tries[0] + TRY_WINDOW_MS - now_ms) // 1000 + 1
        raise RateLimited(f"密码错误次数过多，请 {wait_s // 60 + 1} 分钟后再试", retry_after_s=wait_s)


def find_login(session: Session, login: str) -> tuple[int, str, str, int] | None:
    """(id, password hash, TOTP secret, last TOTP step) of an active login."""
    row = session.scalar(select(Staff).where(Staff.login == login, Staff.active))
    return None if row is None else (row.id, row.password, row.totp_secret, row.totp_last)


def check_password(found: tuple[int, str, str, int] | None, password: str) -> bool:
    """Costly on purpose: call it off the event loop."""
    return verify(password, found[1] if found else None)


def check_code(secret: str, code: str | None, now_ms: int, last_step: int) -> int:
    """Check a TOTP code (RFC 6238, one step of drift); returns its step, which must be newer than the last used."""
    step = now_ms // 30_000
    for candidate in (step, step - 1, step + 1):
        if candidate > last_step and code and pyotp.TOTP(secret).at(candidate * 30) == code.strip():
            return candidate
    raise Unauthenticated("动态验证码不对或已用过", code="totp_required")


def failed(unit: Unit, login: str) -> None:
    """Keep a wrong guess; forget old ones."""
    unit.session.execute(delete(LoginTry).where(LoginTry.at_ms < unit.now_ms - TRY_WINDOW_MS))
    unit.session.add(LoginTry(login=login[:64], at_ms=unit.now_ms))


def open_session(
    unit: Unit, staff_id: int, login: str, *, totp_step: int | None = None, device: str = "", place: str = ""
) -> tuple[str, str]:
    """A new session (a new token at every sign-in); returns (token for the cookie, CSRF token)."""
    token, csrf = new_token(), new_token(24)
    unit.session.execute(delete(LoginTry).where(LoginTry.login == login))
    if totp_step is not None:
        unit.session.execute(update(Staff).where(Staff.id == staff_id).values(totp_last=totp_step))
    unit.session.add(
        StaffSession(
            token=digest(token),
            csrf=csrf,
            staff_id=staff_id,
            created_ms=unit.now_ms,
            used_ms=unit.now_ms,
            device=device[:200],
            place=place[:60],
        )
    )
    return token, csrf


def end_session(unit: Unit, session_id: int) -> None:
    """Sign out: the token is worth nothing from now on."""
    unit.session.execute(update(StaffSession).where(StaffSession.id == session_id).values(ended_ms=unit.now_ms))


def identify(session: Session, token: str, now_ms: int, session_hours: int) -> tuple[Identity, int]:
    """Who holds a session token; returns (identity, when the session was last marked as used).

    Raises `Unauthenticated` for unknown, ended and expired sessions and for people who have left.
    """
    row = session.execute(
        select(StaffSession, Staff)
        .join(Staff, Staff.id == StaffSession.staff_id)
        .where(StaffSession.token == digest(token), StaffSession.ended_ms.is_(None), Staff.active)
    ).one_or_none()
    if row is None or row.StaffSession.used_ms < now_ms - session_hours * 3_600_000:
        raise Unauthenticated("请先登录")
    return _identity(session, row.StaffSession, row.Staff), row.StaffSession.used_ms


def _identity(session: Session, signed: StaffSession, person: Staff) -> Identity:
    rows = session.scalars(
        select(Membership).where(Membership.staff_id == person.id).execution_options(across_shops="own memberships")
    )
    shops = {m.shop_id: Member(m.shop_id, m.role, tuple(t for t in m.teams.split("|") if t), m.capacity) for m in rows}
    return Identity(
        person.id, person.login, person.name, person.service_number, signed.id, signed.csrf, shops, person.must_change
    )


def living_sessions(session: Session, ids: set[int], now_ms: int, session_hours: int) -> dict[int, set[int]]:
    """Of these sessions, the ones that still hold, each with the shops its person belongs to."""
    rows = session.execute(
        select(StaffSession.id, StaffSession.staff_id)
        .join(Staff, Staff.id == StaffSession.staff_id)
        .where(
            StaffSession.id.in_(ids), StaffSession.ended_ms.is_(None), Staff.active,
            StaffSession.used_ms >= now_ms - session_hours * 3_600_000,
        )
    ).all()  # fmt: skip
    shops: dict[int, set[int]] = {}
    for staff_id, shop_id in session.execute(
        select(Membership.staff_id, Membership.shop_id)
        .where(Membership.staff_id.in_({r.staff_id for r in rows}))
        .execution_options(across_shops="memberships of signed-in people")
    ):
        shops.setdefault(staff_id, set()).add(shop_id)
    return {r.id: shops.get(r.staff_id, set()) for r in rows}


def touch(unit: Unit, session_id: int) -> None:
    """Mark a session as used (written at most every five minutes)."""
    unit.session.execute(update(StaffSession).where(StaffSession.id == session_id).values(used_ms=unit.now_ms))


def set_password(unit: Unit, login: str, hashed: str, *, must_change: bool = False) -> None:
    """Give a person a new password; every session that he has ends."""
    unit.session.execute(update(Staff).where(Staff.login == login).values(password=hashed, must_change=must_change))
    own = select(Staff.id).where(Staff.login == login).scalar_subquery()
    unit.session.execute(update(StaffSession).where(StaffSession.staff_id == own).values(ended_ms=unit.now_ms))


def ensure_staff(
    unit: Unit, shop_id: int, *, login: str, name: str, service_number: str, role: str, teams: tuple[str, ...],
    capacity: int, password_hash: Callable[[], str],
) -> tuple[str, bool]:  # fmt: skip
    """Make or update a person and his membership; a password is set only for a new person.

    Returns ("added" | "changed" | "unchanged", new person).
    """
    person = unit.session.scalar(select(Staff).where(Staff.login == login))
    new = person is None
    if person is None:
        if unit.rehearses:
            return "added", True
        person = Staff(login=login, name=name, service_number=service_number, password=password_hash())
        unit.session.add(person)
        unit.session.flush()
    member = unit.session.scalar(
        select(Membership).where(Membership.shop_id == shop_id, Membership.staff_id == person.id)
    )
    wanted = (role, "|".join(teams), capacity)
    if member is None:
        if unit.rehearses:
            return "added", False
        unit.session.add(Membership(shop_id=shop_id, staff_id=person.id, role=role, teams=wanted[1], capacity=capacity))
        return "added", new
    if (member.role, member.teams, member.capacity) == wanted and (person.name, person.service_number) == (
        name,
        service_number,
    ):
        return "unchanged", new
    if unit.rehearses:
        return "changed", new
    member.role, member.teams, member.capacity = wanted
    person.name, person.service_number = name, service_number
    return "changed", new


# -- presence -------------------------------------------------------------------------------------------------------


def agents_query(shop_id: int) -> Any:
    """Members of a shop who can be seen as colleagues, with their names."""
    return (
        select(Membership, Staff.name, Staff.service_number)
        .join(Staff, Staff.id == Membership.staff_id)
        .where(Membership.shop_id == shop_id, Staff.active)
        .order_by(Membership.staff_id)
    )


def set_status(
    unit: Unit, staff_id: int, status: str, shop_ids: list[int], text: str | None = None, promotion: str | None = None
) -> list[int]:
    """A person's own choice in his shops; returns the shops where it changed. None = his words stay."""
    given = {"status_text": text, "promotion": promotion}
    words = {name: said for name, said in given.items() if said is not None}
    differs = or_(Membership.status != status, *(getattr(Membership, name) != said for name, said in words.items()))
    changed: list[int] = []
    for shop_id in sorted(shop_ids):
        result = unit.session.execute(
            update(Membership)
            .where(Membership.shop_id == shop_id, Membership.staff_id == staff_id, differs)
            .values(status=status, **words, idle_since_ms=unit.now_ms, alive_until_ms=unit.now_ms + ALIVE_MS)
        )
        if result.rowcount:  # type: ignore[attr-defined]
            changed.append(shop_id)
    return changed


def keep_alive(unit: Unit, staff_ids: list[int]) -> None:
    """Renew presence of people whose sockets are open on this process."""
    if staff_ids:
        unit.session.execute(
            update(Membership)
            .where(Membership.staff_id.in_(staff_ids))
            .values(alive_until_ms=unit.now_ms + ALIVE_MS)
            .execution_options(across_shops="presence of a person in all shops")
        )


def fade(unit: Unit, staff_id: int, ms: int) -> None:
    """A person's last socket here has closed: unless it comes back, or lives on another process, he is gone soon."""
    unit.session.execute(
        update(Membership)
        .where(Membership.staff_id == staff_id, Membership.alive_until_ms > unit.now_ms + ms)
        .values(alive_until_ms=unit.now_ms + ms)
        .execution_options(across_shops="presence of a person in all shops")
    )


def expire(unit: Unit) -> list[tuple[int, int]]:
    """Whoever's sockets are gone is offline; returns (shop, staff) of those."""
    rows = unit.session.execute(
        select(Membership.shop_id, Membership.staff_id)
        .where(Membership.status != "offline", Membership.alive_until_ms < unit.now_ms)
        .execution_options(across_shops="presence sweep")
    ).all()
    for shop_id, staff_id in rows:
        unit.session.execute(
            update(Membership)
            .where(Membership.shop_id == shop_id, Membership.staff_id == staff_id)
            .values(status="offline")
        )
    return [(r.shop_id, r.staff_id) for r in rows]


def without_password(session: Session, logins: Sequence[str]) -> list[str]:
    """Those of these logins who cannot sign in before somebody gives them a password."""
    return list(session.scalars(select(Staff.login).where(Staff.login.in_(logins), Staff.password == "")))


def count_staff(session: Session) -> int:
    """How many people there are."""
    return session.scalar(select(func.count(Staff.id))) or 0


def members_with_login(session: Session, shop_id: int) -> list[tuple[Membership, str, str, str]]:
    """(membership, name, service number, login) of a shop's people."""
    rows = session.execute(
        select(Membership, Staff.name, Staff.service_number, Staff.login)
        .join(Staff, Staff.id == Membership.staff_id)
        .where(Membership.shop_id == shop_id)
        .order_by(Membership.id)
    )
    return [(r[0], r[1], r[2], r[3]) for r in rows]
