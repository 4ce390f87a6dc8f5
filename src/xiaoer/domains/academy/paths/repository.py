"""All queries of paths, each of one shop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.core.drills.shapes import Scenario
from xiaoer.domains.academy.exams.models import Exam, ExamSitting
from xiaoer.domains.academy.models import CardMemory, Practice
from xiaoer.domains.academy.paths.demands import DEFAULTS, Demand, Level, Standing
from xiaoer.domains.academy.paths.library import Day, Lesson, lessons_of
from xiaoer.domains.academy.paths.models import (
    Certificate,
    Enrolment,
    LessonRead,
    LessonText,
    LevelDemand,
    StudyDay,
    TypingRun,
)  # fmt: skip
from xiaoer.domains.desk.models import Conversation, Visit
from xiaoer.domains.orders.models import OrderRow
from xiaoer.kit.codec import from_json

EPOCH = date(1970, 1, 1)
CAREFUL_PM = 950
"""A typed text counts from 95 % right on."""
RECENT_ORDERS = 500


@dataclass(frozen=True, slots=True)
class Progress:
    """What somebody has done: lessons read, checks passed, scenes passed with the best score of each, the final."""

    read: frozenset[str]
    checked: Mapping[str, int]
    scenes: Mapping[str, int]
    final: int
    days: frozenset[date]


def lessons(session: Session, shop_id: int) -> Mapping[str, Lesson]:
    """All lessons of a shop."""
    rows = session.scalars(select(LessonText.data).where(LessonText.shop_id == shop_id, LessonText.newest))
    return lessons_of(from_json(data, Lesson) for data in rows)


def progress(session: Session, shop_id: int, staff_id: int) -> Progress:
    """What somebody has done."""
    read = session.scalars(
        select(LessonRead.code).where(LessonRead.shop_id == shop_id, LessonRead.staff_id == staff_id)
    )
    days = session.scalars(select(StudyDay.day).where(StudyDay.shop_id == shop_id, StudyDay.staff_id == staff_id))
    checked, final = _passed(session, shop_id, staff_id)
    return Progress(
        frozenset(read), checked, _scenes(session, shop_id, staff_id), final,
        frozenset(EPOCH + timedelta(days=d) for d in days),
    )  # fmt: skip


def _passed(session: Session, shop_id: int, staff_id: int) -> tuple[dict[str, int], int]:
    """Best passed score of each lesson's check, and of the final (0 = not passed)."""
    rows = session.execute(
        select(Exam.purpose, Exam.subject, func.max(ExamSitting.score).label("best"))
        .join(Exam, Exam.id == ExamSitting.exam_id)
        .where(
            ExamSitting.shop_id == shop_id, ExamSitting.staff_id == staff_id, ExamSitting.passed,
            Exam.purpose.in_(("check", "final")),
        )
        .group_by(Exam.purpose, Exam.subject)
    ).all()  # fmt: skip
    checked = {r.subject: int(r.best) for r in rows if r.purpose == "check"}
    return checked, max((int(r.best) for r in rows if r.purpose == "final"), default=0)


def _scenes(session: Session, shop_id: int, staff_id: int) -> dict[str, int]:
    rows = session.execute(
        select(Practice.scenario, Practice.score).where(
            Practice.shop_id == shop_id, Practice.staff_id == staff_id, Practice.passed
        )
    )
    best: dict[str, int] = {}
    for scenario, score in rows:
        scene = from_json(scenario, Scenario).scene.id
        best[scene] = max(best.get(scene, 0), score or 0)
    return best


def lesson_done(lesson: Lesson | None, done: Progress) -> bool:
    """Read, and its check passed where it has one."""
    if lesson is None:
        return True
    return lesson.code in done.read and (not lesson.check or lesson.code in done.checked)


def day_done(day: Day, all_lessons: Mapping[str, Lesson], done: Progress, *, last: bool) -> bool:
    """All lessons done, all scenes passed; the last day also the final."""
    return (
        all(lesson_done(all_lessons.get(code), done) for code in day.lessons)
        and all(scene in done.scenes for scene in day.practice)
        and (not last or done.final > 0)
    )


def days_done(days: Sequence[Day], all_lessons: Mapping[str, Lesson], done: Progress) -> int:
    """How many days from the first on are done."""
    count = 0
    for day in days:
        if not day_done(day, all_lessons, done, last=day is days[-1]):
            break
        count += 1
    return count


def standing(session: Session, shop_id: int, staff_id: int, red: Sequence[str], done: Progress, days: int) -> Standing:
    """What somebody has come to; `red` = ids of the red-line cards."""
    known = session.scalar(
        select(func.count(CardMemory.id)).where(
            CardMemory.shop_id == shop_id, CardMemory.staff_id == staff_id, CardMemory.card.in_(red),
            CardMemory.last_score == 100,
        )
    )  # fmt: skip
    typing = session.scalar(
        select(func.max(TypingRun.per_minute)).where(
            TypingRun.shop_id == shop_id, TypingRun.staff_id == staff_id, TypingRun.right_pm >= CAREFUL_PM
        )
    )
    chats = session.scalar(
        select(func.count(Visit.id))
        .join(Conversation, Conversation.id == Visit.conversation_id)
        .where(
            Visit.shop_id == shop_id, Visit.agent_id == staff_id, Visit.closed_ms.is_not(None),
            Conversation.practice.is_(False),
        )
    )  # fmt: skip
    scores = list(done.scenes.values())
    return Standing(
        days=days, practices=len(scores), practice_score=round(sum(scores) / len(scores)) if scores else 0,
        red_cards=round(100 * (known or 0) / len(red)) if red else 100, typing=typing or 0, final=done.final,
        chats=chats or 0,
    )  # fmt: skip


def demands(session: Session, shop_id: int) -> dict[Level, tuple[Demand, int]]:
    """What each level asks for here, with its version (0 = nobody has changed it)."""
    rows = session.scalars(select(LevelDemand).where(LevelDemand.shop_id == shop_id))
    own = {row.level: (from_json(row.data, Demand), row.version) for row in rows}
    return {level: own.get(level, (demand, 0)) for level, demand in DEFAULTS.items()}


def certificates(session: Session, shop_id: int, staff_id: int | None = None) -> list[Certificate]:
    """Certificates that hold, oldest first."""
    query = select(Certificate).where(Certificate.shop_id == shop_id, Certificate.ended_ms.is_(None))
    if staff_id is not None:
        query = query.where(Certificate.staff_id == staff_id)
    return list(session.scalars(query.order_by(Certificate.id)))


def enrolment(session: Session, shop_id: int, staff_id: int) -> Enrolment | None:
    """Somebody's place on the path."""
    return session.scalar(select(Enrolment).where(Enrolment.shop_id == shop_id, Enrolment.staff_id == staff_id))


def enrolments(session: Session, shop_id: int) -> list[Enrolment]:
    """Everybody on the path."""
    return list(session.scalars(select(Enrolment).where(Enrolment.shop_id == shop_id).order_by(Enrolment.id)))


def learners(session: Session) -> list[tuple[int, int]]:
    """(shop, person) of all who are on a path, in all shops."""
    rows = session.execute(
        select(Enrolment.shop_id, Enrolment.staff_id).execution_options(
            across_shops="certificates are looked after in all shops"
        )
    )
    return [(r.shop_id, r.staff_id) for r in rows]


def sold(session: Session, shop_id: int) -> Counter[str]:
    """Pieces of each product in the newest orders."""
    rows = session.scalars(
        select(OrderRow.data)
        .where(OrderRow.shop_id == shop_id)
        .order_by(OrderRow.ordered_ms.desc())
        .limit(RECENT_ORDERS)
    )
    found: Counter[str] = Counter()
    for data in rows:
        for line in msgspec.json.decode(data).get("lines", ()):
            found[str(line.get("product", ""))] += int(line.get("quantity") or 0)
    return found


def typing_runs(session: Session, shop_id: int, staff_id: int, limit: int = 100) -> list[TypingRun]:
    """Somebody's typed texts, oldest first."""
    rows = session.scalars(
        select(TypingRun)
        .where(TypingRun.shop_id == shop_id, TypingRun.staff_id == staff_id)
        .order_by(TypingRun.id.desc())
        .limit(limit)
    )
    return list(rows)[::-1]
