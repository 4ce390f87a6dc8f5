"""One's own account over HTTP: password, second factor, where one is signed in."""

from __future__ import annotations

import asyncio

from litestar import delete, get, post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from xiaoer.api.access import TheDesk, Who
from xiaoer.api.params import PathId
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.staff import account, people, schemas, service
from xiaoer.domains.staff.passwords import hash_password
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Forbidden
from xiaoer.kit.writer import Unit

BASE = "/api/account"
TAGS = ["account"]


async def prove(desk: Desk, who: Identity, password: str) -> None:
    """Ask for the password again. Raises `Forbidden`; wrong guesses count like those of the sign-in."""
    now_ms, limit = to_ms(desk.clock()), desk.settings.login_attempts

    def look(session: object) -> tuple[int, str, str, int] | None:
        service.check_throttle(session, who.login, now_ms, limit)  # type: ignore[arg-type]
        return service.find_login(session, who.login)  # type: ignore[arg-type]

    found = await desk.database.read(look)
    if not await asyncio.to_thread(service.check_password, found, password):
        await desk.run(lambda u: service.failed(u, who.login))
        raise Forbidden("现在的密码不对", code="wrong_password")


def record(unit: Unit, who: Identity, action: str, detail: str = "") -> None:
    """Keep an act on an account in the log of every shop that the person belongs to."""
    for shop_id in people.shop_ids(unit.session, who.staff_id):
        audit.record(
            unit, shop_id, staff_id=who.staff_id, staff_name=who.name, action=action, subject=who.login, detail=detail
        )


@get(BASE, operation_id="getAccount", tags=TAGS)
async def view(who: Who, desk: TheDesk) -> schemas.AccountView:
    """How one's own account stands."""
    return schemas.AccountView.model_validate(await desk.database.read(lambda s: account.view(s, who)))


@post(BASE + "/password", operation_id="changePassword", status_code=HTTP_200_OK, tags=TAGS)
async def change_password(data: JSONBody[schemas.PasswordChange], who: Who, desk: TheDesk) -> schemas.AccountView:
    """Choose a new password; every other session ends."""
    await prove(desk, who, data.current)
    account.check_new_password(who.login, data.new)
    hashed = await asyncio.to_thread(hash_password, data.new)

    def work(unit: Unit) -> None:
        account.change_password(unit, who, hashed)
        record(unit, who, "account.password")

    await desk.run(work)
    await desk.check_sessions()
    return await view.fn(who=who, desk=desk)  # type: ignore[no-any-return]


@post(BASE + "/two-factor", operation_id="beginTwoFactor", status_code=HTTP_200_OK, tags=TAGS)
async def begin(data: JSONBody[schemas.PasswordProof], who: Who, desk: TheDesk) -> schemas.TwoFactorBegun:
    """A secret for the app; it counts once a code confirms it."""
    await prove(desk, who, data.password)
    return schemas.TwoFactorBegun.model_validate(await desk.run(lambda u: account.begin_two_factor(u, who)))


@post(BASE + "/two-factor/confirm", operation_id="confirmTwoFactor", status_code=HTTP_200_OK, tags=TAGS)
async def confirm(data: JSONBody[schemas.TwoFactorCode], who: Who, desk: TheDesk) -> schemas.RecoveryCodes:
    """Turn it on with the first code; answers the recovery codes."""

    def work(unit: Unit) -> list[str]:
        codes = account.confirm_two_factor(unit, who, data.code)
        record(unit, who, "account.two_factor", "on")
        return codes

    return schemas.RecoveryCodes(codes=await desk.run(work))


@post(BASE + "/two-factor/codes", operation_id="newRecoveryCodes", status_code=HTTP_200_OK, tags=TAGS)
async def codes(data: JSONBody[schemas.PasswordProof], who: Who, desk: TheDesk) -> schemas.RecoveryCodes:
    """Fresh recovery codes; the old ones hold no longer."""
    await prove(desk, who, data.password)
    return schemas.RecoveryCodes(codes=await desk.run(lambda u: account.new_codes(u, who.staff_id)))


@post(BASE + "/two-factor/off", operation_id="endTwoFactor", status_code=HTTP_200_OK, tags=TAGS)
async def end(data: JSONBody[schemas.PasswordProof], who: Who, desk: TheDesk) -> schemas.AccountView:
    """Turn it off."""
    await prove(desk, who, data.password)

    def work(unit: Unit) -> None:
        account.end_two_factor(unit, who)
        record(unit, who, "account.two_factor", "off")

    await desk.run(work)
    return await view.fn(who=who, desk=desk)  # type: ignore[no-any-return]


@get(BASE + "/sessions", operation_id="listSessions", tags=TAGS)
async def sessions(who: Who, desk: TheDesk) -> schemas.SignedIn:
    """Where one is signed in."""
    now_ms, hours = to_ms(desk.clock()), desk.settings.session_hours
    found = await desk.database.read(lambda s: account.sessions(s, who, now_ms, hours))
    return schemas.SignedIn.model_validate({"sessions": found})


@delete(BASE + "/sessions/{session_id:int}", operation_id="endSession", status_code=HTTP_200_OK, tags=TAGS)
async def end_session(session_id: PathId, who: Who, desk: TheDesk) -> schemas.SignedIn:
    """End one of one's sessions; its sockets close."""
    await desk.run(lambda u: account.end_own(u, who, session_id))
    await desk.check_sessions()
    return await sessions.fn(who=who, desk=desk)  # type: ignore[no-any-return]


handlers = [view, change_password, begin, confirm, codes, end, sessions, end_session]
