"""Life: simulated shoppers at the widget's doors, who hear what the robot replies and go on by it."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.conftest import Serve
from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.shops import EXAMPLES, QINGHE
from tests.support.waiting import eventually
from xiaoer.app.life.counter import Colleague
from xiaoer.app.life.listening import Pace, for_sale
from xiaoer.app.life.process import live
from xiaoer.app.life.trade import Trade
from xiaoer.core.drills.book import Book
from xiaoer.domains.desk import repository
from xiaoer.domains.telling import parcels
from xiaoer.files.shop_folder import read_shop

pytestmark = pytest.mark.anyio


async def test_shoppers_come_ask_hear_and_leave(sqlite_shops: Copy, start: Serve) -> None:
    server = await start(sqlite_shops, robot=True)
    assert await live(server.url, 6000, 0, EXAMPLES, seed=5, chats=4, pace=Pace(0.02)) == 4
    authors: list[set[str]] = []
    for shop in server.desk.shops.all():
        page = await server.desk.database.read(
            lambda s, i=shop.id: repository.conversations_page(s, i, state=None, before=None, limit=50, q="")  # type: ignore[misc]
        )
        for chat in page:
            found = await server.desk.database.read(
                lambda s, i=shop.id, c=chat["id"]: repository.messages(s, i, c, before=None, limit=100)  # type: ignore[misc]
            )
            authors.append({m["author"] for m in found["messages"]})
    assert len(authors) == 4
    assert any({"shopper", "robot"} <= one for one in authors)


def test_only_scenarios_without_an_order_are_played_by_anybody() -> None:
    from datetime import UTC, datetime

    book = Book(read_shop(EXAMPLES / "shanyu_foodgift").folder.facts, datetime(2026, 11, 24, 6, tzinfo=UTC))
    choice = for_sale(book)
    assert len(choice) >= 100
    assert not [s for s in choice if s.order is not None]


async def test_every_room_has_something_going_on(sqlite_shops: Copy, start: Serve, clock: HandClock) -> None:
    clock.now = datetime.now(UTC)  # the simulated trade lives today
    server = await start(sqlite_shops)
    owner = next(a for a in server.accounts.values() if a.role == "owner" and a.shop == QINGHE)
    colleague = await Colleague.come(server.url, {"login": owner.login, "password": owner.password, "shop": QINGHE})
    async with httpx.AsyncClient(base_url=server.url, trust_env=False, timeout=20) as http:
        trade = Trade(http, server.url, colleague, random.Random(3))
        await trade.begin()
        for beat in trade.beats:
            await beat()
        shop_id = server.desk.shops.find(QINGHE).id
        await parcels.look(server.desk, shop_id)

        async def owed(state: str, word: str) -> list[dict[str, Any]]:
            found = (await colleague.get(f"/work?state={state}"))["tasks"]
            return found if any(word in t["text"] for t in found) else []

        assert {t["kind"] for t in await eventually(lambda: owed("proposed", ""))} == {"promise"}
        kinds = {t["kind"] for t in await eventually(lambda: owed("open", "买家说没收到"))}
        assert {"parcel", "case", "complaint"} <= kinds
        assert {a["kind"] for a in (await colleague.get("/actions"))["actions"]} >= {"gift_add", "change_address"}
        for path, name in (
            ("/cases", "cases"), ("/complaints", "complaints"), ("/calls", "calls"), ("/reviews", "reviews"),
            ("/packing", "slips"),
        ):  # fmt: skip
            assert (await colleague.get(path))[name], path
        registers = [await colleague.get(f"/registers?kind={kind}") for kind in ("payout", "chase", "resend")]
        assert any(one["entries"] for one in registers)
        assert next(r for r in (await colleague.get("/followups"))["rules"] if r["kind"] == "unpaid")["enabled"]
    await colleague.http.aclose()
