"""What a shopper may ask for, over HTTP: a copy of his data, its erasure; and the legal hold that stops an erasure."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import get, post, put
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText, Query
from xiaoer.api.uploads import blobs_of
from xiaoer.domains.audit import service as audit
from xiaoer.domains.intake import service as intake
from xiaoer.domains.privacy import copying, erasing, finding, schemas
from xiaoer.kit.writer import Unit

ONE = "/api/shops/{shop:str}/shoppers/{shopper_id:int}"
TAGS = ["privacy"]


@get("/api/shops/{shop:str}/privacy/shoppers", operation_id="findShoppers", tags=TAGS)
async def find(shop: PathText, who: Who, desk: TheDesk, q: Query = "") -> schemas.PeopleFound:
    """Shoppers by name or order number; without a word, everybody under a legal hold."""
    own = enter(desk, who, shop, "manage")
    found = await desk.database.read(lambda s: finding.find(s, own.id, q))
    return schemas.PeopleFound.model_validate({"shoppers": found})


@post(ONE + "/copy", operation_id="copyShopperData", status_code=HTTP_200_OK, tags=TAGS)
async def copy(shop: PathText, shopper_id: PathId, who: Who, desk: TheDesk) -> schemas.ShopperCopy:
    """Everything that is held about a shopper, unmasked; that it was handed out is kept in the audit log."""
    own = enter(desk, who, shop, "manage")

    def work(unit: Unit) -> dict[str, Any]:
        shopper = erasing.held(unit.session, own.id, shopper_id)
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="shopper.copy", subject=f"#{shopper_id}"
        )
        return copying.copy_of(unit.session, own.id, shopper)

    return schemas.ShopperCopy.model_validate(await desk.run(work))


@put(ONE + "/hold", operation_id="holdShopperData", tags=TAGS)
async def hold(
    shop: PathText, shopper_id: PathId, data: JSONBody[schemas.Hold], who: Who, desk: TheDesk
) -> schemas.Hold:
    """Keep somebody's data whatever its period and whoever asks (legal hold); an empty reason lifts it."""
    own = enter(desk, who, shop, "manage")

    def work(unit: Unit) -> None:
        erasing.held(unit.session, own.id, shopper_id).hold = data.reason.strip()
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="shopper.hold",
            subject=f"#{shopper_id}", detail=data.reason,
        )  # fmt: skip

    await desk.run(work)
    return data


@post(ONE + "/erase", operation_id="eraseShopper", status_code=HTTP_200_OK, tags=TAGS)
async def erase(
    shop: PathText, shopper_id: PathId, data: JSONBody[schemas.Erasure], who: Who, desk: TheDesk
) -> schemas.ErasedView:
    """Erase a shopper from chats, orders, every other table, pictures and the feed. 409 under a legal hold."""
    own = enter(desk, who, shop, "manage")

    def work(unit: Unit) -> erasing.Erased:
        done = erasing.erase(unit, own.id, shopper_id)
        intake.drop_waiting(unit, own.id)  # files that wait for a yes may name him
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="shopper.erase",
            subject=done.alias, detail=data.reason,
        )  # fmt: skip
        return done

    done = await desk.run(work)
    blobs = blobs_of(desk)
    for name in done.files:
        await asyncio.to_thread(blobs.delete, name)
    return schemas.ErasedView(alias=done.alias, messages=done.messages, rows=done.rows, pictures=len(done.files))


handlers = [find, copy, hold, erase]
