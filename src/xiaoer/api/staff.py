"""The people of a shop over HTTP: who works here, as what, and the end of somebody's access."""

from __future__ import annotations

import asyncio
from dataclasses import asdict

from litestar import get, patch, post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk import colleagues, repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.shifts import leaving as farewell
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff import people, schemas
from xiaoer.domains.staff.passwords import hash_password
from xiaoer.domains.staff.people import Place
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import NotFound
from xiaoer.kit.ids import new_token
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/staff"
ONE = BASE + "/{staff_id:int}"
TAGS = ["staff"]


async def _members(desk: Desk, own: ShopInfo, who: Identity) -> schemas.StaffMembers:
    found = await desk.database.read(lambda s: people.members(s, own.id))
    for member in found:
        member["shops"] = [desk.shops.get(i).code for i in member.pop("shop_ids") if i in who.shops]
    return schemas.StaffMembers.model_validate({"members": found})


def _record(unit: Unit, own: ShopInfo, who: Identity, action: str, subject: str, detail: str = "") -> None:
    audit.record(
        unit, own.id, staff_id=who.staff_id, staff_name=who.name, action=action, subject=subject, detail=detail
    )


def _place(data: schemas.MemberPlace) -> Place:
    return Place(data.role, tuple(dict.fromkeys(data.teams)), data.capacity)


def _told(data: schemas.MemberPlace) -> str:
    return data.model_dump_json(include={"name", "service_number", "role", "teams", "capacity"})


@get(BASE, operation_id="listStaff", tags=TAGS)
async def members(shop: PathText, who: Who, desk: TheDesk) -> schemas.StaffMembers:
    """The people of the shop."""
    return await _members(desk, enter(desk, who, shop, "manage"), who)


@post(BASE, operation_id="addStaff", status_code=HTTP_201_CREATED, tags=TAGS)
async def add(shop: PathText, data: JSONBody[schemas.NewMember], who: Who, desk: TheDesk) -> schemas.OneTimePassword:
    """Bring somebody in: a new person with a one-time password, or one of another shop under his own login."""
    own = enter(desk, who, shop, "manage")
    password = new_token(9)
    hashed = await asyncio.to_thread(hash_password, password)

    def work(unit: Unit) -> tuple[int, bool]:
        staff_id, new = people.add(
            unit, own.id, who, login=data.login, name=data.name.strip(), service_number=data.service_number,
            place=_place(data), password=hashed,
        )  # fmt: skip
        colleagues.came_or_changed(unit, own.id, staff_id)
        _record(unit, own, who, "staff.add", data.login, _told(data))
        return staff_id, new

    staff_id, new = await desk.run(work)
    return schemas.OneTimePassword(id=staff_id, login=data.login, password=password if new else None)


@patch(ONE, operation_id="changeStaff", tags=TAGS)
async def change(
    shop: PathText, staff_id: PathId, data: JSONBody[schemas.MemberChange], who: Who, desk: TheDesk
) -> schemas.StaffMembers:
    """Change name, role, teams, capacity; 409 `changed_meanwhile` when somebody else was first."""
    own = enter(desk, who, shop, "manage")

    def work(unit: Unit) -> bool:
        before = _role(unit, own.id, staff_id)
        people.change(
            unit, own.id, who, staff_id, version=data.version, name=data.name.strip(),
            service_number=data.service_number, place=_place(data),
        )  # fmt: skip
        for shop_id in people.shop_ids(unit.session, staff_id):
            colleagues.came_or_changed(unit, shop_id, staff_id)
        _record(unit, own, who, "staff.change", data.name, _told(data))
        return before != data.role

    if await desk.run(work):
        desk.refresh(staff_id)
    return await _members(desk, own, who)


@get(ONE + "/leaving", operation_id="previewLeaving", tags=TAGS)
async def leaving(shop: PathText, staff_id: PathId, who: Who, desk: TheDesk) -> schemas.LeavingView:
    """What is somebody's here and would move or end when he leaves."""
    own = enter(desk, who, shop, "manage")
    now_ms = to_ms(desk.clock())
    found = await desk.database.read(lambda s: farewell.preview(s, own.id, staff_id, now_ms))
    return schemas.LeavingView.model_validate(found)


@post(ONE + "/leave", operation_id="endAccess", status_code=HTTP_200_OK, tags=TAGS)
async def leave(
    shop: PathText, staff_id: PathId, data: JSONBody[schemas.Leaving], who: Who, desk: TheDesk
) -> schemas.Left:
    """End somebody's access: what is his is handed over, sessions, sockets and keys end; phrases and history stay."""
    own = enter(desk, who, shop, "manage")
    heirs = farewell.Heirs(
        chats=data.chats_to or data.to, tasks=data.tasks_to or data.to, promises=data.promises_to or data.to,
        cases=data.cases_to or data.to,
    )  # fmt: skip

    def work(unit: Unit) -> farewell.Moved:
        name, moved = farewell.leave(
            unit, own.id, who, staff_id, heirs, version=data.version, phrases=data.keep_phrases
        )
        told = " ".join(f"{kind}={count}" for kind, count in asdict(moved).items() if count)
        _record(unit, own, who, "staff.leave", name, f"{told} to={asdict(heirs)}")
        return moved

    moved = await desk.run(work)
    await desk.check_sessions()
    return schemas.Left(**asdict(moved))


@post(ONE + "/password", operation_id="resetPassword", status_code=HTTP_200_OK, tags=TAGS)
async def reset_password(
    shop: PathText, staff_id: PathId, data: JSONBody[schemas.PasswordReset], who: Who, desk: TheDesk
) -> schemas.OneTimePassword:
    """The owner gives somebody a one-time password (and takes a lost second factor away); his sessions end."""
    own = enter(desk, who, shop, "own")
    password = new_token(9)
    hashed = await asyncio.to_thread(hash_password, password)

    def work(unit: Unit) -> str:
        login = people.give_password(unit, who, own.id, staff_id, hashed, two_factor=data.two_factor)
        _record(unit, own, who, "staff.reset", login, "two_factor" if data.two_factor else "password")
        return login

    login = await desk.run(work)
    await desk.check_sessions()
    return schemas.OneTimePassword(id=staff_id, login=login, password=password)


def _role(unit: Unit, shop_id: int, staff_id: int) -> str:
    found = repository.agent(unit.session, shop_id, staff_id)
    if found is None:
        raise NotFound("本店没有这位同事", code="no_such_agent")
    return str(found["role"])


handlers = [members, add, change, leaving, leave, reset_password]
