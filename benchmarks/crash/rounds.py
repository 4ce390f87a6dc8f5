"""The rounds: servers up, load on real sockets, SIGKILL in the middle, the database judged, servers up again."""

from __future__ import annotations

import asyncio
import random
import re
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.crash.clients import Agent, Book, Client, Shopper, Side, end_all, wait_until
from benchmarks.crash.verdict import judge
from xiaoer.app.measuring import frames, talk
from xiaoer.app.measuring.prepare import Scene, prepare
from xiaoer.app.measuring.processes import Child, free_port, start_server
from xiaoer.app.measuring.scratch import scratch_database
from xiaoer.app.measuring.wire import client_frame, connect

GUESTS, AGENTS, WINDOW = 20, 4, 8
ROUND_S = 90.0
LIMITS = {
    "XIAOER_ROBOT": "0", "XIAOER_SHOPPER_PER_MINUTE": "6000000", "XIAOER_SHOPPER_BURST": "100000",
    "XIAOER_AGENT_PER_MINUTE": "6000000", "XIAOER_AGENT_BURST": "100000",
}  # fmt: skip
Say = Callable[[str], None]


class CrashFailure(AssertionError):
    """A promise was broken, or a round could not be played."""


@dataclass(slots=True)
class Result:
    """What a run of rounds showed."""

    engine: str
    servers: int
    rounds: int = 0
    acked: int = 0
    acked_per_round: list[int] = field(default_factory=list)
    in_flight_at_kill: list[int] = field(default_factory=list)
    retried: int = 0
    lost: int = 0
    doubled: int = 0
    gaps: int = 0
    event_gaps: int = 0
    messages: int = 0
    events: int = 0
    durability: list[str] = field(default_factory=list)
    ack_ms_plain: float = 0.0
    ack_ms_with_delayed_commit: float = 0.0
    commit_delay_ms: int = 0
    refused: dict[str, int] = field(default_factory=dict)

    @property
    def rounds_with_messages_in_flight(self) -> int:
        """In how many rounds the kill met unacknowledged messages."""
        return sum(n > 0 for n in self.in_flight_at_kill)

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {**asdict(self), "rounds_with_messages_in_flight": self.rounds_with_messages_in_flight}


async def play(
    folder: Path, *, postgres: str = "", rounds: int, least: int = 1000, seed: int = 1, say: Say = lambda text: None
) -> Result:
    """All rounds on one engine. Raises `CrashFailure` as soon as a promise is broken.

    `postgres` = any database URL of a server: two server processes share a new database, and one of them dies in each
    round; empty = SQLite, and the only server dies. `least` = acknowledged messages per round before the kill.
    """
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="xiaoer-crash-") as temporary:
        place = Path(temporary)
        with scratch_database(postgres, place) as url:
            scene = await asyncio.to_thread(
                lambda: asyncio.run(prepare(url, place, folder, agents=AGENTS, guests=GUESTS))
            )
            result = Result("postgresql" if postgres else "sqlite", 2 if postgres else 1)
            result.ack_ms_plain = await _ack_ms(url, place, scene, 0)
            result.commit_delay_ms = 300
            result.ack_ms_with_delayed_commit = await _ack_ms(url, place, scene, result.commit_delay_ms)
            if not result.ack_ms_plain < result.commit_delay_ms <= result.ack_ms_with_delayed_commit:
                raise CrashFailure(f"a delayed commit must delay the ack: {result}")
            await _Play(url, place, scene, result, dice, say).run(rounds, least)
            return result


class _Play:
    def __init__(self, url: str, place: Path, scene: Scene, result: Result, dice: random.Random, say: Say) -> None:
        self.url, self.place, self.result, self.dice, self.say = url, place, result, dice, say
        self.ports = [free_port() for _ in range(result.servers)]
        self.servers: list[Child | None] = [None] * result.servers
        self.book = Book()
        self.clients = _clients(self.book, self.ports, scene)

    async def run(self, rounds: int, least: int) -> None:
        """The rounds, then everybody comes to an end in peace."""
        tasks: list[asyncio.Task[None]] = []
        try:
            await self._servers_up()
            tasks = [asyncio.create_task(c.live()) for c in self.clients]
            for n in range(rounds):
                await self._round(n, least)
            await self._settle()
        finally:
            await end_all(tasks)
            for server in self.servers:
                if server is not None:
                    await asyncio.to_thread(server.stop)
        self._judge("after the last round")

    async def _servers_up(self) -> None:
        for n, server in enumerate(self.servers):
            if server is None:
                held = await asyncio.to_thread(start_server, self.url, self.place, LIMITS, port=self.ports[n])
                self.servers[n] = held
                mode = await asyncio.to_thread(durability_of, held.port)
                if mode not in self.result.durability:
                    self.result.durability.append(mode)
                if mode not in ("synchronous=2", "synchronous_commit=on"):
                    raise CrashFailure(f"the writing connection commits with {mode}")

    async def _round(self, n: int, least: int) -> None:
        before = len(self.book.acked)
        if not await wait_until(lambda: len(self.book.acked) - before >= least, ROUND_S):
            raise CrashFailure(f"round {n + 1}: only {len(self.book.acked) - before} acknowledged in {ROUND_S:g} s")
        await asyncio.sleep(self.dice.random() * 0.2)
        victim = self.dice.randrange(len(self.servers))
        server = self.servers[victim]
        assert server is not None
        server.process.kill()
        in_flight = sum(c.in_flight(server.port) for c in self.clients)
        await asyncio.to_thread(server.stop)
        self.servers[victim] = None
        if len(self.servers) == 1:
            self._judge(f"round {n + 1}")
        acked = len(self.book.acked) - before
        self.result.rounds += 1
        self.result.acked_per_round.append(acked)
        self.result.in_flight_at_kill.append(in_flight)
        self.say(f"{self.result.engine} round {n + 1}: {acked} acknowledged, {in_flight} in flight at the kill")
        await self._servers_up()
        for client in self.clients:
            client.go_home()

    async def _settle(self) -> None:
        for client in self.clients:
            client.sending = False
        if not await wait_until(lambda: not any(s.pending for c in self.clients for s in c.sides), 60):
            left = sum(len(s.pending) for c in self.clients for s in c.sides)
            raise CrashFailure(f"{left} messages were never acknowledged")
        await asyncio.sleep(2.5)  # the last events reach everybody, at the latest by the poll
        for client in self.clients:
            if isinstance(client, Shopper) and client.missing:
                self.book.trouble.append(f"a shopper missed {client.missing} changes")
        ends = {c.n for c in self.clients if isinstance(c, Agent)}
        if len(ends) != 1:
            self.book.trouble.append(f"agents stand at different events: {ends}")

    def _judge(self, when: str) -> None:
        verdict = judge(self.url, self.book)
        result = self.result
        result.acked, result.retried, result.refused = len(self.book.acked), self.book.retried, self.book.refused
        result.messages, result.events = verdict.messages, verdict.events
        result.lost, result.doubled = verdict.lost, verdict.doubled
        result.gaps, result.event_gaps = verdict.gaps, verdict.event_gaps
        if not verdict.clean:
            raise CrashFailure(f"{result.engine}, {when}: {verdict}")


def _clients(book: Book, ports: list[int], scene: Scene) -> list[Client]:
    clients: list[Client] = []
    shoppers_say, agents_say = talk.lines(talk.SHOPPER, 1), talk.lines(talk.AGENT, 2)
    for n, guest in enumerate(scene.guests):
        side = Side(book, guest.conversation, f"s{n}", shoppers_say, WINDOW)
        clients.append(Shopper(book, ports, n, side, scene.shop, guest.token))
    for n, seat in enumerate(scene.seats):
        sides = []
        for conversation in seat.conversations:
            side = Side(book, conversation, f"a{conversation}", agents_say, WINDOW)
            side.prefix |= {"shop": scene.shop, "conversation": conversation, "warned": True}
            sides.append(side)
        clients.append(Agent(book, ports, n, sides, scene.shop, seat.cookie, seat.csrf))
    return clients


def durability_of(port: int) -> str:
    """What the writer's own connection said about its commits when it was opened (from `/metrics`)."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        found = re.search(r'^xiaoer_writer_durability\{mode="([^"]*)"\} 1', answer.read().decode(), re.MULTILINE)
    return found[1] if found else "unknown"


async def _ack_ms(url: str, place: Path, scene: Scene, delay_ms: int) -> float:
    """Milliseconds from sending one message to its ack, on a server whose commits are delayed."""
    settings = {**LIMITS, "XIAOER_COMMIT_DELAY_MS": str(delay_ms)}
    server = await asyncio.to_thread(start_server, url, place, settings)
    heard: asyncio.Queue[Any] = asyncio.Queue()

    def hear(payload: bytes) -> None:
        for frame in frames.read(payload):
            heard.put_nowait(frame)

    async def until(kind: type) -> None:
        async with asyncio.timeout(20):
            while not isinstance(await heard.get(), kind):
                pass

    try:
        guest = scene.guests[0]
        socket = await connect(server.port, f"/ws/widget/{scene.shop}", on_text=hear, on_end=lambda code: None)
        socket.send(client_frame(msgspec.json.encode({"type": "auth", "token": guest.token, "rev": 0})))
        await until(frames.Hello)
        spent = 0.0
        for n in range(2):  # the first one warms the road
            wish = {"type": "send", "client_id": f"delay{delay_ms}-{n}", "body": {"text": f"延时{delay_ms}第{n}句"}}
            began = time.perf_counter()
            socket.send(client_frame(msgspec.json.encode(wish)))
            await until(frames.Ack)
            spent = (time.perf_counter() - began) * 1000
        socket.end()
        return round(spent, 1)
    finally:
        await asyncio.to_thread(server.stop)
