"""Many rows in few statements, through the driver: what the road of a message writes with.

The ORM and `executemany` cost one step per row; each step of SQLite lets go of the interpreter and must win it back
from a busy event loop. Here rows go out as one statement per power of two (100 rows = 64 + 32 + 4), whose texts are
made once and stay prepared. Everything else in the house keeps to SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

MOST_PARAMETERS = 30_000  # SQLite takes 32,766, PostgreSQL 65,535
Row = tuple[Any, ...]


class Bulk:
    """A statement over rows of values: `head (VALUES row, row, …) tail`.

    `row` = one row's placeholders as SQLite writes them, e.g. "(?,?)"; tables and columns are the house's own words,
    values are always bound.
    """

    def __init__(self, head: str, columns: Sequence[str], tail: str = "", row: str | None = None) -> None:
        self._head, self._tail = head, tail
        self._row = row or f"({','.join('?' * len(columns))})"
        self._most = _power_below(MOST_PARAMETERS // len(columns))
        self._texts: dict[tuple[bool, int], str] = {}

    def run(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Execute for all rows, inside the caller's transaction."""
        sqlite = connection.dialect.name == "sqlite"
        for piece in _pieces(rows, self._most):
            values = tuple(chain.from_iterable(piece))
            run_text(connection, self._text(sqlite, len(piece)), values)

    def _text(self, sqlite: bool, count: int) -> str:
        text = self._texts.get((sqlite, count))
        if text is None:
            row = self._row if sqlite else self._row.replace("?", "%s")
            text = self._texts[sqlite, count] = f"{self._head} VALUES {','.join([row] * count)} {self._tail}"
        return text


def run_text(connection: Connection, text: str, values: Row = ()) -> None:
    """One statement through the driver. Errors are those of SQLAlchemy.

    A tenth of what a statement costs through SQLAlchemy, which counts where the batches are small.
    """
    driver: Any = connection.connection.driver_connection
    dialect = connection.dialect
    try:
        driver.execute(text, values).close()
    except dialect.loaded_dbapi.Error as error:
        lost = dialect.is_disconnect(error, driver, None)
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(
            text, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, connection_invalidated=lost,
            dialect=dialect,
        ) from error  # fmt: skip


def insert_into(table: str, columns: Sequence[str]) -> Bulk:
    """`INSERT INTO table (columns) VALUES …`."""
    return Bulk(f"INSERT INTO {table} ({','.join(columns)})", columns)


def update_by_key(table: str, key: Sequence[str], columns: Sequence[str], types: dict[str, str]) -> Bulk:
    """`UPDATE table SET columns … WHERE key = …` from rows of (key…, columns…). `types` = SQL type of each name."""
    names = [*key, *columns]
    changes = ",".join(f"{c}=v.{c}" for c in columns)
    matches = " AND ".join(f"{table}.{k}=v.{k}" for k in key)
    return Bulk(
        f"WITH v({','.join(names)}) AS (",
        names,
        f") UPDATE {table} SET {changes} FROM v WHERE {matches}",  # noqa: S608 - the house's own words
        f"({','.join(f'CAST(? AS {types[n]})' for n in names)})",
    )


def _pieces(rows: Sequence[Row], most: int) -> Iterator[Sequence[Row]]:
    start, left = 0, len(rows)
    while left:
        size = min(most, _power_below(left))
        yield rows[start : start + size]
        start, left = start + size, left - size


def _power_below(number: int) -> int:
    return 1 << (max(1, number).bit_length() - 1)
