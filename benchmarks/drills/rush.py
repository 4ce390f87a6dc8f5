"""`python -m benchmarks.drills.rush`: fifty practice chats at once; how long the simulated reply of each is decided.

Every trainee replies as the model would, after one to four seconds; replies are decided in threads, as the desk does.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import time

from benchmarks.drills.__main__ import EXAMPLES, NOW
from xiaoer.core.drills.book import Book
from xiaoer.core.drills.model import model_reply
from xiaoer.core.drills.shapes import Scenario, ShopperState, Step
from xiaoer.core.drills.shopper import open_chat, respond
from xiaoer.files.shop_folder import read_shop

CHATS, MOST_TURNS = 50, 8
Took = tuple[float, float]


async def chat(book: Book, scenario: Scenario, seed: int, took: list[Took]) -> None:
    """One chat to its end; (wall, CPU) milliseconds of each decision join `took`."""
    dice = random.Random(seed)
    step = open_chat(scenario, seed)
    said = list(step.lines)
    for _ in range(MOST_TURNS):
        if step.state.over:
            return
        await asyncio.sleep(dice.uniform(1, 4))
        reply = model_reply(scenario, scenario.asks[step.state.ask])
        started = time.perf_counter()
        step, cpu = await asyncio.to_thread(_decide, book, scenario, step.state, reply, seed, tuple(said))
        took.append((1000 * (time.perf_counter() - started), 1000 * cpu))
        said += step.lines


def _decide(
    book: Book, scenario: Scenario, state: ShopperState, reply: str, seed: int, said: tuple[str, ...]
) -> tuple[Step, float]:  # fmt: skip
    started = time.thread_time()
    step = respond(book, scenario, state, (reply,), waited_s=10.0, seed=seed, said=said)
    return step, time.thread_time() - started


def _shares(values: list[float]) -> dict[str, float]:
    values = sorted(values)
    at = {"median": 0.5, "p95": 0.95, "p99": 0.99}
    return {name: round(values[int(len(values) * share)], 1) for name, share in at.items()} | {
        "longest": round(values[-1], 1)
    }


async def rush() -> dict[str, object]:
    """Fifty at once over both example shops."""
    books = [Book(read_shop(EXAMPLES / code).folder.facts, NOW) for code in ("qinghe_womenswear", "shanyu_foodgift")]
    dice = random.Random(50)
    chosen = [(book, scenario) for book in books for scenario in dice.sample(list(book.scenarios), CHATS // 2)]
    warm: list[Took] = []
    await asyncio.gather(*(chat(book, book.scenarios[0], 1, warm) for book in books))  # dictionaries are loaded once
    took: list[Took] = []
    await asyncio.gather(*(chat(book, scenario, at, took) for at, (book, scenario) in enumerate(chosen)))
    return {
        "chats": CHATS, "decisions": len(took), "load": round(os.getloadavg()[0], 1),
        "wall_ms": _shares([wall for wall, _ in took]), "cpu_ms": _shares([cpu for _, cpu in took]),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(asyncio.run(rush())))
