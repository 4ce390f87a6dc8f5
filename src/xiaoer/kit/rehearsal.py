"""A unit of work that is only tried: it reads through a reading connection, counts what it would do, writes nothing.

Where a writer forgets to ask `unit.rehearses`, the connection itself refuses: it is read-only on both engines.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from xiaoer.kit.writer import Unit

SHOWN = 20


class Memory:
    """What a rehearsal of several pieces remembers: first rows of each outcome; and, where later pieces build on
    earlier ones (`whole`), what each row would hold."""

    def __init__(self, *, whole: bool = True) -> None:
        self.whole, self.table = whole, ""  # which table the piece at hand is of
        self.examples: dict[tuple[str, str], list[str]] = {}
        self.rows: dict[tuple[str, str], str] = {}


class Rehearsal(Unit):
    """A unit that is tried on a reading connection."""

    rehearses = True

    def __init__(self, connection: Connection, now_ms: int, memory: Memory) -> None:
        super().__init__(connection, now_ms)
        self.memory = memory

    def note(self, table: str, key: str, outcome: str, data: str = "") -> None:
        """Keep a row as an example of its outcome."""
        held = self.memory.examples.setdefault((self.memory.table or table, outcome), [])
        if len(held) < SHOWN:
            held.append(key)
        if data and self.memory.whole:
            self.memory.rows[table, key] = data

    def pretended(self, table: str, keys: Sequence[str]) -> dict[str, str]:
        """What an earlier piece would have kept."""
        return {key: data for key in keys if (data := self.memory.rows.get((table, key))) is not None}
