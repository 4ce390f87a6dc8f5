"""The widget over HTTP, and the example storefront's log-in."""

from __future__ import annotations

import time
from typing import Annotated, Any

from litestar import Request, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, TheVisitor, own_shop
from xiaoer.api.params import Before, Limit, PathText, Query
from xiaoer.api.uploads import PictureForm, take_picture
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.catalog.schemas import Products, ProductView
from xiaoer.domains.desk import repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.schemas import Messages, Uploaded, WidgetSession, WidgetSessionWish
from xiaoer.domains.desk.visitors import Visitor, read_identity, sign_identity, sign_token
from xiaoer.domains.orders import service as orders
from xiaoer.domains.orders.schemas import Orders
from xiaoer.domains.shop.schemas import Storefront, StorefrontIdentity, StorefrontLogin, StorefrontShops
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.clock import iso
from xiaoer.kit.errors import NotFound, RateLimited

BASE = "/api/widget/{shop:str}"
TAGS = ["widget"]
FRONT = ["storefront"]


async def _visitor(
    request: Request[Any, Any, Any], desk: Desk, shop: ShopInfo, wish: WidgetSessionWish
) -> tuple[int, str | None, str | None]:
    """(shopper id, nick, visitor key to keep)."""
    if wish.identity:
        nick = read_identity(shop.widget_secret, shop.code, wish.identity, desk.clock())
        return await desk.run(lambda u: shoppers.ensure_known(u, shop.id, nick)), nick, None
    if wish.visitor_key:
        key = wish.visitor_key
        found = await desk.database.read(lambda s: shoppers.find_anonymous(s, shop.id, key))
        if found is not None:
            return found, None, key
    address = request.client.host if request.client else ""
    wait_s = desk.visitor_limit.take(address, time.monotonic())
    if wait_s:
        raise RateLimited("新访客太多，请稍后再试", retry_after_s=round(wait_s, 1))
    shopper_id, key = await desk.run(lambda u: shoppers.make_anonymous(u, shop.id))
    return shopper_id, None, key


@post(BASE + "/session", operation_id="openWidget", status_code=HTTP_200_OK, tags=TAGS)
async def open_widget(
    request: Request[Any, Any, Any], shop: PathText, data: JSONBody[WidgetSessionWish], desk: TheDesk
) -> WidgetSession:
    """Who the visitor is, a token, where his conversation stands, and what the widget shows of the shop."""
    own = desk.shops.find(shop)
    shopper_id, nick, key = await _visitor(request, desk, own, data)
    now = desk.clock()
    secret: str = request.app.state.token_secret
    token, expires = sign_token(secret, Visitor(own.id, shopper_id, nick), now)
    talk = await desk.database.read(lambda s: repository.find_conversation(s, own.id, shopper_id))
    short = None
    if talk is not None:
        short = {
            "last_seq": talk["last_seq"], "rev": talk["rev"], "open": talk["state"] != "closed",
            "agent_read_seq": talk["agent_read_seq"],
        }  # fmt: skip
    return WidgetSession.model_validate(
        {
            "token": token, "expires_at": iso(expires), "visitor_key": key,
            "shopper": {"nick": nick or "", "anonymous": nick is None}, "conversation": short,
            "shop": {
                "code": own.code, "name": own.name, "platform": own.platform,
                "address_form": own.profile.address_form, "response_target_s": own.settings.response_target_s,
                "service_hours": own.hours, "open_now": own.open_at(now), "staffed": await desk.staffed(own.id),
                "robot": desk.settings.robot and own.robot_answers, "robot_name": "智能客服",
                "greeting": own.greeting_at(now), "consent": own.consent, "colour": own.colour,
            },
        }
    )  # fmt: skip


@get(BASE + "/messages", operation_id="listOwnMessages", tags=TAGS)
async def own_messages(
    shop: PathText, visitor: TheVisitor, desk: TheDesk, before: Before = None, limit: Limit = 50
) -> Messages:
    """Older public messages, newest first."""
    own = own_shop(desk, visitor, shop)

    def look(s: Session) -> dict[str, Any]:
        talk = repository.find_conversation(s, own.id, visitor.shopper_id)
        if talk is None:
            return {"messages": [], "more": False}
        return repository.public_page(s, own.id, talk["id"], before=before, limit=limit)

    return Messages.model_validate(await desk.database.read(look))


@get(BASE + "/orders", operation_id="listOwnOrders", tags=TAGS)
async def own_orders(shop: PathText, visitor: TheVisitor, desk: TheDesk) -> Orders:
    """The visitor's own orders; none for an anonymous one."""
    own = own_shop(desk, visitor, shop)
    found = await desk.database.read(lambda s: orders.of_shopper(s, own.id, visitor.nick))
    return Orders.model_validate({"orders": [orders.view(o, own.code) for o in found]})


@get(BASE + "/products", operation_id="listPublicProducts", tags=TAGS)
async def public_products(shop: PathText, desk: TheDesk, q: Query = "", limit: Limit = 100) -> Products:
    """The public catalogue."""
    own = desk.shops.find(shop)
    facts = await desk.facts.get(own.id)
    found = [catalog.card(facts, own.code, p) for p in catalog.search(facts, q, limit)]
    return Products.model_validate({"products": found})


@get(BASE + "/products/{number:str}", operation_id="getPublicProduct", tags=TAGS)
async def public_product(shop: PathText, number: PathText, desk: TheDesk) -> ProductView:
    """One product of the public catalogue."""
    own = desk.shops.find(shop)
    facts = await desk.facts.get(own.id)
    found = facts.products.get(number)
    if found is None:
        raise NotFound("本店没有这个商品", code="unknown_product")
    return ProductView.model_validate(catalog.view(facts, own.code, found, desk.clock()))


@post(BASE + "/uploads", operation_id="uploadOwnPicture", status_code=HTTP_201_CREATED, tags=TAGS)
async def own_upload(
    shop: PathText,
    data: Annotated[PictureForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    visitor: TheVisitor,
    desk: TheDesk,
) -> Uploaded:
    """A picture to send; re-encoded without metadata."""
    own = own_shop(desk, visitor, shop)
    return await take_picture(desk, own.id, f"shopper:{visitor.shopper_id}", data)


# -- the example storefront -------------------------------------------------------------------------------------------


def _front(desk: Desk, code: str) -> ShopInfo:
    shop = desk.shops.find(code)
    if not (desk.settings.storefront and shop.example):
        raise NotFound("没有这家示例店铺", code="no_such_shop")
    return shop


def _front_view(shop: ShopInfo) -> dict[str, Any]:
    return {
        "code": shop.code, "name": shop.name, "platform": shop.platform, "colour": shop.colour,
        "intro": shop.profile.extra.get("intro", ""),
    }  # fmt: skip


@get("/api/storefront", operation_id="listStorefronts", tags=FRONT)
async def storefronts(desk: TheDesk) -> StorefrontShops:
    """The example shops."""
    found = [_front_view(s) for s in desk.shops.all() if desk.settings.storefront and s.example]
    return StorefrontShops.model_validate({"shops": found})


@get("/api/storefront/{shop:str}", operation_id="getStorefront", tags=FRONT)
async def storefront(shop: PathText, desk: TheDesk) -> Storefront:
    """An example shop and the example shoppers whom one can be."""
    own = _front(desk, shop)
    found = await desk.database.read(lambda s: shoppers.examples(s, own.id))
    return Storefront.model_validate({"shop": _front_view(own), "shoppers": found})


@post("/api/storefront/{shop:str}/login", operation_id="loginAsExample", status_code=HTTP_200_OK, tags=FRONT)
async def storefront_login(shop: PathText, data: JSONBody[StorefrontLogin], desk: TheDesk) -> StorefrontIdentity:
    """A signed identity of an example shopper, as a real shop's server would make it."""
    own = _front(desk, shop)
    found = await desk.database.read(lambda s: shoppers.examples(s, own.id))
    if data.nick not in [f["nick"] for f in found]:
        raise NotFound("没有这位示例买家", code="no_such_shopper")
    return StorefrontIdentity(identity=sign_identity(own.widget_secret, own.code, data.nick, desk.clock()))


handlers = [
    open_widget, own_messages, own_orders, public_products, public_product, own_upload, storefronts, storefront,
    storefront_login,
]  # fmt: skip
