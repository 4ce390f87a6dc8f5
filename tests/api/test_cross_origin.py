"""Other sites: the widget's endpoints answer pages of the shop's list only; our pages cannot be framed or sniffed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.serving import Served
from tests.support.shops import LEAD, QINGHE
from tests.support.waiting import eventually

pytestmark = pytest.mark.anyio
LISTED, OTHER = "https://shop.example.com", "https://evil.example"


@pytest.fixture
async def listed(server: Served) -> Served:
    """A server whose shop lists one origin."""
    lead = await server.staff(LEAD)
    await lead.do("/settings", {"origins": [LISTED]}, method="PATCH")
    await eventually(lambda: server.desk.shops.find(QINGHE).settings.origins == [LISTED])
    return server


async def ask(server: Served, method: str, origin: str | None, path: str = "/session", **more: Any) -> Any:
    client = await server.http()
    headers = {} if origin is None else {"origin": origin}
    return await client.request(method, f"/api/widget/{QINGHE}{path}", headers=headers, **more)


async def test_a_listed_site_may_read_and_write_without_cookies(listed: Served) -> None:
    preflight = await ask(listed, "OPTIONS", LISTED)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == LISTED
    assert "access-control-allow-credentials" not in preflight.headers
    assert "Authorization" in preflight.headers["access-control-allow-headers"]
    opened = await ask(listed, "POST", LISTED, json={})
    assert opened.status_code == 200
    assert opened.headers["access-control-allow-origin"] == LISTED
    assert "origin" in opened.headers["vary"].lower()
    assert "set-cookie" not in opened.headers


async def test_errors_can_be_read_by_a_listed_site_too(listed: Served) -> None:
    refused = await ask(listed, "GET", LISTED, "/orders")
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == LISTED


async def test_other_sites_get_nothing(listed: Served) -> None:
    close_by = (LISTED + ".evil.example", LISTED.replace("https", "http"), LISTED + ":444")
    wishes: tuple[tuple[str, str, Any], ...] = (
        ("POST", "/session", {"json": {}}), ("GET", "/products", {}), ("OPTIONS", "/session", {}),
    )  # fmt: skip
    for origin in (OTHER, "null", "", *close_by):
        for method, path, more in wishes:
            answer = await ask(listed, method, origin, path, **more)
            assert answer.status_code == 403
            assert answer.json()["code"] == "origin"
            assert "access-control-allow-origin" not in answer.headers


async def test_our_own_pages_and_programs_are_served(listed: Served) -> None:
    for origin in (None, listed.url):
        assert (await ask(listed, "POST", origin, json={})).status_code == 200


async def test_another_shops_list_does_not_count(listed: Served) -> None:
    client = await listed.http()
    answer = await client.post("/api/widget/shanyu_foodgift/session", json={}, headers={"origin": LISTED})
    assert answer.status_code == 403


async def test_an_unknown_shop_is_unknown_whatever_the_origin(listed: Served) -> None:
    client = await listed.http()
    answer = await client.post("/api/widget/none/session", json={}, headers={"origin": OTHER})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_shop")


async def test_sockets_follow_the_same_list(listed: Served) -> None:
    shopper = await listed.shopper()
    for origin, wanted in ((LISTED, None), (OTHER, 4403), (listed.url, None)):
        wire = await listed.wire(f"/ws/widget/{QINGHE}", additional_headers={"origin": origin})
        await wire.send("auth", token=shopper.token, rev=0)
        if wanted is None:
            await wire.next("hello")
        else:
            assert await wire.closes() == wanted


async def test_staff_endpoints_have_no_cross_origin_door(listed: Served) -> None:
    client = await listed.http()
    for method, path in (
        ("GET", "/api/session"),
        ("OPTIONS", f"/api/shops/{QINGHE}/settings"),
        ("POST", "/api/session"),
    ):
        answer = await client.request(method, path, headers={"origin": LISTED})
        assert "access-control-allow-origin" not in answer.headers


async def test_every_answer_is_guarded(sqlite_server: Served) -> None:
    client = await sqlite_server.http()
    for path in (
        "/health", "/metrics", "/api/openapi.json", "/api/session", "/no-such-page", f"/api/widget/{QINGHE}/products",
        f"/shops/{QINGHE}/pictures/QH101", "/media/none.png", "/",
    ):  # fmt: skip
        answer = await client.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["x-frame-options"] == "DENY"
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy or "frame-ancestors 'none'" in policy
        assert "server" not in answer.headers


async def test_a_proxy_refusal_is_guarded_too(listed: Served) -> None:
    answer = await ask(listed, "POST", OTHER, json={})
    assert answer.headers["content-type"].startswith("application/problem+json")
