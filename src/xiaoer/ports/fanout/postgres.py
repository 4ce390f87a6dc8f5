"""Fan-out by PostgreSQL's own LISTEN/NOTIFY: two kept connections (one hears, one speaks), ids and numbers only."""

from __future__ import annotations

import asyncio
import contextlib

import psycopg
import structlog

from xiaoer.ports.fanout.coding import LIMIT, pack, unpack
from xiaoer.ports.fanout.port import Hint

log = structlog.get_logger()
RETRY_S = 1.0
CHANNEL = "xiaoer"


class PostgresFanout:
    """Hints through the database that both processes share anyway."""

    def __init__(self, conninfo: str, origin: str) -> None:
        self._conninfo, self._origin = conninfo, origin
        self._numbers: dict[int, int] = {}
        self._whispers: list[tuple[int, str]] = []
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, on_hint: Hint) -> None:
        """Listen and send from now on."""
        ready = asyncio.Event()
        self._tasks = [
            asyncio.create_task(self._listen(on_hint, ready)),
            asyncio.create_task(self._send()),
        ]
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ready.wait(), 2)

    def publish(self, shop_id: int, n: int) -> None:
        """Hand a number to the sender."""
        self._numbers[shop_id] = max(n, self._numbers.get(shop_id, 0))
        self._wake.set()

    def whisper(self, shop_id: int, text: str) -> None:
        """Hand a passing text to the sender; dropped when too long or when too many wait."""
        if len(self._whispers) < 1000 and len(text.encode()) < LIMIT:
            self._whispers.append((shop_id, text))
        self._wake.set()

    async def stop(self) -> None:
        """End both tasks and their connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _send(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True) as speaking:
                    while True:
                        await self._wake.wait()
                        self._wake.clear()
                        for text in self._drain():
                            await speaking.execute("SELECT pg_notify(%s, %s)", (CHANNEL, text))
            except psycopg.Error as error:
                log.warning("fanout.postgres_away", error=str(error))
                await asyncio.sleep(RETRY_S)

    def _drain(self) -> list[str]:
        numbers, self._numbers = self._numbers, {}
        whispers, self._whispers = self._whispers, []
        packed = [pack(self._origin, s, n) for s, n in numbers.items()]
        return packed + [pack(self._origin, s, 0, t) for s, t in whispers]

    async def _listen(self, on_hint: Hint, ready: asyncio.Event) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True) as hearing:
                    await hearing.execute(f"LISTEN {CHANNEL}")
                    ready.set()
                    async for notice in hearing.notifies():
                        hint = unpack(notice.payload)
                        if hint is not None and hint[0] != self._origin:
                            on_hint(*hint[1:])
            except psycopg.Error as error:
                log.warning("fanout.postgres_away", error=str(error))
                await asyncio.sleep(RETRY_S)
