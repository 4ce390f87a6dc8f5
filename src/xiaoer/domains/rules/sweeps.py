"""The night's look through the library: kept, so that a rule change shows the old sins that it made."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from xiaoer.domains.rules.models import WordingSweepRow
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.writer import Unit

KEPT = 30
"""Nights that are kept."""


def last(session: Session, shop_id: int) -> WordingSweepRow | None:
    """The latest night."""
    return session.scalar(
        select(WordingSweepRow).where(WordingSweepRow.shop_id == shop_id).order_by(WordingSweepRow.day.desc()).limit(1)
    )


def view(row: WordingSweepRow | None) -> dict[str, Any] | None:
    """A night as the workbench shows it; `fresh` = keys of the faults that the night before had not."""
    if row is None:
        return None
    return {
        "day": row.day, "at": iso_ms(row.at_ms), "checked": row.checked, "faults": len(json.loads(row.keys)),
        "fresh": json.loads(row.fresh),
    }  # fmt: skip


def keep(unit: Unit, shop_id: int, day: str, checked: int, keys: list[str]) -> dict[str, Any]:
    """Keep what a night found; once a day. The first night calls nothing new: there was no night before."""
    before = last(unit.session, shop_id)
    if before is not None and before.day == day:
        return view(before) or {}
    known = set(json.loads(before.keys)) if before is not None else set(keys)
    row = WordingSweepRow(
        shop_id=shop_id, day=day, at_ms=unit.now_ms, checked=checked, keys=json.dumps(keys, ensure_ascii=False),
        fresh=json.dumps([key for key in keys if key not in known], ensure_ascii=False),
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    days = unit.session.scalars(
        select(WordingSweepRow.day).where(WordingSweepRow.shop_id == shop_id).order_by(WordingSweepRow.day.desc())
    ).all()
    if len(days) > KEPT:
        unit.session.execute(
            delete(WordingSweepRow).where(WordingSweepRow.shop_id == shop_id, WordingSweepRow.day < days[KEPT - 1])
        )
    return view(row) or {}
