"""Fan-out by PostgreSQL's own LISTEN/NOTIFY: two kept connections (one hears, one speaks), ids and numbers only."""

from __future__ import annotations

import asyncio

import psycopg
import structlog

from xiaoer.ports.fanout.coding import LIMIT, unpack
from xiaoer.ports.fanout.outbox import Outbox, Tasks
from xiaoer.ports.fanout.port import Hint

log = structlog.get_logger()
RETRY_S = 1.0
CHANNEL = "xiaoer"


class PostgresFanout:
    """Hints through the database that both processes share anyway."""

    def __init__(self, conninfo: str, origin: str) -> None:
        self._conninfo, self._origin = conninfo, origin
        self._outbox, self._tasks = Outbox(origin, LIMIT), Tasks()

    async def start(self, on_hint: Hint) -> None:
        """Listen and send from now on."""
        ready = asyncio.Event()
        await self._tasks.start(ready, self._listen(on_hint, ready), self._send())

    def publish(self, shop_id: int, n: int) -> None:
        """Hand a number to the sender."""
        self._outbox.number(shop_id, n)

    def whisper(self, shop_id: int, text: str) -> None:
        """Hand a passing text to the sender; dropped when too long or when too many wait."""
        self._outbox.whisper(shop_id, text)

    async def stop(self) -> None:
        """End both tasks and their connections."""
        await self._tasks.stop()

    async def _send(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True) as speaking:
                    while True:
                        for text in await self._outbox.take():
                            await speaking.execute("SELECT pg_notify(%s, %s)", (CHANNEL, text))
            except psycopg.Error as error:
                log.warning("fanout.postgres_away", error=str(error))
                await asyncio.sleep(RETRY_S)

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
