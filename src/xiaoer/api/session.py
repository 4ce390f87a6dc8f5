"""Signing in and out."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Request, Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from xiaoer.api.access import COOKIE, TheDesk, Who
from xiaoer.domains.desk import presence
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.staff import account, service
from xiaoer.domains.staff.schemas import SessionView, SignIn
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Unauthenticated
from xiaoer.kit.ids import keepable

RECOVERY_LENGTH = 8


def session_view(desk: Desk, who: Identity) -> SessionView:
    """Who is signed in, and his shops."""
    shops: list[dict[str, Any]] = []
    for shop in desk.shops.all():
        member = who.shops.get(shop.id)
        if member is not None:
            shops.append(
                {
                    "code": shop.code, "name": shop.name, "platform": shop.platform, "colour": shop.colour,
                    "role": member.role, "teams": list(member.teams), "capacity": member.capacity,
                    "response_target_s": shop.settings.response_target_s, "timezone": shop.profile.timezone,
                    "address_form": shop.profile.address_form,
                }
            )  # fmt: skip
    person = {"id": who.staff_id, "login": who.login, "name": who.name, "service_number": who.service_number}
    return SessionView.model_validate(
        {"staff": person, "csrf": who.csrf, "shops": shops, "must_change": who.must_change}
    )


def cookie(desk: Desk, value: str, max_age: int) -> Cookie:
    """The session cookie."""
    return Cookie(
        key=COOKIE, value=value, max_age=max_age, path="/", httponly=True, samesite="lax",
        secure=desk.settings.secure_cookies,
    )  # fmt: skip


@post("/api/session", operation_id="signIn", status_code=HTTP_200_OK, tags=["session"])
async def sign_in(request: Request[Any, Any, Any], data: JSONBody[SignIn], desk: TheDesk) -> Response[SessionView]:
    """Sign in; sets the session cookie. A new session id at every sign-in."""
    now_ms = to_ms(desk.clock())
    limit = desk.settings.login_attempts

    def look(s: Any) -> Any:
        service.check_throttle(s, data.login, now_ms, limit)
        return service.find_login(s, data.login)

    found = await desk.database.read(look)
    if not await asyncio.to_thread(service.check_password, found, data.password):
        await desk.run(lambda u: service.failed(u, data.login))
        raise Unauthenticated("账号或密码不对", code="wrong_password")
    assert found is not None
    step: int | None = None
    if found[2]:
        step = await _second_factor(desk, found, data, now_ms)
    device, place = _device(request), request.client.host if request.client else ""
    token, _ = await desk.run(
        lambda u: service.open_session(u, found[0], data.login, totp_step=step, device=device, place=place)
    )
    who, _ = await desk.database.read(lambda s: service.identify(s, token, now_ms, desk.settings.session_hours))
    age = desk.settings.session_hours * 3600
    return Response(session_view(desk, who), cookies=[cookie(desk, token, age)])


async def _second_factor(desk: Desk, found: tuple[int, str, str, int], data: SignIn, now_ms: int) -> int | None:
    """The step of the app's code, or None for a recovery code that is spent now. Raises `Unauthenticated`."""
    try:
        return service.check_code(found[2], data.code, now_ms, found[3])
    except Unauthenticated:
        code = (data.code or "").strip()
        if len(code) >= RECOVERY_LENGTH and await desk.run(lambda u: account.spend_code(u, found[0], code)):
            return None
        if code:
            await desk.run(lambda u: service.failed(u, data.login))
        raise


def _device(request: Request[Any, Any, Any]) -> str:
    """The browser and system as they name themselves; what a database could not keep is left out."""
    said = request.headers.get("user-agent", "")
    return said[:200] if keepable(said) else ""


@get("/api/session", operation_id="getSession", tags=["session"])
async def get_session(who: Who, desk: TheDesk) -> SessionView:
    """Who is signed in, and the shops."""
    return session_view(desk, who)


@delete("/api/session", operation_id="signOut", tags=["session"])
async def sign_out(who: Who, desk: TheDesk) -> None:
    """Sign out; the session's sockets are closed."""
    await desk.run(lambda u: service.end_session(u, who.session_id))
    elsewhere = [
        s for feed in desk.hub.feeds.values() for s in feed.staff
        if s.staff_id == who.staff_id and s.session_id != who.session_id
    ]  # fmt: skip
    if not elsewhere:
        await desk.run(lambda u: presence.leave(u, who.staff_id))
    for feed in desk.hub.feeds.values():
        for socket in [s for s in feed.staff if s.session_id == who.session_id]:
            socket.connection.end(4401, "signed out")


handlers = [sign_in, get_session, sign_out]
