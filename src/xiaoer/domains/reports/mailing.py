"""Reports by e-mail: who gets them, a row for each letter, tried again on failure, kept as a log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from xiaoer.domains.audit import service as audit
from xiaoer.domains.reports.models import ReportLetter, ReportMail, ShopReport
from xiaoer.files.inspection.tongue import Language
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.retrying import LETTERS
from xiaoer.kit.writer import Unit
from xiaoer.ports.mailing import Sent

LEASE_MS = 180_000
AT_ONCE = 4
STALE_MS = 86_400_000  # a report that nobody could send for a day is no news
LOG_DAYS = 30


@dataclass(frozen=True, slots=True)
class Due:
    """A letter to be sent now."""

    id: int
    report_id: int
    receiver: str
    attempts: int


def receivers(session: Session, shop_id: int) -> list[str]:
    """Who gets a shop's reports."""
    row = session.scalar(select(ReportMail).where(ReportMail.shop_id == shop_id))
    return row.receivers.split("|") if row is not None and row.receivers else []


def language(session: Session, shop_id: int) -> Language:
    """What a shop's letters are written in."""
    return "en" if session.scalar(select(ReportMail.language).where(ReportMail.shop_id == shop_id)) == "en" else "zh"


def set_receivers(
    unit: Unit, shop_id: int, who: tuple[int, str], wish: list[str], language: Language | None = None
) -> None:
    """Set who gets them, and in which language (None = as it was).

    Letters that wait for somebody who is no longer there are dropped.
    """
    row = unit.session.scalar(select(ReportMail).where(ReportMail.shop_id == shop_id).with_for_update())
    if row is None:
        row = ReportMail(shop_id=shop_id, receivers="", language="zh")
        unit.session.add(row)
    kept = list(dict.fromkeys(wish))
    row.receivers = "|".join(kept)
    row.language = language or row.language
    unit.session.execute(
        delete(ReportLetter).where(
            ReportLetter.shop_id == shop_id, ReportLetter.state == "waiting", ReportLetter.receiver.not_in(kept)
        )
    )
    unit.session.flush()
    audit.record(
        unit, shop_id, staff_id=who[0], staff_name=who[1], action="report.mail", subject=f"{len(kept)} 个收件人"
    )  # fmt: skip


def note_test(unit: Unit, shop_id: int, who: tuple[int, str], to: str, sent: Sent) -> None:
    """Keep that a letter was sent to try the way, and what came of it."""
    audit.record(
        unit, shop_id, staff_id=who[0], staff_name=who[1], action="report.mail_test",
        subject=f"{to}：{'已交给邮件服务器' if sent.good else sent.said or sent.why}"[:200],
    )  # fmt: skip


def write_letters(unit: Unit, row: ShopReport) -> None:
    """A letter to everybody who gets reports, in the same transaction as the report's event."""
    unit.session.add_all(
        ReportLetter(
            shop_id=row.shop_id, report_id=row.id, receiver=receiver, state="waiting", attempts=0,
            next_ms=unit.now_ms, at_ms=unit.now_ms, said="",
        )
        for receiver in receivers(unit.session, row.shop_id)
    )  # fmt: skip


def waiting(session: Session, shop_id: int, now_ms: int) -> bool:
    """Whether letters are due in a shop."""
    query = select(func.count(ReportLetter.id)).where(*_due(shop_id, now_ms))
    return bool(session.scalar(query))


def _due(shop_id: int, now_ms: int) -> tuple[Any, ...]:
    return ReportLetter.shop_id == shop_id, ReportLetter.state == "waiting", ReportLetter.next_ms <= now_ms


def gather(unit: Unit, shop_id: int) -> list[Due]:
    """Letters that are due, each leased to this process; what is too old is given up, what is long over forgotten."""
    mine = ReportLetter.shop_id == shop_id
    unit.session.execute(
        delete(ReportLetter).where(
            mine, ReportLetter.state != "waiting", ReportLetter.at_ms < unit.now_ms - LOG_DAYS * 86_400_000
        )
    )
    unit.session.execute(
        update(ReportLetter)
        .where(mine, ReportLetter.state == "waiting", ReportLetter.at_ms < unit.now_ms - STALE_MS)
        .values(state="failed", said="一天内没能发出，不再发")
    )
    rows = unit.session.scalars(
        select(ReportLetter)
        .where(*_due(shop_id, unit.now_ms))
        .order_by(ReportLetter.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.next_ms = unit.now_ms + LEASE_MS  # a process that dies with it leaves it to the others
    return [Due(r.id, r.report_id, r.receiver, r.attempts) for r in rows]


def settle(unit: Unit, shop_id: int, due: Due, *, good: bool, final: bool, said: str) -> None:
    """Keep what came of a letter: done, again later, or failed for good."""
    attempts = due.attempts + 1
    then = LETTERS.after(attempts, unit.now_ms, good=good, final=final)
    unit.session.execute(
        update(ReportLetter)
        .where(ReportLetter.shop_id == shop_id, ReportLetter.id == due.id)
        .values(
            state=then.state, attempts=attempts, said=said[:500], next_ms=then.at_ms or unit.now_ms,
        )
    )  # fmt: skip


def log(session: Session, shop_id: int, limit: int = 20) -> list[dict[str, Any]]:
    """The newest letters, and what came of them."""
    rows = session.execute(
        select(ReportLetter, ShopReport.kind, ShopReport.day)
        .join(ShopReport, ShopReport.id == ReportLetter.report_id)
        .where(ReportLetter.shop_id == shop_id)
        .order_by(ReportLetter.id.desc())
        .limit(limit)
    )
    return [
        {
            "id": row.id, "report": row.report_id, "kind": kind, "day": day, "receiver": row.receiver,
            "state": row.state, "attempts": row.attempts, "said": row.said, "at": iso_ms(row.at_ms),
            "next": iso_ms(row.next_ms) if row.state == "waiting" else None,
        }
        for row, kind, day in rows
    ]  # fmt: skip
