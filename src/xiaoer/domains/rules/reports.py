"""What agents have against the gate: false alarms (误报) for the lead, and lines sent all the same with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from xiaoer.core.rulebook.findings import Finding
from xiaoer.domains.audit import service as audit
from xiaoer.domains.rules import service
from xiaoer.domains.rules.models import WordingReportRow
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Conflict, NotFound
from xiaoer.kit.writer import Unit

SHOWN = 200


def report(
    unit: Unit, shop_id: int, who: tuple[int, str], finding: Finding, *, text: str, category: str, note: str,
    conversation_id: int,
) -> dict[str, Any]:  # fmt: skip
    """Tell the lead that a finding is a false alarm; the same one twice is the same report."""
    held = unit.session.scalar(
        select(WordingReportRow).where(
            WordingReportRow.shop_id == shop_id, WordingReportRow.kind == "alarm", WordingReportRow.state == "open",
            WordingReportRow.span == finding.span, WordingReportRow.finding_kind == finding.kind,
            WordingReportRow.staff_id == who[0],
        )
    )  # fmt: skip
    if held is not None:
        return view(held)
    row = _row(unit, shop_id, who, finding, "alarm", "open", text, category, note, conversation_id)
    return view(row)


def overrode(
    unit: Unit, shop_id: int, who: tuple[int, str], findings: tuple[Finding, ...], *, text: str, category: str,
    reason: str, conversation_id: int,
) -> None:  # fmt: skip
    """Keep that somebody sent a blocked line all the same, and why."""
    for finding in findings:
        if finding.level == "block":
            _row(unit, shop_id, who, finding, "override", "sent", text, category, reason, conversation_id)
    spans = "、".join(f.span for f in findings if f.level == "block")
    audit.record(
        unit, shop_id, staff_id=who[0], staff_name=who[1], action="gate.override", subject=spans,
        detail=f"{reason}；{text}",
    )  # fmt: skip


def _row(
    unit: Unit, shop_id: int, who: tuple[int, str], finding: Finding, kind: str, state: str, text: str,
    category: str, note: str, conversation_id: int,
) -> WordingReportRow:  # fmt: skip
    row = WordingReportRow(
        shop_id=shop_id, kind=kind, state=state, conversation_id=conversation_id, text=text, span=finding.span,
        finding_kind=finding.kind, level=finding.level, why=finding.reason, source=finding.source,
        statutory=finding.statutory, category=category, note=note.strip(), staff_id=who[0], staff_name=who[1],
        at_ms=unit.now_ms,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row


def reports(session: Session, shop_id: int, *, staff_id: int | None) -> list[dict[str, Any]]:
    """Reports, open ones first, then newest; `staff_id` = only one's own."""
    query = select(WordingReportRow).where(WordingReportRow.shop_id == shop_id)
    if staff_id is not None:
        query = query.where(WordingReportRow.staff_id == staff_id)
    rows = session.scalars(query.order_by(WordingReportRow.state != "open", WordingReportRow.id.desc()).limit(SHOWN))
    return [view(row) for row in rows]


def view(row: WordingReportRow) -> dict[str, Any]:
    """A report as the workbench shows it."""
    return {
        "id": row.id, "kind": row.kind, "state": row.state, "conversation": row.conversation_id or None,
        "text": row.text, "span": row.span, "finding_kind": row.finding_kind, "level": row.level, "why": row.why,
        "source": row.source, "statutory": row.statutory, "category": row.category, "note": row.note,
        "by": row.staff_name, "at": iso_ms(row.at_ms), "answer": row.answer, "decided_by": row.decided_name,
        "decided_at": iso_ms(row.decided_ms),
    }  # fmt: skip


def _get(session: Session, shop_id: int, report_id: int) -> WordingReportRow:
    row = session.scalar(
        select(WordingReportRow).where(WordingReportRow.shop_id == shop_id, WordingReportRow.id == report_id)
    )
    if row is None or row.kind != "alarm":
        raise NotFound("没有这条误报", code="no_such_report")
    return row


def decide(
    unit: Unit, shop_id: int, report_id: int, who: tuple[int, str], today: date, *, allow: bool, until: date | None,
    category: str, reason: str,
) -> dict[str, Any]:  # fmt: skip
    """Let the words pass until a day, or say why the rule stays. Raises `NotFound`, `Conflict`, `Invalid`."""
    row = _get(unit.session, shop_id, report_id)
    claimed = unit.session.execute(
        update(WordingReportRow)
        .where(
            WordingReportRow.shop_id == shop_id, WordingReportRow.id == report_id, WordingReportRow.state == "open"
        )
        .values(
            state="allowed" if allow else "declined", answer=reason.strip(), decided_name=who[1],
            decided_ms=unit.now_ms,
        )
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    if not claimed.rowcount:  # type: ignore[attr-defined]
        raise Conflict("这条误报已经有人处理", code="changed")
    unit.session.expire_all()
    row = _get(unit.session, shop_id, report_id)
    if allow:
        service.add_allowance(
            unit, shop_id, who, today, text=row.span, kind=row.finding_kind, category=category,
            until=until or today, reason=reason, said=row.text,
        )  # fmt: skip
    else:
        audit.record(
            unit, shop_id, staff_id=who[0], staff_name=who[1], action="gate.keep", subject=row.span, detail=reason
        )
    return view(row)
