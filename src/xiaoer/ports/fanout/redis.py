"""Fan-out over Redis publish/subscribe: one channel, hints coalesced per shop while the last ones travel."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from xiaoer.ports.fanout.coding import unpack
from xiaoer.ports.fanout.outbox import Outbox, Tasks
from xiaoer.ports.fanout.port import Hint

log = structlog.get_logger()
RETRY_S = 1.0


class RedisFanout:
    """Hints through a Redis server. While it is away the poll of each second carries on alone."""

    def __init__(self, url: str, origin: str, channel: str = "xiaoer") -> None:
        self._redis: Redis = Redis.from_url(url)
        self._origin, self._channel = origin, channel
        self._outbox, self._tasks = Outbox(origin), Tasks()

    async def start(self, on_hint: Hint) -> None:
        """Listen and send from now on."""
        ready = asyncio.Event()
        await self._tasks.start(ready, self._listen(on_hint, ready), self._send())

    def publish(self, shop_id: int, n: int) -> None:
        """Hand a number to the sender."""
        self._outbox.number(shop_id, n)

    def whisper(self, shop_id: int, text: str) -> None:
        """Hand a passing text to the sender; dropped when too many wait."""
        self._outbox.whisper(shop_id, text)

    async def stop(self) -> None:
        """End both tasks and the connection."""
        await self._tasks.stop()
        await self._redis.aclose()

    async def _send(self) -> None:
        while True:
            packed = await self._outbox.take()
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
