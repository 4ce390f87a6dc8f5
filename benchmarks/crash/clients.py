"""Shoppers and agents who lose their server, come back, resume by number and send again what was not acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from xiaoer.app.measuring import frames
from xiaoer.app.measuring.wire import ClientSocket, client_frame, connect

RETRY_S = (0.05, 0.1, 0.2, 0.4)


@dataclass(slots=True)
class Book:
    """What all clients together have been told. `trouble` = what must never happen, in words."""

    acked: dict[str, tuple[int, int]] = field(default_factory=dict)  # "conversation:client id" → (conversation, seq)
    texts: dict[str, str] = field(default_factory=dict)  # the same key → the text
    trouble: list[str] = field(default_factory=list)
    retried: int = 0
    refused: dict[str, int] = field(default_factory=dict)

    def ack(self, key: str, conversation: int, seq: int) -> None:
        """Keep an acknowledgement; a second one must say the same."""
        before = self.acked.setdefault(key, (conversation, seq))
        if before != (conversation, seq):
            self.trouble.append(f"{key} was acknowledged as {before} and as {(conversation, seq)}")


class Side:
    """One side of one conversation: at most `window` messages on their way, each with an id that it keeps."""

    def __init__(self, book: Book, conversation: int, name: str, texts: Iterator[str], window: int) -> None:
        self.book, self.conversation, self.name, self._texts, self.window = book, conversation, name, texts, window
        self.pending: dict[str, bytes] = {}
        self._count = itertools.count(1)
        self.prefix: dict[str, Any] = {"type": "send", "kind": "text"}

    def fill(self, send: Callable[[bytes], None]) -> None:
        """Send until the window is full."""
        while len(self.pending) < self.window:
            client_id, text = f"{self.name}-{next(self._count)}", next(self._texts)
            frame = client_frame(msgspec.json.encode({**self.prefix, "client_id": client_id, "body": {"text": text}}))
            self.pending[client_id] = frame
            self.book.texts[f"{self.conversation}:{client_id}"] = text
            send(frame)

    def again(self, send: Callable[[bytes], None]) -> None:
        """After a reconnect: everything that has no answer, with its old id."""
        self.book.retried += len(self.pending)
        for frame in self.pending.values():
            send(frame)

    def answered(self, client_id: str, seq: int | None) -> bool:
        """An ack (or a refusal, `seq` None); False when it is not ours."""
        if self.pending.pop(client_id, None) is None:
            return False
        if seq is not None:
            self.book.ack(f"{self.conversation}:{client_id}", self.conversation, seq)
        return True


class Client:
    """What shopper and agent share: a socket that is always opened again, at the next server that answers."""

    def __init__(self, book: Book, ports: list[int], first: int, sides: list[Side]) -> None:
        self.book, self.ports, self.sides = book, ports, sides
        self.sending = True
        self._at = self._home = first
        self._socket: ClientSocket | None = None
        self._lost = asyncio.Event()
        self._ready = asyncio.Event()

    def in_flight(self, port: int) -> int:
        """Sent on an open socket to the server on `port`, and not acknowledged."""
        here = self._ready.is_set() and self.ports[self._at % len(self.ports)] == port
        return sum(len(s.pending) for s in self.sides) if here else 0

    def go_home(self) -> None:
        """The own server is back: leave the other one in the middle of everything."""
        if (self._at - self._home) % len(self.ports) and self._socket is not None:
            self._at = self._home
            self._socket.end()

    async def live(self) -> None:
        """Stay connected until cancelled."""
        tries = 0
        try:
            while True:
                self._lost.clear()
                self._ready.clear()
                try:
                    await self._enter()
                    tries = 0
                    await self._lost.wait()
                except (OSError, TimeoutError):
                    await asyncio.sleep(RETRY_S[min(tries, len(RETRY_S) - 1)])
                    tries += 1
                    self._at += 1
        finally:
            if self._socket is not None:
                self._socket.end()

    async def _enter(self) -> None:
        port = self.ports[self._at % len(self.ports)]
        path, headers, auth = self.door()
        self._socket = await connect(port, path, on_text=self._hear, on_end=self._end, headers=headers, timeout_s=5)
        self._send(client_frame(msgspec.json.encode(auth)))
        async with asyncio.timeout(10):
            await self._ready.wait()
        for side in self.sides:
            side.again(self._send)
            if self.sending:
                side.fill(self._send)

    def _send(self, frame: bytes) -> None:
        if self._socket is not None:
            self._socket.send(frame)

    def _end(self, code: int | None) -> None:
        self._ready.clear()
        self._lost.set()

    def _hear(self, payload: bytes) -> None:
        for frame in frames.read(payload):
            match frame:
                case frames.Hello():
                    self._ready.set()
                case frames.Ack():
                    self._answered(frame.client_id, frame)
                case frames.Refused():
                    self.book.refused[frame.code] = self.book.refused.get(frame.code, 0) + 1
                    if frame.code != "unavailable" and frame.client_id:
                        self._answered(frame.client_id, None)
                case _:
                    self.take(frame)

    def _answered(self, client_id: str, ack: frames.Ack | None) -> None:
        for side in self.sides:
            if side.answered(client_id, ack.seq if ack else None):
                if ack is not None:
                    self.confirmed(ack)
                if self.sending and self._ready.is_set():
                    side.fill(self._send)
                return

    def door(self) -> tuple[str, dict[str, str], dict[str, Any]]:
        """(path, headers, auth frame) to enter by."""
        raise NotImplementedError

    def take(self, frame: Any) -> None:
        """Something else arrived."""
        raise NotImplementedError

    def confirmed(self, ack: frames.Ack) -> None:
        """One of our lines is on disk."""


class Shopper(Client):
    """A widget: resumes after the highest change it has seen; at the end it must have seen every one."""

    def __init__(self, book: Book, ports: list[int], first: int, side: Side, shop: str, token: str) -> None:
        super().__init__(book, ports, first, [side])
        self._shop, self._token = shop, token
        self.revs: set[int] = set()
        self._rev = 0

    def door(self) -> tuple[str, dict[str, str], dict[str, Any]]:
        """Its token, and where it goes on."""
        return f"/ws/widget/{self._shop}", {}, {"type": "auth", "token": self._token, "rev": self._rev}

    def take(self, frame: Any) -> None:
        """Messages and recalls: by `rev`."""
        if isinstance(frame, frames.Message):
            self._see(frame.message.rev)

    def confirmed(self, ack: frames.Ack) -> None:
        """An own text may come as its ack alone."""
        self._see(ack.rev)

    def _see(self, rev: int) -> None:
        self.revs.add(rev)
        while self._rev + 1 in self.revs:
            self._rev += 1

    @property
    def missing(self) -> int:
        """Changes up to the last seen one that never came."""
        return max(self.revs, default=0) - len(self.revs)


class Agent(Client):
    """A workbench: resumes its feed after the last event; an event out of order or left out is trouble."""

    def __init__(
        self, book: Book, ports: list[int], first: int, sides: list[Side], shop: str, cookie: str, csrf: str
    ) -> None:
        super().__init__(book, ports, first, sides)
        self._shop, self._cookie, self._csrf = shop, cookie, csrf
        self.n: int | None = None

    def door(self) -> tuple[str, dict[str, str], dict[str, Any]]:
        """Its session, and where the feed goes on."""
        feeds = {} if self.n is None else {self._shop: self.n}
        return "/ws/desk", {"Cookie": f"xiaoer_session={self._cookie}"}, {
            "type": "auth", "csrf": self._csrf, "feeds": feeds,
        }  # fmt: skip

    def take(self, frame: Any) -> None:
        """Events, strictly one after the other."""
        if isinstance(frame, frames.Reset):
            self.book.trouble.append(f"an agent at event {self.n} was told to start anew")
        if not isinstance(frame, frames.Event):
            return
        n = frame.event.n
        if self.n is not None and n != self.n + 1:
            self.book.trouble.append(f"an agent saw event {n} after {self.n}")
        self.n = n


async def wait_until(true: Callable[[], bool], timeout_s: float) -> bool:
    """Wait for something; False when it did not come in time."""
    ends = time.monotonic() + timeout_s
    while not true():
        if time.monotonic() > ends:
            return False
        await asyncio.sleep(0.005)
    return True


async def end_all(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel and wait; an error of a client is an error of the run."""
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await task
