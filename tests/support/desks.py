"""A desk without HTTP doors, with short ways to let people speak."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.shops import QINGHE
from xiaoer.app.server import open_desk
from xiaoer.domains.desk import presence, repository, service
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.staff import service as staff
from xiaoer.kit import events
from xiaoer.kit.events import StoredEvent, encode
from xiaoer.kit.settings import Settings
from xiaoer.kit.writer import Unit


@dataclass
class TestDesk:
    """A running desk, its clock, and the shop that most tests work in."""

    __test__ = False
    desk: Desk
    clock: HandClock
    shop: ShopInfo

    async def conversation(self, nick: str | None = None) -> int:
        """A new shopper's conversation."""

        def work(unit: Unit) -> int:
            shopper_id = shoppers.ensure_known(unit, self.shop.id, nick or f"买家{uuid4().hex[:8]}")
            return service.ensure_conversation(unit, self.shop.id, shopper_id)

        return await self.desk.run(work)

    def post(self, conversation_id: int, text: str, author: str = "shopper", **more: Any) -> Post:
        """A line as the sockets would make it."""
        agent: tuple[int, str] | None = more.pop("agent", None)
        if agent is not None:
            more |= {"staff_id": agent[0], "author_name": agent[1]}
        values: dict[str, Any] = {
            "shop_id": self.shop.id, "conversation_id": conversation_id, "client_id": uuid4().hex, "author": author,
            "author_name": "", "kind": "text", "body": encode({"text": text}), "preview": text, **more,
        }  # fmt: skip
        return Post(**values)

    async def say(self, conversation_id: int, text: str, author: str = "shopper", **more: Any) -> Any:
        """Write a line; returns `Posted`, or raises."""
        return await self.desk.say(self.post(conversation_id, text, author, **more))

    async def see(self, conversation_id: int) -> dict[str, Any]:
        """The conversation as staff see it."""
        found = await self.desk.database.read(lambda s: repository.conversation(s, self.shop.id, conversation_id, 0))
        assert found is not None
        return found["conversation"]

    async def messages(self, conversation_id: int) -> list[dict[str, Any]]:
        """All messages and notes, oldest first."""
        page = await self.desk.database.read(
            lambda s: repository.messages(s, self.shop.id, conversation_id, before=None, limit=10_000)
        )
        assert not page["more"]
        return page["messages"]

    async def public(self, conversation_id: int) -> list[dict[str, Any]]:
        """What the shopper may see, oldest first."""
        page = await self.desk.database.read(
            lambda s: repository.public_page(s, self.shop.id, conversation_id, before=None, limit=10_000)
        )
        return page["messages"][::-1]

    async def events(self, after: int = 0) -> list[StoredEvent]:
        """The shop's feed."""
        return await self.desk.database.read(lambda s: events.after(s, self.shop.id, after, 100_000))

    async def agents(self) -> dict[str, dict[str, Any]]:
        """Colleagues by name."""
        found = await self.desk.database.read(lambda s: repository.agents(s, self.shop.id))
        return {a["name"]: a for a in found}

    async def staff_id(self, name: str) -> int:
        """The id of a colleague."""
        return (await self.agents())[name]["id"]

    async def online(self, *names: str, status: str = "online") -> None:
        """Let colleagues sit down at the desk, as their sockets would."""
        agents = await self.agents()
        for name in names:
            staff_id = agents[name]["id"]
            await self.desk.run(lambda u, i=staff_id: presence.choose_status(u, i, status, [self.shop.id]))

    async def stay(self) -> None:
        """Whoever is at the desk stays there, however far the clock has moved."""
        here = [a["id"] for a in (await self.agents()).values() if a["status"] != "offline"]
        await self.desk.run(lambda u: staff.keep_alive(u, here))


@asynccontextmanager
async def open_test_desk(copy: Copy, clock: HandClock, **settings: Any) -> AsyncIterator[TestDesk]:
    """Open a desk on a copy of the example shops."""
    whole = Settings(database_url=copy.url, data_dir=str(copy.data_dir), **{"robot": False, **settings})
    async with open_desk(whole, clock) as (desk, _):
        yield TestDesk(desk, clock, desk.shops.find(QINGHE))
