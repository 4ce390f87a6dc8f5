"""Signing in and out: new session ids, CSRF, throttling, two-factor codes, cookies."""

from __future__ import annotations

from typing import Any

import httpx
import pyotp
import pytest
from sqlalchemy import select, update

from tests.conftest import Serve
from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.serving import Served
from tests.support.shops import LEAD, QINGHE, XIAOYU
from tests.support.waiting import eventually
from xiaoer.domains.staff.models import Staff, StaffSession
from xiaoer.kit.clock import to_ms
from xiaoer.kit.ids import digest

pytestmark = pytest.mark.anyio
COOKIE = "xiaoer_session"


async def sign_in(server: Served, client: httpx.AsyncClient, login: str = XIAOYU, **more: Any) -> httpx.Response:
    return await client.post("/api/session", json={"login": login, "password": server.accounts[login].password, **more})


async def test_what_one_gets(server: Served) -> None:
    client = await server.http()
    answer = await sign_in(server, client)
    assert answer.status_code == 200
    found = answer.json()
    assert found["staff"]["login"] == XIAOYU
    (shop,) = found["shops"]
    assert (shop["code"], shop["role"], shop["teams"], shop["capacity"]) == (QINGHE, "agent", ["售前", "推广"], 10)
    again = (await client.get("/api/session")).json()
    assert again == found


async def test_the_cookie_is_hidden_from_scripts_and_other_sites(sqlite_shops: Copy, start: Serve) -> None:
    server = await start(sqlite_shops)
    header = (await sign_in(server, await server.http())).headers["set-cookie"]
    parts = {p.strip().lower() for p in header.split(";")}
    assert {"httponly", "samesite=lax", "path=/"} <= parts
    assert "secure" not in parts
    other = await start(sqlite_shops_again(sqlite_shops), secure_cookies=True)
    header = (await sign_in(other, await other.http())).headers["set-cookie"]
    assert "secure" in {p.strip().lower() for p in header.split(";")}


def sqlite_shops_again(copy: Copy) -> Copy:
    """A second copy of a copy: two processes cannot share one SQLite file."""
    import dataclasses
    import shutil

    path = copy.url.removeprefix("sqlite:///")
    shutil.copy(path, path + ".second")
    return dataclasses.replace(copy, url=f"sqlite:///{path}.second")


async def test_tokens_and_passwords_are_kept_as_digests_only(server: Served) -> None:
    client = await server.http()
    await sign_in(server, client)
    token = client.cookies[COOKIE]
    rows = await server.desk.database.read(lambda s: [r.token for r in s.scalars(select(StaffSession))])
    assert digest(token) in rows
    assert token not in rows
    hashes = await server.desk.database.read(lambda s: [r.password for r in s.scalars(select(Staff))])
    assert all(h.startswith("$argon2id$") for h in hashes)


async def test_a_session_planted_by_somebody_else_is_not_taken_over(server: Served) -> None:
    """Fixation: whatever cookie one comes with, a new id is made at sign-in, and the planted one stays worthless."""
    client = await server.http()
    client.cookies.set(COOKIE, "planted")
    assert (await sign_in(server, client)).status_code == 200
    values = [c.value for c in client.cookies.jar if c.name == COOKIE]
    fresh = next(v for v in values if v != "planted")
    attacker = await server.http(cookies={COOKIE: "planted"})
    assert (await attacker.get("/api/session")).status_code == 401
    mine = await server.http(cookies={COOKIE: fresh or ""})
    assert (await mine.get("/api/session")).status_code == 200


async def test_every_sign_in_has_its_own_session(server: Served) -> None:
    one, two = await server.http(), await server.http()
    first, second = await sign_in(server, one), await sign_in(server, two)
    assert one.cookies[COOKIE] != two.cookies[COOKIE]
    assert first.json()["csrf"] != second.json()["csrf"]
    crossed = await one.patch(f"/api/shops/{QINGHE}/settings", headers={"x-csrf-token": second.json()["csrf"]}, json={})
    assert (crossed.status_code, crossed.json()["code"]) == (403, "csrf")


async def test_writing_without_the_csrf_token_is_refused(server: Served) -> None:
    lead = await server.staff(LEAD)
    for token in (None, "", "wrong", "é" * 10):
        headers = {} if token is None else {"x-csrf-token": token.encode("latin-1")}
        for method, path in (("PATCH", f"/api/shops/{QINGHE}/settings"), ("DELETE", "/api/session")):
            answer = await lead.http.request(method, path, headers=headers, json={"greeting": "x"})  # type: ignore[arg-type]
            assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    assert (await lead.get("/settings"))["greeting"] != "x"


async def test_signing_out_ends_the_session_and_its_sockets_only(server: Served) -> None:
    agent, other = await server.staff(XIAOYU), await server.staff(XIAOYU)
    wire, kept = await agent.socket(), await other.socket()
    assert (await agent.call("DELETE", "/api/session")).status_code == 204
    assert await wire.closes() == 4401
    assert (await agent.http.get("/api/session")).status_code == 401
    await kept.silence()
    assert not kept.closed


async def test_a_session_ends_without_use(server: Served, clock: HandClock) -> None:
    agent = await server.staff(XIAOYU)
    clock.advance(71 * 3600)
    assert (await agent.http.get("/api/session")).status_code == 200
    mark = select(StaffSession.used_ms).where(StaffSession.csrf == agent.csrf)
    now_ms = to_ms(clock())
    await eventually(lambda: server.desk.database.read(lambda s: s.scalar(mark) == now_ms), "the mark of its use")
    clock.advance(73 * 3600)
    assert (await agent.http.get("/api/session")).status_code == 401


async def test_whoever_has_left_is_out_at_once(server: Served) -> None:
    agent = await server.staff(XIAOYU)
    wire = await agent.socket()
    await server.desk.run(
        lambda u: u.session.execute(update(Staff).where(Staff.id == agent.id).values(active=False)) and None
    )
    assert (await agent.http.get("/api/session")).status_code == 401
    await server.desk.check_sessions()
    assert await wire.closes() == 4401
    assert (await sign_in(server, await server.http())).status_code == 401


async def test_guessing_is_paused_and_says_how_long(sqlite_shops: Copy, start: Serve, clock: HandClock) -> None:
    server = await start(sqlite_shops, login_attempts=3)
    client = await server.http()
    for _ in range(3):
        answer = await client.post("/api/session", json={"login": XIAOYU, "password": "guess"})
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_password")
    paused = await sign_in(server, client)
    assert paused.status_code == 429
    assert paused.json()["code"] == "rate_limited"
    assert 0 < paused.json()["retry_after_s"] <= 15 * 60 + 1
    assert int(paused.headers["retry-after"]) > 0
    assert (await sign_in(server, client, LEAD)).status_code == 200
    clock.advance(15 * 60 + 1)
    assert (await sign_in(server, client)).status_code == 200


async def test_an_unknown_login_answers_like_a_wrong_password(server: Served) -> None:
    client = await server.http()
    unknown = await client.post("/api/session", json={"login": "nobody-here", "password": "x"})
    wrong = await client.post("/api/session", json={"login": XIAOYU, "password": "x"})
    assert (unknown.status_code, unknown.json()) == (wrong.status_code, wrong.json())


async def test_codes_of_the_second_factor(sqlite_server: Served, clock: HandClock) -> None:
    server = sqlite_server
    secret = pyotp.random_base32()
    await server.desk.run(
        lambda u: u.session.execute(update(Staff).where(Staff.login == XIAOYU).values(totp_secret=secret)) and None
    )
    client = await server.http()

    def code(seconds: int = 0) -> str:
        return pyotp.TOTP(secret).at(int(clock().timestamp()) + seconds)

    missing = await sign_in(server, client)
    assert (missing.status_code, missing.json()["code"]) == (401, "totp_required")
    assert (await sign_in(server, client, code="000000" if code() != "000000" else "111111")).status_code == 401
    assert (await sign_in(server, client, code=code(-300))).status_code == 401
    used = code()
    assert (await sign_in(server, client, code=used)).status_code == 200
    replay = await sign_in(server, client, code=used)
    assert (replay.status_code, replay.json()["code"]) == (401, "totp_required")
    assert (await sign_in(server, client, code=code(-30))).status_code == 401  # older than the one used
    clock.advance(30)
    assert (await sign_in(server, client, code=f" {code()} ")).status_code == 200


async def test_wrong_codes_count_as_guesses(sqlite_shops: Copy, start: Serve) -> None:
    server = await start(sqlite_shops, login_attempts=3)
    secret = pyotp.random_base32()
    change = update(Staff).where(Staff.login == XIAOYU).values(totp_secret=secret)
    await server.desk.run(lambda u: u.session.execute(change) and None)
    client = await server.http()
    codes = [(await sign_in(server, client, code="123")).status_code for _ in range(5)]
    assert codes == [401, 401, 401, 429, 429]


async def test_a_socket_without_its_csrf_token_is_closed(server: Served) -> None:
    agent = await server.staff(XIAOYU)
    wire = await server.wire("/ws/desk", additional_headers={"cookie": f"{COOKIE}={agent.token}"})
    await wire.send("auth", csrf="wrong", feeds={})
    assert await wire.closes() == 4401


async def test_a_socket_from_another_site_is_closed(server: Served) -> None:
    agent = await server.staff(XIAOYU)
    for origin, code in (("https://evil.example", 4403), (server.url, None)):
        wire = await server.wire("/ws/desk", additional_headers={"cookie": f"{COOKIE}={agent.token}", "origin": origin})
        if code is None:
            await wire.send("auth", csrf=agent.csrf, feeds={})
            await wire.next("hello")
        else:
            assert await wire.closes() == code


async def test_sockets_of_one_session_are_limited(sqlite_shops: Copy, start: Serve) -> None:
    server = await start(sqlite_shops, sockets_per_staff=2, sockets_per_shopper=2)
    agent, shopper = await server.staff(XIAOYU), await server.shopper()
    first, _ = await agent.socket(), await agent.socket()
    third = await server.wire("/ws/desk", additional_headers={"cookie": f"{COOKIE}={agent.token}"})
    await third.send("auth", csrf=agent.csrf, feeds={})
    assert await third.closes() == 4429
    await first.close()
    await eventually(lambda: sum(server.desk.staff_sockets.values()) == 1)
    await agent.socket()
    for _ in range(2):
        await shopper.socket()
    wire = await server.wire(f"/ws/widget/{QINGHE}")
    await wire.send("auth", token=shopper.token, rev=0)
    assert await wire.closes() == 4429
