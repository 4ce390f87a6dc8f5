"""The first start: nothing, then a shop and its owner, once; then further shops; who a shop is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Serve
from tests.support.clients import Staff
from tests.support.databases import Copy
from tests.support.serving import Served
from tests.support.shops import LEAD, OWNER, QINGHE
from xiaoer.domains.desk.founding import CODE
from xiaoer.domains.shop.models import Installation

pytestmark = pytest.mark.anyio
PASSWORD = "我自己的长密码一二三"


async def code_of(server: Served) -> str | None:
    row = await server.desk.database.read(lambda s: getattr(s.get(Installation, CODE), "value", None))
    return None if row is None else str(row)


def wish(code: str, **shop: Any) -> dict[str, Any]:
    owner = {"login": "boss", "name": "王老板", "password": PASSWORD}
    return {"code": code, "owner": owner, "shop": {"name": "小禾家", "code": "xiaohe", **shop}}


async def test_from_nothing_to_an_owner_who_is_signed_in(empty: Copy, start: Serve) -> None:
    server = await start(empty)
    browser = await server.http()
    state = (await browser.get("/api/setup")).json()
    assert state["needed"] is True
    assert state["now"].startswith("2026-11-03T06:00")
    code = await code_of(server)
    assert code is not None
    assert code not in (await browser.get("/api/setup")).text

    wrong = await browser.post("/api/setup", json=wish("guess"))
    assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong_setup_code")
    weak = wish(code)
    weak["owner"]["password"] = "kurz"
    assert (await browser.post("/api/setup", json=weak)).json()["code"] == "weak_password"
    for bad in ({"colour": "red"}, {"timezone": "Mars/Olympus"}, {"service_hours": "早到晚"}, {"platform": "ebay"}):
        assert (await browser.post("/api/setup", json=wish(code, **bad))).status_code == 422, bad

    hours = {"service_hours": "09:00-22:00", "colour": "#8A4B2A", "platform": "taobao"}
    made = await browser.post("/api/setup", json=wish(code, **hours))
    assert made.status_code == 201, made.text
    (shop,) = made.json()["shops"]
    assert (shop["code"], shop["name"], shop["role"], shop["colour"]) == ("xiaohe", "小禾家", "owner", "#8A4B2A")
    assert made.json()["must_change"] is False
    seen = (await browser.get("/api/shops/xiaohe/settings")).json()
    assert seen["service_hours"] == "09:00-22:00"
    assert await code_of(server) is None
    assert (await browser.get("/api/setup")).json()["needed"] is False
    again = await browser.post("/api/setup", json=wish(code))
    assert (again.status_code, again.json()["code"]) == (409, "already_set_up")

    page = await browser.get("/try/xiaohe")
    assert 'data-shop="xiaohe"' in page.text
    assert "小禾家" in page.text
    assert (await browser.post("/api/widget/xiaohe/session", json={})).status_code == 200


async def test_two_who_begin_at_once(empty: Copy, start: Serve) -> None:
    """One shop comes of it, and the other is told."""
    import asyncio

    server = await start(empty)
    code = await code_of(server)
    assert code is not None
    first, second = await server.http(), await server.http()
    answers = await asyncio.gather(*(b.post("/api/setup", json=wish(code)) for b in (first, second)))
    assert sorted(a.status_code for a in answers) == [201, 409]
    assert len(server.desk.shops.all()) == 1


async def test_further_shops_of_an_owner(server: Served) -> None:
    owner = await server.staff(OWNER)
    new = {"name": "清禾童装", "code": "kids", "platform": "pdd"}
    assert (await owner.do("/api/shops", new))["code"] == "kids"
    assert (await owner.call("POST", "/api/shops", json=new)).json()["code"] == "shop_exists"
    codes = [s["code"] for s in (await owner.get("/api/session"))["shops"]]
    assert codes == [QINGHE, "kids"]
    assert (await owner.get("/settings", shop="kids"))["version"] == 1


async def test_who_a_shop_is(server: Served) -> None:
    owner, lead = await server.staff(OWNER), await server.staff(LEAD)
    seen = await lead.get("/profile")
    changed = {**seen, "name": "清禾的店", "colour": "#2F5E94", "address_form": "您"}
    assert await owner.do("/profile", changed, method="PUT") == changed
    (shop,) = [s for s in (await lead.get("/api/session"))["shops"] if s["code"] == QINGHE]
    assert (shop["name"], shop["colour"], shop["address_form"]) == ("清禾的店", "#2F5E94", "您")
    row = (await _acts(owner))[0]
    assert (row["action"], row["subject"]) == ("shop.profile", "清禾的店")


async def _acts(person: Staff) -> list[dict[str, Any]]:
    return list((await person.get("/audit"))["rows"])
