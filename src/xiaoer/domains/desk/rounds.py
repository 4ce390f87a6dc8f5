"""Going round the shops: what one shop's look throws is logged, and the others are still looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from xiaoer.domains.desk.live import Desk
from xiaoer.domains.shop.service import ShopInfo

log = structlog.get_logger()
Look = Callable[[ShopInfo], Awaitable[Any]]


async def go_round(desk: Desk, name: str, look: Look) -> None:
    """Look at every shop once; failures are told as `<name>.failed`."""
    for shop in desk.shops.all():
        try:
            await look(shop)
        except Exception as error:
            log.warning(f"{name}.failed", shop=shop.code, error=repr(error))


async def rounds(desk: Desk, name: str, look: Look, *, every_s: float, first_s: float = 0.0) -> None:
    """Go round for ever, `every_s` between two rounds and `first_s` before the first."""
    await asyncio.sleep(first_s)
    while True:
        await go_round(desk, name, look)
        await asyncio.sleep(every_s)
