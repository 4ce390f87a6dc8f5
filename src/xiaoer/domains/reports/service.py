"""What one can do with a shop's reports: have them written, edit the words, send them, set the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from xiaoer.domains.audit import service as audit
from xiaoer.domains.reports.errors import NoSuchReport, ReportMoved
from xiaoer.domains.reports.mailing import write_letters
from xiaoer.domains.reports.models import ReportPlan, ShopReport
from xiaoer.domains.reports.rules import Period, sentence, to_dos
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.writer import Unit


@dataclass(frozen=True, slots=True)
class Words:
    """What people write in a report."""

    summary: str
    notes: str
    to_dos: list[str]


def words_of(period: Period, figures: dict[str, Any]) -> Words:
    """The first words: what has changed, and what asks to be done."""
    numbers = {n["key"]: n["value"] for n in figures["numbers"]}
    before = {n["key"]: n["before"] for n in figures["numbers"]}
    return Words(sentence(numbers, before, period.kind), "", to_dos(figures))


def find(session: Session, shop_id: int, report_id: int) -> ShopReport:
    """One report. Raises `NoSuchReport`."""
    row = session.scalar(select(ShopReport).where(ShopReport.shop_id == shop_id, ShopReport.id == report_id))
    if row is None:
        raise NoSuchReport()
    return row


def made(session: Session, shop_id: int, period: Period) -> ShopReport | None:
    """The report of a period, if there is one."""
    return session.scalar(
        select(ShopReport).where(
            ShopReport.shop_id == shop_id, ShopReport.kind == period.kind, ShopReport.day == period.first.isoformat()
        )
    )


def write(unit: Unit, shop_id: int, period: Period, figures: dict[str, Any]) -> ShopReport:
    """A new report, told to the feed (and so to webhooks); of one that is there the figures are counted anew."""
    row = made(unit.session, shop_id, period)
    if row is not None:
        row.figures, row.made_ms = to_json(figures), unit.now_ms
        unit.session.flush()
        return row
    row = ShopReport(
        shop_id=shop_id, kind=period.kind, day=period.first.isoformat(), figures=to_json(figures),
        words=to_json(words_of(period, figures)), made_ms=unit.now_ms,
    )  # fmt: skip
    try:
        with unit.session.begin_nested():
            unit.session.add(row)
            unit.session.flush()
    except IntegrityError:  # another process was first
        there = made(unit.session, shop_id, period)
        assert there is not None
        return there
    _tell(unit, row)
    return row


def edit(unit: Unit, shop_id: int, report_id: int, who: str, words: Words, version: int) -> ShopReport:
    """Change the words; the figures stay as they were counted. Raises `ReportMoved`."""
    row = find(unit.session, shop_id, report_id)
    if row.version != version:
        raise ReportMoved()
    row.words, row.edited_name, row.edited_ms = to_json(words), who, unit.now_ms
    unit.session.flush()
    return row


def send(unit: Unit, shop_id: int, report_id: int, who: tuple[int, str]) -> ShopReport:
    """Tell the feed again: every webhook that hears of reports gets it as it stands now."""
    row = find(unit.session, shop_id, report_id)
    _tell(unit, row)
    audit.record(unit, shop_id, staff_id=who[0], staff_name=who[1], action="report.send", subject=row.day)
    return row


def _tell(unit: Unit, row: ShopReport) -> None:
    row.sent_ms = unit.now_ms
    unit.session.flush()
    unit.emit(row.shop_id, "report.made", {"report": view(row)})
    write_letters(unit, row)


def listed(session: Session, shop_id: int, limit: int) -> list[dict[str, Any]]:
    """Reports, the newest first, each with its first sentence."""
    rows = session.scalars(
        select(ShopReport)
        .where(ShopReport.shop_id == shop_id)
        .order_by(ShopReport.day.desc(), ShopReport.kind, ShopReport.id.desc())
        .limit(limit)
    )
    return [brief(row) for row in rows]


def brief(row: ShopReport) -> dict[str, Any]:
    """A report in a list."""
    words = from_json(row.words, Words)
    return {
        "id": row.id, "kind": row.kind, "day": row.day, "summary": words.summary, "made_at": iso_ms(row.made_ms),
        "edited_by": row.edited_name or None, "sent_at": iso_ms(row.sent_ms), "version": row.version,
    }  # fmt: skip


def view(row: ShopReport) -> dict[str, Any]:
    """A report in full."""
    words = from_json(row.words, Words)
    return {
        **brief(row), "notes": words.notes, "to_dos": words.to_dos, "figures": from_json(row.figures, dict[str, Any]),
    }  # fmt: skip


def plan(session: Session, shop_id: int) -> dict[str, Any]:
    """When reports write themselves; off until somebody says when."""
    row = session.scalar(select(ReportPlan).where(ReportPlan.shop_id == shop_id))
    row = row or ReportPlan(on=False, day_at="22:00", week_day=0, week_at="09:00")
    return {"on": row.on, "day_at": row.day_at, "week_day": row.week_day, "week_at": row.week_at}


def set_plan(unit: Unit, shop_id: int, who: tuple[int, str], wish: dict[str, Any]) -> dict[str, Any]:
    """Set when they write themselves."""
    row = unit.session.scalar(select(ReportPlan).where(ReportPlan.shop_id == shop_id).with_for_update())
    if row is None:
        row = ReportPlan(shop_id=shop_id)
        unit.session.add(row)
    row.on, row.day_at, row.week_day, row.week_at = wish["on"], wish["day_at"], wish["week_day"], wish["week_at"]
    unit.session.flush()
    audit.record(
        unit, shop_id, staff_id=who[0], staff_name=who[1], action="report.plan",
        subject=f"{wish['day_at']} · {wish['week_at']}" if wish["on"] else "关闭",
    )  # fmt: skip
    return plan(unit.session, shop_id)
