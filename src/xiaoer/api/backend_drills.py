"""Back-end drills over HTTP: a task in a sandbox, deeds, the verdict."""

from __future__ import annotations

import secrets
from typing import Annotated
from zoneinfo import ZoneInfo

from litestar import get, post
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.academy.backend import repository, schemas, service
from xiaoer.domains.academy.backend.errors import NoDrill
from xiaoer.domains.academy.backend.shapes import Deed
from xiaoer.domains.academy.backend.tasks import next_kind, possible, task_of

BASE = "/api/shops/{shop:str}/academy/backend"
ONE = BASE + "/{drill_id:int}"
TAGS = ["academy"]
All = Annotated[bool, QueryParameter(name="all", description="Everybody's (needs the right to teach).")]


@get(BASE, operation_id="listBackendDrills", tags=TAGS)
async def listed(shop: PathText, who: Who, desk: TheDesk, everybody: All = False) -> schemas.BackendDrills:
    """One's own back-end drills, or everybody's, newest first."""
    own = enter(desk, who, shop, "teach" if everybody else "read")
    of = None if everybody else who.staff_id
    facts = await desk.facts.get(own.id)
    found = await desk.database.read(lambda s: repository.drills(s, own.id, of))
    return schemas.BackendDrills.model_validate({"drills": found, "kinds": possible(facts)})


@post(BASE, operation_id="beginBackendDrill", status_code=HTTP_201_CREATED, tags=TAGS)
async def begin(
    shop: PathText, data: JSONBody[schemas.BackendWish], who: Who, desk: TheDesk
) -> schemas.BackendDrillDetail:
    """A fresh task, or the one of its kind that is open already."""
    own = enter(desk, who, shop, "serve")
    facts = await desk.facts.get(own.id)
    passed = await desk.database.read(lambda s: repository.times_passed(s, own.id, who.staff_id))
    kind = data.kind or next_kind(possible(facts), passed)
    now = desk.clock().astimezone(ZoneInfo(facts.profile.timezone))
    task = task_of(kind, facts, now, secrets.randbelow(2**31))
    made: int = await desk.run(lambda u: service.begin(u, own.id, who.staff_id, task).id)
    return await _detail(desk, own.id, made)


@get(ONE, operation_id="getBackendDrill", tags=TAGS)
async def one(shop: PathText, drill_id: PathId, who: Who, desk: TheDesk) -> schemas.BackendDrillDetail:
    """A task with its sandbox: one's own, or anybody's for who may teach."""
    own = enter(desk, who, shop, "read")
    found = await _detail(desk, own.id, drill_id)
    if found.drill.staff.id != who.staff_id:
        enter(desk, who, shop, "teach")
    return found


@post(ONE + "/deeds", operation_id="actInBackendDrill", status_code=HTTP_200_OK, tags=TAGS)
async def act(
    shop: PathText, drill_id: PathId, data: JSONBody[schemas.SandDeed], who: Who, desk: TheDesk
) -> schemas.BackendDrillDetail:
    """Do something in the sandbox; 400 `backend_refuses` where the real back end would refuse it."""
    own = enter(desk, who, shop, "serve")
    facts = await desk.facts.get(own.id)
    deed = Deed(data.act, data.order, tuple((d.name, d.value) for d in data.details))
    await desk.run(lambda u: service.act(u, facts, own.id, drill_id, who.staff_id, deed))
    return await _detail(desk, own.id, drill_id)


@post(ONE + "/hand-in", operation_id="handInBackendDrill", status_code=HTTP_200_OK, tags=TAGS)
async def hand_in(shop: PathText, drill_id: PathId, who: Who, desk: TheDesk) -> schemas.BackendDrillDetail:
    """Have the sandbox judged as it stands."""
    own = enter(desk, who, shop, "serve")
    await desk.run(lambda u: service.hand_in(u, own.id, drill_id, who.staff_id))
    return await _detail(desk, own.id, drill_id)


async def _detail(desk: TheDesk, shop_id: int, drill_id: int) -> schemas.BackendDrillDetail:
    facts = await desk.facts.get(shop_id)
    found = await desk.database.read(lambda s: repository.detail(s, shop_id, drill_id, facts))
    if found is None:
        raise NoDrill()
    return schemas.BackendDrillDetail.model_validate(found)


handlers = [listed, begin, one, act, hand_in]
