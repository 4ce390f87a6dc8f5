"""Shifts over HTTP: handovers, rosters, attendance."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from litestar import delete, get, post
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import Before, Limit, PathId, PathText
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.shifts import contents, service, views
from xiaoer.domains.shifts.rules import Item
from xiaoer.domains.shifts.schemas import (
    Agree,
    AttendanceView,
    HandoverDraft,
    Handovers,
    HandoverView,
    HandoverWish,
    LeaveOrSwap,
    Removed,
    RosterView,
    ShiftView,
    ShiftWish,
)
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Invalid
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}"
TAGS = ["shifts"]
SHIFT = timedelta(hours=12)  # how far back a handover looks for what has changed
Day = Annotated[date | None, QueryParameter(description="YYYY-MM-DD in the shop's zone; today where it is missing.")]


def _today(desk: Desk, own: ShopInfo, day: date | None) -> date:
    if day is not None and not 2000 <= day.year <= 2199:
        raise Invalid("日期要在2000年到2199年之间", code="bad_day")
    return day or desk.clock().astimezone(own.zone).date()


@get(BASE + "/handovers/draft", operation_id="draftHandover", tags=TAGS)
async def draft(shop: PathText, who: Who, desk: TheDesk) -> HandoverDraft:
    """What one would hand over now: open chats, special shoppers, what waits, what has changed."""
    own = enter(desk, who, shop, "serve")
    since = to_ms(desk.clock() - SHIFT)
    items = await desk.database.read(lambda s: contents.draft(s, own.id, who.staff_id, since))
    return HandoverDraft.model_validate({"items": items}, from_attributes=True)


@get(BASE + "/handovers", operation_id="listHandovers", tags=TAGS)
async def handovers(shop: PathText, who: Who, desk: TheDesk, before: Before = None, limit: Limit = 50) -> Handovers:
    """Handovers, newest first."""
    own = enter(desk, who, shop, "read")

    def show(s: Session) -> list[dict[str, object]]:
        known = views.names(s, own.id)
        return [views.handover_view(h, known) for h in service.handovers(s, own.id, before=before, limit=limit)]

    return Handovers.model_validate({"handovers": await desk.database.read(show)})


@post(BASE + "/handovers", operation_id="giveHandover", tags=TAGS)
async def give(shop: PathText, data: JSONBody[HandoverWish], who: Who, desk: TheDesk) -> HandoverView:
    """Hand over; it stands open until somebody signs."""
    own = enter(desk, who, shop, "serve")
    giving = service.Giving(tuple(Item(**i.model_dump()) for i in data.items), data.note, data.to, data.with_chats)

    def work(unit: Unit) -> dict[str, object]:
        row = service.give(unit, own.id, who.staff_id, giving)
        return views.handover_view(row, views.names(unit.session, own.id))

    return HandoverView.model_validate(await desk.run(work))


@post(BASE + "/handovers/{handover_id:int}/sign", operation_id="signHandover", status_code=HTTP_200_OK, tags=TAGS)
async def sign(shop: PathText, handover_id: PathId, who: Who, desk: TheDesk) -> HandoverView:
    """Sign for it; the giver's open chats come along where he wished so."""
    own = enter(desk, who, shop, "serve")

    def work(unit: Unit) -> dict[str, object]:
        row = service.sign(unit, own.id, handover_id, who.staff_id)
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="handover.sign", subject=str(row.id)
        )
        return views.handover_view(row, views.names(unit.session, own.id))

    return HandoverView.model_validate(await desk.run(work))


@get(BASE + "/roster", operation_id="getRoster", tags=TAGS)
async def roster(shop: PathText, who: Who, desk: TheDesk, day: Day = None) -> RosterView:
    """Seven days from `day`: who is planned, and how many the past weeks let expect to be needed."""
    own = enter(desk, who, shop, "read")
    first, now_ms = _today(desk, own, day), to_ms(desk.clock())
    found = await desk.database.read(lambda s: views.week(s, own.id, first, own.zone, now_ms))
    return RosterView.model_validate(found)


@post(BASE + "/roster", operation_id="planShift", tags=TAGS)
async def plan(shop: PathText, data: JSONBody[ShiftWish], who: Who, desk: TheDesk) -> ShiftView:
    """Put somebody on the roster."""
    own = enter(desk, who, shop, "manage")
    for at in (data.starts_at, data.ends_at):
        _today(desk, own, at.date())

    def work(unit: Unit) -> dict[str, object]:
        row = service.plan(unit, own.id, data.staff_id, to_ms(data.starts_at), to_ms(data.ends_at), data.note)
        return views.shift_view(row, views.names(unit.session, own.id))

    return ShiftView.model_validate(await desk.run(work))


@delete(BASE + "/roster/{shift_id:int}", operation_id="removeShift", status_code=HTTP_200_OK, tags=TAGS)
async def remove(shop: PathText, shift_id: PathId, who: Who, desk: TheDesk) -> Removed:
    """Take a shift off the roster."""
    own = enter(desk, who, shop, "manage")
    await desk.run(lambda u: service.remove(u, own.id, shift_id))
    return Removed(shift=None)


@post(BASE + "/roster/{shift_id:int}/wish", operation_id="wishShift", status_code=HTTP_200_OK, tags=TAGS)
async def wish(shop: PathText, shift_id: PathId, data: JSONBody[LeaveOrSwap], who: Who, desk: TheDesk) -> ShiftView:
    """Ask for leave or a swap of one's own shift."""
    own = enter(desk, who, shop, "serve")

    def work(unit: Unit) -> dict[str, object]:
        row = service.wish(unit, own.id, shift_id, who.staff_id, kind=data.kind, to_id=data.to, why=data.why)
        return views.shift_view(row, views.names(unit.session, own.id))

    return ShiftView.model_validate(await desk.run(work))


@post(BASE + "/roster/{shift_id:int}/decide", operation_id="decideShift", status_code=HTTP_200_OK, tags=TAGS)
async def decide(shop: PathText, shift_id: PathId, data: JSONBody[Agree], who: Who, desk: TheDesk) -> Removed:
    """Agree to a leave (the place becomes free) or a swap, or not."""
    own = enter(desk, who, shop, "manage")

    def work(unit: Unit) -> dict[str, object] | None:
        row = service.decide(unit, own.id, shift_id, agree=data.agree)
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="shift.decide",
            subject="同意" if data.agree else "不同意", detail=str(shift_id),
        )  # fmt: skip
        return views.shift_view(row, views.names(unit.session, own.id)) if row else None

    return Removed.model_validate({"shift": await desk.run(work)})


@get(BASE + "/attendance", operation_id="getAttendance", tags=TAGS)
async def attendance(shop: PathText, who: Who, desk: TheDesk, day: Day = None) -> AttendanceView:
    """Who was at the desk on a day. An agent sees himself only."""
    own = enter(desk, who, shop, "read")
    on, now_ms = _today(desk, own, day), to_ms(desk.clock())
    found = await desk.database.read(lambda s: views.attendance(s, own.id, on, own.zone, now_ms))
    if who.shops[own.id].role == "agent":
        found["rows"] = [r for r in found["rows"] if r["staff_id"] == who.staff_id]
    return AttendanceView.model_validate(found)


handlers = [draft, handovers, give, sign, roster, plan, remove, wish, decide, attendance]
