"""A server in a thread with a loop of its own: for clients that block."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.serving import Served, serve
from xiaoer.kit.settings import Settings

T = TypeVar("T")


class Threaded:
    """A server elsewhere, and a way to run something beside it."""

    def __init__(self, served: Served, loop: asyncio.AbstractEventLoop) -> None:
        self.served, self._loop = served, loop

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run in the server's loop; returns the result."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)


@contextmanager
def serve_in_thread(copy: Copy, **settings: Any) -> Iterator[Threaded]:
    """Run a server beside the test."""
    wanted: dict[str, Any] = {"robot": False, "storefront": True, "log_level": "error", **settings}
    whole = Settings(database_url=copy.url, data_dir=str(copy.data_dir), **wanted)
    ready = threading.Event()
    ended = asyncio.Event()
    held: list[Threaded] = []

    async def main() -> None:
        async with serve(whole, HandClock(), copy.accounts) as served:
            held.append(Threaded(served, asyncio.get_running_loop()))
            ready.set()
            await ended.wait()

    thread = threading.Thread(target=lambda: asyncio.run(main()), name="server", daemon=True)
    thread.start()
    assert ready.wait(60), "the server did not start"
    try:
        yield held[0]
    finally:
        held[0]._loop.call_soon_threadsafe(ended.set)
        thread.join(30)
