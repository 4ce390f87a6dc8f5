"""Fan-out over Redis publish/subscribe: one channel, hints coalesced per shop while the last ones travel."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from xiaoer.ports.fanout.coding import pack, unpack
from xiaoer.ports.fanout.port import Hint

log = structlog.get_logger()
RETRY_S = 1.0


class RedisFanout:
    """Hints through a Redis server. While it is away the poll of each second carries on alone."""

    def __init__(self, url: str, origin: str, channel: str = "xiaoer") -> None:
        self._redis: Redis = Redis.from_url(url)
        self._origin, self._channel = origin, channel
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
        """Hand a passing text to the sender; dropped when too many wait."""
        if len(self._whispers) < 1000:
            self._whispers.append((shop_id, text))
        self._wake.set()

    async def stop(self) -> None:
        """End both tasks and the connection."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._redis.aclose()

    async def _send(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            numbers, self._numbers = self._numbers, {}
            whispers, self._whispers = self._whispers, []
            packed = [pack(self._origin, s, n) for s, n in numbers.items()]
            packed += [pack(self._origin, s, 0, t) for s, t in whispers]
            try:
                for text in packed:
                    await self._redis.publish(self._channel, text)
            except RedisError as error:
                log.warning("fanout.redis_away", error=str(error))
                await asyncio.sleep(RETRY_S)

    async def _listen(self, on_hint: Hint, ready: asyncio.Event) -> None:
        while True:
            try:
                async with self._redis.pubsub() as pubsub:
                    await pubsub.subscribe(self._channel)
                    async for message in pubsub.listen():
                        if message["type"] == "subscribe":
                            ready.set()
                        else:
                            self._hand_on(message, on_hint)
            except RedisError as error:
                log.warning("fanout.redis_away", error=str(error))
                await asyncio.sleep(RETRY_S)

    def _hand_on(self, message: dict[str, Any], on_hint: Hint) -> None:
        hint = unpack(message["data"].decode(errors="replace"))
        if hint is not None and hint[0] != self._origin:
            on_hint(*hint[1:])
