"""The index of messages: pieces per message, on SQLite in FTS5, on PostgreSQL in a GIN index over a tsvector.

It is derived and can be made anew at any time: it is no part of the schema, is created where it is missing, and
carries its own mark (`message_search_mark`) of how far the messages were read, and the times of some of them. Facets
are pieces too: `_s1` shop, `_c5` conversation, `_a7` agent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from xiaoer.core.text.grams import Term

_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS message_search USING fts5(grams, content='', detail=none, "
    " columnsize=0, tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")",
    "CREATE TABLE IF NOT EXISTS message_search_mark (one INTEGER PRIMARY KEY, message_id INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS message_search_times (message_id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL)",
    "CREATE INDEX IF NOT EXISTS ix_message_search_times_at_ms ON message_search_times (at_ms)",
)
_POSTGRES = (
    "CREATE TABLE IF NOT EXISTS message_search (message_id BIGINT PRIMARY KEY, grams TSVECTOR NOT NULL)",
    "CREATE INDEX IF NOT EXISTS ix_message_search_grams ON message_search USING GIN (grams)",
    "CREATE TABLE IF NOT EXISTS message_search_mark (one INTEGER PRIMARY KEY, message_id BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS message_search_times (message_id BIGINT PRIMARY KEY, at_ms BIGINT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS ix_message_search_times_at_ms ON message_search_times (at_ms)",
)
MAKING = 7_261_120  # advisory lock of PostgreSQL: one process makes or follows at a time
FIRST_WINDOW = 40_000
WIDER = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A message in the index: its id and its pieces."""

    message_id: int
    grams: frozenset[str]


def ensure(connection: Connection) -> None:
    """Make what is missing."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MAKING})
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRES:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "INSERT INTO message_search_mark (one, message_id) VALUES (1, 0) ON CONFLICT (one) DO NOTHING"
    )


def claim(connection: Connection) -> bool:
    """Whether this process may follow now (until the end of its transaction)."""
    if connection.dialect.name == "sqlite":
        return True
    return bool(connection.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": MAKING}).scalar_one())


def mark(connection: Connection) -> int:
    """The id of the last message that was read with all before it."""
    return int(connection.exec_driver_sql("SELECT message_id FROM message_search_mark WHERE one = 1").scalar_one())


def move_mark(connection: Connection, message_id: int) -> None:
    """Everything up to a message is in."""
    connection.execute(
        text("UPDATE message_search_mark SET message_id = :id WHERE one = 1 AND message_id < :id"), {"id": message_id}
    )


def note_time(connection: Connection, message_id: int, at_ms: int) -> None:
    """Remember when a message was written, every so many messages: ids rise with times, so a few are enough."""
    connection.execute(
        text(
            "INSERT INTO message_search_times (message_id, at_ms) VALUES (:id, :at) ON CONFLICT (message_id) DO NOTHING"
        ),
        {"id": message_id, "at": at_ms},
    )


def ids_between(connection: Connection, since_ms: int | None, until_ms: int | None) -> tuple[int, int | None]:
    """Ids within which the messages of a time stand, a little too wide: from (including) and to (excluding)."""
    low, end = 0, None
    if since_ms is not None:
        query = "SELECT max(message_id) FROM message_search_times WHERE at_ms < :at"
        low = int(connection.execute(text(query), {"at": since_ms}).scalar_one() or 0)
    if until_ms is not None:
        query = "SELECT min(message_id) FROM message_search_times WHERE at_ms >= :at"
        end = connection.execute(text(query), {"at": until_ms}).scalar_one()
    return low, None if end is None else int(end) + 1


def add(connection: Connection, entries: Sequence[Entry]) -> None:
    """Put messages in. On PostgreSQL those that are in already stay; on SQLite none may come twice."""
    if not entries:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO message_search (rowid, grams) VALUES (:id, :grams)"),
            [{"id": e.message_id, "grams": " ".join(sorted(e.grams))} for e in entries],
        )
    else:
        connection.execute(
            text(
                "INSERT INTO message_search (message_id, grams) "
                "VALUES (:id, array_to_tsvector(CAST(:grams AS text[]))) ON CONFLICT (message_id) DO NOTHING"
            ),
            [{"id": e.message_id, "grams": sorted(e.grams)} for e in entries],
        )


def there(connection: Connection) -> bool:
    """Whether the index was made: it is no part of the schema."""
    return bool(inspect(connection).has_table("message_search"))


def remove(connection: Connection, entries: Sequence[Entry]) -> None:
    """Take messages out. SQLite keeps no words, so it must be told exactly the pieces that were put in."""
    if not entries:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO message_search (message_search, rowid, grams) VALUES ('delete', :id, :grams)"),
            [{"id": e.message_id, "grams": " ".join(sorted(e.grams))} for e in entries],
        )
    else:
        connection.execute(
            text("DELETE FROM message_search WHERE message_id = ANY(:ids)"), {"ids": [e.message_id for e in entries]}
        )


def find(
    connection: Connection, wanted: Sequence[Term], any_of: Sequence[str], *, low: int, before: int, limit: int
) -> list[int]:
    """Ids of messages that have all terms and, where given, one of `any_of`; newest first, `low` ≤ id < `before`."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(
            text(
                "SELECT rowid FROM message_search WHERE message_search MATCH :wanted AND rowid >= :low "
                "AND rowid < :before ORDER BY rowid DESC LIMIT :limit"
            ),
            {"wanted": _sqlite_query(wanted, any_of), "low": low, "before": before, "limit": limit},
        )
        return [int(r[0]) for r in rows]
    return _find_by_windows(connection, _postgres_query(wanted, any_of), low, before, limit)


def _find_by_windows(connection: Connection, wanted: str, low: int, before: int, limit: int) -> list[int]:
    """GIN gives all matches at once, so common words are asked for newest part first, in widening windows."""
    found: list[int] = []
    width, end = FIRST_WINDOW, before
    while len(found) < limit and end > low:
        start = max(low, end - width)
        rows = connection.execute(
            text(
                "SELECT message_id FROM message_search WHERE grams @@ CAST(:wanted AS tsquery) "
                "AND message_id >= :start AND message_id < :end ORDER BY message_id DESC LIMIT :limit"
            ),
            {"wanted": wanted, "start": start, "end": end, "limit": limit - len(found)},
        )
        found += [int(r[0]) for r in rows]
        end, width = start, width * WIDER
    return found


def _sqlite_query(wanted: Sequence[Term], any_of: Sequence[str]) -> str:
    parts = [f'"{t.text}"{"*" if t.prefix else ""}' for t in wanted]
    if any_of:
        parts.append("(" + " OR ".join(f'"{name}"' for name in any_of) + ")")
    return " AND ".join(parts)


def _postgres_query(wanted: Sequence[Term], any_of: Sequence[str]) -> str:
    parts = [f"'{t.text}'{':*' if t.prefix else ''}" for t in wanted]
    if any_of:
        parts.append("(" + " | ".join(f"'{name}'" for name in any_of) + ")")
    return " & ".join(parts)
