"""A shopper's own after-sales cases in the widget."""

from __future__ import annotations

from typing import Any

from litestar import get, post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, TheVisitor, own_shop
from xiaoer.api.cases import platform_of
from xiaoer.api.params import PathId, PathText
from xiaoer.core.facts import Order
from xiaoer.core.rulebook.casework import acts_for
from xiaoer.domains.aftersales import repository, schemas
from xiaoer.domains.aftersales.errors import CaseGone
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.aftersales.rules import KIND_ZH, told
from xiaoer.domains.aftersales.service import By, Doing, Wish
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.media import service as media
from xiaoer.domains.orders import service as orders
from xiaoer.domains.work import casework
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import NotFound
from xiaoer.kit.writer import Unit

BASE = "/api/widget/{shop:str}/cases"
TAGS = ["widget"]


def _view(row: CaseRow) -> dict[str, Any]:
    said = told(row.kind, row.state)  # type: ignore[arg-type]
    return {
        "id": row.id, "number": row.number, "order": row.order_number, "kind": row.kind,
        "kind_text": KIND_ZH[row.kind], "state": row.state, "next": said.partition("：")[2],  # type: ignore[index]
        "mine": row.due_side == "shopper", "due_at": iso_ms(row.due_ms), "amount": row.refunded or row.agreed,
        "return_address": row.return_address if row.state in ("to_return", "returning") else "",
        "return_waybill": row.return_waybill, "acts": acts_for(row.state, "shopper"),  # type: ignore[arg-type]
        "opened_at": iso_ms(row.opened_ms),
    }  # fmt: skip


@get(BASE, operation_id="listOwnCases", tags=TAGS)
async def own_cases(shop: PathText, visitor: TheVisitor, desk: TheDesk) -> schemas.OwnCases:
    """The visitor's own cases, newest first; none for an anonymous one."""
    own, nick = own_shop(desk, visitor, shop), visitor.nick
    if nick is None:
        return schemas.OwnCases(cases=[])
    rows = await desk.database.read(lambda s: repository.of_shopper(s, own.id, nick))
    return schemas.OwnCases.model_validate({"cases": [_view(row) for row in rows]})


@post(BASE, operation_id="openOwnCase", status_code=HTTP_200_OK, tags=TAGS)
async def open_own(
    shop: PathText, data: JSONBody[schemas.OwnOpenCase], visitor: TheVisitor, desk: TheDesk
) -> schemas.OwnCase:
    """Ask for after-sales of an own order."""
    own, nick = own_shop(desk, visitor, shop), visitor.nick
    order = await desk.database.read(lambda s: orders.find(s, own.id, data.order))
    if nick is None or order.shopper != nick:
        raise NotFound("您没有这个订单", code="unknown_order")

    def work(unit: Unit) -> int:
        chat = desk_service.ensure_conversation(unit, own.id, visitor.shopper_id)
        wish = Wish(
            order, platform_of(own), data.kind, data.reason, note=data.note, shopper_id=visitor.shopper_id,
            conversation_id=chat,
        )  # fmt: skip
        made: int = casework.open_case(unit, own.id, wish, By("shopper", nick))["id"]
        return made

    case_id: int = await desk.run(work)
    row = await desk.database.read(lambda s: repository.get(s, own.id, case_id))
    return schemas.OwnCase.model_validate(_view(row))


@post(BASE + "/{case_id:int}/acts", operation_id="actOnOwnCase", status_code=HTTP_200_OK, tags=TAGS)
async def act_own(
    shop: PathText, case_id: PathId, data: JSONBody[schemas.OwnCaseAct], visitor: TheVisitor, desk: TheDesk
) -> schemas.OwnCase:
    """Hand in evidence, name the return waybill, or withdraw."""
    own, nick = own_shop(desk, visitor, shop), visitor.nick

    def look(s: Session) -> tuple[Order, list[dict[str, Any]]]:
        row = repository.get(s, own.id, case_id)
        if nick is None or row.nick != nick:
            raise CaseGone()
        shown = [media.body_of(s, own.id, f"shopper:{visitor.shopper_id}", token) for token in data.media]
        return orders.find(s, own.id, row.order_number), shown

    order, shown = await desk.database.read(look)
    doing = Doing(
        data.act, text=data.text.strip(), waybill=data.waybill.strip(), courier=data.courier, media=shown
    )  # fmt: skip
    by = By("shopper", nick or "")
    await desk.run(lambda u: casework.act(u, own.id, case_id, doing, by, order, platform_of(own)))
    row = await desk.database.read(lambda s: repository.get(s, own.id, case_id))
    return schemas.OwnCase.model_validate(_view(row))


handlers = [own_cases, open_own, act_own]
