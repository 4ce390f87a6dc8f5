"""Idempotent import of rows by their natural key: what is new is added, what differs is changed, the rest stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update

from xiaoer.kit.models import Scoped
from xiaoer.kit.writer import Unit


@dataclass(slots=True)
class Tally:
    """What an import did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        self.added += other.added
        self.changed += other.changed
        self.unchanged += other.unchanged
        return self


def upsert(
    unit: Unit, table: type[Scoped], shop_id: int, key: str, rows: Sequence[Mapping[str, Any]],
    *where: ColumnElement[bool],
) -> Tally:  # fmt: skip
    """Bring rows (dicts of columns, each with `key` and `data`) into a table of a shop; `where` narrows it.

    Rows are compared by all given columns. Runs inside the caller's unit of work; a rehearsal only counts.
    """
    tally = Tally()
    if not rows:
        return tally
    columns = table.__table__.c  # type: ignore[attr-defined]
    names = list(rows[0])
    keys = [r[key] for r in rows]
    held: dict[Any, Any] = {}
    for start in range(0, len(keys), 500):
        found = unit.connection.execute(
            select(columns.id, *[columns[n] for n in names]).where(
                columns.shop_id == shop_id, columns[key].in_(keys[start : start + 500]), *where
            )
        )
        held.update({r._mapping[key]: r for r in found})
    fresh: list[dict[str, Any]] = []
    for row in rows:
        old = held.get(row[key])
        if old is None:
            fresh.append({"shop_id": shop_id, **row})
            unit.note(table.__tablename__, str(row[key]), "added")  # type: ignore[attr-defined]
        elif all(old._mapping[n] == row[n] for n in names):
            tally.unchanged += 1
        else:
            if not unit.rehearses:
                which = (columns.shop_id == shop_id, columns.id == old.id)
                unit.connection.execute(update(table).where(*which).values(**row))
            unit.note(table.__tablename__, str(row[key]), "changed")  # type: ignore[attr-defined]
            tally.changed += 1
    if fresh and not unit.rehearses:
        unit.connection.execute(insert(table), fresh)
    tally.added += len(fresh)
    return tally
