"""The answering worker: a process of its own, so that sockets and journal never wait for an answer.

Facts travel to it once per shop and catalogue version; after that only the conversation does.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from xiaoer.core.answering.shapes import Draft, Memory
from xiaoer.core.answering.wordings import voiced
from xiaoer.core.facts import Order, ShopFacts
from xiaoer.core.reading.shapes import Reading
from xiaoer.core.transcript import Transcript
from xiaoer.kit.codec import from_json, to_json

if TYPE_CHECKING:
    from xiaoer.core.answering.engine import Engine

log = structlog.get_logger()
KEPT = 20
_engines: dict[int, tuple[str, Engine]] = {}
T = TypeVar("T")
Job = Callable[..., T | None]


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer, opened: what was read in the last line, and the draft."""

    reading: Reading
    draft: Draft
    read_ms: float
    answer_ms: float


class FactsMissing(Exception):
    """The worker does not hold this version yet."""


def _warm() -> None:
    """Load the engine's modules before the first shopper waits for them."""
    import_module("xiaoer.core.answering.engine")


def _engine(shop_id: int, version: str, facts: str | None) -> Engine | None:
    """The engine of this version, as the worker holds it. None = the facts of this version are wanted."""
    from xiaoer.core.answering.engine import Engine

    held = _engines.get(shop_id)
    if held is None or held[0] != version:
        if facts is None:
            return None
        if len(_engines) >= KEPT:
            _engines.pop(next(iter(_engines)))
        held = _engines[shop_id] = (version, Engine(from_json(facts, ShopFacts)))
    return held[1]


def _answer(
    shop_id: int, version: str, facts: str | None, transcript: Transcript, orders: Sequence[Order], now: datetime,
    memory: Memory, acting: bool = False,
) -> Draft | None:  # fmt: skip
    """Runs in the worker. `acting` = actions may be proposed in this chat."""
    engine = _engine(shop_id, version, facts)
    if engine is None:
        return None
    engine.actions = acting
    return engine.answer(transcript, orders=orders, now=now, memory=memory)


def _trace(
    shop_id: int, version: str, facts: str | None, transcript: Transcript, orders: Sequence[Order], now: datetime,
    memory: Memory,
) -> Trace | None:  # fmt: skip
    """Runs in the worker: an answer with what was read and how long both took."""
    engine = _engine(shop_id, version, facts)
    if engine is None:
        return None
    last = transcript.last_of("shopper")
    started = time.perf_counter()
    reading = engine.reader.read(last.text if last else "", product=transcript.product, now=engine.shop.local(now))
    read_at = time.perf_counter()
    engine.actions = False
    draft = engine.answer(transcript, orders=orders, now=now, memory=memory)
    return Trace(reading, draft, (read_at - started) * 1000, (time.perf_counter() - read_at) * 1000)


class AnswerWorker:
    """A bounded door to the worker process. `answer` raises `TimeoutError` or `Busy`."""

    def __init__(self, *, queue: int, timeout_s: float) -> None:
        self._queue, self._timeout_s = queue, timeout_s
        self._waiting = 0
        self._pool: ProcessPoolExecutor | None = None
        self.voice: Callable[[int], Mapping[str, Sequence[str]]] = lambda shop_id: {}  # a shop's wordings of settings

    def start(self) -> None:
        """Start the process; it loads its words while the server opens its doors."""
        self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        self._pool.submit(_warm)

    def stop(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    async def answer(
        self, shop_id: int, facts: ShopFacts, transcript: Transcript, orders: Sequence[Order], now: datetime,
        memory: Memory, acting: bool = False,
    ) -> Draft:  # fmt: skip
        """Let the engine answer the last shopper line; `acting` = it may propose actions on his orders."""
        return await self._do(_answer, shop_id, facts, transcript, orders, now, memory, acting)

    async def trace(
        self, shop_id: int, facts: ShopFacts, transcript: Transcript, orders: Sequence[Order], now: datetime,
        memory: Memory,
    ) -> Trace:  # fmt: skip
        """The same, with what was read: for whoever asks why."""
        return await self._do(_trace, shop_id, facts, transcript, orders, now, memory)

    async def _do(self, job: Job[T], shop_id: int, facts: ShopFacts, *about: Any) -> T:
        if self._waiting >= self._queue:
            raise Busy()
        self._waiting += 1
        try:
            facts = voiced(facts, self.voice(shop_id))
            made = await self._ask(job, shop_id, facts.version, None, *about)
            if made is None:
                packed = await asyncio.to_thread(to_json, facts)
                made = await self._ask(job, shop_id, facts.version, packed, *about)
            if made is None:
                raise FactsMissing(facts.version)
            return made
        finally:
            self._waiting -= 1

    async def _ask(self, job: Job[T], shop_id: int, version: str, packed: str | None, *about: Any) -> T | None:
        if self._pool is None:
            self.start()
        assert self._pool is not None
        try:
            future = self._pool.submit(job, shop_id, version, packed, *about)
            return await asyncio.wait_for(asyncio.wrap_future(future), self._timeout_s + (20 if packed else 0))
        except BrokenProcessPool:
            log.error("robot.worker_died")
            self._pool.shutdown(wait=False)
            self.start()
            raise Busy() from None


class Busy(Exception):
    """Too many chats wait for the engine: this one goes to people."""
