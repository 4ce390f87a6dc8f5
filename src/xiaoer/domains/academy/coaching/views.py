"""How coaching is shown. Reads only."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.orm import Session

from xiaoer.core.drills.library import scenes
from xiaoer.core.inspection.marks import KIND_NAMES
from xiaoer.domains.academy.coaching import repository
from xiaoer.domains.academy.coaching.models import Assignment, RemedyCase
from xiaoer.domains.academy.coaching.service import CARD
from xiaoer.domains.academy.coaching.skills import cells, remedies, weakest
from xiaoer.domains.academy.paths import repository as paths
from xiaoer.domains.academy.paths.demands import LEVELS
from xiaoer.kit.clock import iso_ms


def assignments(session: Session, shop_id: int, staff_id: int | None, now_ms: int) -> list[dict[str, Any]]:
    """Somebody's assignments, or everybody's."""
    known = repository.people(session, shop_id)
    rows = repository.assignments(session, shop_id, staff_id)
    return [_assignment(row, known[row.staff_id], now_ms) for row in rows if row.staff_id in known]


def _late(row: Assignment, now_ms: int) -> bool:
    return row.done_ms is None and row.due_ms is not None and row.due_ms < now_ms


def _assignment(row: Assignment, name: str, now_ms: int) -> dict[str, Any]:
    return {
        "id": row.id, "staff": {"id": row.staff_id, "name": name}, "kind": row.kind, "subject": row.subject,
        "title": row.title, "note": row.note, "due_at": iso_ms(row.due_ms), "made_at": iso_ms(row.made_ms),
        "done_at": iso_ms(row.done_ms), "overdue": _late(row, now_ms),
    }  # fmt: skip


def remedy_list(session: Session, shop_id: int, staff_id: int | None) -> list[dict[str, Any]]:
    """Somebody's remedies, or everybody's."""
    known = repository.people(session, shop_id)
    rows = repository.remedies(session, shop_id, staff_id)
    return [_remedy(row, known[row.staff_id]) for row in rows if row.staff_id in known]


def _remedy(row: RemedyCase, name: str) -> dict[str, Any]:
    remedy = remedies()[row.kind]
    scene = next((s.scene for s in scenes() if s.scene.id == remedy.scene), None)
    return {
        "id": row.id, "staff": {"id": row.staff_id, "name": name}, "kind": row.kind,
        "name": KIND_NAMES.get(row.kind, row.kind), "skill": remedy.skill, "card": CARD + row.kind,
        "question": remedy.question, "scene": remedy.scene, "scene_title": scene.title if scene else "",
        "scene_title_en": scene.title_en if scene else "", "times": row.times, "again": row.again,
        "card_done": row.card_ms is not None, "practice_done": row.practice_ms is not None, "state": row.state,
        "made_at": iso_ms(row.made_ms), "done_at": iso_ms(row.done_ms),
    }  # fmt: skip


def matrix(session: Session, shop_id: int, now_ms: int, only: int | None = None) -> dict[str, Any]:
    """Who can do what; `only` = one person's row (the team's weak points are left out then)."""
    known, evidence = repository.people(session, shop_id), repository.evidence(session, shop_id)
    visits = repository.visits(session, shop_id)
    tasks, cases = repository.assignments(session, shop_id, only), repository.remedies(session, shop_id, only)
    awards, held = repository.awards(session, shop_id), paths.certificates(session, shop_id)
    rows: list[dict[str, Any]] = []
    for staff_id, name in known.items():
        if only not in (None, staff_id):
            continue
        own = [c for c in cases if c.staff_id == staff_id]
        mine = [t for t in tasks if t.staff_id == staff_id]
        levels = {c.level for c in held if c.staff_id == staff_id}
        rows.append(
            {
                "staff": {"id": staff_id, "name": name},
                "level": next((level for level in reversed(LEVELS) if level in levels), ""),
                "cells": cells(evidence.get(staff_id, ())), "open": sum(t.done_ms is None for t in mine),
                "overdue": sum(_late(t, now_ms) for t in mine),
                "remedies_open": sum(c.state == "open" for c in own),
                "remedies_done": sum(c.state == "done" for c in own), "again": sum(c.again for c in own),
                "visits": visits[staff_id], "awards": sum(a.staff_id == staff_id for a in awards),
            }
        )  # fmt: skip
    weak = weakest(r["cells"] for r in rows) if only is None else []
    return {
        "people": [{**r, "cells": msgspec.to_builtins(r["cells"])} for r in rows],
        "weak": [{"skill": skill, "level": level} for skill, level in weak],
        "awards": [
            {
                "id": a.id, "staff": {"id": a.staff_id, "name": known.get(a.staff_id, "")}, "title": a.title,
                "reason": a.reason, "by": known.get(a.given_by or 0, ""), "given_at": iso_ms(a.given_ms),
            }
            for a in awards if only in (None, a.staff_id)
        ],
    }  # fmt: skip
