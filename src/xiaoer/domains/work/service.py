"""What one can do with tasks. Each is one unit of work that writes and emits in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from xiaoer.domains.aftersales import service as aftersales
from xiaoer.domains.work import repository
from xiaoer.domains.work.errors import TaskGone, TaskMoved
from xiaoer.domains.work.models import TaskRow
from xiaoer.domains.work.rules import level, next_look, owed
from xiaoer.kit.clock import from_ms, to_ms
from xiaoer.kit.writer import Unit

ENDED = ("done", "dropped")


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to be written down. `proposed` = nobody has said yet that it is one; `draft` = words to the shopper."""

    key: str
    kind: str
    text: str
    due_ms: int | None = None
    order: str = ""
    nick: str = ""
    amount: str | None = None
    conversation_id: int | None = None
    owner: tuple[int, str] | None = None
    proposed: bool = False
    draft: str = ""


def add(unit: Unit, shop_id: int, task: NewTask) -> dict[str, Any] | None:
    """Write a task down; None when its cause has made one already."""
    made = add_all(unit, shop_id, [task])
    return made[0] if made else None


def add_all(unit: Unit, shop_id: int, tasks: Sequence[NewTask]) -> list[dict[str, Any]]:
    """Write tasks down together; those whose cause has made one already are left out."""
    wanted = {task.key: task for task in reversed(tasks)}
    known = select(TaskRow.key).where(TaskRow.shop_id == shop_id, TaskRow.key.in_(wanted))
    made_before = set(unit.session.scalars(known))
    rows = [_row(unit, shop_id, task) for key, task in reversed(wanted.items()) if key not in made_before]
    unit.session.add_all(rows)
    for row in rows:
        _wind(unit, row)
        row.version += 1
    unit.session.flush()
    return [_tell(unit, row) for row in rows]


def _row(unit: Unit, shop_id: int, task: NewTask) -> TaskRow:
    return TaskRow(
        shop_id=shop_id, key=task.key, kind=task.kind, state="proposed" if task.proposed else "open", text=task.text,
        draft=task.draft, order_number=task.order, nick=task.nick, amount=task.amount,
        conversation_id=task.conversation_id,
        owner_id=task.owner[0] if task.owner else None, owner_name=task.owner[1] if task.owner else "",
        due_ms=task.due_ms, level="", outcome="", made_ms=unit.now_ms, version=0,
    )  # fmt: skip


def change(
    unit: Unit, shop_id: int, task_id: int, act: str, version: int, *, due_ms: int | None = None,
    text: str | None = None, owner: tuple[int, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """confirm, done, drop, reopen, edit (text, time, owner). Raises `TaskGone`, `TaskMoved` when somebody was first."""
    query = select(TaskRow).where(TaskRow.shop_id == shop_id, TaskRow.id == task_id).with_for_update()
    row = unit.session.scalar(query, execution_options={"populate_existing": True})
    if row is None:
        raise TaskGone()
    if row.version != version or (row.state in ENDED) != (act == "reopen"):
        raise TaskMoved()
    if act in ("confirm", "reopen"):
        row.state, row.outcome, row.ended_ms = "open", "", None
    elif act == "done":
        _end(unit, row)
    elif act == "drop":
        row.state, row.outcome, row.ended_ms = "dropped", "dropped", unit.now_ms
    if text is not None:
        row.text = text
    if due_ms is not None:
        row.due_ms = due_ms
    if owner is not None:
        row.owner_id, row.owner_name = owner
    _wind(unit, row)
    return _settle(unit, row)


def follow_case(unit: Unit, shop_id: int, case: dict[str, Any]) -> None:
    """Let the task of a case say what its state asks for; one task a case, ended with it."""
    key = f"case:{case['id']}"
    row = unit.session.scalar(select(TaskRow).where(TaskRow.shop_id == shop_id, TaskRow.key == key))
    if row is None:
        row = TaskRow(shop_id=shop_id, key=key, kind="case", made_ms=unit.now_ms, level="", outcome="", version=0)
        unit.session.add(row)
    row.case_id, row.order_number, row.nick = case["id"], case["order"], case["nick"]
    row.conversation_id = case["conversation"]
    owner = case["owner"]
    row.owner_id, row.owner_name = (owner["id"], owner["name"]) if owner else (None, "")
    if case["closed_at"] is not None:
        row.text = row.text or case["number"]
        _end(unit, row)
    else:
        row.text, row.amount = owed(case), case["agreed"]
        row.state = "waiting" if case["due_side"] == "shopper" else "open"
        row.due_ms = _ms(case["due_at"])
        row.outcome, row.ended_ms = "", None
    _wind(unit, row)
    _settle(unit, row)


def owned_by(shop_id: int, staff_id: int, *, promises: bool) -> tuple[ColumnElement[bool], ...]:
    """Which tasks somebody still owes: promises, or the others but those of cases (they follow their case)."""
    return (
        TaskRow.shop_id == shop_id, TaskRow.owner_id == staff_id, TaskRow.state.not_in(ENDED),
        TaskRow.kind == "promise" if promises else TaskRow.kind.not_in(("promise", "case")),
    )  # fmt: skip


def hand_over(unit: Unit, shop_id: int, staff_id: int, to: tuple[int, str] | None, *, promises: bool) -> int:
    """Give what somebody owes to a colleague; returns how many."""
    if to is None:
        return 0
    rows = unit.session.scalars(
        select(TaskRow).where(*owned_by(shop_id, staff_id, promises=promises)).order_by(TaskRow.id).with_for_update()
    ).all()
    for row in rows:
        row.owner_id, row.owner_name = to
        _settle(unit, row)
    return len(rows)


def sweep(unit: Unit, limit: int = 200) -> int:
    """Act on what is due now, each once: warn at a rung, call overdue, close a case whose shopper is late.

    Finds its rows by the index of `next_ms` alone; what the rows do is in the same transaction as the new
    `next_ms`, so that neither a second process nor a crash can make it happen twice or not at all.
    """
    rows = unit.session.scalars(
        select(TaskRow)
        .where(TaskRow.next_ms <= unit.now_ms)
        .order_by(TaskRow.next_ms)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(across_shops="the clock of all shops")
    ).all()
    for row in rows:
        due_ms = row.due_ms
        _wind(unit, row)
        if row.state == "waiting" and row.case_id is not None and row.level == "overdue" and due_ms is not None:
            closed = aftersales.expire(unit, row.shop_id, row.case_id, due_ms)
            if closed is not None:
                follow_case(unit, row.shop_id, closed)
                continue
        _settle(unit, row)
    return len(rows)


def _end(unit: Unit, row: TaskRow) -> None:
    row.state, row.ended_ms = "done", unit.now_ms
    row.outcome = "late" if row.due_ms is not None and unit.now_ms >= row.due_ms + 1000 else "kept"


def _wind(unit: Unit, row: TaskRow) -> None:
    """Set the rung reached and the moment of the next look."""
    if row.state not in ("open", "waiting") or row.due_ms is None:
        row.next_ms = None
        return
    due, now = from_ms(row.due_ms), from_ms(unit.now_ms)
    row.level = level(due, now)
    if row.level == "overdue":
        row.next_ms = None
        return
    look = next_look(due, now)
    # The last second itself is still in time: overdue begins a second after the deadline.
    row.next_ms = to_ms(look) if look is not None and look < due else row.due_ms + 1000


def _settle(unit: Unit, row: TaskRow) -> dict[str, Any]:
    row.version += 1
    unit.session.flush()
    return _tell(unit, row)


def _tell(unit: Unit, row: TaskRow) -> dict[str, Any]:
    seen = repository.view(row)
    unit.emit(row.shop_id, "task.changed", {"task": seen}, conversation_id=row.conversation_id)
    return seen


def _ms(at: str | None) -> int | None:
    return None if at is None else to_ms(datetime.fromisoformat(at))
