"""The process of the simulated shoppers."""

from __future__ import annotations

import argparse
import asyncio
import atexit
import contextlib
import json
import os
import random
import secrets
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from xiaoer.app.life.counter import Colleague
from xiaoer.app.life.listening import USUAL, Pace, for_sale, play_scenario
from xiaoer.app.life.scripts import Course, make_course
from xiaoer.app.life.trade import Trade
from xiaoer.core.drills.book import Book
from xiaoer.files.shop_folder import read_shop
from xiaoer.kit.settings import Settings

MAX_CHATS = 200
READY_S = 60


def start_life(settings: Settings, per_minute: int, folders: Path) -> None:
    """Start the process beside the server; it ends with this one. `folders` = where the shops' tables are, by code."""
    base = f"http://{settings.host}:{settings.port}"
    accounts = settings.data_path / "example-accounts.json"
    command = [sys.executable, "-m", "xiaoer.app.life", base, str(per_minute), str(os.getpid()), str(folders)]
    command.append(str(accounts))
    process = subprocess.Popen(command)  # noqa: S603 - our own module on our own interpreter
    atexit.register(process.terminate)


async def live(
    base: str, per_minute: int, parent: int, folders: Path, *, seed: int | None = None, chats: int | None = None,
    pace: Pace = USUAL, accounts: Path | None = None,
) -> int:  # fmt: skip
    """Open chats at random, about `per_minute`, until the parent is gone or `chats` are done; returns their number.

    `accounts` = the example accounts' file: with it the work beside the chats happens too.
    """
    rng = random.Random(seed)  # noqa: S311 - play, not secrets
    async with httpx.AsyncClient(base_url=base, trust_env=False, timeout=20) as http:
        await _ready(http)
        shops = [s["code"] for s in (await http.get("/api/storefront")).json()["shops"]]
        books = {code: book for code in shops if (book := await asyncio.to_thread(_book, folders / code)) is not None}
        running: set[asyncio.Task[None]] = set()
        trades = [asyncio.create_task(one.run(per_minute)) for one in await _trades(http, base, accounts, rng)]
        opened = 0
        while os.getppid() == parent or parent == 0:
            if chats is not None and opened >= chats:
                break
            if len(running) < MAX_CHATS and shops:
                own = random.Random(rng.random())  # noqa: S311
                task = asyncio.create_task(_chat(http, base, rng.choice(shops), own, books, pace))
                running.add(task)
                task.add_done_callback(running.discard)
                opened += 1
            await asyncio.sleep(rng.expovariate(per_minute / 60))
        alone = parent != 0 and os.getppid() != parent  # the demo has ended: nobody listens any more
        for task in (*trades, *running) if alone else trades:
            task.cancel()
        await asyncio.gather(*running, *trades, return_exceptions=True)
        return opened


async def _trades(http: httpx.AsyncClient, base: str, accounts: Path | None, rng: random.Random) -> list[Trade]:
    """The trade of each shop whose owner's account is in the file."""
    if accounts is None or not accounts.is_file():
        return []
    owners = [account for account in json.loads(accounts.read_text("utf-8")) if account["role"] == "owner"]
    found = []
    for owner in owners:
        with contextlib.suppress(httpx.HTTPError, KeyError):
            colleague = await Colleague.come(base, owner)
            found.append(Trade(http, base, colleague, random.Random(rng.random())))  # noqa: S311
    return found


async def _ready(http: httpx.AsyncClient) -> None:
    for _ in range(READY_S * 2):
        with contextlib.suppress(httpx.HTTPError):
            if (await http.get("/health")).status_code == 200:
                return
        await asyncio.sleep(0.5)


def _book(folder: Path) -> Book | None:
    """The scenarios of a shop's tables; None when they are not here."""
    if not folder.is_dir():
        return None
    facts = read_shop(folder).folder.facts
    return Book(facts, datetime.now(ZoneInfo(facts.profile.timezone)))


async def _chat(
    http: httpx.AsyncClient, base: str, shop: str, rng: random.Random, books: Mapping[str, Book], pace: Pace
) -> None:  # fmt: skip
    """One shopper's chat; a server that goes away ends it.

    Most are simulated shoppers of the drills, who hear what is replied; known ones with orders follow short courses.
    """
    with contextlib.suppress(httpx.HTTPError, WebSocketException, OSError, TimeoutError, KeyError):
        wish = await _identity(http, shop, rng)
        session = (await http.post(f"/api/widget/{shop}/session", json=wish)).json()
        products = (await http.get(f"/api/widget/{shop}/products")).json()["products"]
        number = rng.choice(products)["number"]
        full = (await http.get(f"/api/widget/{shop}/products/{number}")).json()
        course = make_course(rng, clothes=bool(full["size_chart"]), known=bool(wish))
        address = base.replace("http", "ws", 1) + f"/ws/widget/{shop}"
        async with connect(address, proxy=None) as socket:
            await socket.send(json.dumps({"type": "auth", "token": session["token"], "rev": 2**52}))
            choice = for_sale(books[shop]) if shop in books and not course.needs_orders else []
            if choice:
                await play_scenario(socket, books[shop], rng.choice(choice), rng, pace)
            else:
                await _talk(socket, course, number, rng)


async def _identity(http: httpx.AsyncClient, shop: str, rng: random.Random) -> dict[str, Any]:
    if rng.random() < 0.5:
        return {}
    people = (await http.get(f"/api/storefront/{shop}")).json()["shoppers"]
    nick = rng.choice(people)["nick"]
    return {"identity": (await http.post(f"/api/storefront/{shop}/login", json={"nick": nick})).json()["identity"]}


async def _talk(socket: ClientConnection, course: Course, product: str, rng: random.Random) -> None:
    reader = asyncio.create_task(_drain(socket))
    try:
        for line in course.lines:
            await socket.send(json.dumps({"type": "typing", "on": True}))
            await asyncio.sleep(min(len(line) * 0.25, 5) + rng.random() * 2)
            body = {"type": "send", "client_id": secrets.token_hex(8), "kind": "text", "body": {"text": line}}
            await socket.send(json.dumps({**body, "product": product}))
            await asyncio.sleep(rng.uniform(4, 14))
        if course.wants_person:
            await socket.send(json.dumps({"type": "human"}))
            await asyncio.sleep(rng.uniform(40, 120))
        if course.stars is not None:
            await socket.send(json.dumps({"type": "rate", "stars": course.stars}))
        await asyncio.sleep(1)
    finally:
        reader.cancel()


async def _drain(socket: ClientConnection) -> None:
    with contextlib.suppress(WebSocketException):
        async for _ in socket:
            pass


def main() -> None:
    """`python -m xiaoer.app.life BASE PER_MINUTE PARENT_PID FOLDERS ACCOUNTS`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("per_minute", type=int)
    parser.add_argument("parent", type=int)
    parser.add_argument("folders", type=Path)
    parser.add_argument("accounts", type=Path)
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(live(given.base, given.per_minute, given.parent, given.folders, accounts=given.accounts))
