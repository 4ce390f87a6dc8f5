"""A server process's insides in the test's own event loop: real sockets on 127.0.0.1, and the desk within reach."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from litestar import Litestar
from litestar.datastructures import State

from tests.support.clients import Shopper, Staff, Wire
from tests.support.shops import QINGHE, Account
from tests.support.thrift import tls
from xiaoer.app.logs import configure_logs
from xiaoer.app.running import uvicorn_options
from xiaoer.app.server import create_app
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.visitors import sign_identity
from xiaoer.domains.staff import service as staff_service
from xiaoer.kit.clock import Clock
from xiaoer.kit.settings import Settings


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The test's process keeps its own signal handlers."""
        yield


@dataclass
class Served:
    """A running server and ways to be somebody there."""

    app: Litestar
    url: str
    clock: Clock
    accounts: dict[str, Account]
    stack: contextlib.AsyncExitStack
    server: uvicorn.Server
    _people: dict[str, Staff] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        """The running desk."""
        desk: Desk = self.app.state.desk
        return desk

    async def http(self, **more: Any) -> httpx.AsyncClient:
        """A browser without cookies."""
        client = httpx.AsyncClient(base_url=self.url, timeout=60, trust_env=False, verify=tls(), **more)
        return await self.stack.enter_async_context(client)

    async def staff(self, login: str) -> Staff:
        """Somebody of staff with a session of his own (made without the costly password check)."""
        client = await self.http()
        found = await self.desk.database.read(lambda s: staff_service.find_login(s, login))
        assert found is not None, login
        token, csrf = await self.desk.run(lambda u: staff_service.open_session(u, found[0], login))
        client.cookies.set("xiaoer_session", token)
        return Staff(self.url, client, token, csrf, found[0], self.stack)

    async def shopper(self, nick: str | None = None, shop: str = QINGHE, **wish: Any) -> Shopper:
        """A known shopper, or a new anonymous one."""
        if nick is not None:
            secret = self.desk.shops.find(shop).widget_secret
            wish["identity"] = sign_identity(secret, shop, nick, self.clock())
        client = await self.http()
        answer = await client.post(f"/api/widget/{shop}/session", json=wish)
        assert answer.status_code == 200, answer.text
        opened = answer.json()
        client.headers["authorization"] = f"Bearer {opened['token']}"
        return Shopper(self.url, client, shop, opened, self.stack)

    async def wire(self, path: str, **more: Any) -> Wire:
        """A bare socket."""
        return await self.stack.enter_async_context(Wire.open(self.url, path, **more))

    async def stop(self) -> None:
        """Ask the server to end, as a signal would."""
        self.server.should_exit = True


class _Shelf:
    """Applications that no test uses now: registering the routes costs half a second, opening a desk in one does not."""

    def __init__(self) -> None:
        self._idle: dict[int, list[Litestar]] = {}

    @contextlib.contextmanager
    def take(self, settings: Settings, clock: Clock) -> Iterator[Litestar]:
        """An application as `create_app` makes it, with nothing of its last test in its state."""
        idle = self._idle.setdefault(settings.upload_bytes, [])  # the one setting that is built into the routes
        app = idle.pop() if idle else create_app(settings, clock)
        configure_logs(settings.log_level)
        app.state = State({"settings": settings, "clock": clock, "on_restored": lambda: None})
        yield app
        idle.append(app)


_SHELF = _Shelf()


@contextlib.asynccontextmanager
async def serve(settings: Settings, clock: Clock, accounts: dict[str, Account]) -> AsyncIterator[Served]:
    """Run a server until the block ends."""
    with _SHELF.take(settings, clock) as app:
        async with _serve(app, clock, accounts) as served:
            yield served


@contextlib.asynccontextmanager
async def _serve(app: Litestar, clock: Clock, accounts: dict[str, Account]) -> AsyncIterator[Served]:
    # A client that was quiet for as long as the server waits would find its connection closed under its next request.
    lasting = {"timeout_graceful_shutdown": 2, "timeout_keep_alive": 600}
    config = uvicorn.Config(app, **{**uvicorn_options(), **lasting})
    server = _Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)  # a reader who stops is felt soon
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        while not server.started:
            if task.done():
                raise RuntimeError("the server did not start") from task.exception()
            await asyncio.sleep(0.005)
        async with contextlib.AsyncExitStack() as stack:
            yield Served(app, url, clock, accounts, stack, server)
    finally:
        server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await task
        listening.close()
