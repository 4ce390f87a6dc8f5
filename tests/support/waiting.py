"""Waiting for something that another task brings about."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE_S = 30.0


async def eventually(look: Callable[[], T | Awaitable[T]], what: str = "", within_s: float = PATIENCE_S) -> T:
    """Look again until what is seen is true; fails after a while with what was awaited."""
    until = time.monotonic() + within_s
    while True:
        seen = look()
        found: T = await seen if inspect.isawaitable(seen) else seen  # type: ignore[assignment]
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"waited {within_s:g} s in vain{' for ' + what if what else ''}; last seen: {found!r}")
        await asyncio.sleep(0.01)
