"""All queries about tasks, each scoped to a shop; only the clock's reaches over shops."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.domains.work.models import TaskRow
from xiaoer.kit.clock import iso_ms


def view(row: TaskRow) -> dict[str, Any]:
    """A task as staff see it."""
    return {
        "id": row.id, "kind": row.kind, "state": row.state, "text": row.text, "draft": row.draft,
        "order": row.order_number,
        "nick": row.nick, "amount": row.amount, "case": row.case_id, "conversation": row.conversation_id,
        "owner": None if row.owner_id is None else {"id": row.owner_id, "name": row.owner_name},
        "due_at": iso_ms(row.due_ms), "level": row.level, "outcome": row.outcome, "made_at": iso_ms(row.made_ms),
        "ended_at": iso_ms(row.ended_ms), "version": row.version,
    }  # fmt: skip


def page(
    session: Session, shop_id: int, *, state: str = "open", owner: int | None = None, conversation: int | None = None,
    limit: int = 200,
) -> list[dict[str, Any]]:  # fmt: skip
    """Tasks of a state by time, those without one last; ended ones newest first."""
    query = select(TaskRow).where(TaskRow.shop_id == shop_id)
    if state != "all":
        query = query.where(TaskRow.state == state)
    if owner is not None:
        query = query.where(TaskRow.owner_id == owner)
    if conversation is not None:
        query = query.where(TaskRow.conversation_id == conversation)
    if state in ("done", "dropped"):
        query = query.order_by(TaskRow.ended_ms.desc())
    else:
        query = query.order_by(TaskRow.due_ms.is_(None), TaskRow.due_ms, TaskRow.id)
    return [view(row) for row in session.scalars(query.limit(limit))]


def counts(session: Session, shop_id: int, staff_id: int, now_ms: int) -> dict[str, int]:
    """Open tasks: all, one's own, overdue; promises kept and broken."""
    own = select(func.count()).where(TaskRow.shop_id == shop_id)
    is_open = own.where(TaskRow.state == "open")
    promises = own.where(TaskRow.kind == "promise", TaskRow.state == "done")
    asked = {
        "open": is_open, "mine": is_open.where(TaskRow.owner_id == staff_id),
        "overdue": is_open.where(TaskRow.due_ms < now_ms),
        "kept": promises.where(TaskRow.outcome == "kept"), "late": promises.where(TaskRow.outcome == "late"),
    }  # fmt: skip
    return {name: session.scalar(query) or 0 for name, query in asked.items()}
