"""What every request passes: the reader's language, addresses without traps, the widget's cross-origin rules."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from xiaoer.api.access import desk_of, origin_allowed
from xiaoer.api.problems import problem
from xiaoer.domains.worded import asked, read_in
from xiaoer.kit.errors import NotFound

WIDGET = "/api/widget/"


async def _answer(response: Response[Any], scope: Scope, receive: Receive, send: Send) -> None:
    request: Request[Any, Any, Any] = Request(scope)
    await response.to_asgi_response(app=None, request=request)(scope, receive, send)


def speak(app: ASGIApp) -> ASGIApp:
    """Answer in the language that the reader asks for; a socket's is that of its opening request."""

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        header = next((value for name, value in scope.get("headers", ()) if name == b"accept-language"), b"")
        with read_in(asked(header.decode("latin-1"))):
            await app(scope, receive, send)

    return middleware


def guard_addresses(app: ASGIApp) -> ASGIApp:
    """Refuse addresses with NUL before any handler sees them: no database keeps it."""

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        query = bytes(scope.get("query_string", b""))
        broken = "\x00" in scope["path"] or b"%00" in query or b"\x00" in query
        if scope["type"] == ScopeType.HTTP and broken:
            await _answer(problem(400, "bad_request", "地址里有不允许的字符（NUL）"), scope, receive, send)
        else:
            await app(scope, receive, send)

    return middleware


def widget_cors(app: ASGIApp) -> ASGIApp:
    """Let pages of a shop's listed origins talk to the widget's endpoints; refuse other pages.

    Bearer tokens only, so no credentials are ever allowed across origins.
    """

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or not scope["path"].startswith(WIDGET):
            await app(scope, receive, send)
            return
        request: Request[Any, Any, Any] = Request(scope)
        origin = request.headers.get("origin")
        if origin is None:
            await app(scope, receive, send)
            return
        code = scope["path"][len(WIDGET) :].split("/", 1)[0]
        try:
            allowed = origin_allowed(request, desk_of(request).shops.find(code).settings.origins)
        except NotFound:
            allowed = True  # the handler says that there is no such shop
        if not allowed:
            await _answer(
                problem(403, "origin", "这个网站不在店铺允许的来源列表里，请店主在设置中添加"), scope, receive, send
            )
        elif scope["method"] == "OPTIONS":
            await _answer(_preflight(origin), scope, receive, send)
        else:
            await app(scope, receive, _with_origin(send, origin))

    return middleware


def _preflight(origin: str) -> Response[None]:
    return Response(
        None, status_code=204,
        headers={
            "Access-Control-Allow-Origin": origin, "Vary": "Origin", "Access-Control-Max-Age": "600",
            "Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "Authorization, Content-Type",
        },
    )  # fmt: skip


def _with_origin(send: Send, origin: str) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableScopeHeaders.from_message(message)
            headers["Access-Control-Allow-Origin"] = origin
            headers.add("Vary", "Origin")
        await send(message)

    return wrapped
