"""An agent's day over HTTP: close many, put off, soothe, calls of colleagues, notes about shoppers."""

from __future__ import annotations

from typing import Any

from litestar import get, patch, post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.desk import calls, patience, repository, schemas, service, triage
from xiaoer.domains.desk.day_schemas import ClosedMany, CloseMany, Mentions, SeenMentions, ShopperChange, Snooze, Triage
from xiaoer.domains.desk.live import WAIT_WINDOW_MS
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Invalid, NotFound, ServiceError
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}"
ONE = BASE + "/conversations/{conversation_id:int}"
TAGS = ["desk"]


@post(BASE + "/conversations/close", operation_id="closeConversations", status_code=HTTP_200_OK, tags=TAGS)
async def close_many(shop: PathText, data: JSONBody[CloseMany], who: Who, desk: TheDesk) -> ClosedMany:
    """End several visits with one tag, each for itself: one that cannot be closed does not keep the others."""
    own = enter(desk, who, shop, "serve")
    if data.tag not in own.settings.closing_tags:
        raise Invalid(f"没有“{data.tag}”这个结束标签", code="unknown_tag")
    closed: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for chat in dict.fromkeys(data.ids):
        try:
            closed.append(
                await desk.run(lambda u, c=chat: service.close(u, own.id, c, tag=data.tag, remark=data.remark))  # type: ignore[misc]
            )
        except ServiceError as error:
            refused.append({"id": chat, "why": error.detail})
    return ClosedMany.model_validate({"closed": closed, "refused": refused})


@post(ONE + "/snooze", operation_id="snoozeConversation", status_code=HTTP_200_OK, tags=TAGS)
async def snooze(
    shop: PathText, conversation_id: PathId, data: JSONBody[Snooze], who: Who, desk: TheDesk
) -> schemas.ConversationView:
    """Put a chat off until a time; it comes back then, or when its shopper writes."""
    own = enter(desk, who, shop, "serve")
    if data.until is not None and data.until.tzinfo is None:
        raise Invalid("时间要带时区", code="bad_time")
    until_ms = None if data.until is None else to_ms(data.until)
    found = await desk.run(lambda u: patience.snooze(u, own.id, conversation_id, until_ms))
    return schemas.ConversationView.model_validate(found)


@post(ONE + "/soothe", operation_id="sootheConversation", status_code=HTTP_200_OK, tags=TAGS)
async def soothe(shop: PathText, conversation_id: PathId, who: Who, desk: TheDesk) -> schemas.ConversationView:
    """Say the shop's busy line to a waiting shopper, once per waiting; the clock runs on."""
    own = enter(desk, who, shop, "serve")
    now_ms = to_ms(desk.clock())

    def look(s: Session) -> int | None:
        found = repository.conversation(s, own.id, conversation_id, 0)
        queued = found is not None and found["conversation"]["state"] == "queued"
        return repository.usual_wait_s(s, own.id, now_ms - WAIT_WINDOW_MS) if queued else None

    wait_s = await desk.database.read(look)
    found = await desk.run(lambda u: patience.soothe_by_hand(u, own, conversation_id, wait_s=wait_s))
    return schemas.ConversationView.model_validate(found)


@get(BASE + "/mentions", operation_id="listMentions", tags=TAGS)
async def mentions(shop: PathText, who: Who, desk: TheDesk) -> Mentions:
    """Where one was called (@, 求助, 悄悄话)."""
    own = enter(desk, who, shop, "read")
    return Mentions.model_validate(await desk.database.read(lambda s: calls.mentions(s, own.id, who.staff_id)))


@post(BASE + "/mentions/seen", operation_id="seeMentions", status_code=HTTP_200_OK, tags=TAGS)
async def see_mentions(shop: PathText, data: JSONBody[SeenMentions], who: Who, desk: TheDesk) -> Mentions:
    """The calls to a chat have been seen."""
    own = enter(desk, who, shop, "read")
    await desk.run(lambda u: calls.seen(u, own.id, who.staff_id, data.conversation))
    return Mentions.model_validate(await desk.database.read(lambda s: calls.mentions(s, own.id, who.staff_id)))


@patch(BASE + "/shoppers/{shopper_id:int}", operation_id="changeShopper", tags=TAGS)
async def change_shopper(
    shop: PathText, shopper_id: PathId, data: JSONBody[ShopperChange], who: Who, desk: TheDesk
) -> ShopperChange:
    """Note level, tags and a remark about a shopper; missing keys stay."""
    own = enter(desk, who, shop, "serve")

    def work(unit: Unit) -> dict[str, Any]:
        changed = shoppers.change(unit, own.id, shopper_id, data.model_dump(exclude_none=True))
        if changed is None:
            raise NotFound("本店没有这位买家", code="no_such_shopper")
        talk = repository.find_conversation(unit.session, own.id, shopper_id)
        if talk is not None:
            thread = service.lock(unit, own.id, talk["id"])
            service.settle(unit, thread, "conversation.updated")
        return changed

    return ShopperChange.model_validate(await desk.run(work))


@get(BASE + "/triage", operation_id="getTriage", tags=TAGS)
async def triage_now(shop: PathText, who: Who, desk: TheDesk) -> Triage:
    """Waiting shoppers with unpaid orders, the one that closes first in front."""
    own = enter(desk, who, shop, "read")
    now_ms = to_ms(desk.clock())
    found = await desk.database.read(lambda s: triage.unpaid_and_waiting(s, own.id, now_ms))
    return Triage.model_validate({"unpaid": found})


handlers = [triage_now, close_many, snooze, soothe, mentions, see_mentions, change_shopper]
