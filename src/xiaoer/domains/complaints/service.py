"""What one can do with complaints. Each is one unit of work that writes and emits in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from xiaoer.core.rulebook.casework import Due, complaint_due
from xiaoer.domains.complaints.errors import AlreadyMoved, AlreadyOpen, ComplaintGone, Missing
from xiaoer.domains.complaints.models import ComplaintRow
from xiaoer.domains.complaints.steps import STEPS, TRIGGER_ZH, Line
from xiaoer.domains.desk.models import Message
from xiaoer.domains.orders import timeline
from xiaoer.domains.work import service as work
from xiaoer.domains.work.models import TaskRow
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.clock import from_ms, iso_ms, to_ms
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

BACK_LOOK_MS = 24 * 3600 * 1000  # the look back after a complaint was solved
BACK_MS = 90 * 24 * 3600 * 1000
UP_MS = 3600 * 1000
ENDED = ("solved", "lost")
_decode = msgspec.json.decode


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """A complaint that is taken down. `from_seq` = the line of the chat that it begins with."""

    conversation_id: int
    nick: str
    cause: str
    text: str
    order: str = ""
    from_seq: int = 1
    owner: tuple[int | None, str] = (None, "")
    triggers: tuple[str, ...] = ()
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """An act with what comes with it."""

    act: str
    version: int
    by: str
    step: str = ""
    text: str = ""
    cost: str | None = None
    cause: str = ""
    order: str = ""
    due_ms: int | None = None
    owner: tuple[int, str] | None = None
    triggers: tuple[str, ...] = field(default_factory=tuple)


def view(row: ComplaintRow) -> dict[str, Any]:
    """A complaint as staff see it."""
    return {
        "id": row.id, "number": f"TS{row.id:06d}", "conversation": row.conversation_id, "nick": row.nick,
        "order": row.order_number, "cause": row.cause, "state": row.state, "text": row.text,
        "triggers": _decode(row.triggers), "remedy": row.remedy, "cost": row.cost, "notes": _decode(row.notes),
        "owner": None if row.owner_id is None else {"id": row.owner_id, "name": row.owner_name},
        "opened_at": iso_ms(row.opened_ms), "due_at": iso_ms(row.due_ms), "due_rule": row.due_rule,
        "ended_at": iso_ms(row.ended_ms),
        "version": row.version,
    }  # fmt: skip


def by_hand(row: ComplaintRow) -> dict[str, str]:
    """Steps that colleagues have ticked themselves: step → name."""
    ticks: dict[str, str] = _decode(row.ticks)
    return ticks


def open_complaint(unit: Unit, shop_id: int, new: NewComplaint) -> dict[str, Any]:
    """Take a complaint down; its clock and its task begin. Raises `AlreadyOpen`."""
    query = select(ComplaintRow.id).where(
        ComplaintRow.shop_id == shop_id, ComplaintRow.conversation_id == new.conversation_id,
        ComplaintRow.state.not_in(ENDED),
    )  # fmt: skip
    known = unit.session.scalar(query)
    if known is not None:
        raise AlreadyOpen(f"这个会话已有投诉单 TS{known:06d}", id=known)
    due = new.due or complaint_due("own", from_ms(unit.now_ms))
    row = ComplaintRow(
        shop_id=shop_id, conversation_id=new.conversation_id, nick=new.nick, order_number=new.order, cause=new.cause,
        state="open", text=new.text, from_seq=new.from_seq, ticks="{}", triggers="[]", notes="[]", remedy="",
        owner_id=new.owner[0], owner_name=new.owner[1], opened_ms=unit.now_ms, due_ms=to_ms(due.at), due_rule=due.rule,
        version=0,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    owner = (new.owner[0], new.owner[1]) if new.owner[0] is not None else None
    task = NewTask(
        f"complaint:{row.id}", "complaint", f"处理投诉 TS{row.id:06d}：{new.text}"[:500], due_ms=row.due_ms,
        order=new.order, nick=new.nick, conversation_id=new.conversation_id, owner=owner,
    )  # fmt: skip
    work.add(unit, shop_id, task)
    timeline.note(unit, shop_id, new.order, "complaint", f"投诉：{new.text}", who=new.owner[1], nick=new.nick)
    _rise(unit, row, new.triggers)
    return _settle(unit, row)


def act(unit: Unit, shop_id: int, complaint_id: int, doing: Doing) -> dict[str, Any]:
    """tick, untick, cause, remedy, later, solve, lose, reopen, note, assign, rise. Raises `AlreadyMoved`, `Missing`."""
    row = _locked(unit, shop_id, complaint_id, doing.version)
    _ACTS[doing.act](unit, row, doing)
    return _settle(unit, row)


def _tick(unit: Unit, row: ComplaintRow, doing: Doing) -> None:
    ticks = {name: by for name, by in _decode(row.ticks).items() if name != doing.step}
    if doing.step not in STEPS:
        raise Missing("请选一个步骤", field="step")
    row.ticks = encode({**ticks, doing.step: doing.by} if doing.act == "tick" else ticks)


def _cause(unit: Unit, row: ComplaintRow, doing: Doing) -> None:
    row.cause = doing.cause or row.cause
    row.order_number = doing.order or row.order_number


def _remedy(unit: Unit, row: ComplaintRow, doing: Doing) -> None:
    if not doing.text:
        raise Missing("请写明办法", field="text")
    row.remedy, row.cost = doing.text, doing.cost
    said = f"投诉办法：{doing.text}{f'（成本约 {doing.cost} 元）' if doing.cost else ''}"
    timeline.note(unit, row.shop_id, row.order_number, "complaint", said, who=doing.by, nick=row.nick)


def _later(unit: Unit, row: ComplaintRow, doing: Doing) -> None:
    """The shopper is upset: another time, as a callback that is owed."""
    if doing.due_ms is None or doing.due_ms <= unit.now_ms:
        raise Missing("请选一个以后的时间", field="due_at")
    row.state = "later"
    owner = (row.owner_id, row.owner_name) if row.owner_id is not None else None
    task = NewTask(
        f"callback:{row.id}:{doing.due_ms}", "callback",
        f"约好再联系（投诉 TS{row.id:06d}）：{doing.text or row.text}"[:500], due_ms=doing.due_ms,
        order=row.order_number, nick=row.nick, conversation_id=row.conversation_id, owner=owner,
    )  # fmt: skip
    work.add(unit, row.shop_id, task)


def _end(unit: Unit, row: ComplaintRow, doing: Doing) -> None:
    row.state = "solved" if doing.act == "solve" else "lost"
    row.ended_ms = unit.now_ms
    _end_task(unit, row.shop_id, f"complaint:{row.id}")
    if doing.act == "solve":
        task = NewTask(
            f"revisit:{row.id}", "callback", f"回访投诉 TS{row.id:06d}：{row.remedy or row.text}"[:500],
            due_ms=unit.now_ms + BACK_LOOK_MS, order=row.order_number, nick=row.nick,
            conversation_id=row.conversation_id,
            owner=(row.owner_id, row.owner_name) if row.owner_id is not None else None,
        )  # fmt: skip
        work.add(unit, row.shop_id, task)
    said = "投诉已解决" if doing.act == "solve" else "投诉未能解决"
    timeline.note(unit, row.shop_id, row.order_number, "complaint", said, who=doing.by, nick=row.nick)


def _reopen(unit: Unit, row: ComplaintRow, doing: Doing) -> None:
    row.state, row.ended_ms = "open", None


def _note(unit: Unit, row: ComplaintRow, doing: Doing) -> None:
    if not doing.text:
        raise Missing("请写备注", field="text")
    notes = [*_decode(row.notes), {"at": iso_ms(unit.now_ms), "who": doing.by, "text": doing.text}]
    row.notes = encode(notes)


def _assign(unit: Unit, row: ComplaintRow, doing: Doing) -> None:
    row.owner_id, row.owner_name = doing.owner or (None, "")


def _raise(unit: Unit, row: ComplaintRow, doing: Doing) -> None:
    _rise(unit, row, doing.triggers)


def _rise(unit: Unit, row: ComplaintRow, found: tuple[str, ...]) -> None:
    """New reasons to go up: the lead owes a look within the hour, once per reason."""
    held = _decode(row.triggers)
    fresh = [name for name in found if name not in held]
    if not fresh:
        return
    row.triggers = encode([*held, *fresh])
    why = "、".join(TRIGGER_ZH[name] for name in fresh)
    for name in fresh:
        task = NewTask(
            f"rise:{row.id}:{name}", "approval", f"投诉升级（{why}）：TS{row.id:06d} {row.text}"[:500],
            due_ms=unit.now_ms + UP_MS, order=row.order_number, nick=row.nick, conversation_id=row.conversation_id,
        )  # fmt: skip
        work.add(unit, row.shop_id, task)
    timeline.note(unit, row.shop_id, row.order_number, "complaint", f"投诉升级：{why}", nick=row.nick)


_ACTS = {
    "tick": _tick, "untick": _tick, "cause": _cause, "remedy": _remedy, "later": _later, "solve": _end, "lose": _end,
    "reopen": _reopen, "note": _note, "assign": _assign, "rise": _raise,
}  # fmt: skip


def _end_task(unit: Unit, shop_id: int, key: str) -> None:
    row = unit.session.scalar(select(TaskRow).where(TaskRow.shop_id == shop_id, TaskRow.key == key))
    if row is not None and row.state not in work.ENDED:
        work.change(unit, shop_id, row.id, "done", row.version)


def _locked(unit: Unit, shop_id: int, complaint_id: int, version: int) -> ComplaintRow:
    moved = unit.session.execute(
        update(ComplaintRow)
        .where(ComplaintRow.shop_id == shop_id, ComplaintRow.id == complaint_id, ComplaintRow.version == version)
        .values(version=ComplaintRow.version + 1)
        .execution_options(synchronize_session=False)
    )
    row = unit.session.scalar(
        select(ComplaintRow).where(ComplaintRow.shop_id == shop_id, ComplaintRow.id == complaint_id).with_for_update(),
        execution_options={"populate_existing": True},
    )
    if row is None:
        raise ComplaintGone()
    if not moved.rowcount:  # type: ignore[attr-defined]
        raise AlreadyMoved()
    return row


def _settle(unit: Unit, row: ComplaintRow) -> dict[str, Any]:
    if row.version == 0:
        row.version = 1
    unit.session.flush()
    unit.emit(
        row.shop_id, "casework.changed", {"about": "complaint", "id": row.id}, conversation_id=row.conversation_id
    )
    return view(row)


# -- reading ----------------------------------------------------------------------------------------------------------


def get(session: Session, shop_id: int, complaint_id: int) -> ComplaintRow:
    """One complaint. Raises `ComplaintGone`."""
    row = session.scalar(select(ComplaintRow).where(ComplaintRow.shop_id == shop_id, ComplaintRow.id == complaint_id))
    if row is None:
        raise ComplaintGone()
    return row


def page(
    session: Session, shop_id: int, *, state: str = "open", conversation: int | None = None, limit: int = 200
) -> list[dict[str, Any]]:
    """Complaints by their clock; "open" = those that are not over."""
    query = select(ComplaintRow).where(ComplaintRow.shop_id == shop_id)
    if state == "open":
        query = query.where(ComplaintRow.state.not_in(ENDED))
    elif state != "all":
        query = query.where(ComplaintRow.state == state)
    if conversation is not None:
        query = query.where(ComplaintRow.conversation_id == conversation)
    ordered = query.order_by(ComplaintRow.ended_ms.is_not(None), ComplaintRow.due_ms, ComplaintRow.id).limit(limit)
    return [view(row) for row in session.scalars(ordered)]


def earlier(session: Session, shop_id: int, nick: str, now_ms: int, *, but: int | None = None) -> int:
    """How many complaints of the last 90 days a shopper has, one left out."""
    query = select(func.count()).where(
        ComplaintRow.shop_id == shop_id, ComplaintRow.nick == nick, ComplaintRow.opened_ms >= now_ms - BACK_MS
    )
    if but is not None:
        query = query.where(ComplaintRow.id != but)
    return session.scalar(query) or 0


def lines_of(session: Session, shop_id: int, conversation_id: int, from_seq: int) -> list[Line]:
    """What shopper and shop have said since a line, oldest first."""
    rows = session.scalars(
        select(Message)
        .where(
            Message.shop_id == shop_id, Message.conversation_id == conversation_id, Message.internal.is_(False),
            Message.number >= from_seq, Message.kind == "text", Message.author != "system",
            Message.recalled.is_(False),
        )
        .order_by(Message.number)
        .limit(2000)
    )  # fmt: skip
    return [_line(row.number, from_ms(row.at_ms), row.author, row.body) for row in rows]


def _line(number: int, at: datetime, author: str, body: str) -> Line:
    return Line(number, at, author, str(_decode(body).get("text", "")))
