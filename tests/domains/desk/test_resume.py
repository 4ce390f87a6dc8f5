"""Whoever drops and comes back has every message and every event exactly once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Serve
from tests.support.clients import Shopper, Staff, Wire, answer, say
from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.serving import Served, serve
from tests.support.shops import QINGHE, XIAOYU
from tests.support.waiting import eventually
from xiaoer.domains.desk.rules import Post
from xiaoer.kit import events
from xiaoer.kit.events import encode
from xiaoer.kit.settings import Settings

FREE = {
    "shopper_burst": 100_000,
    "shopper_per_minute": 1_000_000,
    "agent_burst": 100_000,
    "agent_per_minute": 1_000_000,
}
PLAN = st.lists(
    st.sampled_from(["say", "say", "say_and_drop", "agent", "recall", "drop", "drop_hard", "pause"]),
    min_size=3,
    max_size=25,
)
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass
class Running:
    """A server that lives over all examples of a test, in a loop of its own."""

    runner: asyncio.Runner
    server: Served
    agent: Staff
    desk: Wire


@pytest.fixture
def running(sqlite_shops: Copy) -> Iterator[Running]:
    whole = Settings(
        database_url=sqlite_shops.url, data_dir=str(sqlite_shops.data_dir), robot=False, log_level="error",
        visitors_per_minute=100_000, **FREE,  # type: ignore[arg-type]
    )  # fmt: skip
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()

        async def begin() -> tuple[Served, Staff, Wire]:
            server = await stack.enter_async_context(serve(whole, HandClock(), sqlite_shops.accounts))
            agent = await server.staff(XIAOYU)
            desk = await agent.socket()
            await desk.send("status", status="busy")
            return server, agent, desk

        yield Running(runner, *runner.run(begin()))
        runner.run(stack.aclose())


@dataclass
class Client:
    """A widget as the protocol wants it (§3.4): keeps the highest rev, sends again what has no ack."""

    shopper: Shopper
    wire: Wire
    pending: dict[str, str] = field(default_factory=dict)
    seen: list[tuple[int, int]] = field(default_factory=list)  # (seq, rev) of message frames
    texts: dict[int, Any] = field(default_factory=dict)  # seq → body
    rev: int = 0
    _read: int = 0

    def catch_up(self) -> None:
        """Take in what the socket has heard."""
        for frame in self.wire.heard[self._read :]:
            if frame["type"] == "message":
                message = frame["message"]
                self.seen.append((message["seq"], message["rev"]))
                self.texts[message["seq"]] = message["body"]
                self.rev = max(self.rev, message["rev"])
            elif frame["type"] == "ack":
                text = self.pending.pop(frame["client_id"], None)
                if text is not None:
                    self.texts.setdefault(frame["seq"], {"text": text})
                self.rev = max(self.rev, frame["rev"])
        self._read = len(self.wire.heard)

    async def say(self) -> None:
        client_id = uuid4().hex
        self.pending[client_id] = f"话{client_id[:6]}"
        await self._send(client_id)

    async def _send(self, client_id: str) -> None:
        body = {"text": self.pending[client_id]}
        await self.wire.send("send", client_id=client_id, kind="text", body=body)

    async def come_back(self, *, hard: bool) -> None:
        if hard:
            self.wire.connection.transport.abort()
        await self.wire.close()
        self.catch_up()
        self.wire, self._read = await self.shopper.socket(rev=self.rev), 0
        for client_id in list(self.pending):
            await self._send(client_id)

    async def all_acked(self) -> bool:
        self.catch_up()
        return not self.pending


async def _shopper_story(running: Running, plan: list[str]) -> None:
    shopper = await running.server.shopper()
    client = Client(shopper, await shopper.socket())
    await client.say()
    await eventually(client.all_acked)
    event = await running.desk.next(
        "event", where=lambda f: f["event"]["type"] == "message.created" and f["event"]["data"]["message"]["seq"] == 2
    )
    chat = event["event"]["data"]["conversation"]["id"]
    said: list[int] = []
    for step in plan:
        if step.startswith("say"):
            await client.say()
        if step == "agent":
            said.append((await answer(running.desk, chat, "您好，我帮您看一下这件的库存"))["seq"])
        if step == "recall" and said:
            await running.agent.do(f"/conversations/{chat}/messages/{said.pop()}/recall")
        if "drop" in step:
            await client.come_back(hard=step != "drop")
        if step == "pause":
            await asyncio.sleep(0.01)
    await eventually(client.all_acked, "acks")
    page = (await shopper.http.get(f"/api/widget/{QINGHE}/messages?limit=200")).json()
    truth = {m["seq"]: m for m in page["messages"]}
    newest = max(m["rev"] for m in truth.values())

    def caught_up() -> bool:
        client.catch_up()
        return client.rev >= newest and len(client.texts) == len(truth)

    await eventually(caught_up, f"all of {len(truth)} messages")
    assert {s: _text(b) for s, b in client.texts.items()} == {s: _text(m["body"]) for s, m in truth.items()}
    assert [pair for pair, times in Counter(client.seen).items() if times > 1] == []
    await client.wire.close()


def _text(body: dict[str, Any]) -> str | None:
    return body.get("text")


@QUICK
@given(plan=PLAN)
def test_a_shopper_misses_nothing_and_sees_nothing_twice(running: Running, plan: list[str]) -> None:
    running.runner.run(_shopper_story(running, plan))


async def _staff_story(running: Running, plan: list[str]) -> None:
    shopper = await running.server.shopper()
    widget = await shopper.socket()
    agent = await running.server.staff(XIAOYU)
    begun = (await agent.get("/snapshot"))["event"]
    wire = await agent.socket({QINGHE: begun})
    heard: list[int] = []

    def numbers(wire: Wire) -> list[int]:
        return [f["event"]["n"] for f in wire.all("event")]

    for step in plan:
        if step in ("say", "agent", "recall"):
            await say(widget, "在吗")
        if "drop" in step:
            if step == "drop_hard":
                wire.connection.transport.abort()
            await wire.close()
            heard += numbers(wire)
            wire = await agent.socket({QINGHE: max([begun, *heard])})
        if step == "pause":
            await asyncio.sleep(0.01)
    last = (await agent.get("/snapshot"))["event"]
    await eventually(lambda: max([begun, *heard, *numbers(wire)]) >= last)
    heard += numbers(wire)
    assert heard == list(range(begun + 1, begun + 1 + len(heard)))
    await wire.close()
    await widget.close()


@QUICK
@given(plan=PLAN)
def test_an_agent_misses_no_event_and_sees_none_twice(running: Running, plan: list[str]) -> None:
    running.runner.run(_staff_story(running, plan))


# -- far behind ---------------------------------------------------------------------------------------------------------

ANYIO = pytest.mark.anyio


async def _pour(server: Served, chat: int, count: int, size: int = 3) -> None:
    """Many lines at once, straight into the journal."""
    shop_id = server.desk.shops.find(QINGHE).id
    posts = [
        Post(
            shop_id=shop_id, conversation_id=chat, client_id=uuid4().hex, author="shopper", author_name="", kind="text",
            body=encode({"text": f"{i} " + "长" * size}), preview="",
        )
        for i in range(count)
    ]  # fmt: skip
    await asyncio.gather(*[server.desk.say(p) for p in posts])


async def _begin(server: Served) -> tuple[Shopper, Wire, Wire, int]:
    agent, shopper = await server.staff(XIAOYU), await server.shopper("今天也要早睡")
    desk, widget = await agent.socket(), await shopper.socket()
    await desk.send("status", status="busy")
    await say(widget, "在吗")
    event = await desk.next("event", where=lambda f: f["event"]["type"] == "message.created")
    return shopper, widget, desk, event["event"]["data"]["conversation"]["id"]


@ANYIO
async def test_more_than_five_hundred_missing_means_a_fresh_start(server: Served) -> None:
    shopper, widget, _, chat = await _begin(server)
    await widget.close()
    await _pour(server, chat, 510)
    wire = await server.wire(f"/ws/widget/{QINGHE}")
    await wire.send("auth", token=shopper.token, rev=2)
    hello = await wire.next("hello")
    last = hello["conversation"]["last_seq"]
    assert hello["reset"] is True
    await eventually(lambda: len(wire.all("message")) == 50)
    assert [f["message"]["seq"] for f in wire.all("message")] == list(range(last - 49, last + 1))
    older = (await shopper.http.get(f"/api/widget/{QINGHE}/messages?before={last - 49}&limit=5")).json()
    assert [m["seq"] for m in older["messages"]] == list(range(last - 50, last - 55, -1))
    again = await server.wire(f"/ws/widget/{QINGHE}")
    await again.send("auth", token=shopper.token, rev=last - 10)
    assert (await again.next("hello"))["reset"] is False
    await eventually(lambda: len(again.all("message")) == 10)


@ANYIO
async def test_a_pruned_feed_begins_anew_with_a_snapshot(server: Served) -> None:
    _, widget, _, _ = await _begin(server)
    agent = await server.staff(XIAOYU)
    await server.desk.run(lambda u: events.prune(u.session, u.now_ms + 1))
    wire = await agent.socket({QINGHE: 1})
    assert (await wire.next("reset"))["shop"] == QINGHE
    stands = (await agent.get("/snapshot"))["event"]
    await say(widget, "还在吗")
    assert wire.all("event") == []
    await wire.send("follow", shop=QINGHE, after=stands)
    heard = await wire.next("event")
    assert heard["event"]["n"] == stands + 1
    await wire.silence()
    assert [f["event"]["n"] for f in wire.all("event")] == list(range(stands + 1, stands + 1 + len(wire.all("event"))))


@ANYIO
async def test_a_number_from_the_future_begins_anew(server: Served) -> None:
    agent = await server.staff(XIAOYU)
    wire = await agent.socket({QINGHE: 1_000_000})
    assert (await wire.next("reset"))["shop"] == QINGHE


@ANYIO
async def test_a_slow_reader_is_dropped_and_others_go_on(sqlite_shops: Copy, start: Serve) -> None:
    server = await start(sqlite_shops, outbox_bytes=200_000, **FREE)
    shopper, fast, desk, chat = await _begin(server)
    slow = await _stuck_socket(server, shopper)
    await eventually(lambda: _pour_until_dropped(server, chat), "the slow reader's end", within_s=30)
    last = (await shopper.http.get(f"/api/widget/{QINGHE}/messages?limit=1")).json()["messages"][0]["seq"]
    await eventually(lambda: fast.all("message")[-1]["message"]["seq"] == last, "the fast reader")
    heard = [f["message"]["seq"] for f in fast.all("message")]
    assert heard == sorted(set(heard))
    assert set(range(1, last + 1)) - set(heard) <= {2}  # an own text may be known by its ack alone
    assert not desk.closed
    seen = await slow.resume()
    assert slow.code == 4408
    back = await server.wire(f"/ws/widget/{QINGHE}")
    await back.send("auth", token=shopper.token, rev=max(seen, default=0))
    await back.next("hello")
    missing = set(range(1, last + 1)) - set(seen)
    await eventually(
        lambda: {f["message"]["seq"] for f in back.all("message")} == missing or back.all("hello")[0]["reset"]
    )


class _Stuck:
    """A socket whose owner does not read."""

    def __init__(self, connection: Any, first: Any) -> None:
        self.connection, self._first = connection, first

    @property
    def code(self) -> int | None:
        code: int | None = self.connection.close_code
        return code

    async def resume(self) -> list[int]:
        """Read all that is left; returns the message numbers."""
        import json

        from websockets.exceptions import ConnectionClosed

        seen: list[int] = []
        whole = self._first
        try:
            while True:
                frames = whole if isinstance(whole, list) else [whole]
                seen += [f["message"]["seq"] for f in frames if f["type"] == "message"]
                whole = json.loads(await asyncio.wait_for(self.connection.recv(), 10))
        except ConnectionClosed:
            return seen


async def _stuck_socket(server: Served, shopper: Shopper) -> _Stuck:
    import json
    import socket

    from websockets.asyncio.client import connect

    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    host, port = server.url.removeprefix("http://").split(":")
    raw.connect((host, int(port)))
    raw.setblocking(False)
    address = server.url.replace("http", "ws", 1) + f"/ws/widget/{QINGHE}"
    connection = await server.stack.enter_async_context(
        connect(address, sock=raw, proxy=None, compression=None, max_size=None, max_queue=1, close_timeout=1)
    )
    await connection.send(json.dumps({"type": "auth", "token": shopper.token, "rev": 0}))
    return _Stuck(connection, json.loads(await connection.recv()))  # its hello, perhaps with the first messages


async def _pour_until_dropped(server: Served, chat: int) -> bool:
    await _pour(server, chat, 40, size=3000)
    sockets = server.desk.hub.feeds[server.desk.shops.find(QINGHE).id].shoppers[chat]
    return any(s.connection.closed for s in sockets)
