"""What one can do on a path: read, be checked, be put on it, earn and lose certificates. Units of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select, update

from xiaoer.domains.academy.exams import repository as exams
from xiaoer.domains.academy.exams.bank import Entry
from xiaoer.domains.academy.exams.errors import TooFewQuestions
from xiaoer.domains.academy.exams.service import ExamPlan, set_exam
from xiaoer.domains.academy.paths import repository
from xiaoer.domains.academy.paths.demands import CEILINGS, LEVELS, Demand, Level, reached
from xiaoer.domains.academy.paths.errors import LevelChanged, NoCertificate, NoCheck, NoLesson, NoSuchPerson
from xiaoer.domains.academy.paths.library import FINAL, Lesson, check_sections, days
from xiaoer.domains.academy.paths.models import (
    Certificate,
    Enrolment,
    LessonRead,
    LessonText,
    LevelDemand,
    StudyDay,
    TypingRun,
)  # fmt: skip
from xiaoer.domains.desk import agents
from xiaoer.domains.staff import people
from xiaoer.kit.codec import to_json
from xiaoer.kit.writer import Unit

CHECK_MINUTES, CHECK_PASS = 10, 80
FINAL_MINUTES, FINAL_PASS, FINAL_SUBJECT = 60, 80, "path"


def note_day(unit: Unit, shop_id: int, staff_id: int, today: date) -> None:
    """Somebody has learned something today."""
    day = (today - repository.EPOCH).days
    row = unit.session.scalar(
        select(StudyDay).where(StudyDay.shop_id == shop_id, StudyDay.staff_id == staff_id, StudyDay.day == day)
    )
    if row is None:
        row = StudyDay(shop_id=shop_id, staff_id=staff_id, day=day, acts=0)
        unit.session.add(row)
    row.acts += 1


def read(unit: Unit, shop_id: int, staff_id: int, code: str, today: date) -> None:
    """A lesson has been read to its end. Reading it again changes nothing."""
    if code not in repository.lessons(unit.session, shop_id):
        raise NoLesson()
    note_day(unit, shop_id, staff_id, today)
    held = unit.session.scalar(
        select(LessonRead.id).where(
            LessonRead.shop_id == shop_id, LessonRead.staff_id == staff_id, LessonRead.code == code
        )
    )
    if held is None:
        unit.session.add(LessonRead(shop_id=shop_id, staff_id=staff_id, code=code, at_ms=unit.now_ms))


def write_lesson(unit: Unit, shop_id: int, staff_id: int, lesson: Lesson) -> Lesson:
    """Keep a lesson as its newest version."""
    last = unit.session.scalar(
        select(LessonText.version)
        .where(LessonText.shop_id == shop_id, LessonText.code == lesson.code)
        .order_by(LessonText.version.desc())
        .limit(1)
    )
    fresh = replace(lesson, version=(last or 0) + 1)
    unit.session.execute(
        update(LessonText).where(LessonText.shop_id == shop_id, LessonText.code == lesson.code).values(newest=False)
    )
    unit.session.add(
        LessonText(
            shop_id=shop_id, code=lesson.code, version=fresh.version, data=to_json(fresh), newest=True,
            made_by=staff_id, made_ms=unit.now_ms,
        )
    )  # fmt: skip
    unit.session.flush()
    return fresh


def check_exam(unit: Unit, bank: Mapping[str, Entry], shop_id: int, lesson: Lesson) -> int:
    """The exam that checks a lesson, made at its first use; returns its id."""
    if not lesson.check:
        raise NoCheck()
    held = exams.exam_about(unit.session, shop_id, "check", lesson.code)
    if held is not None:
        return held.id
    plan = ExamPlan(
        f"小测：{lesson.title}", check_sections(lesson, from_shop=True), CHECK_MINUTES, CHECK_PASS, purpose="check",
        subject=lesson.code,
    )  # fmt: skip
    try:
        return set_exam(unit, bank, shop_id, None, plan).id
    except TooFewQuestions:  # a shop with few tables yet
        plain = replace(plan, sections=check_sections(lesson, from_shop=False))
        return set_exam(unit, bank, shop_id, None, plain).id


def final_exam(unit: Unit, bank: Mapping[str, Entry], shop_id: int) -> int:
    """The path's final, made at its first use; returns its id. The lead may change it like any exam."""
    held = exams.exam_about(unit.session, shop_id, "final", FINAL_SUBJECT)
    if held is not None:
        return held.id
    plan = ExamPlan("结业考试", FINAL, FINAL_MINUTES, FINAL_PASS, purpose="final", subject=FINAL_SUBJECT)
    try:
        return set_exam(unit, bank, shop_id, None, plan).id
    except TooFewQuestions:
        plain = replace(plan, sections=tuple(replace(s, origins=()) for s in FINAL if s.origins != ("shop",)))
        return set_exam(unit, bank, shop_id, None, plain).id


def enrol(
    unit: Unit, shop_id: int, by: int, staff_ids: Sequence[int], *, gated: bool, due_ms: int | None
) -> None:  # fmt: skip
    """Put people on the path; who is gated serves as many shoppers at once as his certificates open."""
    for staff_id in staff_ids:
        if people.ceiling_of(unit.session, shop_id, staff_id) == people.NOBODY:
            raise NoSuchPerson()
        row = repository.enrolment(unit.session, shop_id, staff_id)
        if row is None:
            row = Enrolment(shop_id=shop_id, staff_id=staff_id, made_by=by, made_ms=unit.now_ms)
            unit.session.add(row)
        row.gated, row.due_ms = gated, due_ms
        unit.session.flush()
        _open(unit, shop_id, staff_id)


def leave(unit: Unit, shop_id: int, staff_id: int) -> None:
    """Take somebody off the path; no gate holds him any more."""
    row = repository.enrolment(unit.session, shop_id, staff_id)
    if row is not None:
        unit.session.delete(row)
        unit.session.flush()
    _open(unit, shop_id, staff_id)


def settle(unit: Unit, shop_id: int, staff_id: int, red: Sequence[str]) -> list[Level]:
    """Give what has been earned; returns the new levels. What a person has withdrawn is not given again by itself."""
    session = unit.session
    path, done = days(), repository.progress(session, shop_id, staff_id)
    passed = repository.days_done(path, repository.lessons(session, shop_id), done)
    standing = repository.standing(session, shop_id, staff_id, red, done, passed)
    asked = {level: demand for level, (demand, _) in repository.demands(session, shop_id).items()}
    ever = set(
        session.scalars(
            select(Certificate.level).where(Certificate.shop_id == shop_id, Certificate.staff_id == staff_id)
        )
    )
    fresh = [level for level in reached(asked, standing) if level not in ever]
    for level in fresh:
        session.add(Certificate(shop_id=shop_id, staff_id=staff_id, level=level, given_ms=unit.now_ms, reason=""))
    if fresh:
        session.flush()
        _open(unit, shop_id, staff_id)
    return fresh


def give(unit: Unit, shop_id: int, by: int, staff_id: int, level: Level, reason: str) -> int:
    """A lead gives a certificate by hand; returns it."""
    if people.ceiling_of(unit.session, shop_id, staff_id) == people.NOBODY:
        raise NoSuchPerson()
    for row in repository.certificates(unit.session, shop_id, staff_id):
        if row.level == level:
            return row.id
    made = Certificate(
        shop_id=shop_id, staff_id=staff_id, level=level, given_ms=unit.now_ms, given_by=by, reason=reason
    )
    unit.session.add(made)
    unit.session.flush()
    _open(unit, shop_id, staff_id)
    return made.id


def withdraw(unit: Unit, shop_id: int, certificate_id: int, reason: str) -> Certificate:
    """A lead takes a certificate back; the gate closes to what the others open."""
    row = unit.session.scalar(
        select(Certificate).where(
            Certificate.shop_id == shop_id, Certificate.id == certificate_id, Certificate.ended_ms.is_(None)
        )
    )
    if row is None:
        raise NoCertificate()
    row.ended_ms, row.reason = unit.now_ms, reason
    unit.session.flush()
    _open(unit, shop_id, row.staff_id)
    return row


def _open(unit: Unit, shop_id: int, staff_id: int) -> None:
    """Set how many shoppers somebody may have at once, by his place on the path and his certificates."""
    row = repository.enrolment(unit.session, shop_id, staff_id)
    held = {c.level for c in repository.certificates(unit.session, shop_id, staff_id)}
    highest = next((level for level in reversed(LEVELS) if level in held), "shadow")
    ceiling = CEILINGS[highest] if row is not None and row.gated else None
    if people.set_ceiling(unit, shop_id, staff_id, ceiling):
        agents.changed(unit, shop_id, staff_id)


def demand(unit: Unit, shop_id: int, level: Level, wanted: Demand, version: int) -> int:
    """Change what a level asks for; returns the new version. Raises `LevelChanged`."""
    row = unit.session.scalar(select(LevelDemand).where(LevelDemand.shop_id == shop_id, LevelDemand.level == level))
    if (row.version if row else 0) != version:
        raise LevelChanged()
    if row is None:
        row = LevelDemand(shop_id=shop_id, level=level, data="", version=0)
        unit.session.add(row)
    row.data, row.version = to_json(wanted), row.version + 1
    unit.session.flush()
    return row.version


def typed(
    unit: Unit, shop_id: int, staff_id: int, today: date, *, per_minute: int, right: float, errors: int, characters: int
) -> None:  # fmt: skip
    """Keep how a text was typed."""
    note_day(unit, shop_id, staff_id, today)
    unit.session.add(
        TypingRun(
            shop_id=shop_id, staff_id=staff_id, at_ms=unit.now_ms, per_minute=per_minute, right_pm=round(right * 1000),
            errors=errors, characters=characters,
        )
    )  # fmt: skip
