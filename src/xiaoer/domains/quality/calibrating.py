"""Calibration (校准): the same chat scored apart by several people, then laid side by side with what they agree on."""

from __future__ import annotations

from statistics import mean
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.quality import cards
from xiaoer.domains.quality.errors import NoSuchSheet, NotPublished, NotYourself, SheetDone
from xiaoer.domains.quality.models import Calibration, InspectionRow, ScoreSheet
from xiaoer.domains.quality.rules import KAPPA_GOAL, kappa, sheet_score
from xiaoer.domains.quality.service import Filled, check_lost, inspection
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.writer import Unit


def begin(unit: Unit, shop_id: int, inspection_id: int, by: str, people: dict[int, str], note: str) -> Calibration:
    """Lay a sheet of a chat before each of some people; none of them may have written in it."""
    held = cards.current(unit.session, shop_id)
    if held is None:
        raise NotPublished()
    judged = inspection(unit.session, shop_id, inspection_id)
    if any(f"|{staff_id}|" in judged.agents for staff_id in people):
        raise NotYourself("校准的人里不能有这条会话的客服本人")
    row = Calibration(shop_id=shop_id, inspection_id=inspection_id, staff_name=by, note=note, at_ms=unit.now_ms)
    unit.session.add(row)
    unit.session.flush()
    for staff_id, name in people.items():
        unit.session.add(
            ScoreSheet(
                shop_id=shop_id, inspection_id=inspection_id, calibration_id=row.id, source="calibration",
                state="waiting", staff_id=staff_id, staff_name=name, card=held[0], made_ms=unit.now_ms,
            )
        )  # fmt: skip
    return row


def end(unit: Unit, shop_id: int, calibration_id: int, standard: Filled) -> Calibration:
    """Write down what was agreed on; whoever has not scored by now is left out."""
    row = unit.session.scalar(
        select(Calibration).where(Calibration.shop_id == shop_id, Calibration.id == calibration_id).with_for_update()
    )
    if row is None:
        raise NoSuchSheet()
    if row.ended_ms is not None:
        raise SheetDone()
    sheets = _sheets(unit.session, shop_id, row.id)
    check_lost(cards.numbered(unit.session, shop_id, sheets[0].card), standard.lost)
    row.standard, row.ended_ms = to_json({"lost": standard.lost, "fatal": standard.fatal}), unit.now_ms
    for late in sheets:
        if late.state == "waiting":
            unit.session.delete(late)
    return row


def _sheets(session: Session, shop_id: int, calibration_id: int) -> list[ScoreSheet]:
    return list(
        session.scalars(
            select(ScoreSheet)
            .where(ScoreSheet.shop_id == shop_id, ScoreSheet.calibration_id == calibration_id)
            .order_by(ScoreSheet.id)
        )
    )


def listed(session: Session, shop_id: int, staff_id: int) -> list[dict[str, Any]]:
    """Calibrations, newest first; scores are shown when it has ended, or to nobody."""
    rows = session.scalars(
        select(Calibration).where(Calibration.shop_id == shop_id).order_by(Calibration.id.desc()).limit(50)
    ).all()
    return [_view(session, shop_id, row, staff_id) for row in rows]


def _view(session: Session, shop_id: int, row: Calibration, staff_id: int) -> dict[str, Any]:
    sheets = _sheets(session, shop_id, row.id)
    own = next((s for s in sheets if s.staff_id == staff_id and s.state == "waiting"), None)
    standard = from_json(row.standard, dict[str, Any]) if row.standard else None
    groups = cards.numbered(session, shop_id, sheets[0].card).groups if sheets else {}
    agreed = None if standard is None else sheet_score(groups, standard["lost"], fatal=standard["fatal"])
    return {
        "id": row.id, "inspection": row.inspection_id, "by": row.staff_name, "note": row.note,
        "at": iso_ms(row.at_ms), "ended_at": iso_ms(row.ended_ms), "own_sheet": own.id if own else None,
        "standard": standard["lost"] if standard else None, "standard_score": agreed,
        "people": [
            {
                "name": s.staff_name, "done": s.state == "done",
                "score": s.score if row.ended_ms is not None else None,
                "lost": from_json(s.lost, dict[str, int]) if row.ended_ms is not None else None,
                "off": None if agreed is None or s.score is None else s.score - agreed,
            }
            for s in sheets
        ],
    }  # fmt: skip


def agreement(session: Session, shop_id: int, since_ms: int) -> dict[str, Any]:
    """How far two people agree who scored the same chats apart: verdicts, groups, and people against the machine."""
    rows = session.execute(
        select(ScoreSheet, InspectionRow.quality)
        .join(InspectionRow, InspectionRow.id == ScoreSheet.inspection_id)
        .where(
            ScoreSheet.shop_id == shop_id, ScoreSheet.state == "done", ScoreSheet.done_ms >= since_ms,
            ScoreSheet.calibration_id.is_(None), ScoreSheet.source != "redecided",
        )
        .order_by(ScoreSheet.id)
    ).all()  # fmt: skip
    by_chat: dict[int, list[ScoreSheet]] = {}
    for row, _ in rows:
        by_chat.setdefault(row.inspection_id, []).append(row)
    pairs = [(held[0], held[1]) for held in by_chat.values() if len(held) > 1]
    groups = {key for pair in pairs for s in pair for key in from_json(s.lost, dict[str, int])}
    machine = [(row.quality, quality) for row, quality in rows if quality]
    return {
        "goal": KAPPA_GOAL, "pairs": len(pairs), "kappa": kappa([(a.quality, b.quality) for a, b in pairs]),
        "mean_gap": round(mean(abs((a.score or 0) - (b.score or 0)) for a, b in pairs), 2) if pairs else None,
        "groups": [
            {"key": key, "kappa": kappa([(_lost(a, key), _lost(b, key)) for a, b in pairs])} for key in sorted(groups)
        ],
        "against_machine": {"chats": len(machine), "kappa": kappa(machine)},
    }  # fmt: skip


def _lost(row: ScoreSheet, key: str) -> str:
    return "lost" if from_json(row.lost, dict[str, int]).get(key) else "kept"
