"""The simulated shoppers at the desk: they hear the trainee's lines, wait as people do, and write on.

What a chat has come to is in its row, so a restart goes on where it stood; a version keeps two processes from
answering the same line.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass, replace

import msgspec
import structlog
from sqlalchemy.orm import Session

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.grade import Exchange
from xiaoer.core.drills.play import Played, Reply, replay
from xiaoer.core.drills.shapes import Scenario, ShopperState, Step
from xiaoer.core.drills.shopper import respond
from xiaoer.domains.academy import own_scenarios, repository, service
from xiaoer.domains.academy.books import Books
from xiaoer.domains.academy.errors import NoPractice
from xiaoer.domains.academy.models import Practice
from xiaoer.domains.academy.rules import decode_exchanges
from xiaoer.domains.academy.service import Trainee
from xiaoer.domains.academy.wording import ShopperVoice
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.robot.wording.smith import Wordsmith
from xiaoer.kit.codec import from_json
from xiaoer.kit.errors import Unavailable
from xiaoer.kit.events import StoredEvent

log = structlog.get_logger()
LISTENS_S = 2.0
"""Time for the trainee to write a second line before the shopper answers, at pace 1."""
TYPES_S = 0.12
"""Seconds per character, at pace 1."""
REMEMBERS_EVERY_S = 3.0
TIRED_AFTER = 3
"""Times his tolerance that a shopper waits before he writes again."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """An open practice as it was read."""

    practice_id: int
    version: int
    scenario: Scenario
    state: ShopperState
    seed: int
    asked: tuple[str, ...]
    asked_ms: int
    exchanges: tuple[Exchange, ...]
    replies: tuple[tuple[str, int], ...]


class Player:
    """Watches the desk's own events and moves the shoppers of open practices."""

    def __init__(self, desk: Desk, smith: Wordsmith | None = None) -> None:
        self.desk, self.books, self.voice = desk, Books(), ShopperVoice(smith)
        self._open: set[int] = set()
        self._running: set[int] = set()
        self._again: set[int] = set()

    async def start(self) -> None:
        """Read along from now on, and take up what an earlier process left open."""
        self.desk.hub.watchers.append(self._see)
        self.desk.hub.local_watchers.append(self._hear)
        for shop_id, conversation_id in await self.desk.database.read(repository.open_chats):
            self._open.add(conversation_id)
            self.desk.spawn(self._consider(shop_id, conversation_id))
        self.desk.spawn(self._remember())

    async def book(self, shop_id: int) -> Book:
        """The scenarios of a shop."""
        facts = await self.desk.facts.get(shop_id)
        own = await self.desk.database.read(lambda s: own_scenarios.rows(s, shop_id))
        return await self.books.get(shop_id, facts, self.desk.clock(), own)

    async def begin(self, shop_id: int, practice_id: int, who: Trainee, replies: list[Reply] | None = None) -> int:
        """Open a practice at the desk, after replies of an earlier try where there are any."""
        book = await self.book(shop_id)
        held = await self.desk.database.read(lambda s: _held(repository.get(s, shop_id, practice_id)))
        if held is None:
            raise NoPractice()
        scenario, seed = held
        played = await self._worded(
            shop_id, scenario, await asyncio.to_thread(replay, book, scenario, replies or [], seed=seed)
        )
        conversation_id: int = await self.desk.run(
            lambda u: service.begin(u, self.desk.opener, shop_id, practice_id, who, played)
        )
        self._open.add(conversation_id)
        self._tire(shop_id, conversation_id, scenario)
        return conversation_id

    async def send_mystery(self, shop_id: int, sender_id: int, scenario: Scenario, seed: int) -> int:
        """Let a simulated shopper into the live queue, unannounced; returns the conversation."""
        book = await self.book(shop_id)
        played = await self._worded(shop_id, scenario, await asyncio.to_thread(replay, book, scenario, [], seed=seed))
        conversation_id: int = await self.desk.run(
            lambda u: service.send_mystery(u, self.desk.opener, shop_id, sender_id, scenario, played, seed=seed)
        )
        self._open.add(conversation_id)
        self._tire(shop_id, conversation_id, scenario)
        return conversation_id

    async def _worded(self, shop_id: int, scenario: Scenario, played: Played) -> Played:
        """What is said next, in a model's words where there is one."""
        return replace(played, lines=await self.voice.say(self.desk.shops.get(shop_id), scenario, played.lines))

    async def _remember(self) -> None:
        """Drills that other processes have begun and that look like real chats are known from the database alone."""
        while True:
            await asyncio.sleep(REMEMBERS_EVERY_S)
            with contextlib.suppress(Unavailable):
                self._open.update(c for _, c in await self.desk.database.read(repository.open_chats))

    def _see(self, event: StoredEvent) -> None:
        if event.type.startswith("conversation.") and event.data["conversation"].get("practice"):
            self._open.add(event.data["conversation"]["id"])

    def _hear(self, event: StoredEvent) -> None:
        if event.type == "message.created":
            post = event.news.post
            if post.author == "agent" and post.conversation_id in self._open:
                self.desk.spawn(self._consider(event.shop_id, post.conversation_id))
        elif event.type == "conversation.closed" and event.data["conversation"].get("practice"):
            self._open.discard(event.data["conversation"]["id"])
            self.desk.spawn(self._closed(event.shop_id, event.data["conversation"]["id"]))

    async def _closed(self, shop_id: int, conversation_id: int) -> None:
        """The trainee has closed the chat himself: that ends the practice."""
        row = await self.desk.database.read(lambda s: _who(repository.of_conversation(s, shop_id, conversation_id)))
        if row is not None:
            book = await self.book(shop_id)
            await self.desk.run(lambda u: service.give_up(u, book, shop_id, *row))

    async def _consider(self, shop_id: int, conversation_id: int, *, tired: bool = False) -> None:
        """Answer what the trainee has written; lines that come meanwhile are heard next, one run at a time."""
        if conversation_id in self._running:
            self._again.add(conversation_id)
            return
        self._running.add(conversation_id)
        try:
            while True:
                self._again.discard(conversation_id)
                await self._once(shop_id, conversation_id, tired=tired)
                tired = False
                if conversation_id not in self._again:
                    return
        finally:
            self._running.discard(conversation_id)

    async def _once(self, shop_id: int, conversation_id: int, *, tired: bool) -> None:
        pace = self.desk.settings.practice_pace
        if not tired:
            await asyncio.sleep(LISTENS_S * pace)
        standing = await self._standing(shop_id, conversation_id)
        if standing is None:
            return
        if not standing.replies and not tired:
            self._tire(shop_id, conversation_id, standing.scenario)
            return
        book = await self.book(shop_id)
        now_ms = round(self.desk.clock().timestamp() * 1000)
        step, exchange = await asyncio.to_thread(_move, book, standing, now_ms)
        shop = self.desk.shops.get(shop_id)
        step = replace(step, lines=await self.voice.say(shop, standing.scenario, step.lines))
        await asyncio.sleep(min(6.0, TYPES_S * sum(map(len, step.lines))) * pace * random.uniform(0.7, 1.2))  # noqa: S311
        moved = await self.desk.run(
            lambda u: service.go_on(
                u, book, shop_id, standing.practice_id, standing.version, step=step, exchange=exchange
            )
        )
        if moved and not step.state.over:
            self._tire(shop_id, conversation_id, standing.scenario)

    def _tire(self, shop_id: int, conversation_id: int, scenario: Scenario) -> None:
        pace = self.desk.settings.practice_pace
        if pace > 0:
            self.desk.spawn(self._wait(shop_id, conversation_id, TIRED_AFTER * scenario.kind.tolerance_s * pace))

    async def _wait(self, shop_id: int, conversation_id: int, seconds: float) -> None:
        """A shopper who has waited long for nothing writes again."""
        before = await self._standing(shop_id, conversation_id)
        await asyncio.sleep(seconds)
        after = await self._standing(shop_id, conversation_id)
        if before and after and before.version == after.version and not after.replies:
            await self._consider(shop_id, conversation_id, tired=True)

    async def _standing(self, shop_id: int, conversation_id: int) -> _Standing | None:
        def look(session: Session) -> _Standing | None:
            row = repository.of_conversation(session, shop_id, conversation_id)
            if row is None:
                return None
            return _Standing(
                row.id, row.version, from_json(row.scenario, Scenario), from_json(row.chat, ShopperState), row.seed,
                tuple(msgspec.json.decode(row.asked)), row.asked_ms, tuple(decode_exchanges(row.exchanges)),
                tuple(repository.replies_after(session, shop_id, conversation_id, row.asked_seq)),
            )  # fmt: skip

        return await self.desk.database.read(look)


def _move(book: Book, standing: _Standing, now_ms: int) -> tuple[Step, Exchange]:
    first_ms = standing.replies[0][1] if standing.replies else now_ms
    waited_s = max(0.0, (first_ms - standing.asked_ms) / 1000)
    lines = tuple(text for text, _ in standing.replies)
    said = [line for e in standing.exchanges for line in e.asked] + list(standing.asked)
    step = respond(book, standing.scenario, standing.state, lines, waited_s=waited_s, seed=standing.seed, said=said)
    return step, Exchange(standing.state.ask, standing.asked, lines, waited_s)


def _held(row: Practice | None) -> tuple[Scenario, int] | None:
    return None if row is None else (from_json(row.scenario, Scenario), row.seed)


def _who(row: Practice | None) -> tuple[int, int] | None:
    return None if row is None else (row.id, row.staff_id)
