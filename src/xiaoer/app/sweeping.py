"""Each night: all that a shop says again and again goes through today's rules."""

from __future__ import annotations

import asyncio

import structlog

from xiaoer.api.library import look_through
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.rules import sweeps
from xiaoer.domains.shop.service import ShopInfo

log = structlog.get_logger()
LOOK_S = 600.0
AFTER_START_S = 120.0  # a desk that has just been opened has other things to do
HOUR = 3  # of the shop's own day, when nobody writes


async def sweep_nightly(desk: Desk) -> None:
    """Every ten minutes: shops whose night has come and whose library was not read yet today."""
    await asyncio.sleep(AFTER_START_S)
    while True:
        for shop in desk.shops.all():
            try:
                await sweep(desk, shop)
            except Exception as error:
                log.warning("sweep.failed", shop=shop.code, error=repr(error))
        await asyncio.sleep(LOOK_S)


async def sweep(desk: Desk, shop: ShopInfo) -> bool:
    """Read a shop's library once a day, from three in the morning on; whether it was read now."""
    now = desk.clock().astimezone(shop.zone)
    day = now.date().isoformat()
    held = await desk.database.read(lambda s: sweeps.last(s, shop.id))
    if now.hour < HOUR or (held is not None and held.day >= day):
        return False
    seen = await look_through(desk, shop.id)
    await desk.run(lambda u: sweeps.keep(u, shop.id, day, seen.checked, seen.keys))
    return True
