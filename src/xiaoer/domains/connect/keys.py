"""API keys: made once, shown once, ended at any time. A key acts in the name of who made it, within its scopes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from xiaoer.domains.connect.models import ApiKey
from xiaoer.domains.staff.models import Membership, Staff
from xiaoer.domains.staff.rules import SCOPED, may
from xiaoer.domains.staff.service import Identity, Member
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import NotFound, Unauthenticated
from xiaoer.kit.ids import digest, new_token
from xiaoer.kit.writer import Unit

PREFIX = "xk_"
TOUCH_MS = 60_000


def make(unit: Unit, shop_id: int, who: Identity, name: str, scopes: list[str]) -> tuple[int, str]:
    """A new key; returns (id, the key itself, which is kept nowhere)."""
    token = PREFIX + new_token()
    row = ApiKey(
        shop_id=shop_id, name=name, hint=token[:8], token=digest(token), scopes="|".join(scopes),
        staff_id=who.staff_id, created_ms=unit.now_ms,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row.id, token


def listed(session: Session, shop_id: int) -> list[dict[str, Any]]:
    """The keys that hold."""
    rows = session.execute(
        select(ApiKey, Staff.name)
        .join(Staff, Staff.id == ApiKey.staff_id)
        .where(ApiKey.shop_id == shop_id, ApiKey.ended_ms.is_(None))
        .order_by(ApiKey.id)
    )
    return [
        {
            "id": k.id, "name": k.name, "hint": k.hint, "scopes": k.scopes.split("|"), "by": by,
            "created": iso_ms(k.created_ms), "used": iso_ms(k.used_ms) if k.used_ms else None,
        }
        for k, by in rows
    ]  # fmt: skip


def end(unit: Unit, shop_id: int, key_id: int) -> str:
    """A key holds no longer; returns its name."""
    row = unit.session.scalar(
        select(ApiKey).where(ApiKey.shop_id == shop_id, ApiKey.id == key_id, ApiKey.ended_ms.is_(None))
    )
    if row is None:
        raise NotFound("没有这个密钥", code="no_such_key")
    row.ended_ms = unit.now_ms
    return row.name


def end_of(unit: Unit, shop_id: int, staff_id: int) -> int:
    """End every key that somebody has made; returns how many."""
    result = unit.session.execute(
        update(ApiKey)
        .where(ApiKey.shop_id == shop_id, ApiKey.staff_id == staff_id, ApiKey.ended_ms.is_(None))
        .values(ended_ms=unit.now_ms)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


def identify(session: Session, token: str, now_ms: int) -> tuple[Identity, int, bool]:
    """Who a key stands for: (identity, id of the key, whether its use should be noted).

    Its rights are its scopes, as far as its maker holds them still. Raises `Unauthenticated`.
    """
    found = session.execute(
        select(ApiKey, Staff, Membership.role)
        .join(Staff, Staff.id == ApiKey.staff_id)
        .join(Membership, (Membership.staff_id == Staff.id) & (Membership.shop_id == ApiKey.shop_id))
        .where(ApiKey.token == digest(token), ApiKey.ended_ms.is_(None), Staff.active)
        .execution_options(across_shops="the key says which shop")
    ).one_or_none()
    if found is None:
        raise Unauthenticated("密钥无效，或已停用")
    key, person, role = found
    rights = [s for s in key.scopes.split("|") if may(role, s)]
    member = Member(key.shop_id, SCOPED + "|".join(rights), (), 0)
    name = f"{person.name}（接口 {key.name}）"
    who = Identity(person.id, person.login, name, person.service_number, 0, "", {key.shop_id: member})
    return who, key.id, key.used_ms < now_ms - TOUCH_MS


def touch(unit: Unit, shop_id: int, key_id: int) -> None:
    """Note that a key was used (once a minute at the most)."""
    unit.session.execute(
        update(ApiKey).where(ApiKey.shop_id == shop_id, ApiKey.id == key_id).values(used_ms=unit.now_ms)
    )
