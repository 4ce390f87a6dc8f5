"""One's own account: a new password, the second factor with its recovery codes, where one is signed in."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlparse

import httpx
import pyotp
import pytest

from tests.support.clocks import HandClock
from tests.support.serving import Served
from tests.support.shops import OWNER, XIAOYU
from xiaoer.domains.staff.models import RecoveryCode, Staff

pytestmark = pytest.mark.anyio
NEW = "红茶配饼干-2026"


async def sign_in(server: Served, browser: httpx.AsyncClient, **more: Any) -> httpx.Response:
    account = server.accounts[XIAOYU]
    return await browser.post("/api/session", json={"login": XIAOYU, "password": account.password, **more})


async def test_a_new_password_ends_other_sessions(server: Served) -> None:
    here, there = await server.staff(XIAOYU), await server.staff(XIAOYU)
    wire = await there.socket()
    old = server.accounts[XIAOYU].password
    wrong = await here.call("POST", "/api/account/password", json={"current": "no", "new": NEW})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong_password")
    for weak in ("short", f"x{XIAOYU}x123", "aaaaaaaaaaaa"):
        refused = await here.call("POST", "/api/account/password", json={"current": old, "new": weak})
        assert (refused.status_code, refused.json()["code"]) == (422, "weak_password")
    await here.do("/api/account/password", {"current": old, "new": NEW})
    assert await wire.closes() == 4401
    assert (await here.call("GET", "/api/session")).status_code == 200
    assert (await there.call("GET", "/api/session")).status_code == 401
    browser = await server.http()
    assert (await sign_in(server, browser)).status_code == 401
    assert (await sign_in(server, browser, password=NEW)).status_code == 200
    owner = await server.staff(OWNER)
    assert (await owner.get("/audit"))["rows"][0]["action"] == "account.password"


async def test_guessing_the_present_password_is_throttled(sqlite_server: Served) -> None:
    here = await sqlite_server.staff(XIAOYU)
    codes = [
        (await here.call("POST", "/api/account/two-factor", json={"password": f"guess {n}"})).status_code
        for n in range(sqlite_server.desk.settings.login_attempts + 1)
    ]
    assert codes == [403] * sqlite_server.desk.settings.login_attempts + [429]


async def turned_on(server: Served, clock: HandClock) -> tuple[Any, pyotp.TOTP, list[str]]:
    here = await server.staff(XIAOYU)
    begun = await here.do("/api/account/two-factor", {"password": server.accounts[XIAOYU].password})
    address = urlparse(begun["uri"])
    assert (address.scheme, address.netloc, parse_qs(address.query)["secret"]) == ("otpauth", "totp", [begun["secret"]])
    totp = pyotp.TOTP(begun["secret"])
    code = totp.at(int(clock.now.timestamp()))
    wrong = await here.call(
        "POST", "/api/account/two-factor/confirm", json={"code": str((int(code) + 1) % 10**6).zfill(6)}
    )
    assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong_code")
    assert (await here.get("/api/account"))["two_factor"] is False, "a code that nobody has seen locks nobody out"
    codes = (await here.do("/api/account/two-factor/confirm", {"code": code}))["codes"]
    assert (await here.get("/api/account")) == {"two_factor": True, "recovery_codes": 10, "must_change": False}
    return here, totp, codes


async def test_sign_in_with_app_then_recovery_code_then_off(server: Served, clock: HandClock) -> None:
    here, totp, codes = await turned_on(server, clock)
    assert len(set(codes)) == 10
    browser = await server.http()
    without = await sign_in(server, browser)
    assert (without.status_code, without.json()["code"]) == (401, "totp_required")
    spent = await sign_in(server, browser, code=totp.at(int(clock.now.timestamp())))
    assert spent.status_code == 401, "the code that confirmed is used up"
    clock.advance(60)
    assert (await sign_in(server, browser, code=totp.at(int(clock.now.timestamp())))).status_code == 200
    assert (await sign_in(server, browser, code=codes[0].lower())).status_code == 200
    assert (await sign_in(server, browser, code=codes[0])).status_code == 401, "once only"
    assert (await here.get("/api/account"))["recovery_codes"] == 9
    password = {"password": server.accounts[XIAOYU].password}
    fresh = (await here.do("/api/account/two-factor/codes", password))["codes"]
    assert (await sign_in(server, browser, code=codes[1])).status_code == 401
    assert (await sign_in(server, browser, code=fresh[1])).status_code == 200
    again = await here.call("POST", "/api/account/two-factor", json=password)
    assert (again.status_code, again.json()["code"]) == (409, "already_on")
    await here.do("/api/account/two-factor/off", password)
    assert (await sign_in(server, browser)).status_code == 200


async def test_nothing_of_the_second_factor_is_kept_readable(server: Served, clock: HandClock) -> None:
    _, _, codes = await turned_on(server, clock)

    def kept(session: Any) -> list[str]:
        return [r.code for r in session.query(RecoveryCode)] + [p.totp_pending for p in session.query(Staff)]

    held = await server.desk.database.read(kept)
    assert not {c.replace("-", "") for c in codes} & set(held)
    assert set(held[10:]) == {""}


async def test_sessions_are_listed_and_ended(server: Served) -> None:
    here = await server.staff(XIAOYU)
    browser = await server.http(headers={"user-agent": "Firefox on a borrowed machine"})
    signed = await sign_in(server, browser)
    listed = (await here.get("/api/account/sessions"))["sessions"]
    assert [s["current"] for s in listed].count(True) == 1
    other = next(s for s in listed if not s["current"])
    assert (other["device"], other["place"]) == ("Firefox on a borrowed machine", "127.0.0.1")
    left = (await here.do(f"/api/account/sessions/{other['id']}", method="DELETE"))["sessions"]
    assert [s["current"] for s in left] == [True]
    assert (await browser.get("/api/session")).status_code == 401
    assert signed.status_code == 200
    owner = await server.staff(OWNER)
    foreign = await owner.call("DELETE", f"/api/account/sessions/{left[0]['id']}")
    assert foreign.status_code == 404, "nobody ends a session of somebody else by its number"
