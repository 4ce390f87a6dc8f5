"""Activity cards (活动口径卡) over HTTP: read by everybody, written by leads."""

from __future__ import annotations

from typing import Any

from litestar import delete, get, post, put
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.knowledge import phrases as quick
from xiaoer.domains.rules import cards
from xiaoer.domains.rules.card_schemas import Activities, ActivityView, ActivityWish
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Invalid

BASE = "/api/shops/{shop:str}/activities"
TAGS = ["rules"]


@get(BASE, operation_id="listActivities", tags=TAGS)
async def activities(shop: PathText, who: Who, desk: TheDesk) -> Activities:
    """What may be said of the shop's offers, and until when."""
    own = enter(desk, who, shop, "read")
    now_ms = to_ms(desk.clock())
    found, leaning = await desk.database.read(lambda s: (cards.cards(s, own.id, now_ms), quick.depending(s, own.id)))
    return Activities.model_validate({"cards": [{**card, "phrases": leaning.get(card["id"], 0)} for card in found]})


@post(BASE, operation_id="addActivity", status_code=HTTP_201_CREATED, tags=TAGS)
async def add(shop: PathText, data: JSONBody[ActivityWish], who: Who, desk: TheDesk) -> ActivityView:
    """A new card; 422 `wording` for words that must not leave the shop."""
    own = enter(desk, who, shop, "manage")
    await _must_pass(desk, own.id, data)
    made = await desk.run(lambda u: cards.add(u, own.id, (who.staff_id, who.name), data))
    return await _shown(desk, own.id, made)


@put(BASE + "/{card_id:int}", operation_id="changeActivity", tags=TAGS)
async def change(
    shop: PathText, card_id: PathId, data: JSONBody[ActivityWish], who: Who, desk: TheDesk
) -> ActivityView:
    """Change a card; 409 `changed` when somebody was first."""
    own = enter(desk, who, shop, "manage")
    await _must_pass(desk, own.id, data)
    made = await desk.run(lambda u: cards.change(u, own.id, card_id, (who.staff_id, who.name), data))
    return await _shown(desk, own.id, made)


@delete(BASE + "/{card_id:int}", operation_id="endActivity", status_code=HTTP_200_OK, tags=TAGS)
async def end(shop: PathText, card_id: PathId, who: Who, desk: TheDesk) -> ActivityView:
    """Switch a card off before its time; robot and phrases stop saying it at once."""
    own = enter(desk, who, shop, "manage")
    made = await desk.run(lambda u: cards.switch_off(u, own.id, card_id, (who.staff_id, who.name)))
    return await _shown(desk, own.id, made)


async def _shown(desk: Desk, shop_id: int, card: dict[str, Any]) -> ActivityView:
    leaning = await desk.database.read(lambda s: quick.depending(s, shop_id))
    return ActivityView.model_validate({**card, "phrases": leaning.get(card["id"], 0)})


async def _must_pass(desk: Desk, shop_id: int, wish: ActivityWish) -> None:
    """What a card says will be said by robot and people: it passes the gate first."""
    facts = await desk.facts.get(shop_id)
    for text in (wish.title, wish.benefit, wish.price, wish.gift, wish.spoken, wish.note):
        result = desk.wording.check(shop_id, facts, text, by="agent") if len(text) > 2 else None
        if result is not None and result.verdict == "block":
            worst = next(f for f in result.findings if f.level == "block")
            raise Invalid(f"“{worst.span}”不能写进活动口径：{worst.reason}（{worst.source}）", code="wording")


handlers = [activities, add, change, end]
