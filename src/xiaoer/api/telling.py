"""Telling first over HTTP: affected orders, one gated message each, replies; a shopper's record."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from litestar import get, post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.core.facts import Order, ShopFacts
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.domains.telling import record, schemas, service
from xiaoer.domains.telling.service import Matter
from xiaoer.kit.clock import iso, to_ms
from xiaoer.kit.errors import Invalid, NotFound

BASE = "/api/shops/{shop:str}/tellings"
TAGS = ["telling"]
OWN = "own"


def _matter(data: schemas.TellMatter) -> Matter:
    return Matter(data.goods, data.kind, data.day, Decimal(data.amount) if data.amount else None)


@get(BASE, operation_id="listTold", tags=TAGS)
async def told(shop: PathText, who: Who, desk: TheDesk) -> schemas.ToldList:
    """What was told, newest first, with whether the shopper has answered."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: service.told(s, own.id))
    return schemas.ToldList.model_validate({"told": found})


@post(BASE + "/preview", operation_id="previewTelling", status_code=HTTP_200_OK, tags=TAGS)
async def preview(shop: PathText, data: JSONBody[schemas.TellMatter], who: Who, desk: TheDesk) -> schemas.TellPreview:
    """The orders that wait for the goods, with what each would be told."""
    own = enter(desk, who, shop, "serve")
    matter = _matter(data)
    facts = await desk.facts.get(own.id)

    def look(s: Session) -> tuple[list[Order], set[str]]:
        found = service.affected(s, own.id, matter.goods)
        return found, service.numbers_told(s, own.id, matter, [order.number for order in found])

    found, known = await desk.database.read(look)
    rows = [_affected(desk, own, facts, matter, order, known) for order in found]
    fresh = sum(1 for row in rows if not row["told"] and not row["gate"])
    return schemas.TellPreview.model_validate(
        {
            "orders": rows, "in_chat": own.platform == OWN,
            "total": f"{(matter.amount or Decimal(0)) * fresh:.2f}",
        }
    )  # fmt: skip


def _affected(
    desk: Desk, own: ShopInfo, facts: ShopFacts, matter: Matter, order: Order, known: set[str]
) -> dict[str, Any]:
    text = service.words(matter, order, own.profile.address_form)
    verdict = desk.wording.check(own.id, facts, text, by="agent")
    return {
        "order": order.number, "nick": order.shopper, "status": order.status_text, "ship_by": iso(order.ship_by),
        "text": text, "told": order.number in known,
        "gate": verdict.findings[0].reason if verdict.verdict == "block" else "",
    }  # fmt: skip


@post(BASE, operation_id="tellFirst", status_code=HTTP_200_OK, tags=TAGS)
async def tell(shop: PathText, data: JSONBody[schemas.TellWish], who: Who, desk: TheDesk) -> schemas.TellResult:
    """Tell the chosen orders, each once; money goes into the payout register. Above one's limit in all: the lead."""
    own = enter(desk, who, shop, "serve")
    matter = _matter(data)
    facts = await desk.facts.get(own.id)
    wanted = set(data.orders)
    found = await desk.database.read(lambda s: service.affected(s, own.id, matter.goods))
    chosen = [order for order in found if order.number in wanted]
    role = who.shops[own.id].role
    limit = {"owner": None, "lead": own.settings.refund_limit_lead}.get(role, own.settings.refund_limit_agent)
    total = (matter.amount or Decimal(0)) * len(chosen)
    if limit is not None and total > limit:
        raise Invalid(f"合计补偿 {total:.2f} 元，超过您的权限 {limit} 元，请主管来发", code="over_limit")
    done = 0
    for order in chosen:
        row = _affected(desk, own, facts, matter, order, set())
        if not row["gate"]:
            done += await desk.run(
                lambda u, o=order, t=row["text"]: service.tell(  # type: ignore[misc]
                    u, own.id, matter, o, t, in_chat=own.platform == OWN, by=(who.staff_id, who.name)
                )
            )
    return schemas.TellResult(told=done, known=len(chosen) - done)


@get("/api/shops/{shop:str}/shoppers/{shopper_id:int}/record", operation_id="getShopperRecord", tags=TAGS)
async def shopper_record(shop: PathText, shopper_id: PathId, who: Who, desk: TheDesk) -> schemas.ShopperRecord:
    """A shopper's record over all orders, patterns worth a look, calm wording, report paths."""
    own = enter(desk, who, shop, "serve")
    now_ms = to_ms(desk.clock())

    def look(s: Session) -> dict[str, Any]:
        row = s.scalar(select(Shopper).where(Shopper.shop_id == own.id, Shopper.id == shopper_id))
        if row is None:
            raise NotFound("本店没有这位买家", code="no_such_shopper")
        return record.of_shopper(s, own.id, row.nick or "", now_ms)

    return schemas.ShopperRecord.model_validate(await desk.database.read(look))


handlers = [told, preview, tell, shopper_record]
