"""What the database says after a kill, read past the server: against everything that clients were told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import text

from benchmarks.crash.clients import Book
from xiaoer.kit.database import Database


@dataclass(slots=True)
class Verdict:
    """Counts of what must be zero, and how much was looked at."""

    lost: int = 0
    doubled: int = 0
    gaps: int = 0
    event_gaps: int = 0
    messages: int = 0
    events: int = 0
    trouble: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Nothing lost, doubled or missing."""
        return not (self.lost or self.doubled or self.gaps or self.event_gaps or self.trouble)


def judge(url: str, book: Book) -> Verdict:
    """Compare the database with what was acknowledged so far."""
    database = Database(url)
    try:
        with database.read_engine.connect() as connection:
            rows = connection.execute(
                text("SELECT conversation_id, number, client_key, body FROM message WHERE NOT internal")
            ).all()
            last: dict[int, int] = _pairs(connection.execute(text("SELECT id, last_seq FROM conversation")).all())
            events = connection.execute(text("SELECT shop_id, n, type FROM event ORDER BY shop_id, n")).all()
            counters: dict[int, int] = _pairs(
                connection.execute(text("SELECT shop, last_event FROM shop_counter")).all()
            )
    finally:
        database.close()
    verdict = Verdict(messages=len(rows), events=len(events), trouble=list(book.trouble))
    held = {r.client_key: (r.conversation_id, r.number) for r in rows}
    verdict.lost = sum(held.get(key) != place for key, place in book.acked.items())
    said: dict[str, str] = {}
    for row in rows:
        words = msgspec.json.decode(row.body).get("text", "")
        wanted = book.texts.get(row.client_key)
        if wanted is not None and wanted != words:
            verdict.trouble.append(f"{row.client_key} holds other words than were sent")
        if wanted is not None and said.setdefault(words, row.client_key) != row.client_key:
            verdict.doubled += 1
    verdict.doubled += len(rows) - len(held)
    numbers: dict[int, list[int]] = {}
    for row in rows:
        numbers.setdefault(row.conversation_id, []).append(row.number)
    for conversation, own in numbers.items():
        whole = sorted(own) == list(range(1, len(own) + 1)) and last[conversation] == len(own)
        verdict.gaps += not whole
    for shop, counted in counters.items():
        own = [e.n for e in events if e.shop_id == shop]
        verdict.event_gaps += own != list(range(1, counted + 1))
    created = sum(e.type == "message.created" for e in events)
    if created != len(rows):
        verdict.trouble.append(f"{created} message events for {len(rows)} messages")
    return verdict


def _pairs(rows: Sequence[Any]) -> dict[int, int]:
    return {row[0]: row[1] for row in rows}
