"""Keep an act; read the acts of a shop."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.audit.models import AuditRow
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.writer import Unit


def record(
    unit: Unit, shop_id: int, *, staff_id: int | None, staff_name: str, action: str, subject: str, detail: str = ""
) -> None:
    """Keep an act in the same transaction as what was done."""
    unit.session.add(
        AuditRow(
            shop_id=shop_id, at_ms=unit.now_ms, staff_id=staff_id, staff_name=staff_name,
            action=action, subject=subject, detail=detail[:2000],
        )
    )  # fmt: skip


def page(session: Session, shop_id: int, *, before: int | None, limit: int) -> list[dict[str, Any]]:
    """Acts of a shop, newest first."""
    query = select(AuditRow).where(AuditRow.shop_id == shop_id)
    if before is not None:
        query = query.where(AuditRow.id < before)
    rows = session.scalars(query.order_by(AuditRow.id.desc()).limit(limit))
    return [
        {
            "id": r.id, "at": iso_ms(r.at_ms), "staff": r.staff_name, "action": r.action,
            "subject": r.subject, "detail": r.detail,
        }
        for r in rows
    ]  # fmt: skip
