"""The first start of an installation over HTTP: its first shop and owner; further shops; who a shop is."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from litestar import Response, get, post, put
from litestar.params import JSONBody
from litestar.status_codes import HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathText
from xiaoer.api.session import cookie, session_view
from xiaoer.core.facts import ShopProfile
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk import founding
from xiaoer.domains.desk.founding_schemas import Founding
from xiaoer.domains.shop import schemas
from xiaoer.domains.shop import service as shops
from xiaoer.domains.shop.service import PALETTE, ShopInfo
from xiaoer.domains.staff import service as staff
from xiaoer.domains.staff.account import check_new_password
from xiaoer.domains.staff.passwords import hash_password
from xiaoer.domains.staff.schemas import SessionView
from xiaoer.kit.clock import iso, to_ms
from xiaoer.kit.errors import Forbidden
from xiaoer.kit.writer import Unit

PROFILE = "/api/shops/{shop:str}/profile"
TAGS = ["setup"]


@get("/api/setup", operation_id="getSetup", tags=TAGS)
async def get_setup(desk: TheDesk) -> schemas.SetupState:
    """Whether nobody has begun here yet; the server's time, to hold against the browser's."""
    needed = await desk.database.read(founding.is_empty)
    return schemas.SetupState(needed=needed, now=iso(desk.clock()) or "", palette=list(PALETTE))


@post("/api/setup", operation_id="foundShop", status_code=HTTP_201_CREATED, tags=TAGS)
async def found(data: JSONBody[Founding], desk: TheDesk) -> Response[SessionView]:
    """The first shop and its owner, who is signed in. Wants the code that the server showed when it started."""
    await desk.database.read(lambda s: founding.check_code(s, data.code))
    check_new_password(data.owner.login, data.owner.password)
    hashed = await asyncio.to_thread(hash_password, data.owner.password)
    owner = founding.NewOwner(data.owner.login, data.owner.name.strip(), hashed)

    def work(unit: Unit) -> str:
        founding.check_code(unit.session, data.code)
        shop_id, staff_id = founding.found(unit, _new(data.shop), owner)
        audit.record(
            unit, shop_id, staff_id=staff_id, staff_name=owner.name, action="shop.found", subject=data.shop.name
        )
        return staff.open_session(unit, staff_id, owner.login)[0]

    token = await desk.run(work)
    await desk.reload_shops()
    now_ms, hours = to_ms(desk.clock()), desk.settings.session_hours
    who, _ = await desk.database.read(lambda s: staff.identify(s, token, now_ms, hours))
    return Response(session_view(desk, who), status_code=HTTP_201_CREATED, cookies=[cookie(desk, token, hours * 3600)])


@post("/api/shops", operation_id="addShop", status_code=HTTP_201_CREATED, tags=TAGS)
async def add_shop(data: JSONBody[schemas.NewShop], who: Who, desk: TheDesk) -> schemas.ShopMade:
    """Another shop of an owner."""
    if not any(member.role == "owner" for member in who.shops.values()):
        raise Forbidden("只有店主可以开新的店铺", code="owner_only")

    def work(unit: Unit) -> None:
        shop_id = founding.further(unit, _new(data), who.staff_id)
        audit.record(unit, shop_id, staff_id=who.staff_id, staff_name=who.name, action="shop.found", subject=data.name)

    await desk.run(work)
    await desk.reload_shops()
    desk.refresh(who.staff_id)
    return schemas.ShopMade(code=data.code)


def _new(data: schemas.NewShop) -> founding.NewShop:
    profile = ShopProfile(
        name=data.name.strip(), platform=data.platform, timezone=data.timezone, service_hours=data.service_hours,
        ship_from=data.ship_from,
    )  # fmt: skip
    return founding.NewShop(data.code, profile, data.colour)


def _profile(own: ShopInfo) -> schemas.ShopProfileView:
    profile = own.profile
    return schemas.ShopProfileView(
        name=own.name, platform=profile.platform, timezone=profile.timezone, colour=own.colour,
        address_form=profile.address_form, voice=profile.voice, ship_from=profile.ship_from, hotline=profile.hotline,
    )  # fmt: skip


@get(PROFILE, operation_id="getProfile", tags=TAGS)
async def get_profile(shop: PathText, who: Who, desk: TheDesk) -> schemas.ShopProfileView:
    """Who the shop is."""
    return _profile(enter(desk, who, shop, "manage"))


@put(PROFILE, operation_id="changeProfile", tags=TAGS)
async def change_profile(
    shop: PathText, data: JSONBody[schemas.ShopProfileView], who: Who, desk: TheDesk
) -> schemas.ShopProfileView:
    """Say who the shop is: name, platform, colour, how it speaks."""
    own = enter(desk, who, shop, "own")
    named = data.model_dump(exclude={"colour"})
    profile = replace(own.profile, **named)

    def work(unit: Unit) -> None:
        shops.follow_profile(unit, own.id, profile)
        shops.paint(unit, own.id, data.colour)
        shops.catalog_changed(unit, own.id, set())
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="shop.profile", subject=data.name,
            detail=data.model_dump_json(),
        )  # fmt: skip

    await desk.run(work)
    await desk.reload_shops()
    return _profile(desk.shops.get(own.id))


handlers = [get_setup, found, add_shop, get_profile, change_profile]
