"""Who a visitor is: forged, expired, foreign and unsigned tokens open nothing; the same visitor finds his talk again."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import httpx
import jwt
import pytest

from tests.support.clients import say
from tests.support.clocks import HandClock
from tests.support.serving import Served
from tests.support.shops import QINGHE, SHANYU
from xiaoer.domains.desk import cards
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.desk.visitors import sign_identity
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio
NICK = "今天也要早睡"


async def open_with(server: Served, shop: str = QINGHE, **wish: Any) -> httpx.Response:
    client = await server.http()
    return await client.post(f"/api/widget/{shop}/session", json=wish)


def claims(clock: HandClock, **changes: Any) -> dict[str, Any]:
    now = int(clock().timestamp())
    whole: dict[str, Any] = {"sub": NICK, "shop": QINGHE, "iat": now, "exp": now + 3600, **changes}
    return {k: v for k, v in whole.items() if v is not None}


def secret(server: Served, shop: str = QINGHE) -> str:
    return server.desk.shops.find(shop).widget_secret


async def test_a_signed_identity_is_a_known_shopper(server: Served, clock: HandClock) -> None:
    answer = await open_with(server, identity=jwt.encode(claims(clock), secret(server), "HS256"))
    found = answer.json()
    assert found["shopper"] == {"nick": NICK, "anonymous": False}
    assert found["visitor_key"] is None
    assert found["shop"]["robot_name"] == "智能客服"


def unsigned(payload: dict[str, Any], alg: str) -> str:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'alg': alg, 'typ': 'JWT'})}.{part(payload)}."


async def test_what_is_not_a_valid_identity(server: Served, clock: HandClock) -> None:
    now = int(clock().timestamp())
    good = secret(server)
    bad: dict[str, str] = {
        "no token": "x",
        "three dots": "a.b.c",
        "unsigned": unsigned(claims(clock), "none"),
        "unsigned, other case": unsigned(claims(clock), "NoNe"),
        "another algorithm": jwt.encode(claims(clock), good * 2, "HS512"),
        "forged": jwt.encode(claims(clock), "0" * 43, "HS256"),
        "another shop's secret": jwt.encode(claims(clock), secret(server, SHANYU), "HS256"),
        "another shop named": jwt.encode(claims(clock, shop=SHANYU), good, "HS256"),
        "no shop": jwt.encode(claims(clock, shop=None), good, "HS256"),
        "expired": jwt.encode(claims(clock, iat=now - 7200, exp=now - 1), good, "HS256"),
        "from the future": jwt.encode(claims(clock, iat=now + 3600, exp=now + 7200), good, "HS256"),
        "too long": jwt.encode(claims(clock, exp=now + 86_401), good, "HS256"),
        "no end": jwt.encode(claims(clock, exp=None), good, "HS256"),
        "no beginning": jwt.encode(claims(clock, iat=None), good, "HS256"),
        "nobody": jwt.encode(claims(clock, sub=""), good, "HS256"),
        "a number": jwt.encode(claims(clock, sub=7), good, "HS256"),
        "NUL": jwt.encode(claims(clock, sub="a\x00b"), good, "HS256"),
        "a long name": jwt.encode(claims(clock, sub="长" * 101), good, "HS256"),
        "an end that is text": jwt.encode(claims(clock, exp="soon"), good, "HS256"),
        "an endless end": jwt.encode(claims(clock, exp=1e400), good, "HS256"),
    }
    for what, token in bad.items():
        answer = await open_with(server, identity=token)
        assert answer.status_code == 401, (what, answer.text)
        assert answer.json()["code"] == "unauthenticated", what


async def test_a_name_with_script_or_odd_characters_is_a_name(server: Served, clock: HandClock) -> None:
    for nick in ("<script>alert(1)</script>", "'; DROP TABLE shopper;--", "😀👨‍👩‍👧", "a" * 100):
        identity = sign_identity(secret(server), QINGHE, nick, clock())
        assert (await open_with(server, identity=identity)).json()["shopper"]["nick"] == nick


async def test_half_characters_in_a_name_are_refused(server: Served, clock: HandClock) -> None:
    token = jwt.encode(claims(clock, sub="a\ud800b"), secret(server), "HS256")
    assert (await open_with(server, identity=token)).status_code == 401


async def test_an_anonymous_visitor_comes_back_with_his_key(server: Served) -> None:
    first = (await open_with(server)).json()
    shopper = await server.shopper(visitor_key=first["visitor_key"])
    await say(await shopper.socket(), "在吗")
    again = (await open_with(server, visitor_key=first["visitor_key"])).json()
    assert again["conversation"]["last_seq"] >= 2
    assert again["visitor_key"] == first["visitor_key"]
    other = (await open_with(server)).json()
    assert other["visitor_key"] != first["visitor_key"]
    assert other["conversation"] is None


async def test_a_key_of_another_shop_is_a_new_visitor(server: Served) -> None:
    first = (await open_with(server)).json()
    other = (await open_with(server, SHANYU, visitor_key=first["visitor_key"])).json()
    assert other["visitor_key"] not in (None, first["visitor_key"])


async def bearer(server: Served, token: str, shop: str = QINGHE) -> int:
    client = await server.http(headers={"authorization": f"Bearer {token}"})
    return (await client.get(f"/api/widget/{shop}/orders")).status_code


async def test_tokens_open_only_what_they_are_for(server: Served, clock: HandClock) -> None:
    token = (await server.shopper(NICK)).token
    assert await bearer(server, token) == 200
    assert await bearer(server, token, SHANYU) == 401
    now = int(clock().timestamp())
    install: str = server.app.state.token_secret
    whole = jwt.decode(token, install, ["HS256"], options={"verify_exp": False, "verify_iat": False})
    for bad in (
        unsigned(whole, "none"), jwt.encode(whole, "1" * 43, "HS256"), jwt.encode({**whole, "use": "other"}, install, "HS256"),
        jwt.encode({**whole, "exp": now - 1}, install, "HS256"), jwt.encode({**whole, "sub": "x"}, install, "HS256"),
        jwt.encode({k: v for k, v in whole.items() if k != "exp"}, install, "HS256"),
        jwt.encode({k: v for k, v in whole.items() if k != "shop"}, install, "HS256"),
        sign_identity(secret(server), QINGHE, NICK, clock()), token + "x", "x",
    ):  # fmt: skip
        assert await bearer(server, bad) == 401
    clock.advance(timedelta(hours=13).total_seconds())
    assert await bearer(server, token) == 401


async def test_an_expired_token_closes_the_door_of_the_socket(server: Served, clock: HandClock) -> None:
    shopper = await server.shopper(NICK)
    clock.advance(13 * 3600)
    wire = await server.wire(f"/ws/widget/{QINGHE}")
    await wire.send("auth", token=shopper.token, rev=0)
    assert await wire.closes() == 4401


async def test_new_visitors_from_one_address_are_limited(sqlite_shops: Any, start: Any) -> None:
    server = await start(sqlite_shops, visitors_per_minute=3)
    codes = [(await open_with(server)).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]


async def test_the_example_storefront_is_closed_where_it_is_not_wanted(sqlite_shops: Any, start: Any) -> None:
    server = await start(sqlite_shops, storefront=False)
    client = await server.http()
    assert (await client.get("/api/storefront")).json() == {"shops": []}
    assert (await client.get(f"/api/storefront/{QINGHE}")).status_code == 404
    assert (await client.post(f"/api/storefront/{QINGHE}/login", json={"nick": NICK})).status_code == 404


async def test_the_storefront_signs_for_example_shoppers_of_example_shops_only(server: Served) -> None:
    client = await server.http()
    assert (await client.post(f"/api/storefront/{QINGHE}/login", json={"nick": "没有这个人"})).status_code == 404
    assert (await client.post("/api/storefront/foreign/login", json={"nick": NICK})).status_code == 404
    signed = (await client.post(f"/api/storefront/{QINGHE}/login", json={"nick": NICK})).json()["identity"]
    assert (await open_with(server, identity=signed)).json()["shopper"]["nick"] == NICK


async def test_the_shops_first_word_reaches_a_widget_that_is_open_and_has_written_nothing(
    sqlite_server: Served,
) -> None:
    desk = sqlite_server.desk
    shop_id = desk.shops.find(QINGHE).id
    wire = await (await sqlite_server.shopper("山里有雾")).socket()

    def speak(unit: Unit) -> None:
        shopper_id = shoppers.ensure_known(unit, shop_id, "山里有雾")
        chat = desk_service.ensure_conversation(unit, shop_id, shopper_id)
        cards.say(unit, shop_id, chat, "您的订单还没有付款", event="action", key="first")

    await desk.run(speak)
    heard = await wire.next("message")
    assert heard["message"]["body"]["text"] == "您的订单还没有付款"
