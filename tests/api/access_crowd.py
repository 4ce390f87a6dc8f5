"""Everybody who may call, and fresh things for them to call about."""

from __future__ import annotations

import io
from dataclasses import dataclass
from uuid import uuid4

import httpx
from PIL import Image
from sqlalchemy import update

from tests.support.clients import Shopper, Staff
from tests.support.serving import Served
from tests.support.shops import BY_ROLE, QINGHE, SHANYU, STRANGER, XIAOYU
from xiaoer.domains.desk import service
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.knowledge import phrases as quick
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.staff.models import StaffSession
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit


@dataclass
class Crowd:
    """Everybody who may call, and things for them to call about."""

    server: Served
    staff: dict[str, Staff]
    shoppers: dict[str, Shopper]
    media: str

    async def phrase(self) -> int:
        """A fresh phrase of the team."""
        shop_id = self.server.desk.shops.find(QINGHE).id
        made = await self.server.desk.run(
            lambda u: quick.add(u, shop_id, owner_id=quick.TEAM, code=uuid4().hex, text="您好", group="")
        )
        return int(made["id"])

    async def chat(self, by: Staff | None) -> tuple[int, int, int]:
        """A fresh queued chat with a line of `by`: (conversation, seq of that line, shopper)."""
        desk, shop_id = self.server.desk, self.server.desk.shops.find(QINGHE).id

        def make(unit: Unit) -> tuple[int, int]:
            shopper_id = shoppers.ensure_known(unit, shop_id, f"n{uuid4().hex}")
            return service.ensure_conversation(unit, shop_id, shopper_id), shopper_id

        chat, shopper_id = await desk.run(make)
        await desk.say(_post(shop_id, chat, "shopper", None))
        if by is None:
            return chat, 2, shopper_id
        said = await desk.say(_post(shop_id, chat, "agent", by.id))
        await desk.run(lambda u: service.transfer(u, shop_id, chat, by="x", remark="", agent=None, team="售前"))
        return chat, said.number, shopper_id

    def password(self, caller: str) -> str:
        """The password of a caller's account; that of some colleague for callers without one."""
        return self.server.accounts[{**BY_ROLE, "stranger": STRANGER}.get(caller, XIAOYU)].password

    def client(self, caller: str) -> tuple[httpx.AsyncClient, dict[str, str]]:
        if caller in self.staff:
            return self.staff[caller].http, {"x-csrf-token": self.staff[caller].csrf}
        return self.shoppers[caller].http, {}


def _post(shop_id: int, chat: int, author: str, staff_id: int | None) -> Post:
    return Post(
        shop_id=shop_id, conversation_id=chat, client_id=uuid4().hex, author=author, author_name="x", kind="text",
        body=encode({"text": "在吗"}), preview="在吗", staff_id=staff_id,
    )  # fmt: skip


async def gather(server: Served) -> Crowd:
    """All kinds of callers, signed in."""
    staff = {role: await server.staff(login) for role, login in BY_ROLE.items()}
    staff["stranger"] = await server.staff(STRANGER)
    staff["expired"] = await server.staff(XIAOYU)
    used = update(StaffSession).where(StaffSession.csrf == staff["expired"].csrf).values(used_ms=0)
    await server.desk.run(lambda u: u.session.execute(used) and None)
    nobody = Staff(server.url, await server.http(), "", "", 0, server.stack)
    staff["nobody"] = nobody
    people = {
        "shopper": await server.shopper("今天也要早睡"),
        "foreign shopper": await server.shopper("海盐桃子", shop=SHANYU),
    }
    sent = await people["shopper"].http.post(f"/api/widget/{QINGHE}/uploads", files={"file": ("a.png", picture())})
    return Crowd(server, staff, people, sent.json()["url"].removeprefix("/media/"))


def picture() -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()
