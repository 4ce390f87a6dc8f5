"""What the screens of inspection read, each scoped to a shop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from xiaoer.core.inspection.marks import KIND_NAMES, PRAISE
from xiaoer.domains.desk.models import Message, Visit
from xiaoer.domains.quality import cards, reading, service
from xiaoer.domains.quality.models import FindingRow, InspectionRow, ScoreAppeal, ScoreSheet
from xiaoer.domains.quality.rules import APPEAL_DAYS, DAY_MS, Pattern, patterns
from xiaoer.domains.staff.models import Staff
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.codec import from_json

SHOWN_BEST = 5


@dataclass(frozen=True, slots=True)
class Filter:
    """Which inspections a list shows. `staff` = somebody who wrote; `kind` = with such a finding."""

    staff: int | None = None
    kind: str | None = None
    quality: str | None = None
    from_ms: int | None = None
    to_ms: int | None = None
    before: int | None = None


def page(session: Session, shop_id: int, wanted: Filter, limit: int) -> list[dict[str, Any]]:
    """Inspections, newest first."""
    rows = session.execute(_query(shop_id, wanted).order_by(InspectionRow.id.desc()).limit(limit)).all()
    return briefs(session, shop_id, [(row, stars) for row, stars in rows])


def _query(shop_id: int, wanted: Filter) -> Select[InspectionRow, int | None]:
    query = (
        select(InspectionRow, Visit.stars)
        .join(Visit, Visit.id == InspectionRow.visit_id)
        .where(InspectionRow.shop_id == shop_id)
    )
    if wanted.staff is not None:
        query = query.where(InspectionRow.agents.contains(f"|{wanted.staff}|"))
    if wanted.quality is not None:
        query = query.where(InspectionRow.quality == wanted.quality)
    if wanted.from_ms is not None:
        query = query.where(InspectionRow.closed_ms >= wanted.from_ms)
    if wanted.to_ms is not None:
        query = query.where(InspectionRow.closed_ms < wanted.to_ms)
    if wanted.before is not None:
        query = query.where(InspectionRow.id < wanted.before)
    if wanted.kind is not None:
        having = select(FindingRow.inspection_id).where(
            FindingRow.shop_id == shop_id, FindingRow.kind == wanted.kind, FindingRow.voided.is_(False)
        )
        query = query.where(InspectionRow.id.in_(having))
    return query


def briefs(session: Session, shop_id: int, rows: list[tuple[InspectionRow, int | None]]) -> list[dict[str, Any]]:
    """Rows of lists: automatic and human scores side by side, never mixed."""
    ids = [row.id for row, _ in rows]
    kinds: dict[int, list[str]] = {}
    for one in session.execute(
        select(FindingRow.inspection_id, FindingRow.kind, FindingRow.points)
        .where(FindingRow.shop_id == shop_id, FindingRow.inspection_id.in_(ids), FindingRow.voided.is_(False))
        .order_by(FindingRow.points)
    ):
        kinds.setdefault(one.inspection_id, []).append(one.kind)
    sheets = _sheets_of(session, shop_id, ids)
    known = names(session, shop_id)
    return [
        {
            "id": row.id, "conversation": row.conversation_id, "shopper": row.nick, "closed_at": iso_ms(row.closed_ms),
            "agents": [known.get(a, "") for a in agents_of(row)], "lines": row.lines, "score": row.score,
            "quality": row.quality or None, "fatal": row.fatal, "satisfaction": row.satisfaction, "stars": stars,
            "human_score": final_score(sheets.get(row.id, [])), "failed": row.failed or None,
            "kinds": list(dict.fromkeys(kinds.get(row.id, []))),
        }
        for row, stars in rows
    ]  # fmt: skip


def agents_of(row: InspectionRow) -> list[int]:
    """Who wrote, the main one first."""
    found = [int(a) for a in row.agents.split("|") if a]
    return sorted(found, key=lambda a: (a != row.main_id, a))


def _sheets_of(session: Session, shop_id: int, ids: list[int]) -> dict[int, list[ScoreSheet]]:
    found: dict[int, list[ScoreSheet]] = {}
    for sheet in session.scalars(
        select(ScoreSheet)
        .where(
            ScoreSheet.shop_id == shop_id, ScoreSheet.inspection_id.in_(ids), ScoreSheet.state == "done",
            ScoreSheet.calibration_id.is_(None),
        )
        .order_by(ScoreSheet.id)
    ):  # fmt: skip
        found.setdefault(sheet.inspection_id, []).append(sheet)
    return found


def final_score(sheets: list[ScoreSheet]) -> float | None:
    """What people gave: the re-decision where there is one, else the mean of those who scored."""
    again = [s.score for s in sheets if s.source == "redecided" and s.score is not None]
    given = again[-1:] or [s.score for s in sheets if s.score is not None]
    return round(sum(given) / len(given), 1) if given else None


def names(session: Session, shop_id: int) -> dict[int, str]:
    """Everybody's name who ever wrote here, also of those who have left."""
    return {r.id: r.name for r in session.execute(select(Staff.id, Staff.name))}


def queue(session: Session, shop_id: int, staff_id: int) -> list[dict[str, Any]]:
    """Sheets that wait for this person: drawn ones that he may score, and his calibrations.

    A chat whose sheet is appealed against waits for the decision: whoever decides has to see that sheet.
    """
    rows = session.execute(
        select(ScoreSheet, InspectionRow, Visit.stars)
        .join(InspectionRow, InspectionRow.id == ScoreSheet.inspection_id)
        .join(Visit, Visit.id == InspectionRow.visit_id)
        .where(ScoreSheet.shop_id == shop_id, ScoreSheet.state == "waiting")
        .order_by(ScoreSheet.id)
        .limit(300)
    ).all()
    own = _scored_by(session, shop_id, staff_id) | _appealed(session, shop_id)
    mine = [
        r
        for r in rows
        if f"|{staff_id}|" not in r[1].agents
        and (r[0].staff_id == staff_id if r[0].calibration_id is not None else r[1].id not in own)
    ]
    shown = {b["id"]: b for b in briefs(session, shop_id, [(r[1], r[2]) for r in mine])}
    seen: set[tuple[int, int | None]] = set()
    found = []
    for sheet, row, _ in mine:
        if (row.id, sheet.calibration_id) in seen:  # the second sheet is for somebody else
            continue
        seen.add((row.id, sheet.calibration_id))
        hidden = {"human_score": None}
        found.append(
            {"sheet": sheet.id, "source": sheet.source, "why": why(sheet), "inspection": {**shown[row.id], **hidden}}
        )
    return found


def why(sheet: ScoreSheet) -> list[str]:
    """What made the chat ask for eyes when it was drawn, as codes."""
    return sheet.why.split("|") if sheet.why else []


def _scored_by(session: Session, shop_id: int, staff_id: int) -> set[int]:
    return set(
        session.scalars(
            select(ScoreSheet.inspection_id).where(
                ScoreSheet.shop_id == shop_id, ScoreSheet.staff_id == staff_id, ScoreSheet.state == "done",
                ScoreSheet.calibration_id.is_(None),
            )
        )
    )  # fmt: skip


def _appealed(session: Session, shop_id: int) -> set[int]:
    """Chats with an open appeal against a sheet."""
    return set(
        session.scalars(
            select(ScoreAppeal.inspection_id).where(
                ScoreAppeal.shop_id == shop_id, ScoreAppeal.state == "open", ScoreAppeal.sheet_id.is_not(None)
            )
        )
    )


def detail(session: Session, shop_id: int, row: InspectionRow, staff_id: int, *, sees_all: bool) -> dict[str, Any]:
    """A chat with its findings, sheets and appeals. Who has still to score it sees nobody else's sheet."""
    visit = session.scalars(select(Visit).where(Visit.shop_id == shop_id, Visit.id == row.visit_id)).one()
    waiting = _waiting(session, shop_id, row, staff_id) if sees_all else None
    sheets = _sheets_of(session, shop_id, [row.id]).get(row.id, [])
    card = cards.numbered(session, shop_id, waiting.card if waiting else row.card)
    appeals = session.scalars(
        select(ScoreAppeal).where(ScoreAppeal.shop_id == shop_id, ScoreAppeal.inspection_id == row.id)
    ).all()
    brief = briefs(session, shop_id, [(row, visit.stars)])[0]
    last = max([row.made_ms, *(s.done_ms or 0 for s in sheets)])
    return {
        "inspection": brief if waiting is None else {**brief, "human_score": None},
        "card": {"number": waiting.card if waiting else row.card, "groups": card.groups},
        "tag": visit.tag, "remark": visit.remark,
        "messages": [_message(m) for m in reading.messages_of(session, shop_id, visit)],
        "findings": [finding_view(f, session, shop_id) for f in service.findings(session, shop_id, row.id)],
        "sheet": waiting.id if waiting else None,
        "sheets": [] if waiting else [sheet_view(s, named=sees_all) for s in sheets],
        "appeals": [appeal_view(a) for a in appeals],
        "appeal_until": iso_ms(last + APPEAL_DAYS * DAY_MS),
    }  # fmt: skip


def _waiting(session: Session, shop_id: int, row: InspectionRow, staff_id: int) -> ScoreSheet | None:
    """The sheet of this chat that this person is to fill."""
    sheets = {one["inspection"]["id"]: one["sheet"] for one in queue(session, shop_id, staff_id)}
    if row.id not in sheets:
        return None
    return session.scalar(select(ScoreSheet).where(ScoreSheet.shop_id == shop_id, ScoreSheet.id == sheets[row.id]))


def _message(row: Message) -> dict[str, Any]:
    text, _ = reading.text_of(row)
    return {
        "seq": row.number, "author": row.author, "name": row.author_name, "at": iso_ms(row.at_ms), "kind": row.kind,
        "text": text, "recalled": row.recalled, "assisted": row.assisted,
    }  # fmt: skip


def finding_view(row: FindingRow, session: Session, shop_id: int) -> dict[str, Any]:
    """A finding with its name."""
    return {
        "id": row.id, "kind": row.kind, "name": KIND_NAMES.get(row.kind, row.kind), "praise": row.kind in PRAISE,
        "messages": from_json(row.seqs, list[int]), "fatal": row.fatal, "points": row.points,
        "confidence": row.confidence, "reason": row.reason, "rule": row.rule, "voided": row.voided,
        "staff_id": row.staff_id,
    }  # fmt: skip


def sheet_view(row: ScoreSheet, *, named: bool) -> dict[str, Any]:
    """A filled sheet; the agent sees what was given, not by whom."""
    return {
        "id": row.id, "source": row.source, "by": row.staff_name if named else None,
        "lost": from_json(row.lost, dict[str, int]), "fatal": row.fatal, "remark": row.remark, "score": row.score,
        "quality": row.quality or None, "at": iso_ms(row.done_ms),
    }  # fmt: skip


def appeal_view(row: ScoreAppeal) -> dict[str, Any]:
    """An appeal and its answer."""
    return {
        "id": row.id, "inspection": row.inspection_id, "finding": row.finding_id, "sheet": row.sheet_id,
        "by": row.staff_name, "staff_id": row.staff_id, "text": row.text, "state": row.state, "answer": row.answer,
        "decided_by": row.decided_name or None, "at": iso_ms(row.at_ms), "decided_at": iso_ms(row.decided_ms),
    }  # fmt: skip


def appeals(session: Session, shop_id: int, *, staff_id: int | None, limit: int) -> list[dict[str, Any]]:
    """Appeals, the open ones first, then the newest; of one person or of all."""
    query = select(ScoreAppeal).where(ScoreAppeal.shop_id == shop_id)
    if staff_id is not None:
        query = query.where(ScoreAppeal.staff_id == staff_id)
    rows = session.scalars(query.order_by(ScoreAppeal.state != "open", ScoreAppeal.id.desc()).limit(limit))
    return [appeal_view(r) for r in rows]


def coaching(session: Session, shop_id: int, since_ms: int, staff_id: int | None = None) -> list[dict[str, Any]]:
    """What repeats, by agent and kind; of one person or of all."""
    found = repeated(session, shop_id, since_ms, staff_id)
    known = names(session, shop_id)
    return [
        {
            "staff_id": p.staff_id, "staff": known.get(p.staff_id, ""), "kind": p.kind,
            "name": KIND_NAMES.get(p.kind, p.kind), "inspections": list(p.chats[-10:]), "chats": len(p.chats),
            "fatal": p.fatal,
        }
        for p in found
    ]  # fmt: skip


def repeated(session: Session, shop_id: int, since_ms: int, staff_id: int | None = None) -> list[Pattern]:
    """The patterns of the findings since a time."""
    query = select(FindingRow.staff_id, FindingRow.kind, FindingRow.inspection_id, FindingRow.fatal).where(
        FindingRow.shop_id == shop_id, FindingRow.at_ms >= since_ms, FindingRow.points < 0,
        FindingRow.voided.is_(False), FindingRow.staff_id.is_not(None),
    )  # fmt: skip
    if staff_id is not None:
        query = query.where(FindingRow.staff_id == staff_id)
    return patterns([(r.staff_id, r.kind, r.inspection_id, r.fatal) for r in session.execute(query)])
