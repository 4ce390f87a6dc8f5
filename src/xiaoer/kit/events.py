"""The event log: what happened in a shop, numbered 1, 2, 3 … without a gap in the order of commits.

Numbers are taken from the shop's counter last in the transaction that writes them (two processes on one
PostgreSQL can therefore never show a larger number before a smaller one), and nothing slow comes after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Text, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from xiaoer.kit.bulk import insert_into
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.models import Base, BigId

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


class ShopCounter(Base):
    """The last event number of a shop."""

    __tablename__ = "shop_counter"
    shop: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    last_event: Mapped[int] = mapped_column(BigId, default=0)


class EventRow(Base):
    """One event. `payload` is the JSON of its `data`."""

    __tablename__ = "event"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - kept in the order of its key, written once
    shop_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    type: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
    conversation_id: Mapped[int | None] = mapped_column(BigId)
    payload: Mapped[str] = mapped_column(Text)


@dataclass(slots=True)
class Emitted:
    """An event that waits for its number."""

    shop_id: int
    type: str
    at_ms: int
    conversation_id: int | None
    payload: str
    news: object = None


@dataclass(slots=True)
class StoredEvent:
    """An event as it is kept. Not to be changed.

    `news` = what its emitter left for listeners of this process; None for an event that was read from the table.
    """

    shop_id: int
    n: int
    type: str
    at_ms: int
    conversation_id: int | None
    payload: str
    news: Any = field(default=None, compare=False, repr=False)
    _data: dict[str, Any] | None = field(default=None, compare=False, repr=False)

    @property
    def data(self) -> dict[str, Any]:
        """The decoded payload."""
        if self._data is None:
            self._data = _decode(self.payload)
        return self._data


def encode(value: object) -> str:
    """JSON as the protocol writes it."""
    return _encode(value).decode()


_COUNT_UP = (
    "INSERT INTO shop_counter (shop, last_event) VALUES (?, ?) ON CONFLICT (shop) "
    "DO UPDATE SET last_event = shop_counter.last_event + excluded.last_event RETURNING last_event"
)
_insert = insert_into("event", ("shop_id", "n", "type", "at_ms", "conversation_id", "payload"))


def append(connection: Connection, emitted: Sequence[Emitted]) -> list[StoredEvent]:
    """Number and keep events, shop by shop in id order. Must be the last thing before commit."""
    stored: list[StoredEvent] = []
    count_up = _COUNT_UP if connection.dialect.name == "sqlite" else _COUNT_UP.replace("?", "%s")
    for shop_id in sorted({e.shop_id for e in emitted}):
        own = [e for e in emitted if e.shop_id == shop_id]
        last: int = connection.exec_driver_sql(count_up, (shop_id, len(own))).scalar_one()
        n = last - len(own)
        for e in own:
            n += 1
            stored.append(StoredEvent(shop_id, n, e.type, e.at_ms, e.conversation_id, e.payload, e.news))
    _insert.run(connection, [(e.shop_id, e.n, e.type, e.at_ms, e.conversation_id, e.payload) for e in stored])
    return stored


def frame(event: StoredEvent, shop_code: str) -> str:
    """The event as the workbench socket carries it."""
    return (
        f'{{"type":"event","event":{{"n":{event.n},"shop":"{shop_code}","type":"{event.type}",'
        f'"at":"{iso_ms(event.at_ms)}","data":{event.payload}}}}}'
    )


def last_number(session: Session, shop_id: int) -> int:
    """The number of a shop's newest event; 0 when there is none."""
    return session.scalar(select(ShopCounter.last_event).where(ShopCounter.shop == shop_id)) or 0


def after(session: Session, shop_id: int, n: int, limit: int = 1000) -> list[StoredEvent]:
    """Events of a shop after number `n`, in order."""
    rows = session.execute(
        select(EventRow).where(EventRow.shop_id == shop_id, EventRow.n > n).order_by(EventRow.n).limit(limit)
    ).scalars()
    return [StoredEvent(r.shop_id, r.n, r.type, r.at_ms, r.conversation_id, r.payload) for r in rows]


def oldest_number(session: Session, shop_id: int) -> int | None:
    """The number of the oldest event still kept."""
    return session.scalar(select(func.min(EventRow.n)).where(EventRow.shop_id == shop_id))


def prune(session: Session, before_ms: int, piece: int = 1000) -> int:
    """Forget events older than a time, oldest first and `piece` per shop at the most; returns how many went.

    The counters stay. Times rise with numbers, so that the start of each feed is all that must be looked at.
    """
    gone = 0
    for shop_id in session.scalars(select(ShopCounter.shop).order_by(ShopCounter.shop)).all():
        feed = select(EventRow.n, EventRow.at_ms).where(EventRow.shop_id == shop_id).order_by(EventRow.n)
        first = session.execute(feed.limit(1)).one_or_none()
        if first is None or first.at_ms >= before_ms:
            continue
        last = max(r.n for r in session.execute(feed.limit(piece)) if r.at_ms < before_ms)
        result = session.execute(delete(EventRow).where(EventRow.shop_id == shop_id, EventRow.n <= last))
        gone += int(result.rowcount)  # type: ignore[attr-defined]
    return gone
