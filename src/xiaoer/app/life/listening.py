"""A simulated shopper of `core.drills` on a widget's socket: says his lines, hears the replies, goes on or leaves."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import secrets
import time
from dataclasses import dataclass
from typing import Any

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import WebSocketException

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.shapes import Scenario, Step
from xiaoer.core.drills.shopper import open_chat, respond, won

FIRST_REPLY_S = 90.0
"""How long a shopper waits for a reply before he writes again."""
MORE_S = 2.5
"""How long he waits for a second line."""
_HEARD = frozenset({"agent", "robot"})


@dataclass(frozen=True, slots=True)
class Pace:
    """How slowly shoppers type and wait: 1 = as people do; tests go faster."""

    factor: float = 1.0

    async def typing(self, text: str, rng: random.Random) -> None:
        """Time to type a line."""
        await asyncio.sleep((min(len(text) * 0.25, 5) + rng.random() * 2) * self.factor)


USUAL = Pace()


def for_sale(book: Book) -> list[Scenario]:
    """Scenarios that need no order of the shopper's own: those that anybody may play."""
    return [s for s in book.scenarios if s.order is None]


async def play_scenario(
    socket: ClientConnection, book: Book, scenario: Scenario, rng: random.Random, pace: Pace
) -> Step:  # fmt: skip
    """Play a scenario to its end, and rate it; returns where the shopper stands at the end."""
    heard: asyncio.Queue[str] = asyncio.Queue()
    reader = asyncio.create_task(_listen(socket, heard))
    seed = rng.randrange(2**31)
    try:
        step = open_chat(scenario, seed)
        said = list(step.lines)
        await _say(socket, step.lines, scenario, rng, pace)
        while not step.state.over:
            asked = time.monotonic()
            replies = await _replies(heard, pace)
            waited_s = (time.monotonic() - asked) / max(pace.factor, 0.01)
            step = await asyncio.to_thread(
                respond, book, scenario, step.state, replies, waited_s=waited_s, seed=seed, said=tuple(said)
            )
            said += step.lines
            await _say(socket, step.lines, scenario, rng, pace)
        if rng.random() < 0.5:
            stars = 5 if won(scenario, step.state) else max(1, round(step.state.mood / 25))
            await socket.send(json.dumps({"type": "rate", "stars": min(stars, 5)}))
        return step
    finally:
        reader.cancel()
        await asyncio.gather(reader, return_exceptions=True)


async def _say(
    socket: ClientConnection, lines: tuple[str, ...], scenario: Scenario, rng: random.Random, pace: Pace
) -> None:  # fmt: skip
    for line in lines:
        await socket.send(json.dumps({"type": "typing", "on": True}))
        await pace.typing(line, rng)
        wish = {"type": "send", "client_id": secrets.token_hex(8), "kind": "text", "body": {"text": line}}
        await socket.send(json.dumps({**wish, "product": scenario.product}))


async def _replies(heard: asyncio.Queue[str], pace: Pace) -> list[str]:
    """What is replied next, with what follows at once; empty when nobody replies."""
    try:
        found = [await asyncio.wait_for(heard.get(), FIRST_REPLY_S * pace.factor)]
    except TimeoutError:
        return []
    with contextlib.suppress(TimeoutError):
        while True:
            found.append(await asyncio.wait_for(heard.get(), MORE_S * pace.factor))
    return found


async def _listen(socket: ClientConnection, heard: asyncio.Queue[str]) -> None:
    with contextlib.suppress(WebSocketException):
        async for text in socket:
            whole: Any = json.loads(text)
            for frame in whole if isinstance(whole, list) else [whole]:
                message = frame.get("message") if frame.get("type") == "message" else None
                if message and message["author"] in _HEARD and message["body"].get("text"):
                    heard.put_nowait(message["body"]["text"])
