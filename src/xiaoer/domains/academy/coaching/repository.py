"""All queries of coaching, each of one shop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.core.drills.shapes import Scenario
from xiaoer.domains.academy.backend import repository as backend
from xiaoer.domains.academy.coaching.models import Assignment, Award, CoachMark, RemedyCase
from xiaoer.domains.academy.coaching.skills import Evidence, of_points, of_replies, of_visits
from xiaoer.domains.academy.exams import repository as exams
from xiaoer.domains.academy.exams.models import ExamAnswer, ExamSitting
from xiaoer.domains.academy.models import CardMemory, Practice
from xiaoer.domains.academy.rules import PracticeReview, decode_exchanges
from xiaoer.domains.desk.models import Conversation, Visit
from xiaoer.domains.quality.models import FindingRow
from xiaoer.domains.staff.models import Membership, Staff
from xiaoer.kit.codec import from_json

RECENT = 200
"""So many of the newest papers and practices speak of a person."""
PIECE = 500


def people(session: Session, shop_id: int) -> dict[int, str]:
    """Everybody of the shop who serves or learns, by id."""
    rows = session.execute(
        select(Staff.id, Staff.name)
        .join(Membership, Membership.staff_id == Staff.id)
        .where(Membership.shop_id == shop_id, Staff.active)
        .order_by(Staff.id)
    )
    return {r.id: r.name for r in rows}


def assignments(session: Session, shop_id: int, staff_id: int | None) -> list[Assignment]:
    """Assignments, open ones first, then newest."""
    query = select(Assignment).where(Assignment.shop_id == shop_id)
    if staff_id is not None:
        query = query.where(Assignment.staff_id == staff_id)
    rows = session.scalars(query.order_by(Assignment.done_ms.is_not(None), Assignment.id.desc()).limit(PIECE))
    return list(rows)


def remedies(session: Session, shop_id: int, staff_id: int | None, *, only_open: bool = False) -> list[RemedyCase]:
    """Remedies, newest first."""
    query = select(RemedyCase).where(RemedyCase.shop_id == shop_id)
    if staff_id is not None:
        query = query.where(RemedyCase.staff_id == staff_id)
    if only_open:
        query = query.where(RemedyCase.state == "open")
    return list(session.scalars(query.order_by(RemedyCase.id.desc()).limit(PIECE)))


def awards(session: Session, shop_id: int) -> list[Award]:
    """Awards, newest first."""
    return list(session.scalars(select(Award).where(Award.shop_id == shop_id).order_by(Award.id.desc()).limit(PIECE)))


def read_to(session: Session, shop_id: int) -> int:
    """Up to which finding the loop has read."""
    return session.scalar(select(CoachMark.finding_id).where(CoachMark.shop_id == shop_id)) or 0


def fresh_findings(session: Session, shop_id: int, after: int) -> list[FindingRow]:
    """Findings that the loop has not read yet, oldest first."""
    rows = session.scalars(
        select(FindingRow)
        .where(FindingRow.shop_id == shop_id, FindingRow.id > after)
        .order_by(FindingRow.id)
        .limit(PIECE)
    )
    return list(rows)


def voided(session: Session, shop_id: int, ids: list[int]) -> set[int]:
    """Which of these findings an appeal took away."""
    rows = session.scalars(
        select(FindingRow.id).where(FindingRow.shop_id == shop_id, FindingRow.id.in_(ids), FindingRow.voided)
    )
    return set(rows)


def card_known_since(session: Session, shop_id: int, staff_id: int, card: str) -> bool:
    """Whether a card's newest answer was right."""
    row = session.scalar(
        select(CardMemory).where(
            CardMemory.shop_id == shop_id, CardMemory.staff_id == staff_id, CardMemory.card == card
        )
    )
    return row is not None and row.right > 0 and row.last_score >= 60


def scenes_passed(session: Session, shop_id: int, staff_id: int, since_ms: int) -> set[str]:
    """Scenes that somebody has passed since a time."""
    rows = session.scalars(
        select(Practice.scenario).where(
            Practice.shop_id == shop_id, Practice.staff_id == staff_id, Practice.passed, Practice.ended_ms >= since_ms
        )
    )
    return {from_json(s, Scenario).scene.id for s in rows}


def exams_passed(session: Session, shop_id: int, staff_id: int, since_ms: int) -> set[int]:
    """Exams that somebody has passed since a time."""
    rows = session.scalars(
        select(ExamSitting.exam_id).where(
            ExamSitting.shop_id == shop_id, ExamSitting.staff_id == staff_id, ExamSitting.passed,
            ExamSitting.handed_ms >= since_ms,
        )
    )  # fmt: skip
    return set(rows)


def known_cards(session: Session, shop_id: int, staff_id: int) -> set[str]:
    """Cards whose newest answer was right."""
    rows = session.scalars(
        select(CardMemory.card).where(
            CardMemory.shop_id == shop_id, CardMemory.staff_id == staff_id, CardMemory.last_score >= 60
        )
    )
    return set(rows)


def visits(session: Session, shop_id: int) -> Counter[int]:
    """Real visits that each person has served to their end."""
    rows = session.execute(
        select(Visit.agent_id, func.count(Visit.id).label("n"))
        .join(Conversation, Conversation.id == Visit.conversation_id)
        .where(
            Visit.shop_id == shop_id, Visit.closed_ms.is_not(None), Visit.agent_id.is_not(None),
            Conversation.practice.is_(False),
        )
        .group_by(Visit.agent_id)
    )  # fmt: skip
    return Counter({r.agent_id: r.n for r in rows})


def evidence(session: Session, shop_id: int) -> dict[int, list[Evidence]]:
    """What is known of everybody, from exams, practice and real chats."""
    found: dict[int, list[Evidence]] = {staff_id: [] for staff_id in people(session, shop_id)}
    for staff_id, rows in _of_exams(session, shop_id).items():
        found.setdefault(staff_id, []).extend(rows)
    for staff_id, rows in _of_practice(session, shop_id).items():
        found.setdefault(staff_id, []).extend(rows)
    for staff_id, _, score, _, _ in backend.ended(session, shop_id):
        found.setdefault(staff_id, []).append(Evidence("practice", "backend", score / 100, 1.0))
    kinds: dict[int, list[str]] = {}
    for row in session.execute(
        select(FindingRow.staff_id, FindingRow.kind, FindingRow.inspection_id)
        .where(FindingRow.shop_id == shop_id, FindingRow.voided.is_(False), FindingRow.staff_id.is_not(None))
        .distinct()
    ):
        kinds.setdefault(row.staff_id, []).append(row.kind)
    for staff_id, served in visits(session, shop_id).items():
        found.setdefault(staff_id, []).extend(of_visits(served, kinds.get(staff_id, ())))
    return found


def _of_exams(session: Session, shop_id: int) -> dict[int, list[Evidence]]:
    sittings = list(
        session.scalars(
            select(ExamSitting)
            .where(ExamSitting.shop_id == shop_id, ExamSitting.state == "marked")
            .order_by(ExamSitting.id.desc())
            .limit(5 * RECENT)
        )
    )
    marks: dict[int, Mapping[int, int]] = _marks(session, shop_id, [s.id for s in sittings])
    found: dict[int, list[Evidence]] = {}
    for row in sittings:
        own = marks.get(row.id, {})
        for place, question in enumerate(exams.paper_of(row)):
            if question.kind != "practice":
                found.setdefault(row.staff_id, []).append(
                    Evidence("exam", question.skill, own.get(place, 0) / exams.FULL, 1.0)
                )
    return found


def _marks(session: Session, shop_id: int, ids: list[int]) -> dict[int, Mapping[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for start in range(0, len(ids), PIECE):
        for row in session.execute(
            select(ExamAnswer.sitting_id, ExamAnswer.place, ExamAnswer.share_pm).where(
                ExamAnswer.shop_id == shop_id, ExamAnswer.sitting_id.in_(ids[start : start + PIECE])
            )
        ):
            found.setdefault(row.sitting_id, {})[row.place] = row.share_pm or 0
    return dict(found)


def _of_practice(session: Session, shop_id: int) -> dict[int, list[Evidence]]:
    rows = session.scalars(
        select(Practice)
        .where(Practice.shop_id == shop_id, Practice.review.is_not(None))
        .order_by(Practice.id.desc())
        .limit(5 * RECENT)
    )
    found: dict[int, list[Evidence]] = {}
    for row in rows:
        review = from_json(row.review or "", PracticeReview)
        scenario = from_json(row.scenario, Scenario)
        last: dict[int, set[str]] = {}
        for exchange, shown in zip(decode_exchanges(row.exchanges), review.exchanges, strict=True):
            last[exchange.ask] = set(shown.missed)
        points = [
            (p.id, p.what not in last[at]) for at, ask in enumerate(scenario.asks) if at in last for p in ask.points
        ]
        faults = [kind for e in review.exchanges for kind, _ in e.faults]
        own = found.setdefault(row.staff_id, [])
        own += of_points(points)
        own += of_replies(sum(bool(e.replies) for e in review.exchanges), faults)
    return found
