"""The clock over all tasks: every few seconds it acts on what is due."""

from __future__ import annotations

import asyncio

import structlog

from xiaoer.domains.desk.live import Desk
from xiaoer.domains.work import service
from xiaoer.kit.errors import ServiceError

log = structlog.get_logger()
EVERY_S = 3.0
PIECE = 200


async def run(desk: Desk) -> None:
    """Sweep for ever; a sweep that fails is tried again at the next turn."""
    while True:
        try:
            while await desk.run(lambda u: service.sweep(u, PIECE)) == PIECE:
                await asyncio.sleep(0)
        except ServiceError as error:
            log.warning("work.sweep_failed", error=error.detail)
        await asyncio.sleep(EVERY_S)
