"""The phone console over HTTP; a telephone system opens it for a number by webhook (an API key that may serve)."""

from __future__ import annotations

from typing import Any

from litestar import get, post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.orders import service as orders
from xiaoer.domains.phone import schemas, service
from xiaoer.domains.phone.scripts import script
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.rules import may
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.clock import to_ms

BASE = "/api/shops/{shop:str}/calls"
ONE = BASE + "/{call_id:int}"
TAGS = ["phone"]


@get(BASE, operation_id="listCalls", tags=TAGS)
async def calls(shop: PathText, who: Who, desk: TheDesk) -> schemas.CallLog:
    """The call log; numbers are masked for who may not serve."""
    own = enter(desk, who, shop, "read")
    plain = may(who.shops[own.id].role, "serve")
    return schemas.CallLog.model_validate(await desk.database.read(lambda s: service.page(s, own.id, plain=plain)))


@post(BASE, operation_id="beginCall", status_code=HTTP_200_OK, tags=TAGS)
async def begin(shop: PathText, data: JSONBody[schemas.NewCall], who: Who, desk: TheDesk) -> schemas.CallDetail:
    """A call begins now, taken by oneself."""
    own = enter(desk, who, shop, "serve")
    by = (who.staff_id, who.name)
    made = await desk.run(lambda u: service.begin(u, own.id, data.kind, data.number, data.scene, by))
    return await _detail(desk, own, who, made["id"])


@post(BASE + "/incoming", operation_id="ringCall", status_code=HTTP_200_OK, tags=TAGS)
async def ring(shop: PathText, data: JSONBody[schemas.Ringing], who: Who, desk: TheDesk) -> schemas.CallView:
    """A number calls: every workbench of the shop hears it, and whoever takes it has the console open."""
    own = enter(desk, who, shop, "serve")
    made = await desk.run(lambda u: service.begin(u, own.id, "incoming", data.number, "order", None))
    return schemas.CallView.model_validate(made)


@get(ONE, operation_id="getCall", tags=TAGS)
async def call(shop: PathText, call_id: PathId, who: Who, desk: TheDesk) -> schemas.CallDetail:
    """A call with its guided form and the caller's orders."""
    return await _detail(desk, enter(desk, who, shop, "serve"), who, call_id)


async def _detail(desk: Desk, own: ShopInfo, who: Identity, call_id: int) -> schemas.CallDetail:
    def look(s: Session) -> dict[str, Any]:
        row = service.get(s, own.id, call_id)
        colleague = desk_repository.agent(s, own.id, who.staff_id)
        number = colleague["service_number"] if colleague else ""
        return {
            "call": service.view(row, plain=True), "orders": service.look_up(s, own.id, row.number),
            "script": script(row.scene, own.name, number),  # type: ignore[arg-type]
        }  # fmt: skip

    return schemas.CallDetail.model_validate(await desk.database.read(look))


@post(ONE + "/acts", operation_id="actOnCall", status_code=HTTP_200_OK, tags=TAGS)
async def act(
    shop: PathText, call_id: PathId, data: JSONBody[schemas.CallAct], who: Who, desk: TheDesk
) -> schemas.CallDetail:
    """Take a ringing call, save, end; a promised callback becomes a task; 409 `moved` when a colleague was first."""
    own = enter(desk, who, shop, "serve")
    nick = data.nick
    if data.order:
        nick = (await desk.database.read(lambda s: orders.find(s, own.id, data.order or ""))).shopper
    values = {
        "fields": data.fields, "note": data.note, "nick": nick, "order_number": data.order, "scene": data.scene,
    }  # fmt: skip
    await desk.run(
        lambda u: service.change(
            u, own.id, call_id, data.version, data.act, (who.staff_id, who.name), values=values,
            callback_ms=to_ms(data.callback_at) if data.callback_at else None,
        )
    )  # fmt: skip
    return await _detail(desk, own, who, call_id)


handlers = [calls, begin, ring, call, act]
