"""Which parcels a tracking service is asked about next: a row each, so that a restart asks nobody anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from xiaoer.domains.telling.models import ParcelLookRow
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.writer import Unit

Key = tuple[str, str]  # order number, waybill
PIECE = 500
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A parcel that is to be asked about now; `fails` = answers that did not come, in a row."""

    id: int
    order: str
    waybill: str
    fails: int


def enlist(unit: Unit, shop_id: int, wanted: Iterable[Key]) -> int:
    """Make the rows those of the parcels under way; returns how many are new."""
    keys = set(wanted)
    rows = unit.session.execute(
        select(ParcelLookRow.id, ParcelLookRow.order_number, ParcelLookRow.waybill).where(
            ParcelLookRow.shop_id == shop_id
        )
    ).all()
    over = [row.id for row in rows if (row.order_number, row.waybill) not in keys]
    for start in range(0, len(over), PIECE):
        piece = over[start : start + PIECE]
        unit.session.execute(delete(ParcelLookRow).where(ParcelLookRow.shop_id == shop_id, ParcelLookRow.id.in_(piece)))
    fresh = sorted(keys - {(row.order_number, row.waybill) for row in rows})
    unit.session.add_all(
        ParcelLookRow(shop_id=shop_id, order_number=order, waybill=waybill, due_ms=unit.now_ms)
        for order, waybill in fresh
    )
    return len(fresh)


def take(unit: Unit, shop_id: int, most: int, lease_ms: int) -> list[Asked]:
    """What is due, the longest due first; nobody else takes it while the lease runs."""
    rows = unit.session.scalars(
        select(ParcelLookRow)
        .where(ParcelLookRow.shop_id == shop_id, ParcelLookRow.due_ms <= unit.now_ms)
        .order_by(ParcelLookRow.due_ms, ParcelLookRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.due_ms = unit.now_ms + lease_ms
    return [Asked(row.id, row.order_number, row.waybill, row.fails) for row in rows]


def settle(unit: Unit, shop_id: int, asked: Asked, *, after_ms: int, fails: int = 0, said: str = "") -> None:
    """Ask again after a while; `said` = why there was no answer."""
    unit.session.execute(
        update(ParcelLookRow)
        .where(ParcelLookRow.shop_id == shop_id, ParcelLookRow.id == asked.id)
        .values(due_ms=unit.now_ms + after_ms, looked_ms=unit.now_ms, fails=fails, said=said[:200])
    )


def drop(unit: Unit, shop_id: int, asked: Asked) -> None:
    """There is nothing more to ask."""
    unit.session.execute(delete(ParcelLookRow).where(ParcelLookRow.shop_id == shop_id, ParcelLookRow.id == asked.id))


def summary(session: Session, shop_id: int, now_ms: int) -> dict[str, Any]:
    """How it stands: parcels under watch, those whose turn it is, the last question, and parcels without an answer."""
    row = session.execute(
        select(func.count(ParcelLookRow.id), func.max(ParcelLookRow.looked_ms)).where(ParcelLookRow.shop_id == shop_id)
    ).one()
    due = session.scalar(
        select(func.count(ParcelLookRow.id)).where(ParcelLookRow.shop_id == shop_id, ParcelLookRow.due_ms <= now_ms)
    )
    silent = session.execute(
        select(ParcelLookRow.order_number, ParcelLookRow.waybill, ParcelLookRow.said)
        .where(ParcelLookRow.shop_id == shop_id, ParcelLookRow.said != "")
        .order_by(ParcelLookRow.fails.desc(), ParcelLookRow.id)
        .limit(SHOWN)
    )
    return {
        "watched": row[0], "due": due or 0, "looked_at": iso_ms(row[1]) if row[1] else None,
        "silent": [{"order": r.order_number, "waybill": r.waybill, "said": r.said} for r in silent],
    }  # fmt: skip
