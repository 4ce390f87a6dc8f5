"""Fan-out for a single process: there is nobody else to tell."""

from __future__ import annotations

from xiaoer.ports.fanout.port import Hint


class ProcessFanout:
    """Does nothing, correctly."""

    async def start(self, on_hint: Hint) -> None:
        """Nobody will call."""

    def publish(self, shop_id: int, n: int) -> None:
        """Nobody to tell."""

    def whisper(self, shop_id: int, text: str) -> None:
        """Nobody to tell."""

    async def stop(self) -> None:
        """Nothing to end."""
