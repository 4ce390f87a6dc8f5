"""An agent's own page: his points week by week, what he does well, what repeats, his best chats."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from statistics import mean
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.inspection.marks import KIND_NAMES, PRAISE
from xiaoer.domains.desk.models import Visit
from xiaoer.domains.quality import repository
from xiaoer.domains.quality.models import FindingRow, InspectionRow, ScoreSheet
from xiaoer.domains.quality.rules import DAY_MS
from xiaoer.kit.clock import from_ms

WEEKS = 8
PATTERN_DAYS = 14


def own_page(session: Session, shop_id: int, staff_id: int, zone: ZoneInfo, now_ms: int) -> dict[str, Any]:
    """The last eight weeks of one person."""
    since = now_ms - WEEKS * 7 * DAY_MS
    rows = session.execute(
        select(InspectionRow, Visit.stars)
        .join(Visit, Visit.id == InspectionRow.visit_id)
        .where(
            InspectionRow.shop_id == shop_id, InspectionRow.closed_ms >= since,
            InspectionRow.agents.contains(f"|{staff_id}|"), InspectionRow.failed == "",
        )
        .order_by(InspectionRow.closed_ms)
    ).all()  # fmt: skip
    kinds = Counter(
        session.scalars(
            select(FindingRow.kind).where(
                FindingRow.shop_id == shop_id, FindingRow.staff_id == staff_id, FindingRow.at_ms >= since,
                FindingRow.voided.is_(False),
            )
        )
    )  # fmt: skip
    by_people = _by_people(session, shop_id, list(reversed(rows)))
    scored = [(row, stars) for row, stars in rows if row.score is not None]
    best = sorted(scored, key=lambda r: (-(r[0].score or 0), -(r[1] or 0), -r[0].lines, -r[0].id))
    return {
        "chats": len(rows), "score": _mean([row.score for row, _ in scored]),
        "stars": _mean([stars for _, stars in rows if stars]),
        "human": _mean([r["human_score"] for r in by_people]), "by_people": by_people[: repository.SHOWN_BEST],
        "weeks": _weeks(scored, zone, now_ms),
        "kinds": [
            {"kind": k, "name": KIND_NAMES.get(k, k), "count": n, "praise": k in PRAISE} for k, n in kinds.most_common()
        ],
        "patterns": repository.coaching(session, shop_id, now_ms - PATTERN_DAYS * DAY_MS, staff_id),
        "best": repository.briefs(session, shop_id, [(r, s) for r, s in best[: repository.SHOWN_BEST]]),
    }  # fmt: skip


def _by_people(session: Session, shop_id: int, rows: list[Any]) -> list[dict[str, Any]]:
    """The chats that people have scored, the newest first."""
    since = min((row.made_ms for row, _ in rows), default=0)
    done = set(
        session.scalars(
            select(ScoreSheet.inspection_id).where(
                ScoreSheet.shop_id == shop_id, ScoreSheet.state == "done", ScoreSheet.calibration_id.is_(None),
                ScoreSheet.done_ms >= since,
            )
        )
    )  # fmt: skip
    return repository.briefs(session, shop_id, [(row, stars) for row, stars in rows if row.id in done])


def _weeks(rows: list[tuple[InspectionRow, int | None]], zone: ZoneInfo, now_ms: int) -> list[dict[str, Any]]:
    """Mean automatic score and chats per week, empty weeks too."""
    this = _monday(now_ms, zone)
    held: dict[date, list[int]] = {this - timedelta(weeks=n): [] for n in range(WEEKS - 1, -1, -1)}
    for row, _ in rows:
        held.setdefault(_monday(row.closed_ms, zone), []).append(row.score or 0)
    return [
        {"week": week.isoformat(), "chats": len(scores), "score": _mean(scores)}
        for week, scores in sorted(held.items())[-WEEKS:]
    ]


def _monday(ms: int, zone: ZoneInfo) -> date:
    day = from_ms(ms).astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def _mean(values: list[Any]) -> float | None:
    return round(mean(values), 1) if values else None
