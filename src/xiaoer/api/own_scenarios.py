"""Scenarios of one's own over HTTP: of real chats, in a form, with a test run."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from litestar import delete, get, post
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK

from xiaoer.api.academy import ThePlayer
from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.core.drills.library import kinds
from xiaoer.core.drills.written import WrittenAsk, WrittenScenario, scenario_of
from xiaoer.domains.academy import own_scenarios, schemas
from xiaoer.domains.audit import service as audit
from xiaoer.kit.errors import Invalid
from xiaoer.kit.ids import MAX_ID
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/academy/own-scenarios"
TAGS = ["academy"]
Changed = Annotated[int | None, QueryParameter(name="id", ge=1, le=MAX_ID, description="The scenario to change.")]


def _written(data: schemas.OwnScenarioWish) -> WrittenScenario:
    if data.kind not in {k.id for k in kinds()}:
        raise Invalid(f"没有买家类型“{data.kind}”，请从列表里选一种", code="no_such_kind")
    asks = tuple(WrittenAsk(tuple(a.lines), tuple(a.points)) for a in data.asks)
    return WrittenScenario(data.title, data.group, data.kind, data.goal, data.hidden, data.product, asks)


@get(BASE, operation_id="listOwnScenarios", tags=TAGS)
async def listed(shop: PathText, who: Who, desk: TheDesk) -> schemas.OwnScenarios:
    """The scenarios that people of the shop wrote."""
    own = enter(desk, who, shop, "teach")
    found = await desk.database.read(lambda s: [own_scenarios.view(r) for r in own_scenarios.rows(s, own.id)])
    return schemas.OwnScenarios.model_validate({"scenarios": found, "kinds": [k.id for k in kinds()]})


@get(BASE + "/of-chat/{conversation_id:int}", operation_id="draftScenarioOfChat", tags=TAGS)
async def of_chat(shop: PathText, conversation_id: PathId, who: Who, desk: TheDesk) -> schemas.ChatDraft:
    """What a real chat gives, names and numbers removed; nothing is kept yet."""
    own = enter(desk, who, shop, "teach")
    asks, product = await desk.database.read(lambda s: own_scenarios.of_chat(s, own.id, conversation_id))
    shown = [{"lines": [t[:300] for t in a.lines], "points": [t[:500] for t in a.points if len(t) > 1]} for a in asks]
    return schemas.ChatDraft.model_validate({"product": product, "asks": [a for a in shown if a["points"]]})


@post(BASE + "/try", operation_id="tryOwnScenario", status_code=HTTP_200_OK, tags=TAGS)
async def attempt(
    shop: PathText, data: JSONBody[schemas.OwnScenarioWish], who: Who, desk: TheDesk, player: ThePlayer
) -> schemas.Trials:
    """A test run of a scenario that is not kept yet."""
    own = enter(desk, who, shop, "teach")
    book = await player.book(own.id)
    scenario = scenario_of("own-try", _written(data), book.now)
    trials = await asyncio.to_thread(own_scenarios.tried, book, scenario)
    good = {t.trainee: t.passed for t in trials} == {"model": True, "polite": False}
    return schemas.Trials.model_validate({"trials": trials, "good": good}, from_attributes=True)


@post(BASE, operation_id="writeOwnScenario", status_code=HTTP_200_OK, tags=TAGS)
async def write(
    shop: PathText, data: JSONBody[schemas.OwnScenarioWish], who: Who, desk: TheDesk, changed: Changed = None
) -> schemas.OwnScenarioView:
    """Keep a scenario; it can be practised, sent and assigned at once."""
    own = enter(desk, who, shop, "teach")
    written = _written(data)

    def work(unit: Unit) -> dict[str, Any]:
        row = own_scenarios.keep(unit, own.id, who.staff_id, written, changed)
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="scenario.write", subject=data.title
        )
        return own_scenarios.view(row)

    return schemas.OwnScenarioView.model_validate(await desk.run(work))


@delete(BASE + "/{own_id:int}", operation_id="removeOwnScenario", tags=TAGS)
async def remove(shop: PathText, own_id: PathId, who: Who, desk: TheDesk) -> None:
    """Take a scenario away; practices of it stay."""
    own = enter(desk, who, shop, "teach")
    await desk.run(lambda u: own_scenarios.remove(u, own.id, own_id))


handlers = [listed, of_chat, attempt, write, remove]
