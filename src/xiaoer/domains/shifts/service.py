"""What one can do with shifts: plan, wish, decide; hand over and sign; note who is at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from xiaoer.domains.desk import service as desk
from xiaoer.domains.desk.models import Conversation, Message
from xiaoer.domains.shifts.contents import name_of, own_chats
from xiaoer.domains.shifts.errors import AlreadySigned, BadTimes, NoSuchHandover, NoSuchShift, NotForYou, NotStaffHere
from xiaoer.domains.shifts.models import Attendance, Handover, Shift
from xiaoer.domains.shifts.rules import HOUR_MS, Item, Span, overlaps
from xiaoer.kit.errors import Conflict
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

LONGEST_MS = 16 * HOUR_MS


@dataclass(frozen=True, slots=True)
class Giving:
    """A handover as its giver wishes it."""

    items: tuple[Item, ...]
    note: str
    to_id: int | None
    with_chats: bool


# -- handovers -------------------------------------------------------------------------------------------------


def give(unit: Unit, shop_id: int, from_id: int, giving: Giving) -> Handover:
    """Leave it; it stands open until somebody signs."""
    if giving.to_id == from_id:
        raise NotForYou()
    if giving.to_id is not None and name_of(unit.session, shop_id, giving.to_id) is None:
        raise NotStaffHere()
    row = Handover(
        shop_id=shop_id, from_id=from_id, to_id=giving.to_id, at_ms=unit.now_ms, items=encode(list(giving.items)),
        note=giving.note, with_chats=giving.with_chats,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row


def sign(unit: Unit, shop_id: int, handover_id: int, staff_id: int) -> Handover:
    """Take it over; with it the giver's open chats, where he wished so. The first who signs has it."""
    row = unit.session.scalar(select(Handover).where(Handover.shop_id == shop_id, Handover.id == handover_id))
    if row is None:
        raise NoSuchHandover()
    if row.signed_id is not None:
        if row.signed_id == staff_id:
            return row
        raise AlreadySigned(name_of(unit.session, shop_id, row.signed_id) or "同事")
    name = name_of(unit.session, shop_id, staff_id)
    if row.from_id == staff_id or row.to_id not in (None, staff_id) or name is None:
        raise NotForYou()
    row.signed_id, row.signed_ms = staff_id, unit.now_ms
    unit.session.flush()
    if row.with_chats:
        by = name_of(unit.session, shop_id, row.from_id) or ""
        for conversation_id in own_chats(unit.session, shop_id, row.from_id):
            desk.transfer(unit, shop_id, conversation_id, by=by, remark="交接班", agent=(staff_id, name), team=None)
    return row


def handovers(session: Session, shop_id: int, *, before: int | None, limit: int) -> Sequence[Handover]:
    """Handovers, newest first."""
    query = select(Handover).where(Handover.shop_id == shop_id)
    if before is not None:
        query = query.where(Handover.id < before)
    return session.scalars(query.order_by(Handover.id.desc()).limit(limit)).all()


# -- rosters ---------------------------------------------------------------------------------------------------


def plan(unit: Unit, shop_id: int, staff_id: int, starts_ms: int, ends_ms: int, note: str) -> Shift:
    """Put somebody on the roster."""
    if not 0 < ends_ms - starts_ms <= LONGEST_MS:
        raise BadTimes("下班要晚于上班，一个班次最长16小时")
    if name_of(unit.session, shop_id, staff_id) is None:
        raise NotStaffHere()
    own = [
        (s.starts_ms, s.ends_ms)
        for s in roster(unit.session, shop_id, starts_ms - LONGEST_MS, ends_ms)
        if s.staff_id == staff_id
    ]
    if overlaps(starts_ms, ends_ms, own):
        raise BadTimes("这位同事在这段时间已经有班")
    row = Shift(shop_id=shop_id, staff_id=staff_id, starts_ms=starts_ms, ends_ms=ends_ms, note=note)
    unit.session.add(row)
    unit.session.flush()
    return row


def roster(session: Session, shop_id: int, from_ms: int, to_ms: int) -> Sequence[Shift]:
    """Shifts that begin within a time."""
    return session.scalars(
        select(Shift)
        .where(Shift.shop_id == shop_id, Shift.starts_ms >= from_ms, Shift.starts_ms < to_ms)
        .order_by(Shift.starts_ms, Shift.id)
    ).all()


def find_shift(session: Session, shop_id: int, shift_id: int) -> Shift:
    """One shift. Raises `NoSuchShift`."""
    row = session.scalar(select(Shift).where(Shift.shop_id == shop_id, Shift.id == shift_id))
    if row is None:
        raise NoSuchShift()
    return row


def remove(unit: Unit, shop_id: int, shift_id: int) -> None:
    """Take a shift off the roster."""
    find_shift(unit.session, shop_id, shift_id)
    unit.session.execute(delete(Shift).where(Shift.shop_id == shop_id, Shift.id == shift_id))


def wish(unit: Unit, shop_id: int, shift_id: int, staff_id: int, *, kind: str, to_id: int | None, why: str) -> Shift:
    """Ask for leave, or to swap with a colleague; a lead decides."""
    row = find_shift(unit.session, shop_id, shift_id)
    if row.staff_id != staff_id:
        raise NotForYou()
    if kind == "swap" and (to_id is None or to_id == staff_id or name_of(unit.session, shop_id, to_id) is None):
        raise NotStaffHere()
    row.wish, row.wish_to, row.wish_why = kind, to_id if kind == "swap" else None, why
    unit.session.flush()
    return row


def decide(unit: Unit, shop_id: int, shift_id: int, *, agree: bool) -> Shift | None:
    """Decide a wish; a leave that is agreed to empties the place (returns None)."""
    row = find_shift(unit.session, shop_id, shift_id)
    if not row.wish:
        raise Conflict("这个班次没有待处理的申请", code="nothing_wished")
    if agree and row.wish == "leave":
        unit.session.delete(row)
        unit.session.flush()
        return None
    if agree and row.wish_to is not None:
        other = [
            (s.starts_ms, s.ends_ms)
            for s in roster(unit.session, shop_id, row.starts_ms - LONGEST_MS, row.ends_ms)
            if s.staff_id == row.wish_to
        ]
        if overlaps(row.starts_ms, row.ends_ms, other):
            raise BadTimes("换班的同事在这段时间已经有班")
        row.staff_id = row.wish_to
    row.wish, row.wish_to, row.wish_why = "", None, ""
    unit.session.flush()
    return row


def shopper_lines(session: Session, shop_id: int, from_ms: int, to_ms: int) -> list[tuple[int, int]]:
    """(hour since 1970, shopper lines) of a time."""
    hour = Message.at_ms // HOUR_MS
    rows = session.execute(
        select(hour, func.count(Message.id))
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(
            Message.shop_id == shop_id, Conversation.practice.is_(False), Message.author == "shopper",
            Message.internal.is_(False),
            Message.at_ms >= from_ms, Message.at_ms < to_ms,
        )
        .group_by(hour)
    )  # fmt: skip
    return [(int(h), int(n)) for h, n in rows]


# -- attendance ------------------------------------------------------------------------------------------------


def note_presence(unit: Unit, shop_id: int, staff_id: int, status: str, at_ms: int) -> None:
    """Close the span that was open and begin the next; the same status again changes nothing."""
    where = (Attendance.shop_id == shop_id, Attendance.staff_id == staff_id, Attendance.to_ms.is_(None))
    held = unit.session.scalars(select(Attendance).where(*where).order_by(Attendance.from_ms.desc())).first()
    if held is not None and (held.status == status or held.from_ms >= at_ms):
        return
    unit.session.execute(update(Attendance).where(*where).values(to_ms=at_ms))
    if status == "offline":
        return
    try:
        with unit.session.begin_nested():
            unit.session.add(Attendance(shop_id=shop_id, staff_id=staff_id, status=status, from_ms=at_ms))
            unit.session.flush()
    except IntegrityError:  # another process has noted the same change
        return


def spans(session: Session, shop_id: int, from_ms: int, to_ms: int) -> list[Span]:
    """Spans that touch a time."""
    rows = session.scalars(
        select(Attendance)
        .where(
            Attendance.shop_id == shop_id, Attendance.from_ms < to_ms,
            (Attendance.to_ms.is_(None)) | (Attendance.to_ms > from_ms),
        )
        .order_by(Attendance.from_ms)
    )  # fmt: skip
    return [Span(r.staff_id, r.status, r.from_ms, r.to_ms) for r in rows]


# -- a colleague who leaves -----------------------------------------------------------------------------------------


def drop_future(unit: Unit, shop_id: int, staff_id: int) -> int:
    """Take somebody out of the roster from now on, and out of swaps that were wished with him; returns how many."""
    unit.session.execute(
        update(Shift).where(Shift.shop_id == shop_id, Shift.wish_to == staff_id).values(wish="", wish_to=None)
    )
    result = unit.session.execute(
        delete(Shift).where(Shift.shop_id == shop_id, Shift.staff_id == staff_id, Shift.starts_ms > unit.now_ms)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


def open_to_all(unit: Unit, shop_id: int, staff_id: int) -> int:
    """Handovers to him that he has not signed stand open to whoever signs first; returns how many."""
    result = unit.session.execute(
        update(Handover)
        .where(Handover.shop_id == shop_id, Handover.to_id == staff_id, Handover.signed_id.is_(None))
        .values(to_id=None)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]
