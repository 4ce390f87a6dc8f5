"""One's own account: password, second factor (TOTP, RFC 6238) with recovery codes, sessions."""

from __future__ import annotations

import secrets
from typing import Any

import pyotp
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from xiaoer.domains.staff.models import RecoveryCode, Staff, StaffSession
from xiaoer.domains.staff.people import end_sessions
from xiaoer.domains.staff.service import Identity, check_code
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Conflict, Invalid, NotFound, Unauthenticated
from xiaoer.kit.ids import digest
from xiaoer.kit.writer import Unit

ISSUER = "店小二"
CODES = 10
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is read for something else
SHORTEST_PASSWORD = 10


def check_new_password(login: str, password: str) -> None:
    """Length is what counts (NIST SP 800-63B §5.1.1.2). Raises `Invalid`."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(f"密码至少 {SHORTEST_PASSWORD} 个字符", code="weak_password")
    if login.casefold() in password.casefold() or len(set(password)) < 4:
        raise Invalid("密码太容易猜到：不要包含账号，也不要只用几个重复的字符", code="weak_password")


def change_password(unit: Unit, who: Identity, hashed: str) -> int:
    """A new password of one's own; all other sessions end. Returns how many."""
    unit.session.execute(update(Staff).where(Staff.id == who.staff_id).values(password=hashed, must_change=False))
    return end_sessions(unit, who.staff_id, but=who.session_id)


def view(session: Session, who: Identity) -> dict[str, Any]:
    """How one's own account stands."""
    person = session.get(Staff, who.staff_id)
    assert person is not None
    left = session.scalar(
        select(func.count(RecoveryCode.id)).where(RecoveryCode.staff_id == who.staff_id, RecoveryCode.used_ms.is_(None))
    )
    return {"two_factor": bool(person.totp_secret), "recovery_codes": left or 0, "must_change": person.must_change}


# -- second factor --------------------------------------------------------------------------------------------------


def begin_two_factor(unit: Unit, who: Identity) -> dict[str, str]:
    """A new secret that does not count until it is confirmed; returns it and its address for the QR code."""
    person = unit.session.get(Staff, who.staff_id, with_for_update=True)
    assert person is not None
    if person.totp_secret:
        raise Conflict("两步登录已经打开：要换手机请先关闭", code="already_on")
    person.totp_pending = pyotp.random_base32()
    uri = pyotp.TOTP(person.totp_pending).provisioning_uri(name=person.login, issuer_name=ISSUER)
    return {"secret": person.totp_pending, "uri": uri}


def confirm_two_factor(unit: Unit, who: Identity, code: str) -> list[str]:
    """The first right code turns it on; returns the recovery codes, shown this once."""
    person = unit.session.get(Staff, who.staff_id, with_for_update=True)
    assert person is not None
    if not person.totp_pending:
        raise Conflict("请先扫描二维码", code="not_begun")
    try:
        step = check_code(person.totp_pending, code, unit.now_ms, 0)
    except Unauthenticated:
        raise Invalid("验证码不对：请核对手机时间是否准确，再输一次新的验证码", code="wrong_code") from None
    person.totp_secret, person.totp_pending, person.totp_last = person.totp_pending, "", step
    return new_codes(unit, who.staff_id)


def end_two_factor(unit: Unit, who: Identity) -> None:
    """Turn it off and forget the recovery codes."""
    unit.session.execute(update(Staff).where(Staff.id == who.staff_id).values(totp_secret="", totp_pending=""))
    unit.session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == who.staff_id))


def new_codes(unit: Unit, staff_id: int) -> list[str]:
    """Ten fresh recovery codes; the old ones are worth nothing any more."""
    unit.session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(8)) for _ in range(CODES)]
    unit.session.add_all(RecoveryCode(staff_id=staff_id, code=digest(c)) for c in codes)
    return [f"{c[:4]}-{c[4:]}" for c in codes]


def spend_code(unit: Unit, staff_id: int, code: str) -> bool:
    """Whether a recovery code holds; it holds once."""
    plain = code.replace("-", "").replace(" ", "").upper()
    result = unit.session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.staff_id == staff_id, RecoveryCode.code == digest(plain), RecoveryCode.used_ms.is_(None))
        .values(used_ms=unit.now_ms)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


# -- sessions -------------------------------------------------------------------------------------------------------


def sessions(session: Session, who: Identity, now_ms: int, session_hours: int) -> list[dict[str, Any]]:
    """Where one is signed in, newest use first."""
    rows = session.scalars(
        select(StaffSession)
        .where(
            StaffSession.staff_id == who.staff_id, StaffSession.ended_ms.is_(None),
            StaffSession.used_ms >= now_ms - session_hours * 3_600_000,
        )
        .order_by(StaffSession.used_ms.desc(), StaffSession.id.desc())
    )  # fmt: skip
    return [
        {
            "id": r.id, "device": r.device, "place": r.place, "created": iso_ms(r.created_ms),
            "used": iso_ms(r.used_ms), "current": r.id == who.session_id,
        }
        for r in rows
    ]  # fmt: skip


def end_own(unit: Unit, who: Identity, session_id: int) -> None:
    """End one of one's own sessions. Raises `NotFound` for anybody else's."""
    result = unit.session.execute(
        update(StaffSession)
        .where(
            StaffSession.id == session_id, StaffSession.staff_id == who.staff_id, StaffSession.ended_ms.is_(None)
        )
        .values(ended_ms=unit.now_ms)
    )  # fmt: skip
    if not result.rowcount:  # type: ignore[attr-defined]
        raise NotFound("没有这个登录", code="no_such_session")
