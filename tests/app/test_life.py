"""Life: simulated shoppers at the widget's doors, who hear what the robot replies and go on by it."""

from __future__ import annotations

import pytest

from tests.conftest import Serve
from tests.support.databases import Copy
from tests.support.shops import EXAMPLES
from xiaoer.app.life.listening import Pace, for_sale
from xiaoer.app.life.process import live
from xiaoer.core.drills.book import Book
from xiaoer.domains.desk import repository
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
