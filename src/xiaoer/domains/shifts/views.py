"""Shifts as the API shows them: a week with what it needs, a day with who was there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.orm import Session

from xiaoer.domains.desk import repository as desk
from xiaoer.domains.shifts import service
from xiaoer.domains.shifts.models import Handover, Shift
from xiaoer.domains.shifts.rules import HOUR_MS, Item, hourly_means, people_needed, time_by_status
from xiaoer.kit.clock import from_ms, iso_ms, to_ms

SEEN_WEEKS = 4
LINES_PER_PERSON = 60.0  # shopper lines that one person answers an hour (a minute each); a starting value
DAY = timedelta(days=1)


def names(session: Session, shop_id: int) -> dict[int, str]:
    """Colleagues by id."""
    return {a["id"]: a["name"] for a in desk.agents(session, shop_id)}


def midnight(day: date, zone: ZoneInfo) -> int:
    """The first millisecond of a day in a zone."""
    return to_ms(datetime(day.year, day.month, day.day, tzinfo=zone))


def handover_view(row: Handover, known: dict[int, str]) -> dict[str, Any]:
    """The Handover of the API."""
    items = msgspec.json.decode(row.items, type=list[Item])
    return {
        "id": row.id, "giver": known.get(row.from_id, ""), "giver_id": row.from_id, "at": iso_ms(row.at_ms),
        "receiver": known.get(row.to_id) if row.to_id else None, "receiver_id": row.to_id,
        "items": [_plain(i) for i in items],
        "note": row.note, "with_chats": row.with_chats,
        "signed_by": known.get(row.signed_id) if row.signed_id else None, "signed_at": iso_ms(row.signed_ms),
    }  # fmt: skip


def _plain(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind, "title": item.title, "detail": item.detail, "ref": item.ref, "due_at": item.due_at,
        "next_step": item.next_step,
    }  # fmt: skip


def shift_view(row: Shift, known: dict[int, str]) -> dict[str, Any]:
    """The Shift of the API."""
    return {
        "id": row.id, "staff_id": row.staff_id, "staff": known.get(row.staff_id, ""),
        "starts_at": iso_ms(row.starts_ms), "ends_at": iso_ms(row.ends_ms), "note": row.note, "wish": row.wish,
        "wish_to": known.get(row.wish_to) if row.wish_to else None, "wish_why": row.wish_why,
    }  # fmt: skip


def week(session: Session, shop_id: int, first: date, zone: ZoneInfo, now_ms: int) -> dict[str, Any]:
    """Seven days: who is planned, and what the past weeks let expect."""
    known = names(session, shop_id)
    days = [first + n * DAY for n in range(7)]
    start, end = midnight(first, zone), midnight(first + 7 * DAY, zone)
    shifts = service.roster(session, shop_id, start, end)
    around = service.roster(session, shop_id, start - service.LONGEST_MS, end)
    means, weeks = _expected(session, shop_id, zone, now_ms)
    need = [_need(day, hour, zone, means, around) for day in days for hour in range(24)]
    return {
        "day": first, "shifts": [shift_view(s, known) for s in shifts], "need": need,
        "seen_weeks": weeks,
    }  # fmt: skip


def _expected(session: Session, shop_id: int, zone: ZoneInfo, now_ms: int) -> tuple[dict[tuple[int, int], float], int]:
    """Mean shopper lines per (weekday, hour) over the last whole weeks in which anybody wrote."""
    today = from_ms(now_ms).astimezone(zone).date()
    end, start = midnight(today, zone), midnight(today - SEEN_WEEKS * 7 * DAY, zone)
    lines = service.shopper_lines(session, shop_id, start, end)
    counts: dict[tuple[int, int], int] = {}
    seen: dict[int, set[date]] = {}
    for hour, n in lines:
        at = from_ms(hour * HOUR_MS).astimezone(zone)
        counts[at.weekday(), at.hour] = counts.get((at.weekday(), at.hour), 0) + n
        seen.setdefault(at.weekday(), set()).add(at.date())
    weeks = {weekday: len(days) for weekday, days in seen.items()}
    return hourly_means(counts, weeks), max(weeks.values(), default=0)


def _need(
    day: date, hour: int, zone: ZoneInfo, means: dict[tuple[int, int], float], shifts: Sequence[Shift]
) -> dict[str, Any]:
    at = to_ms(datetime(day.year, day.month, day.day, hour, tzinfo=zone))
    lines = means.get((day.weekday(), hour), 0.0)
    planned = {s.staff_id for s in shifts if s.starts_ms <= at < s.ends_ms}
    people = people_needed(lines, per_person=LINES_PER_PERSON)
    return {"day": day, "hour": hour, "lines": round(lines, 1), "people": people, "planned": len(planned)}


def attendance(session: Session, shop_id: int, day: date, zone: ZoneInfo, now_ms: int) -> dict[str, Any]:
    """Who was at the desk on a day, beside what was planned."""
    start, end = midnight(day, zone), midnight(day + DAY, zone)
    spans = service.spans(session, shop_id, start, end)
    sums = time_by_status(spans, start, end, now_ms)
    planned: dict[int, int] = {}
    for shift in service.roster(session, shop_id, start, end):
        planned[shift.staff_id] = planned.get(shift.staff_id, 0) + shift.ends_ms - shift.starts_ms
    rows = []
    for staff_id, name in names(session, shop_id).items():
        of_person = sums.get(staff_id)
        if of_person is None and staff_id not in planned:
            continue
        own = [s for s in spans if s.staff_id == staff_id]
        last = [min(end, s.to_ms or now_ms) for s in own]
        rows.append(
            {
                "staff_id": staff_id, "staff": name, "planned_s": planned.get(staff_id, 0) // 1000,
                **{f"{k}_s": (of_person or {}).get(k, 0) // 1000 for k in ("online", "busy", "away")},
                "first_at": iso_ms(max(start, own[0].from_ms)) if own else None,
                "last_at": iso_ms(max(last)) if last else None,
            }
        )  # fmt: skip
    return {"day": day, "rows": rows}
