"""What waits to be told to other processes: the newest number of each shop, and passing texts."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any

from xiaoer.ports.fanout.coding import pack

MOST_WHISPERS = 1000


class Outbox:
    """Hints coalesced per shop while the last ones travel; `limit` = bytes a passing text may have (0 = any)."""

    def __init__(self, origin: str, limit: int = 0) -> None:
        self._origin, self._limit = origin, limit
        self._numbers: dict[int, int] = {}
        self._whispers: list[tuple[int, str]] = []
        self._wake = asyncio.Event()

    def number(self, shop_id: int, n: int) -> None:
        """A shop's feed has come to `n`."""
        self._numbers[shop_id] = max(n, self._numbers.get(shop_id, 0))
        self._wake.set()

    def whisper(self, shop_id: int, text: str) -> None:
        """A passing text; dropped when it is too long or when too many wait."""
        if len(self._whispers) < MOST_WHISPERS and (not self._limit or len(text.encode()) < self._limit):
            self._whispers.append((shop_id, text))
        self._wake.set()

    async def take(self) -> list[str]:
        """Wait until there is something; all of it, packed."""
        await self._wake.wait()
        self._wake.clear()
        numbers, self._numbers = self._numbers, {}
        whispers, self._whispers = self._whispers, []
        packed = [pack(self._origin, s, n) for s, n in numbers.items()]
        return packed + [pack(self._origin, s, 0, t) for s, t in whispers]


class Tasks:
    """The two tasks of a fan-out: one listens, one sends."""

    def __init__(self) -> None:
        self._running: list[asyncio.Task[None]] = []

    async def start(self, ready: asyncio.Event, *work: Coroutine[Any, Any, None]) -> None:
        """Start them; returns when the listener is `ready`, after two seconds in any case."""
        self._running = [asyncio.create_task(w) for w in work]
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ready.wait(), 2)

    async def stop(self) -> None:
        """End them and what they hold."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
