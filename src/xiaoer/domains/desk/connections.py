"""An open socket as the desk sees it: an outbox that never makes others wait.

Frames gather while the last ones travel and go out together (an array). A reader who lets too many bytes gather is
dropped with 4408 and resumes by number: nothing is lost, since everything is on disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

Send = Callable[[str], Awaitable[None]]
Close = Callable[[int, str], Awaitable[None]]
TOO_SLOW = 4408
_tasks: set[asyncio.Task[None]] = set()


class Connection:
    """The sending half of a socket. All methods are called on the event loop."""

    __slots__ = ("_close", "_frames", "_limit", "_sending", "_size", "_waiting", "closed", "sent")

    def __init__(self, send: Send, close: Close, limit: int) -> None:
        self._waiting = send
        self._close = close
        self._limit = limit
        self._frames: list[str] = []
        self._size = 0
        self._sending = False
        self.closed = False
        self.sent = 0

    def push(self, frame: str) -> None:
        """Send a frame soon; returns at once."""
        if self.closed:
            return
        self._frames.append(frame)
        self._size += len(frame)
        if self._size > self._limit:
            self.end(TOO_SLOW, "reader too slow")
        elif not self._sending:
            self._sending = True
            _keep(asyncio.get_running_loop().create_task(self._flush()))

    def end(self, code: int, reason: str) -> None:
        """Close the socket soon; what gathered is dropped."""
        if not self.closed:
            self.closed = True
            self._frames.clear()
            _keep(asyncio.get_running_loop().create_task(self._shut(code, reason)))

    async def _flush(self) -> None:
        try:
            while self._frames and not self.closed:
                frames, self._frames, self._size = self._frames, [], 0
                text = frames[0] if len(frames) == 1 else f"[{','.join(frames)}]"
                self.sent += len(frames)
                await self._waiting(text)
        except Exception:  # the peer is gone; its reader notices and cleans up
            self.closed = True
        finally:
            self._sending = False

    async def _shut(self, code: int, reason: str) -> None:
        try:
            await asyncio.wait_for(self._close(code, reason), 5)
        except Exception:  # already gone
            return


def _keep(task: asyncio.Task[None]) -> None:
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
