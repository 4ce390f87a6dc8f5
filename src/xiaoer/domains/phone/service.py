"""What one can do with calls. Each is one unit of work that writes and emits in one place."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.core.text.contacts import mask_phone
from xiaoer.domains.orders import timeline
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.phone.models import CallRow
from xiaoer.domains.work import service as work
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Conflict, Invalid, NotFound
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

_decode = msgspec.json.decode
FOUND = 5
MISSED_MS = 30 * 60 * 1000


class CallGone(NotFound):
    """No such call in this shop."""

    code = "no_such_call"

    def __init__(self) -> None:
        super().__init__("没有这通电话")


class CallMoved(Conflict):
    """A colleague took it."""

    code = "moved"

    def __init__(self) -> None:
        super().__init__("这通电话刚被同事接了，已为您刷新")


def view(row: CallRow, *, plain: bool = False) -> dict[str, Any]:
    """A call as staff see it; `plain` = with its number in full, for whoever talks."""
    ended = row.ended_ms is not None and row.answered_ms is not None
    return {
        "id": row.id, "kind": row.kind, "state": row.state, "number": row.number if plain else mask_phone(row.number),
        "nick": row.nick, "order": row.order_number, "scene": row.scene, "fields": _decode(row.fields),
        "note": row.note, "staff": row.staff_name, "started_at": iso_ms(row.started_ms),
        "answered_at": iso_ms(row.answered_ms), "ended_at": iso_ms(row.ended_ms),
        "length_s": (row.ended_ms - row.answered_ms) // 1000 if ended else None,  # type: ignore[operator]
        "version": row.version,
    }  # fmt: skip


def begin(
    unit: Unit, shop_id: int, kind: str, number: str, scene: str, by: tuple[int | None, str] | None
) -> dict[str, Any]:
    """A call begins: taken by somebody, or ringing (`by` None) until one takes it."""
    row = CallRow(
        shop_id=shop_id, kind=kind, state="open" if by else "ringing", number=number, scene=scene, fields="{}", note="",
        staff_id=by[0] if by else None, staff_name=by[1] if by else "", started_ms=unit.now_ms,
        answered_ms=unit.now_ms if by else None, version=1,
    )  # fmt: skip
    known = _orders(unit.session, shop_id, number)
    if known:
        row.nick, row.order_number = known[0]["nick"], known[0]["order"]
    unit.session.add(row)
    unit.session.flush()
    return _settle(unit, row)


def change(
    unit: Unit, shop_id: int, call_id: int, version: int, act: str, by: tuple[int, str], *,
    values: dict[str, Any], callback_ms: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """take, save, end, miss; `callback_ms` = a callback that is promised for then. Raises `CallGone`, `CallMoved`."""
    query = select(CallRow).where(CallRow.shop_id == shop_id, CallRow.id == call_id).with_for_update()
    row = unit.session.scalar(query, execution_options={"populate_existing": True})
    if row is None:
        raise CallGone()
    if row.version != version or (act == "take" and row.state != "ringing"):
        raise CallMoved()
    if act == "take":
        row.state, row.staff_id, row.staff_name, row.answered_ms = "open", by[0], by[1], unit.now_ms
    for name in ("nick", "order_number", "scene", "note"):
        if values.get(name) is not None:
            setattr(row, name, values[name])
    if values.get("fields") is not None:
        row.fields = encode(values["fields"])
    if callback_ms is not None:
        _owe(unit, row, callback_ms, by)
    if act in ("end", "miss"):
        row.state, row.ended_ms = ("ended" if act == "end" else "missed"), unit.now_ms
        _write_down(unit, row, by)
    row.version += 1
    return _settle(unit, row)


def _owe(unit: Unit, row: CallRow, due_ms: int, by: tuple[int, str]) -> None:
    if due_ms <= unit.now_ms:
        raise Invalid("回电时间要在以后", code="bad_time")
    text = f"回电 {mask_phone(row.number)}：{row.note or row.nick or '电话里答应的事'}"[:500]
    task = NewTask(
        f"call:{row.id}:{due_ms}", "callback", text, due_ms=due_ms, order=row.order_number, nick=row.nick, owner=by
    )
    work.add(unit, row.shop_id, task)


def _write_down(unit: Unit, row: CallRow, by: tuple[int, str]) -> None:
    said = [f"{name}：{text}" for name, text in _decode(row.fields).items() if text]
    way = "来电" if row.kind == "incoming" else "回电"
    missed = "（未接通）" if row.state == "missed" else ""
    text = f"{way}{missed} {'；'.join([*said, row.note] if row.note else said)}".strip()
    timeline.note(unit, row.shop_id, row.order_number, "call", text[:2000], who=by[1], nick=row.nick)


def _settle(unit: Unit, row: CallRow) -> dict[str, Any]:
    unit.session.flush()
    unit.emit(row.shop_id, "casework.changed", {"about": "call", "id": row.id})
    return view(row, plain=True)


def get(session: Session, shop_id: int, call_id: int) -> CallRow:
    """One call. Raises `CallGone`."""
    row = session.scalar(select(CallRow).where(CallRow.shop_id == shop_id, CallRow.id == call_id))
    if row is None:
        raise CallGone()
    return row


def page(session: Session, shop_id: int, *, plain: bool, limit: int = 200) -> dict[str, Any]:
    """The call log, newest first; those that ring or are open first of all; and how many, how long."""
    rows = session.scalars(
        select(CallRow)
        .where(CallRow.shop_id == shop_id)
        .order_by(CallRow.state.not_in(("ringing", "open")), CallRow.id.desc())
        .limit(limit)
    )
    ended = CallRow.ended_ms.is_not(None) & CallRow.answered_ms.is_not(None)
    count, total = session.execute(
        select(func.count(), func.sum(CallRow.ended_ms - CallRow.answered_ms)).where(CallRow.shop_id == shop_id, ended)
    ).one()
    mean = int(total or 0) // 1000 // count if count else None
    return {"calls": [view(row, plain=plain) for row in rows], "count": count, "mean_s": mean}


def look_up(session: Session, shop_id: int, number: str) -> list[dict[str, Any]]:
    """The newest orders whose receiver has a number."""
    return _orders(session, shop_id, number)


def _orders(session: Session, shop_id: int, number: str) -> list[dict[str, Any]]:
    if len(number) < 7:
        return []
    rows = session.execute(
        select(OrderRow.number, OrderRow.nick, OrderRow.status)
        .where(OrderRow.shop_id == shop_id, OrderRow.data.contains(f'"phone":"{number}"', autoescape=True))
        .order_by(OrderRow.ordered_ms.desc())
        .limit(FOUND)
    )
    return [{"order": r.number, "nick": r.nick, "status": r.status} for r in rows]
