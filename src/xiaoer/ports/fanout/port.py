"""The protocol of fan-out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Hint = Callable[[int, int, str], None]
"""Called on the event loop with (shop id, newest event number, passing text)."""


class Fanout(Protocol):
    """Carries hints between processes.

    `publish(shop, n)` says that events up to `n` are committed; `whisper(shop, text)` carries something that is not
    kept (typing, looking) to whoever listens now. Neither may block or raise into the caller.
    """

    async def start(self, on_hint: Hint) -> None: ...

    def publish(self, shop_id: int, n: int) -> None: ...

    def whisper(self, shop_id: int, text: str) -> None: ...

    async def stop(self) -> None: ...
