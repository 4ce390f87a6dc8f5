"""Personal reports (个人日报/周报): numbers filled in; the person adds problem, cause, correction; a lead comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.quality import repository as quality
from xiaoer.domains.reports.counting import count
from xiaoer.domains.reports.errors import NoSuchReport, ReportMoved
from xiaoer.domains.reports.figuring import judged
from xiaoer.domains.reports.models import PersonalReport
from xiaoer.domains.reports.rules import Kind, Period
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.writer import Unit


@dataclass(frozen=True, slots=True)
class Own:
    """What the person writes; `kept` = whether the correction of last time was done."""

    problem: str
    cause: str
    correction: str
    kept: bool | None


def numbers(session: Session, shop: ShopInfo, period: Period, staff_id: int) -> list[dict[str, Any]]:
    """A person's figures of a period beside those before."""
    now = count(session, shop, period, {staff_id}).numbers("agent", str(staff_id))
    old = count(session, shop, period.before, {staff_id}).numbers("agent", str(staff_id))
    now |= judged(session, shop, period, staff_id)
    old |= judged(session, shop, period.before, staff_id)
    return [{"key": key, "value": value, "before": old.get(key)} for key, value in now.items()]


def _row(session: Session, shop_id: int, staff_id: int, period: Period) -> PersonalReport | None:
    return session.scalar(
        select(PersonalReport).where(
            PersonalReport.shop_id == shop_id, PersonalReport.staff_id == staff_id, PersonalReport.kind == period.kind,
            PersonalReport.day == period.first.isoformat(),
        )
    )  # fmt: skip


def _before(session: Session, shop_id: int, staff_id: int, period: Period) -> str:
    """The correction that the last report of this kind promised."""
    return (
        session.scalar(
            select(PersonalReport.correction)
            .where(
                PersonalReport.shop_id == shop_id, PersonalReport.staff_id == staff_id,
                PersonalReport.kind == period.kind, PersonalReport.day < period.first.isoformat(),
            )
            .order_by(PersonalReport.day.desc())
            .limit(1)
        )
        or ""
    )  # fmt: skip


def draft(session: Session, shop: ShopInfo, period: Period, staff_id: int) -> dict[str, Any]:
    """The report of a period as it stands, or one to begin with."""
    row = _row(session, shop.id, staff_id, period)
    if row is not None:
        return view(row, quality.names(session, shop.id))
    return {
        "id": None, "staff_id": staff_id, "staff": quality.names(session, shop.id).get(staff_id, ""),
        "kind": period.kind, "day": period.first.isoformat(), "numbers": numbers(session, shop, period, staff_id),
        "problem": "", "cause": "", "correction": "", "carried": _before(session, shop.id, staff_id, period),
        "kept": None, "comment": "", "comment_by": None, "at": None, "version": 0,
    }  # fmt: skip


def hand_in(
    unit: Unit, shop: ShopInfo, period: Period, staff_id: int, own: Own, figures: list[dict[str, Any]], version: int
) -> PersonalReport:  # fmt: skip
    """Write one's own report; the correction of last time comes along. Raises `ReportMoved`."""
    row = _row(unit.session, shop.id, staff_id, period)
    if (row.version if row else 0) != version:
        raise ReportMoved()
    if row is None:
        row = PersonalReport(
            shop_id=shop.id, staff_id=staff_id, kind=period.kind, day=period.first.isoformat(),
            carried=_before(unit.session, shop.id, staff_id, period), at_ms=unit.now_ms,
        )  # fmt: skip
        unit.session.add(row)
    row.figures, row.at_ms = to_json(figures), unit.now_ms
    row.problem, row.cause, row.correction, row.kept = own.problem, own.cause, own.correction, own.kept
    unit.session.flush()
    return row


def _find(session: Session, shop_id: int, report_id: int, only: int | None) -> PersonalReport:
    query = select(PersonalReport).where(PersonalReport.shop_id == shop_id, PersonalReport.id == report_id)
    row = session.scalar(query if only is None else query.where(PersonalReport.staff_id == only))
    if row is None:
        raise NoSuchReport()
    return row


def one(session: Session, shop_id: int, report_id: int, only: int | None) -> dict[str, Any]:
    """A report that was handed in; `only` = of this person. Raises `NoSuchReport`."""
    return view(_find(session, shop_id, report_id, only), quality.names(session, shop_id))


def comment(unit: Unit, shop_id: int, report_id: int, who: str, text: str) -> PersonalReport:
    """A lead's word on a report."""
    row = _find(unit.session, shop_id, report_id, None)
    row.comment, row.comment_name = text.strip(), who
    unit.session.flush()
    return row


def listed(session: Session, shop_id: int, kind: Kind, staff_id: int | None, limit: int) -> list[dict[str, Any]]:
    """Personal reports, the newest first; of one person or of all."""
    query = select(PersonalReport).where(PersonalReport.shop_id == shop_id, PersonalReport.kind == kind)
    if staff_id is not None:
        query = query.where(PersonalReport.staff_id == staff_id)
    known = quality.names(session, shop_id)
    rows = session.scalars(query.order_by(PersonalReport.day.desc(), PersonalReport.id.desc()).limit(limit))
    return [view(row, known) for row in rows]


def view(row: PersonalReport, known: dict[int, str]) -> dict[str, Any]:
    """A report of somebody."""
    return {
        "id": row.id, "staff_id": row.staff_id, "staff": known.get(row.staff_id, ""), "kind": row.kind, "day": row.day,
        "numbers": from_json(row.figures, list[dict[str, Any]]), "problem": row.problem, "cause": row.cause,
        "correction": row.correction, "carried": row.carried, "kept": row.kept, "comment": row.comment,
        "comment_by": row.comment_name or None, "at": iso_ms(row.at_ms), "version": row.version,
    }  # fmt: skip
