"""Fills the index of messages behind the journal: reads messages by number and resumes where it stopped.

Numbers can become visible out of order on PostgreSQL (a smaller one commits later), so the mark moves over a gap
only when what stands behind it is older than any transaction lasts; what is read twice is in once. While the journal
is busy the index waits: a search reads what stands behind its mark from the messages themselves.
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.domains.desk import message_index
from xiaoer.domains.desk.forgetting import columns, entry_of
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.models import Message
from xiaoer.kit.writer import Unit

log = structlog.get_logger()
PIECE = 250  # messages a unit of work takes: a few milliseconds, so that the journal never waits long
PAUSE_S = 1.0
BREATH_S = 0.02  # between pieces while much is to be caught up with
SETTLED_MS = 15_000
AT_MOST_S = 30.0  # how long a busy journal can hold a piece up
_next = (
    columns.order_by(Message.id).limit(PIECE).execution_options(across_shops="the index follows all messages by number")
)


_last = select(func.max(Message.id)).execution_options(across_shops="the index follows all messages by number")


def _newest(session: Session) -> int:
    return session.scalar(_last) or 0


class Indexer:
    """Runs beside the desk, in one process at a time."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def start(self) -> None:
        """Make the index where it is missing, then follow."""
        self.desk.spawn(self._run())

    async def _run(self) -> None:
        await self.desk.run(lambda u: message_index.ensure(u.connection))
        while True:
            await self.desk.writer.leisure(AT_MOST_S)
            try:
                read = await self.desk.run(step) if await self._behind() else 0
            except Exception as error:
                log.warning("indexer.failed", error=repr(error))
                read = 0
            await asyncio.sleep(BREATH_S if read >= PIECE else PAUSE_S)

    async def _behind(self) -> bool:
        """Asked on a reader: the writer is not troubled while nothing is said."""
        return await self.desk.database.read(lambda s: _newest(s) > message_index.mark(s.connection()))


def step(unit: Unit) -> int:
    """Read the next messages into the index; returns how many there were."""
    connection = unit.connection
    if not message_index.claim(connection):
        return 0
    mark = message_index.mark(connection)
    rows = connection.execute(_next.where(Message.id > mark)).all()
    message_index.add(connection, [entry_of(r) for r in rows if _counts(r)])
    one_writer = connection.dialect.name == "sqlite"  # numbers appear in their order there
    for row in rows:
        if not one_writer and row.id != mark + 1 and row.at_ms > unit.now_ms - SETTLED_MS:
            break
        mark = row.id
    message_index.move_mark(connection, mark)
    if rows:
        message_index.note_time(connection, rows[-1].id, rows[-1].at_ms)
    return len(rows)


def _counts(row: Any) -> bool:
    return row.author != "system" and not row.recalled
