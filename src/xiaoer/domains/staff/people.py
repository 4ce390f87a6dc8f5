"""Who works in a shop (员工管理): people come, change their place, and leave. Each change counts a version up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from xiaoer.domains.staff.models import Membership, RecoveryCode, Staff, StaffSession
from xiaoer.domains.staff.rules import may_manage
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Conflict, Forbidden, NotFound
from xiaoer.kit.writer import Unit

OWN_MEMBERSHIPS = {"across_shops": "all memberships of one person"}


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody is in a shop."""

    role: str
    teams: tuple[str, ...]
    capacity: int


def members(session: Session, shop_id: int) -> list[dict[str, Any]]:
    """The people of a shop, with what a lead wants to know of them."""
    rows = session.execute(
        select(Membership, Staff)
        .join(Staff, Staff.id == Membership.staff_id)
        .where(Membership.shop_id == shop_id, Staff.active)
        .order_by(Membership.id)
    ).all()
    ids = [r.Staff.id for r in rows]
    used: dict[int, int] = dict(
        session.execute(
            select(StaffSession.staff_id, func.max(StaffSession.used_ms))
            .where(StaffSession.staff_id.in_(ids))
            .group_by(StaffSession.staff_id)
        ).all()
    )
    shops: dict[int, list[int]] = {}
    for staff_id, other in session.execute(
        select(Membership.staff_id, Membership.shop_id)
        .where(Membership.staff_id.in_(ids))
        .order_by(Membership.shop_id)
        .execution_options(**OWN_MEMBERSHIPS)
    ):
        shops.setdefault(staff_id, []).append(other)
    return [
        {
            "id": p.id, "login": p.login, "name": p.name, "service_number": p.service_number, "role": m.role,
            "teams": [t for t in m.teams.split("|") if t], "capacity": m.capacity, "status": m.status,
            "two_factor": bool(p.totp_secret), "last_seen": iso_ms(used.get(p.id)), "version": p.version,
            "shop_ids": shops[p.id],
        }
        for m, p in rows
    ]  # fmt: skip


def add(
    unit: Unit, shop_id: int, by: Identity, *, login: str, name: str, service_number: str, place: Place, password: str
) -> tuple[int, bool]:  # fmt: skip
    """Bring somebody into a shop; returns (id, whether he is new here). `password` is a hash, for a new person only.

    A login that exists is a person of another shop: he may be brought in by whoever manages him there too.
    """
    check_may_manage(by, shop_id, place.role)
    person = unit.session.scalar(select(Staff).where(Staff.login == login).with_for_update())
    new = person is None
    if person is None:
        person = Staff(
            login=login, name=name, service_number=service_number, password=password, active=True, must_change=True
        )
        unit.session.add(person)
        unit.session.flush()
    else:
        if not _known_elsewhere(unit.session, by, person, login):  # he had left, and comes back
            new, person.active, person.password, person.must_change = True, True, password, True
            person.name, person.service_number = name, service_number
        person.version += 1
    if _membership(unit.session, shop_id, person.id) is not None:
        raise Conflict(f"{person.name} 已经在这家店铺里", code="already_member")
    join(unit, shop_id, person.id, place)
    return person.id, new


def join(unit: Unit, shop_id: int, staff_id: int, place: Place) -> None:
    """Somebody who works here already takes a place in another shop."""
    unit.session.add(
        Membership(
            shop_id=shop_id, staff_id=staff_id, role=place.role, teams="|".join(place.teams), capacity=place.capacity
        )
    )


def _known_elsewhere(session: Session, by: Identity, person: Staff, login: str) -> bool:
    theirs = _roles(session, person.id)
    managed = [s for s, role in theirs.items() if s in by.shops and may_manage(by.shops[s].role, role)]
    if theirs and not managed:
        raise Conflict(f"账号 {login} 已经有人使用，请换一个", code="login_taken")
    return bool(theirs)


def change(
    unit: Unit, shop_id: int, by: Identity, staff_id: int, *, version: int, name: str, service_number: str, place: Place
) -> None:  # fmt: skip
    """Give somebody another name, role, teams or capacity. Raises `Conflict` when he was changed meanwhile."""
    person, member = lock(unit, shop_id, staff_id, version)
    check_may_manage(by, shop_id, member.role)
    check_may_manage(by, shop_id, place.role)
    if member.role != place.role:
        if staff_id == by.staff_id:
            raise Conflict("不能改自己的角色：请另一位店主来改", code="own_access")
        _keep_an_owner(unit.session, shop_id, member)
    person.name, person.service_number = name, service_number
    member.role, member.teams, member.capacity = place.role, "|".join(place.teams), place.capacity


def leave(unit: Unit, shop_id: int, by: Identity, staff_id: int, *, version: int) -> str:
    """End somebody's access to a shop; without any shop left he cannot sign in again. Returns his name."""
    person, member = lock(unit, shop_id, staff_id, version)
    check_may_manage(by, shop_id, member.role)
    if staff_id == by.staff_id:
        raise Conflict("不能结束自己的权限：请另一位店主来操作", code="own_access")
    _keep_an_owner(unit.session, shop_id, member)
    unit.session.delete(member)
    unit.session.flush()
    if not _roles(unit.session, staff_id):
        person.active = False
        end_sessions(unit, staff_id)
    return person.name


def give_password(unit: Unit, by: Identity, shop_id: int, staff_id: int, hashed: str, *, two_factor: bool) -> str:
    """Reset a password (and, where asked, the second factor): only by an owner of every shop that the person is in.

    All his sessions end; he is told to choose a password of his own at the next sign-in. Returns his login.
    """
    person, _ = lock(unit, shop_id, staff_id, None)
    roles = _roles(unit.session, staff_id)
    if not all(s in by.shops and by.shops[s].role == "owner" for s in roles):
        raise Forbidden("只有他所在全部店铺的店主可以重置", code="owner_only")
    person.password, person.must_change = hashed, True
    if two_factor:
        person.totp_secret = person.totp_pending = ""
        unit.session.execute(RecoveryCode.__table__.delete().where(RecoveryCode.staff_id == staff_id))  # type: ignore[attr-defined]
    end_sessions(unit, staff_id)
    return person.login


def lock(unit: Unit, shop_id: int, staff_id: int, version: int | None) -> tuple[Staff, Membership]:
    """Somebody of a shop, to be changed; counts his version up.

    Raises `NotFound`, or `Conflict` (`changed_meanwhile`) when `version` is not the present one.
    """
    person = unit.session.get(Staff, staff_id, with_for_update=True)
    member = _membership(unit.session, shop_id, staff_id)
    if person is None or member is None or not person.active:
        raise NotFound("本店没有这位同事", code="no_such_agent")
    if version is not None and person.version != version:
        raise Conflict(f"{person.name} 的资料刚被别人改过，请看过新内容再改", code="changed_meanwhile")
    person.version += 1
    return person, member


def check_may_manage(by: Identity, shop_id: int, role: str) -> None:
    """Raises `Forbidden` when somebody may not give, change or take a role in a shop."""
    own = by.shops.get(shop_id)
    if own is None or not may_manage(own.role, role):
        raise Forbidden("只有店主可以管理主管和店主", code="owner_only")


def end_sessions(unit: Unit, staff_id: int, *, but: int | None = None) -> int:
    """End somebody's sessions (all, or all but one); returns how many."""
    query = update(StaffSession).where(StaffSession.staff_id == staff_id, StaffSession.ended_ms.is_(None))
    if but is not None:
        query = query.where(StaffSession.id != but)
    return int(unit.session.execute(query.values(ended_ms=unit.now_ms)).rowcount)  # type: ignore[attr-defined]


def _membership(session: Session, shop_id: int, staff_id: int) -> Membership | None:
    return session.scalar(select(Membership).where(Membership.shop_id == shop_id, Membership.staff_id == staff_id))


def shop_ids(session: Session, staff_id: int) -> list[int]:
    """The shops that somebody belongs to."""
    return sorted(_roles(session, staff_id))


def _roles(session: Session, staff_id: int) -> dict[int, str]:
    rows = session.execute(
        select(Membership.shop_id, Membership.role)
        .where(Membership.staff_id == staff_id)
        .execution_options(**OWN_MEMBERSHIPS)
    )
    return {r.shop_id: r.role for r in rows}


def _keep_an_owner(session: Session, shop_id: int, member: Membership) -> None:
    if member.role != "owner":
        return
    others = session.scalar(
        select(func.count(Membership.id))
        .join(Staff, Staff.id == Membership.staff_id)
        .where(
            Membership.shop_id == shop_id, Membership.role == "owner", Membership.id != member.id, Staff.active
        )
    )  # fmt: skip
    if not others:
        raise Conflict("店铺至少要有一位店主", code="last_owner")


NOBODY = -1
"""No member of the shop."""


def ceiling_of(session: Session, shop_id: int, staff_id: int) -> int | None:
    """How many shoppers at once somebody may have while he learns; None = as his capacity says; `NOBODY`."""
    row = session.execute(
        select(Membership.ceiling).where(Membership.shop_id == shop_id, Membership.staff_id == staff_id)
    ).one_or_none()
    return NOBODY if row is None else row.ceiling


def set_ceiling(unit: Unit, shop_id: int, staff_id: int, ceiling: int | None) -> bool:
    """Set it; whether that changed anything."""
    if ceiling_of(unit.session, shop_id, staff_id) in (ceiling, NOBODY):
        return False
    unit.session.execute(
        update(Membership).where(Membership.shop_id == shop_id, Membership.staff_id == staff_id).values(ceiling=ceiling)
    )
    return True
