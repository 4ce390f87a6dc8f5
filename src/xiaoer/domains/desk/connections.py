"""An open socket as the desk sees it: an outbox that never makes others wait.

Frames gather during a turn of the event loop, and while the last ones travel, and go out together (an array). A
reader who lets too many bytes gather while the last ones travel is dropped with 4408 and resumes by number: nothing
is lost, since everything is on disk. What one turn brings (a long past) goes out whole.
"""

from __future__ import annotations

import asyncio
import types
from collections.abc import Awaitable, Callable, Coroutine, Generator, Sequence
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

Send = Callable[[str], Awaitable[None]]
Close = Callable[[int, str], Awaitable[None]]
TOO_SLOW = 4408
PACK = 200_000  # characters, at most 600 kB
_tasks: set[asyncio.Task[None]] = set()
_due: WeakKeyDictionary[asyncio.AbstractEventLoop, list[Connection]] = WeakKeyDictionary()


class Packed(str):
    """Frames as one text that is encoded once, however many sockets it goes to."""

    __slots__ = ("_bytes",)
    _bytes: bytes | None

    def __new__(cls, frames: Sequence[str]) -> Packed:
        """One frame goes as it is, several as an array."""
        packed = super().__new__(cls, frames[0] if len(frames) == 1 else f"[{','.join(frames)}]")
        packed._bytes = None
        return packed

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        """UTF-8, remembered."""
        if encoding != "utf-8":
            return super().encode(encoding, errors)
        if self._bytes is None:
            self._bytes = super().encode()
        return self._bytes


class Connection:
    """The sending half of a socket. All methods are called on the event loop."""

    __slots__ = ("_close", "_due", "_frames", "_limit", "_size", "_travelling", "_waiting", "closed")

    def __init__(self, send: Send, close: Close, limit: int) -> None:
        self._waiting = send
        self._close = close
        self._limit = limit
        self._frames: list[str] = []
        self._size = 0
        self._due = self._travelling = False
        self.closed = False

    def push(self, frame: str) -> None:
        """Send a frame (or `Packed` ones) soon; returns at once."""
        if self.closed:
            return
        self._frames.append(frame)
        if self._travelling:
            self._size += len(frame)
            if self._size > self._limit:
                self.end(TOO_SLOW, "reader too slow")
        elif not self._due:
            self._due = True
            _flush_soon(self)

    def end(self, code: int, reason: str) -> None:
        """Close the socket soon; what gathered is dropped."""
        if not self.closed:
            self.closed = True
            self._frames.clear()
            _keep(asyncio.get_running_loop().create_task(self._shut(code, reason)))

    async def flush(self) -> None:
        """Send what has gathered, until nothing has."""
        self._due, self._travelling = False, True
        try:
            while self._frames and not self.closed:
                frames, self._frames, self._size = self._frames, [], 0
                for text in _packs(frames):
                    await self._waiting(text)
        except Exception:  # the peer is gone; its reader notices and cleans up
            self.closed = True
        finally:
            self._travelling, self._size = False, 0

    async def _shut(self, code: int, reason: str) -> None:
        try:
            await asyncio.wait_for(self._close(code, reason), 5)
        except Exception:  # already gone
            return


def pack(frames: Sequence[str]) -> list[Packed]:
    """Frames as few texts, none much longer than `PACK` (clients refuse messages over their limit, often 1 MiB)."""
    packs: list[Packed] = []
    first = size = 0
    for n, frame in enumerate(frames):
        size += len(frame)
        if size > PACK and n > first:
            packs.append(Packed(frames[first:n]))
            first, size = n, len(frame)
    if first < len(frames):
        packs.append(Packed(frames[first:]))
    return packs


def _packs(frames: list[str]) -> list[Packed]:
    """Texts to send: what is packed already stays, neighbours of the rest go together."""
    packs: list[Packed] = []
    loose: list[str] = []
    for frame in frames:
        if isinstance(frame, Packed):
            packs += pack(loose)
            packs.append(frame)
            loose = []
        else:
            loose.append(frame)
    return packs + pack(loose)


def _flush_soon(connection: Connection) -> None:
    loop = asyncio.get_running_loop()
    due = _due.get(loop)
    if due is None:
        due = _due[loop] = []
    if not due:
        loop.call_soon(_flush_due, due)
    due.append(connection)


def _flush_due(due: list[Connection]) -> None:
    connections = due.copy()
    due.clear()
    for connection in connections:
        _start(connection.flush())


def _start(work: Coroutine[Any, Any, None]) -> None:
    """Run as far as it goes at once; only what must wait for a slow reader becomes a task."""
    try:
        waits_for = work.send(None)
    except StopIteration:
        return
    _keep(asyncio.get_running_loop().create_task(_go_on(work, waits_for)))


@types.coroutine
def _go_on(work: Coroutine[Any, Any, None], waits_for: Any) -> Generator[Any, Any, None]:
    while True:
        try:
            result = yield waits_for
        except BaseException as error:
            step = partial(work.throw, error)
        else:
            step = partial(work.send, result)
        try:
            waits_for = step()
        except StopIteration:
            return


def _keep(task: asyncio.Task[None]) -> None:
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
