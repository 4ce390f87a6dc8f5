"""The two sockets. A socket holds no database session; the first frame says who it is, within ten seconds."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

from litestar import WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect
from pydantic import ValidationError

from xiaoer.api.access import desk_of, origin_allowed, session_of
from xiaoer.api.params import PathText
from xiaoer.domains.desk.connections import Connection
from xiaoer.domains.desk.frames import DeskAuth, WidgetAuth, desk_auth, widget_auth
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.shopper_talk import ShopperTalk
from xiaoer.domains.desk.staff_talk import StaffTalk
from xiaoer.domains.desk.visitors import read_token
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.errors import NotFound, ServiceError, Unauthenticated

AUTH_S = 10.0
Socket = WebSocket[Any, Any, Any]


class _Refused(Exception):
    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


def _connection(socket: Socket, desk: Desk) -> Connection:
    async def send(text: str) -> None:
        await socket.send_data(text)

    async def close(code: int, reason: str) -> None:
        await socket.close(code, reason)

    return Connection(send, close, desk.settings.outbox_bytes)


async def _first_frame(socket: Socket) -> str:
    try:
        return await asyncio.wait_for(_text(socket), AUTH_S)
    except TimeoutError:
        raise _Refused(4401, "no auth frame in time") from None


async def _text(socket: Socket) -> str:
    data = await socket.receive_data(mode="text")
    return data if isinstance(data, str) else data.decode("utf-8", "replace")


@websocket("/ws/widget/{shop:str}")
async def widget_socket(socket: Socket, shop: PathText) -> None:
    """A shopper's socket (protocol §3.3)."""
    desk = desk_of(socket)
    await socket.accept()
    talk: ShopperTalk | None = None
    try:
        own = desk.shops.find(shop)
        frame = widget_auth.validate_json(await _first_frame(socket))
        talk = await _begin_widget(socket, desk, own, frame)
        while not talk.socket.connection.closed:
            await talk.receive(await _text(socket))
    except (_Refused, NotFound, ValidationError, ServiceError) as error:
        await _say_goodbye(socket, error)
    except WebSocketDisconnect:
        pass
    finally:
        if talk is not None:
            talk.socket.connection.closed = True
            talk.end()
            _count(desk.shopper_sockets, talk.shopper_id, -1)


async def _begin_widget(socket: Socket, desk: Desk, shop: ShopInfo, frame: WidgetAuth) -> ShopperTalk:
    if not origin_allowed(socket, shop.settings.origins):
        raise _Refused(4403, "origin not allowed")
    visitor = read_token(socket.app.state.token_secret, frame.token, desk.clock())
    if visitor.shop_id != shop.id:
        raise Unauthenticated("令牌不属于这家店铺")
    if desk.shopper_sockets.get(visitor.shopper_id, 0) >= desk.settings.sockets_per_shopper:
        raise _Refused(4429, "too many connections")
    _count(desk.shopper_sockets, visitor.shopper_id, 1)
    talk = ShopperTalk(desk, shop, visitor.shopper_id, visitor.nick, _connection(socket, desk))
    try:
        await talk.begin(frame.rev)
    except BaseException:
        _count(desk.shopper_sockets, visitor.shopper_id, -1)
        talk.end()
        raise
    return talk


@websocket("/ws/desk")
async def desk_socket(socket: Socket) -> None:
    """An agent's socket (protocol §4.3)."""
    desk = desk_of(socket)
    await socket.accept()
    talk: StaffTalk | None = None
    try:
        if not origin_allowed(socket, []):
            raise _Refused(4403, "origin not allowed")
        who = await session_of(socket)
        frame: DeskAuth = desk_auth.validate_json(await _first_frame(socket))
        if not secrets.compare_digest(frame.csrf.encode(), who.csrf.encode()):
            raise _Refused(4401, "wrong csrf token")
        if desk.staff_sockets.get(who.session_id, 0) >= desk.settings.sockets_per_staff:
            raise _Refused(4429, "too many connections")
        talk = StaffTalk(desk, who, _connection(socket, desk))
        _count(desk.staff_sockets, who.session_id, 1)
        await talk.begin(frame.feeds)
        while not talk.socket.connection.closed:
            await talk.receive(await _text(socket))
    except (_Refused, ValidationError, ServiceError) as error:
        await _say_goodbye(socket, error)
    except WebSocketDisconnect:
        pass
    finally:
        if talk is not None:
            talk.socket.connection.closed = True
            talk.end()
            _count(desk.staff_sockets, talk.who.session_id, -1)
            desk.spawn(desk.gone(talk.who.staff_id))


def _count(counts: dict[int, int], key: int, by: int) -> None:
    counts[key] = counts.get(key, 0) + by
    if counts[key] <= 0:
        del counts[key]


async def _say_goodbye(socket: Socket, error: Exception) -> None:
    match error:
        case _Refused():
            code, reason = error.code, error.reason
        case NotFound():
            code, reason = 4404, "no such shop"
        case Unauthenticated():
            code, reason = 4401, "not authenticated"
        case ValidationError():
            code, reason = 4400, "broken frame"
        case _:
            code, reason = 1011, "unavailable"
    try:
        await socket.close(code, reason)
    except Exception:  # already gone
        return


handlers = [widget_socket, desk_socket]
