"""Two server processes on one PostgreSQL serve one conversation, with PostgreSQL's own fan-out and with Redis."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from tests.conftest import Serve
from tests.support.clients import answer, say
from tests.support.databases import Copy
from tests.support.mirror import Mirror
from tests.support.services import demand_redis
from tests.support.serving import Served
from tests.support.shops import LEAD, MUMU, QINGHE, XIAOYU
from tests.support.waiting import eventually

pytestmark = pytest.mark.anyio
Two = tuple[Served, Served]
FREE = {"shopper_burst": 1000, "shopper_per_minute": 100_000, "agent_burst": 1000, "agent_per_minute": 100_000}


@pytest.fixture(params=["postgres", "redis"])
async def two(request: pytest.FixtureRequest, postgres_shops: Copy, start: Serve) -> Two:
    url = demand_redis() if request.param == "redis" else ""
    return await start(postgres_shops, redis_url=url, **FREE), await start(postgres_shops, redis_url=url, **FREE)


async def test_a_conversation_over_both(two: Two) -> None:
    one, other = two
    shopper, agent = await one.shopper("今天也要早睡"), await other.staff(XIAOYU)
    widget, desk = await shopper.socket(), await agent.socket()
    await desk.send("status", status="busy")
    await say(widget, "这件有M码吗")
    event = await desk.next(
        "event", where=lambda f: (f["event"]["data"].get("message") or {}).get("author") == "shopper"
    )
    chat = event["event"]["data"]["conversation"]["id"]
    await answer(desk, chat, "您好，M码有货，今天可以发出")
    frame = await widget.next("message", where=lambda f: f["message"]["author"] == "agent")
    assert frame["message"]["body"] == {"text": "您好，M码有货，今天可以发出"}
    await widget.next("state", where=lambda f: f["state"]["phase"] == "assigned")
    await desk.send("typing", shop=QINGHE, conversation=chat, on=True)
    await widget.next("typing", on=True)
    await widget.send("typing", on=True)
    await desk.next("typing", conversation=chat, on=True)
    phone = await (await one.staff(XIAOYU)).socket()
    kept = [await agent.do(f"/conversations/{chat}/draft", {"text": t}, method="PUT") for t in ("写到一", "写到一半")]
    assert kept[0]["at"] < kept[1]["at"], "of two drafts one is later"
    assert (await phone.next("draft", text="写到一半"))["at"] == kept[1]["at"]
    await agent.do(f"/conversations/{chat}/draft", {"text": "长" * 4000}, method="PUT")
    assert (await phone.next("draft", text=None))["conversation"] == chat
    assert widget.all("draft") == []
    seq = (await say(widget, "好的谢谢"))["seq"]
    await desk.send("read", shop=QINGHE, conversation=chat, seq=seq)
    await widget.next("read", by="agent", seq=seq)


async def test_both_write_at_once_and_both_see_the_same(two: Two) -> None:
    one, other = two
    shopper = await one.shopper("今天也要早睡")
    here, there = await shopper.socket(), await (await other.shopper("今天也要早睡")).socket()
    agents = [await one.staff(XIAOYU), await other.staff(MUMU)]
    desks = [await agent.socket() for agent in agents]
    for desk in desks:
        await desk.send("status", status="busy")
    await say(here, "在吗")
    mirrors = [await Mirror.settled(agent, desk) for agent, desk in zip(agents, desks, strict=True)]
    chat = next(iter(mirrors[0].conversations))
    there = await (await other.shopper("今天也要早睡")).socket()

    async def talk(wire: Any, name: str) -> None:
        for i in range(25):
            await say(wire, f"{name}{i}")

    async def reply(wire: Any) -> None:
        for _ in range(15):
            await answer(wire, chat, "您好，我帮您核对一下订单信息")

    await asyncio.gather(talk(here, "甲"), talk(there, "乙"), *[reply(desk) for desk in desks])
    page = (await shopper.http.get(f"/api/widget/{QINGHE}/messages?limit=200")).json()["messages"][::-1]
    assert [m["seq"] for m in page] == list(range(1, len(page) + 1))
    assert len([m for m in page if m["author"] == "shopper"]) == 51
    new = await Mirror.settled(agents[0], desks[0])
    for mirror, desk in zip(mirrors, desks, strict=True):
        await eventually(lambda d=desk: any(f["event"]["n"] == new.event for f in d.all("event")))  # type: ignore[misc]
        for frame in desk.all("event"):
            mirror.apply(frame["event"])
        mirror.same(new)


async def test_only_one_of_two_takes_it(two: Two) -> None:
    one, other = two
    widget = await (await one.shopper()).socket()
    await say(widget, "在吗")
    lead = await one.staff(LEAD)
    chat = (await lead.get("/snapshot"))["conversations"][0]["id"]
    first, second = await one.staff(XIAOYU), await other.staff(MUMU)
    answers: list[httpx.Response] = await asyncio.gather(
        *[person.call("POST", f"/conversations/{chat}/take") for person in (first, second)]
    )
    assert sorted(a.status_code for a in answers) == [200, 409]
    assert next(a for a in answers if a.status_code == 409).json()["code"] == "taken"


async def test_a_retry_at_the_other_server_is_the_same_message(two: Two) -> None:
    one, other = two
    here, there = [await (await server.shopper("今天也要早睡")).socket() for server in two]
    first = await say(here, "一次", client_id="same")
    again = await say(there, "一次", client_id="same")
    assert (first["seq"], first["rev"], first["at"]) == (again["seq"], again["rev"], again["at"])
    assert one is not other


async def test_settings_changed_at_one_hold_at_the_other(two: Two) -> None:
    one, other = two
    lead = await one.staff(LEAD)
    await lead.do("/settings", {"greeting": "欢迎来清禾"}, method="PATCH")
    elsewhere = await other.staff(LEAD)
    await eventually(lambda: _greeting(elsewhere, "欢迎来清禾"))


async def _greeting(staff: Any, wanted: str) -> bool:
    return (await staff.get("/settings"))["greeting"] == wanted


async def test_signing_out_at_one_closes_the_socket_at_the_other(two: Two) -> None:
    one, other = two
    agent = await one.staff(XIAOYU)
    far = await other.stack.enter_async_context(_wire_at(other, agent))
    await agent.call("DELETE", "/api/session")
    await other.desk.check_sessions()
    assert await far.closes() == 4401


def _wire_at(server: Served, agent: Any) -> Any:
    from contextlib import asynccontextmanager

    from tests.support.clients import Wire

    @asynccontextmanager
    async def opened() -> Any:
        headers = {"cookie": f"xiaoer_session={agent.token}"}
        async with Wire.open(server.url, "/ws/desk", additional_headers=headers) as wire:
            await wire.send("auth", csrf=agent.csrf, feeds={})
            await wire.next("hello")
            yield wire

    return opened()


async def test_a_vanished_server_leaves_nothing_undone(postgres_shops: Copy, start: Serve) -> None:
    one, other = await start(postgres_shops), await start(postgres_shops)
    shopper = await one.shopper("今天也要早睡")
    widget = await shopper.socket()
    await say(widget, "在吗")
    await one.stop()
    assert await widget.closes() in (1001, 1012)
    back = await (await other.shopper("今天也要早睡")).socket()
    await eventually(lambda: {1, 2} <= {f["message"]["seq"] for f in back.all("message")})
    assert (await say(back, "我回来了"))["seq"] >= 3
