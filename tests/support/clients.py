"""Clients of the two sockets and of HTTP, as simple as the protocol allows."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.support.shops import QINGHE

Frame = dict[str, Any]
PATIENCE_S = 15.0


class Wire:
    """A socket that keeps everything it has heard; frames of an array one by one, in order."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.heard: list[Frame] = []
        self._taken: set[int] = set()
        self._news = asyncio.Condition()
        self.closed = False
        self.start: dict[str, int] = {}  # where a desk socket's feeds began
        self._reader = asyncio.create_task(self._read())

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, url: str, path: str, **more: Any) -> AsyncIterator[Wire]:
        address = url.replace("http", "ws", 1) + path
        async with connect(address, proxy=None, compression=None, max_size=None, open_timeout=20, **more) as connection:
            wire = cls(connection)
            try:
                yield wire
            finally:
                wire._reader.cancel()
                await asyncio.gather(wire._reader, return_exceptions=True)

    async def _read(self) -> None:
        try:
            async for text in self.connection:
                whole = json.loads(text)
                async with self._news:
                    self.heard += whole if isinstance(whole, list) else [whole]
                    self._news.notify_all()
        except ConnectionClosed:
            pass
        finally:
            async with self._news:
                self.closed = True
                self._news.notify_all()

    @property
    def code(self) -> int | None:
        """The close code, once it is closed."""
        return self.connection.close_code

    async def send(self, type_: str, **fields: Any) -> None:
        """Send a frame."""
        await self.connection.send(json.dumps({"type": type_, **fields}))

    async def raw(self, data: str | bytes) -> None:
        """Send something that may be no frame."""
        await self.connection.send(data)

    async def next(
        self,
        type_: str,
        where: Callable[[Frame], bool] = lambda frame: True,
        within_s: float = PATIENCE_S,
        **fields: Any,
    ) -> Frame:
        """The first frame not yet taken of a type with these fields; waits for it."""

        def find() -> Frame | None:
            for i, frame in enumerate(self.heard):
                fits = frame["type"] == type_ and all(frame.get(k) == v for k, v in fields.items())
                if i not in self._taken and fits and where(frame):
                    self._taken.add(i)
                    return frame
            return None

        try:
            async with asyncio.timeout(within_s), self._news:
                while True:
                    found = find()
                    if found is not None:
                        return found
                    if self.closed or (type_ == "ack" and self._refused(fields)):
                        break
                    await self._news.wait()
        except TimeoutError:
            pass
        tail = [f if f["type"] == "refused" else f["type"] for f in self.heard[-12:]]
        raise AssertionError(f"no {type_} {fields} came (closed: {self.closed} {self.code}); last heard: {tail}")

    def _refused(self, fields: Frame) -> bool:
        return any(
            f["type"] == "refused" and f.get("client_id") == fields.get("client_id") and i not in self._taken
            for i, f in enumerate(self.heard)
        )

    async def closes(self, within_s: float = PATIENCE_S) -> int:
        """Wait for the server to close; returns its code."""
        async with asyncio.timeout(within_s), self._news:
            await self._news.wait_for(lambda: self.closed)
        assert self.code is not None
        return self.code

    def all(self, type_: str) -> list[Frame]:
        """Everything heard of a type."""
        return [f for f in self.heard if f["type"] == type_]

    async def silence(self) -> None:
        """Everything that the server had to say so far has arrived (its answers come in order)."""
        await self.send("ping")
        await self.next("pong")

    async def close(self) -> None:
        """Hang up."""
        await self.connection.close()
        await asyncio.gather(self._reader, return_exceptions=True)


@dataclass
class Staff:
    """A signed-in person: HTTP with cookie and CSRF token, and the desk socket."""

    url: str
    http: httpx.AsyncClient
    token: str
    csrf: str
    id: int
    stack: contextlib.AsyncExitStack

    async def call(self, method: str, path: str, *, shop: str = QINGHE, **more: Any) -> httpx.Response:
        """A request below the shop's address; writing ones carry the CSRF token."""
        whole = path if path.startswith("/api/") else f"/api/shops/{shop}{path}"
        return await self.http.request(method, whole, headers={"x-csrf-token": self.csrf}, **more)

    async def get(self, path: str, **more: Any) -> Any:
        """A reading request that must succeed."""
        answer = await self.call("GET", path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def do(self, path: str, json_: Any = None, *, method: str = "POST", shop: str = QINGHE) -> Any:
        """A writing request that must succeed."""
        answer = await self.call(method, path, shop=shop, json=json_)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    async def socket(self, feeds: dict[str, int] | None = None, **more: Any) -> Wire:
        """The desk socket after its hello."""
        headers = {"cookie": f"xiaoer_session={self.token}"}
        wire = await self.stack.enter_async_context(Wire.open(self.url, "/ws/desk", additional_headers=headers, **more))
        await wire.send("auth", csrf=self.csrf, feeds=feeds or {})
        hello = await wire.next("hello")
        wire.start = {**hello["feeds"], **(feeds or {})}
        return wire


@dataclass
class Shopper:
    """A visitor with a token: HTTP with the bearer, and the widget socket."""

    url: str
    http: httpx.AsyncClient
    shop: str
    opened: dict[str, Any]
    stack: contextlib.AsyncExitStack

    @property
    def token(self) -> str:
        """The bearer."""
        token: str = self.opened["token"]
        return token

    async def socket(self, rev: int = 0, **more: Any) -> Wire:
        """The widget socket after its hello."""
        wire = await self.stack.enter_async_context(Wire.open(self.url, f"/ws/widget/{self.shop}", **more))
        await wire.send("auth", token=self.token, rev=rev)
        await wire.next("hello")
        return wire


async def say(wire: Wire, text: str, **fields: Any) -> Frame:
    """A shopper's text; returns its ack."""
    client_id = fields.pop("client_id", None) or uuid4().hex
    await wire.send("send", client_id=client_id, kind="text", body={"text": text}, **fields)
    return await wire.next("ack", client_id=client_id)


async def answer(wire: Wire, conversation: int, text: str, *, shop: str = QINGHE, **fields: Any) -> Frame:
    """An agent's text; returns its ack."""
    client_id = fields.pop("client_id", None) or uuid4().hex
    await wire.send(
        "send", shop=shop, conversation=conversation, client_id=client_id, kind="text", body={"text": text}, **fields
    )
    return await wire.next("ack", client_id=client_id)
