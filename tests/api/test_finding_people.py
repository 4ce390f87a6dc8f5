"""Whose data it is: found by name or order number; holds listed."""

from __future__ import annotations

import pytest

from tests.support.serving import Served
from tests.support.shops import LEAD

pytestmark = pytest.mark.anyio
NICK, ORDER = "今天也要早睡", "20261021213078"


async def test_by_name_by_order_and_by_hold(server: Served) -> None:
    lead = await server.staff(LEAD)

    async def find(q: str) -> list[tuple[str, str]]:
        found = (await lead.get("/privacy/shoppers", params={"q": q}))["shoppers"]
        return [(s["nick"], s["hold"]) for s in found]

    assert await find("要早睡") == [(NICK, "")]
    assert await find(ORDER) == [(NICK, "")]
    assert await find("没有这个人") == []
    assert await find("%") == []  # a sign of the query language is a sign like any other
    assert await find("") == []
    (person,) = (await lead.get("/privacy/shoppers", params={"q": ORDER}))["shoppers"]
    await lead.do(f"/shoppers/{person['id']}/hold", {"reason": "诉讼"}, method="PUT")
    assert await find("") == [(NICK, "诉讼")]
