"""Keys and webhooks of a shop over HTTP; only its owner makes and ends them."""

from __future__ import annotations

from typing import Any

from litestar import delete, get, patch, post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import Before, Limit, PathId, PathText
from xiaoer.domains.audit import service as audit
from xiaoer.domains.connect import hooks, keys, schemas
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.writer import Unit

SHOP = "/api/shops/{shop:str}"
HOOK = SHOP + "/webhooks/{webhook_id:int}"
TAGS = ["connect"]


def _record(unit: Unit, own: ShopInfo, who: Identity, action: str, subject: str, detail: str = "") -> None:
    audit.record(
        unit, own.id, staff_id=who.staff_id, staff_name=who.name, action=action, subject=subject, detail=detail
    )


@get(SHOP + "/keys", operation_id="listKeys", tags=TAGS)
async def list_keys(shop: PathText, who: Who, desk: TheDesk) -> schemas.Keys:
    """The keys that hold."""
    own = enter(desk, who, shop, "own")
    return schemas.Keys.model_validate({"keys": await desk.database.read(lambda s: keys.listed(s, own.id))})


@post(SHOP + "/keys", operation_id="makeKey", status_code=HTTP_201_CREATED, tags=TAGS)
async def make_key(shop: PathText, data: JSONBody[schemas.NewKey], who: Who, desk: TheDesk) -> schemas.MadeKey:
    """A new key; it is shown this once and acts in the maker's name within its scopes."""
    own = enter(desk, who, shop, "own")

    def work(unit: Unit) -> tuple[int, str]:
        made = keys.make(unit, own.id, who, data.name, list(dict.fromkeys(data.scopes)))
        _record(unit, own, who, "key.make", data.name, "、".join(data.scopes))
        return made

    key_id, key = await desk.run(work)
    return schemas.MadeKey(id=key_id, key=key)


@delete(SHOP + "/keys/{key_id:int}", operation_id="endKey", status_code=HTTP_200_OK, tags=TAGS)
async def end_key(shop: PathText, key_id: PathId, who: Who, desk: TheDesk) -> schemas.Keys:
    """A key holds no longer."""
    own = enter(desk, who, shop, "own")
    await desk.run(lambda u: _record(u, own, who, "key.end", keys.end(u, own.id, key_id)))
    return schemas.Keys.model_validate({"keys": await desk.database.read(lambda s: keys.listed(s, own.id))})


@get(SHOP + "/webhooks", operation_id="listWebhooks", tags=TAGS)
async def list_hooks(shop: PathText, who: Who, desk: TheDesk) -> schemas.Webhooks:
    """The webhooks of the shop."""
    own = enter(desk, who, shop, "own")
    found = await desk.database.read(lambda s: hooks.listed(s, own.id))
    return schemas.Webhooks.model_validate({"webhooks": found})


@post(SHOP + "/webhooks", operation_id="makeWebhook", status_code=HTTP_201_CREATED, tags=TAGS)
async def make_hook(shop: PathText, data: JSONBody[schemas.NewWebhook], who: Who, desk: TheDesk) -> schemas.MadeWebhook:
    """Tell an address of events from now on; the secret that signs the posts is shown this once."""
    own = enter(desk, who, shop, "own")

    def work(unit: Unit) -> dict[str, Any]:
        made = hooks.make(unit, own.id, data.url, list(dict.fromkeys(data.types)))
        _record(unit, own, who, "webhook.make", data.url, "、".join(data.types))
        return made

    return schemas.MadeWebhook.model_validate(await desk.run(work))


@patch(HOOK, operation_id="switchWebhook", tags=TAGS)
async def switch_hook(
    shop: PathText, webhook_id: PathId, data: JSONBody[schemas.Switch], who: Who, desk: TheDesk
) -> schemas.WebhookView:
    """Let a webhook rest, or go on."""
    own = enter(desk, who, shop, "own")

    def work(unit: Unit) -> dict[str, Any]:
        found = hooks.switch(unit, own.id, webhook_id, active=data.active)
        _record(unit, own, who, "webhook.switch", found["url"], "on" if data.active else "off")
        return found

    return schemas.WebhookView.model_validate(await desk.run(work))


@delete(HOOK, operation_id="removeWebhook", status_code=HTTP_200_OK, tags=TAGS)
async def remove_hook(shop: PathText, webhook_id: PathId, who: Who, desk: TheDesk) -> schemas.Webhooks:
    """Forget a webhook and its log."""
    own = enter(desk, who, shop, "own")
    await desk.run(lambda u: _record(u, own, who, "webhook.remove", hooks.remove(u, own.id, webhook_id)))
    found = await desk.database.read(lambda s: hooks.listed(s, own.id))
    return schemas.Webhooks.model_validate({"webhooks": found})


@get(HOOK + "/deliveries", operation_id="listDeliveries", tags=TAGS)
async def deliveries(
    shop: PathText, webhook_id: PathId, who: Who, desk: TheDesk, before: Before = None, limit: Limit = 50
) -> schemas.Deliveries:
    """What was posted, what came of it, and when it is tried again."""
    own = enter(desk, who, shop, "own")
    found = await desk.database.read(lambda s: hooks.log(s, own.id, webhook_id, before=before, limit=limit))
    return schemas.Deliveries.model_validate({"deliveries": found})


@post(HOOK + "/deliveries/{delivery_id:int}/replay", operation_id="replayDelivery", status_code=HTTP_200_OK, tags=TAGS)
async def replay(
    shop: PathText, webhook_id: PathId, delivery_id: PathId, who: Who, desk: TheDesk
) -> schemas.Deliveries:
    """Post a delivery again."""
    own = enter(desk, who, shop, "own")
    await desk.run(lambda u: hooks.replay(u, own.id, webhook_id, delivery_id))
    found = await desk.database.read(lambda s: hooks.log(s, own.id, webhook_id, before=None, limit=50))
    return schemas.Deliveries.model_validate({"deliveries": found})


handlers = [
    list_keys, make_key, end_key, list_hooks, make_hook, switch_hook, remove_hook, deliveries, replay,
]  # fmt: skip
