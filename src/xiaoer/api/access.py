"""Who is asking and what he may: the doors of the HTTP endpoints.

Staff come with the session cookie (and the CSRF token on every writing request); widgets with a bearer token.
"""

from __future__ import annotations

import re
import secrets
from typing import Any

from litestar.connection import ASGIConnection, Request
from litestar.di import NamedDependency

from xiaoer.domains.connect import keys
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.visitors import Visitor, read_token
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff import service as staff
from xiaoer.domains.staff.rules import Right, may
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Forbidden, NotFound, Unauthenticated

COOKIE = "xiaoer_session"
FOR_PEOPLE = re.compile(r"^/api/shops/[^/]+/(staff|keys|webhooks)(/|$)")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
AnyConnection = ASGIConnection[Any, Any, Any, Any]
Who = NamedDependency[Identity]
TheDesk = NamedDependency[Desk]
TheVisitor = NamedDependency[Visitor]


def desk_of(connection: AnyConnection) -> Desk:
    """The running desk."""
    desk: Desk = connection.app.state.desk
    return desk


async def session_of(connection: AnyConnection) -> Identity:
    """The person of the session cookie; its use is noted now and then."""
    desk = desk_of(connection)
    token = connection.cookies.get(COOKIE)
    if not token:
        raise Unauthenticated("请先登录")
    now_ms = to_ms(desk.clock())
    who, used_ms = await desk.database.read(lambda s: staff.identify(s, token, now_ms, desk.settings.session_hours))
    if used_ms < now_ms - staff.TOUCH_MS:
        desk.spawn(desk.run(lambda u: staff.touch(u, who.session_id)))
    return who


async def provide_who(request: Request[Any, Any, Any]) -> Identity:
    """Dependency `who`: the signed-in person; writing requests must carry his CSRF token. Or an API key's."""
    if (key := _api_key(request)) is not None:
        return await _key_of(request, key)
    who = await session_of(request)
    if request.method not in SAFE:
        given = request.headers.get("x-csrf-token", "")
        if not secrets.compare_digest(given.encode(), who.csrf.encode()):
            raise Forbidden("缺少或不对的 X-CSRF-Token，请刷新页面", code="csrf")
    return who


def _api_key(request: AnyConnection) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip()
    return token if kind.lower() == "bearer" and token.startswith(keys.PREFIX) else None


async def _key_of(request: AnyConnection, token: str) -> Identity:
    """Whom a key stands for. Keys work on shops; people, keys and accounts are for people."""
    desk, path = desk_of(request), request.url.path
    if not path.startswith("/api/shops/") or FOR_PEOPLE.search(path):
        raise Forbidden("这里只能由人登录后操作，不能用接口密钥", code="people_only")
    now_ms = to_ms(desk.clock())
    who, key_id, stale = await desk.database.read(lambda s: keys.identify(s, token, now_ms))
    if stale:
        shop_id = next(iter(who.shops))
        desk.spawn(desk.run(lambda u: keys.touch(u, shop_id, key_id)))
    return who


def provide_desk(request: Request[Any, Any, Any]) -> Desk:
    """Dependency `desk`."""
    return desk_of(request)


def provide_visitor(request: Request[Any, Any, Any]) -> Visitor:
    """Dependency `visitor`: the widget's visitor of the bearer token."""
    desk = desk_of(request)
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise Unauthenticated("缺少 Authorization: Bearer 令牌")
    return read_token(request.app.state.token_secret, token.strip(), desk.clock())


def enter(desk: Desk, who: Identity, shop_code: str, right: Right) -> ShopInfo:
    """The shop, if the person belongs to it and holds the right. A foreign shop looks like none at all."""
    shop = desk.shops.find(shop_code)
    member = who.shops.get(shop.id)
    if member is None:
        raise NotFound("没有这家店铺", code="no_such_shop")
    if not may(member.role, right):
        raise Forbidden("您的角色不能这样做")
    return shop


def own_shop(desk: Desk, visitor: Visitor, shop_code: str) -> ShopInfo:
    """The visitor's shop. A token of another shop opens nothing here."""
    shop = desk.shops.find(shop_code)
    if shop.id != visitor.shop_id:
        raise Unauthenticated("令牌不属于这家店铺")
    return shop


def origin_allowed(connection: AnyConnection, extra: list[str]) -> bool:
    """Whether a browser's page may talk to us: our own origin, or one on the list. No Origin = no browser."""
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    desk = desk_of(connection)
    own = {f"http://{connection.headers.get('host', '')}", f"https://{connection.headers.get('host', '')}"}
    if desk.settings.public_origin:
        own.add(desk.settings.public_origin)
    return origin in own or origin in extra
