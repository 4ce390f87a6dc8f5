"""What one can do with registers. Each is one unit of work that writes and emits in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from xiaoer.domains.desk import cards
from xiaoer.domains.orders import timeline
from xiaoer.domains.registers.errors import Duplicate, EntryGone, EntryMoved
from xiaoer.domains.registers.kinds import REGISTERS, STATES, checked, columns_of, told
from xiaoer.domains.registers.models import RegisterRow
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

ENDED = ("done", "failed", "dropped")
_decode = msgspec.json.decode


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be registered. `own` = the shop's choice of columns; `conversation_id` = the chat that asks."""

    kind: str
    order: str
    nick: str
    cells: Mapping[str, str]
    conversation_id: int | None = None
    by: tuple[int | None, str] = (None, "")
    cutoff_ms: int | None = None


def view(row: RegisterRow) -> dict[str, Any]:
    """An entry as staff see it."""
    return {
        "id": row.id, "number": f"DJ{row.id:06d}", "kind": row.kind, "state": row.state, "order": row.order_number,
        "nick": row.nick, "cells": _decode(row.cells), "chats": _decode(row.chats), "asked": row.asked,
        "result": row.result, "by": row.by_name, "cutoff_at": iso_ms(row.cutoff_ms), "made_at": iso_ms(row.made_ms),
        "ended_at": iso_ms(row.ended_ms), "version": row.version,
    }  # fmt: skip


def add(unit: Unit, shop_id: int, entry: Entry, own: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Register something. Raises `Duplicate`; requests that merge become one entry, and each chat hears the result."""
    register = REGISTERS[entry.kind]
    cells = checked(register, columns_of(entry.kind, own), entry.cells)
    about = entry.order or f"chat{entry.conversation_id}"
    same = ":".join((entry.kind, about, *(cells.get(c, "") for c in register.apart)))
    known = unit.session.scalar(
        select(RegisterRow).where(RegisterRow.shop_id == shop_id, RegisterRow.same == same).with_for_update()
    )
    chats = [entry.conversation_id] if entry.conversation_id is not None else []
    if known is not None:
        if not register.merges:
            number = f"DJ{known.id:06d}"
            raise Duplicate(f"这个订单已经登记过{register.name}（{number}，{known.by_name}）", number=number)
        known.cells = encode({**_decode(known.cells), **cells})
        known.chats = encode(sorted({*_decode(known.chats), *chats}))
        known.asked += 1
        known.cutoff_ms = entry.cutoff_ms or known.cutoff_ms
        said = f"{register.name}：并入 DJ{known.id:06d}"
        timeline.note(unit, shop_id, entry.order, "register", said, who=entry.by[1], nick=entry.nick)
        return _settle(unit, known)
    row = RegisterRow(
        shop_id=shop_id, kind=entry.kind, state="open", same=same, order_number=entry.order, nick=entry.nick,
        cells=encode(cells), chats=encode(chats), by_id=entry.by[0], by_name=entry.by[1], asked=1, result="",
        cutoff_ms=entry.cutoff_ms, made_ms=unit.now_ms, changed_ms=unit.now_ms, version=0,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    said = f"登记{register.name}（DJ{row.id:06d}）"
    timeline.note(unit, shop_id, entry.order, "register", said, who=entry.by[1], nick=entry.nick)
    return _settle(unit, row)


def change(
    unit: Unit, shop_id: int, entry_id: int, own: Mapping[str, Sequence[str]], *, version: int | None, by: str,
    cells: Mapping[str, str] | None = None, state: str | None = None, result: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Edit cells, or say what became of it; the asking chats hear it. Raises `EntryGone`, `EntryMoved`, `BadCell`."""
    row = unit.session.scalar(
        select(RegisterRow).where(RegisterRow.shop_id == shop_id, RegisterRow.id == entry_id).with_for_update(),
        execution_options={"populate_existing": True},
    )
    if row is None:
        raise EntryGone()
    if version is not None and row.version != version:
        raise EntryMoved()
    register = REGISTERS[row.kind]
    if cells is not None:
        row.cells = encode(checked(register, columns_of(row.kind, own), cells))
    if state is not None and (state != row.state or result != row.result):
        _move(unit, row, state, result, by)
    return _settle(unit, row)


def _move(unit: Unit, row: RegisterRow, state: str, result: str, by: str) -> None:
    register = REGISTERS[row.kind]
    if row.state in ENDED and state not in ENDED and row.same is None:
        row.same = f"again:{row.id}"
    row.state, row.result = state, result
    row.ended_ms = unit.now_ms if state in ENDED else None
    if state in ENDED:
        row.same = None
    said = f"{register.name}{STATES[state]}{f'：{result}' if result else ''}"
    timeline.note(unit, row.shop_id, row.order_number, "register", said, who=by, nick=row.nick)
    line = told(register, state, result)
    for chat in _decode(row.chats) if line else ():
        key = f"register:{row.id}:{row.version + 1}"
        cards.say(unit, row.shop_id, chat, line, event="register", key=key, order=row.order_number)


def _settle(unit: Unit, row: RegisterRow) -> dict[str, Any]:
    row.version += 1
    row.changed_ms = unit.now_ms
    unit.session.flush()
    unit.emit(row.shop_id, "casework.changed", {"about": "register", "id": row.id})
    return view(row)


def find(session: Session, shop_id: int, entry_id: int) -> dict[str, Any]:
    """One entry. Raises `EntryGone`."""
    row = session.scalar(select(RegisterRow).where(RegisterRow.shop_id == shop_id, RegisterRow.id == entry_id))
    if row is None:
        raise EntryGone()
    return view(row)


def page(
    session: Session, shop_id: int, kind: str, *, state: str = "open", q: str = "", since_ms: int | None = None,
    until_ms: int | None = None, limit: int = 500,
) -> list[dict[str, Any]]:  # fmt: skip
    """Entries of a register: by packing cut-off, then in the order asked. "open" = those that are not over."""
    query = select(RegisterRow).where(RegisterRow.shop_id == shop_id, RegisterRow.kind == kind)
    query = _in_state(query, state)
    if since_ms is not None:
        query = query.where(RegisterRow.made_ms >= since_ms)
    if until_ms is not None:
        query = query.where(RegisterRow.made_ms < until_ms)
    if q:
        like = "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        columns = (RegisterRow.order_number, RegisterRow.nick, RegisterRow.cells)
        query = query.where(or_(*(column.like(like, escape="\\") for column in columns)))
    order = (RegisterRow.cutoff_ms.is_(None), RegisterRow.cutoff_ms, RegisterRow.id)
    return [view(row) for row in session.scalars(query.order_by(*order).limit(limit))]


def _in_state(query: Select[RegisterRow], state: str) -> Select[RegisterRow]:
    if state == "open":
        return query.where(RegisterRow.state.in_(("open", "doing")))
    return query if state == "all" else query.where(RegisterRow.state == state)


def counts(session: Session, shop_id: int) -> dict[str, int]:
    """How many entries of each register are not over."""
    rows = session.execute(
        select(RegisterRow.kind, func.count())
        .where(RegisterRow.shop_id == shop_id, RegisterRow.state.in_(("open", "doing")))
        .group_by(RegisterRow.kind)
    )
    return {row[0]: int(row[1]) for row in rows}
