"""Language models over HTTP: which there are and what they cost, drafts in their words, restyling; in lines of JSON."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.params import JSONBody
from litestar.response import Stream
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.desk import repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.orders import service as orders
from xiaoer.domains.robot import opened
from xiaoer.domains.robot.opened import Given
from xiaoer.domains.robot.transcripts import Situation, situation
from xiaoer.domains.robot.wording import restyle as rules
from xiaoer.domains.robot.wording import use
from xiaoer.domains.robot.wording.schemas import ModelList, RestyleWish
from xiaoer.domains.robot.wording.smith import Heard, Wordsmith
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.errors import Conflict, NotFound
from xiaoer.ports.llm import ModelFailed

SHOP = "/api/shops/{shop:str}"
CHAT = SHOP + "/conversations/{conversation_id:int}"
TAGS = ["models"]
LINES = "application/x-ndjson"


@get(SHOP + "/models", operation_id="listModels", tags=TAGS)
async def models(shop: PathText, who: Who, desk: TheDesk, request: Request[Any, Any, Any]) -> ModelList:
    """The models of this installation: who gets the words, where, by which contract; and today's use in the shop."""
    own = enter(desk, who, shop, "read")
    smith: Wordsmith = request.app.state.smith
    day = smith.day(own)
    spent = await desk.database.read(lambda s: use.by_model(s, own.id, day))
    nothing = {"calls": 0, "refused": 0, "failed": 0, "tokens": 0}
    shown = [
        {
            "name": h.config.name, "model": h.config.model, "recipient": h.config.recipient, "region": h.config.region,
            "contract": h.config.contract, "timeout_s": h.config.timeout_s, "abroad": h.config.abroad,
            "state": _state(smith, own, h), "trouble": h.trouble, **spent.get(h.config.name, nothing),
        }
        for h in smith.chain.held
    ]  # fmt: skip
    return ModelList.model_validate(
        {
            "models": shown, "mode": own.settings.model, "budget": own.settings.model_tokens_day,
            "spent": sum(m["tokens"] for m in spent.values()), "failed": spent.get("", nothing)["failed"], "day": day,
        }
    )  # fmt: skip


def _state(smith: Wordsmith, own: ShopInfo, held: Any) -> str:
    if not smith.may(own, held.config):
        return "blocked"
    return "resting" if smith.chain.resting(held) else "ready"


@post(CHAT + "/answers/{seq:int}/reword", operation_id="rewordAnswer", status_code=HTTP_200_OK, tags=TAGS)
async def reword(
    shop: PathText, conversation_id: PathId, seq: PathId, who: Who, desk: TheDesk, request: Request[Any, Any, Any]
) -> Stream:
    """The suggestion to line `seq` in a model's words, in lines of JSON: `{"text"}` while it grows, `{"done"}` last.

    `done.model` is null and `done.why` says why where the engine's own words stand instead.
    """
    own = enter(desk, who, shop, "serve")
    smith = _smith(request, own)

    def look(s: Session) -> tuple[Situation, Given | None] | None:
        found = situation(s, own, conversation_id, up_to=seq)
        return (found, opened.given(s, own, found)) if found is not None and found.seq == seq else None

    looked = await desk.database.read(look)
    if looked is None or (reply := looked[1]) is None:
        raise NotFound("这句话没有建议可以改写", code="no_such_answer")
    found = looked[0]
    draft = opened.as_draft(reply)

    async def work(heard: Heard) -> dict[str, Any]:
        worded = await smith.draft(own, found, draft, heard)
        facts = [{"source": f.source, "field": f.field, "value": f.value} for f in worded.draft.facts]
        return {"text": worded.draft.reply, "facts": facts, "model": worded.model or None, "why": worded.why or None}

    return _lines(work)


@post(SHOP + "/restyle", operation_id="restyleDraft", status_code=HTTP_200_OK, tags=TAGS)
async def restyle(
    shop: PathText, data: JSONBody[RestyleWish], who: Who, desk: TheDesk, request: Request[Any, Any, Any]
) -> Stream:
    """What has been typed, polished, shortened, softened or translated, as lines of JSON like `rewordAnswer`.

    Without a model the first three are done by rules (`done.model` null); a translation needs one (409 `no_model`).
    """
    own = enter(desk, who, shop, "serve")
    smith: Wordsmith = request.app.state.smith
    modelled = data.with_model and own.settings.model != "off" and bool(smith.chain)
    if data.how == "translate" and not modelled:
        raise Conflict("翻译需要语言模型：请店主在“智能客服 → 模型”里打开", code="no_model")
    if not modelled:
        text = await _by_rules(desk, own, data)
        return _lines(_always({"text": text, "facts": [], "model": None, "why": None}))
    nick, own_orders = await desk.database.read(lambda s: _whose(s, own, data.conversation))

    async def work(heard: Heard) -> dict[str, Any]:
        try:
            text, model = await smith.restyle(
                own, data.text, data.how, language=data.language, orders=own_orders, nick=nick, heard=heard
            )
            return {"text": text, "facts": [], "model": model, "why": None}
        except ModelFailed as failed:
            text = data.text if data.how == "translate" else await _by_rules(desk, own, data)
            return {"text": text, "facts": [], "model": None, "why": failed.why}

    return _lines(work)


async def _by_rules(desk: Desk, own: ShopInfo, wish: RestyleWish) -> str:
    if wish.how == "soften":
        facts = await desk.facts.get(own.id)
        gate = desk.wording.check(own.id, facts, wish.text, by="agent")
        return rules.soften(wish.text, gate, own.profile.address_form)
    return rules.shorten(wish.text) if wish.how == "shorten" else rules.polish(wish.text)


def _whose(session: Session, own: ShopInfo, conversation_id: int | None) -> tuple[str | None, list[Any]]:
    """Nick and orders of the chat's shopper: what must not reach the model."""
    found = repository.conversation(session, own.id, conversation_id, 0) if conversation_id else None
    if found is None:
        return None, []
    shopper = found["conversation"]["shopper"]
    nick = None if shopper["anonymous"] else shopper["nick"]
    return nick, orders.of_shopper(session, own.id, nick)


def _smith(request: Request[Any, Any, Any], own: ShopInfo) -> Wordsmith:
    smith: Wordsmith = request.app.state.smith
    if own.settings.model == "off" or not smith.chain:
        raise Conflict("没有打开语言模型：请店主在“智能客服 → 模型”里打开", code="no_model")
    return smith


Work = Callable[[Heard], Awaitable[dict[str, Any]]]


def _always(done: dict[str, Any]) -> Work:
    async def work(_heard: Heard) -> dict[str, Any]:
        return done

    return work


def _lines(work: Work) -> Stream:
    """Run something that grows a text; a client that hangs up ends it."""

    async def told() -> AsyncIterator[bytes]:
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

        async def run() -> dict[str, Any]:
            try:
                return await work(lambda text: queue.put_nowait({"text": text}))
            finally:
                queue.put_nowait(None)

        task = asyncio.create_task(run())
        try:
            while (line := await queue.get()) is not None:
                yield msgspec.json.encode(line) + b"\n"
            yield msgspec.json.encode({"done": await task}) + b"\n"
        finally:
            task.cancel()

    return Stream(told(), media_type=LINES, headers={"Cache-Control": "no-store"})


handlers = [models, reword, restyle]
