"""What one can do with exams: write questions, set papers, sit, save, hand in, mark. Units of work."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select, update

from xiaoer.core.drills.book import Book
from xiaoer.domains.academy import service as practices
from xiaoer.domains.academy.exams import repository
from xiaoer.domains.academy.exams.bank import Entry
from xiaoer.domains.academy.exams.errors import (
    BadAnswer,
    Closed,
    ExamChanged,
    HandedIn,
    NoExam,
    NoSitting,
    NotHandedIn,
    NoTriesLeft,
    TimeIsUp,
)  # fmt: skip
from xiaoer.domains.academy.exams.marking import mark
from xiaoer.domains.academy.exams.models import Exam, ExamAnswer, ExamQuestion, ExamSitting
from xiaoer.domains.academy.exams.papers import Section, check, draw
from xiaoer.domains.academy.exams.shapes import Answer, Asked, Mark, Question
from xiaoer.domains.academy.exams.writing import checked
from xiaoer.domains.academy.models import Practice
from xiaoer.domains.academy.repository import get as get_practice
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.writer import Unit

GRACE_MS = 5_000
"""What was sent before the end may arrive this much later."""


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """An exam as somebody sets it."""

    title: str
    sections: tuple[Section, ...]
    minutes: int
    pass_mark: int
    tries: int = 0
    by_person: bool = False
    open: bool = True
    purpose: str = "exam"
    subject: str = ""


def write_question(unit: Unit, shop_id: int, staff_id: int | None, question: Question) -> Question:
    """Keep a question as its newest version; the same once more changes nothing. Raises `BadQuestion`."""
    clean = checked(question)
    code = clean.code or f"own.{secrets.token_hex(4)}"
    held = repository.versions(unit.session, shop_id, code)
    fresh = replace(clean, code=code, origin="own", version=held[0].version + 1 if held else 1)
    if held:
        last = from_json(held[0].data, Question)
        if replace(last, version=0) == replace(fresh, version=0):
            return last
        unit.session.execute(
            update(ExamQuestion).where(ExamQuestion.shop_id == shop_id, ExamQuestion.code == code).values(newest=False)
        )
    unit.session.add(
        ExamQuestion(
            shop_id=shop_id, code=code, version=fresh.version, data=to_json(fresh), newest=True, made_by=staff_id,
            made_ms=unit.now_ms,
        )
    )  # fmt: skip
    unit.session.flush()
    return fresh


def set_exam(unit: Unit, bank: Mapping[str, Entry], shop_id: int, staff_id: int | None, plan: ExamPlan) -> Exam:
    """A new exam. Raises `TooFewQuestions` when its paper cannot be drawn."""
    check(bank, plan.sections)
    row = Exam(shop_id=shop_id, made_by=staff_id, made_ms=unit.now_ms, purpose=plan.purpose, subject=plan.subject)
    _fill_in(row, plan)
    unit.session.add(row)
    unit.session.flush()
    return row


def change_exam(
    unit: Unit, bank: Mapping[str, Entry], shop_id: int, exam_id: int, plan: ExamPlan, version: int
) -> Exam:  # fmt: skip
    """Change an exam; papers that are being written stay as they are."""
    row = repository.exam(unit.session, shop_id, exam_id)
    if row is None:
        raise NoExam()
    if row.version != version:
        raise ExamChanged()
    if plan.open:
        check(bank, plan.sections)
    _fill_in(row, plan)
    row.version += 1
    unit.session.flush()
    return row


def _fill_in(row: Exam, plan: ExamPlan) -> None:
    row.title, row.sections, row.minutes = plan.title, to_json(list(plan.sections)), plan.minutes
    row.pass_mark, row.tries, row.by_person, row.open = plan.pass_mark, plan.tries, plan.by_person, plan.open


def sit(unit: Unit, bank: Mapping[str, Entry], shop_id: int, exam_id: int, staff_id: int, seed: int) -> int:
    """Begin an exam, or go on with the paper that is open already; returns the sitting."""
    row = repository.exam(unit.session, shop_id, exam_id)
    if row is None:
        raise NoExam()
    mine = (ExamSitting.shop_id == shop_id, ExamSitting.exam_id == exam_id, ExamSitting.staff_id == staff_id)
    going = unit.session.scalar(select(ExamSitting.id).where(*mine, ExamSitting.state == "open"))
    if going is not None:
        return going
    if not row.open:
        raise Closed()
    used = unit.session.scalar(select(func.count(ExamSitting.id)).where(*mine)) or 0
    if row.tries and used >= row.tries:
        raise NoTriesLeft(row.tries)
    paper = draw(bank, repository.sections_of(row), seed)
    made = ExamSitting(
        shop_id=shop_id, exam_id=exam_id, staff_id=staff_id, state="open", title=row.title, paper=to_json(list(paper)),
        pass_mark=row.pass_mark, by_person=row.by_person, started_ms=unit.now_ms,
        due_ms=unit.now_ms + row.minutes * 60_000,
    )  # fmt: skip
    unit.session.add(made)
    unit.session.flush()
    return made.id


def save(
    unit: Unit, shop_id: int, sitting_id: int, staff_id: int, place: int, answer: Answer, rev: int
) -> ExamAnswer:  # fmt: skip
    """Keep an answer; an older `rev` than the kept one changes nothing. What is returned is on disk after this unit."""
    row = _open_paper(unit, shop_id, sitting_id, staff_id)
    paper = repository.paper_of(row)
    if place >= len(paper) or not fits(paper[place], answer):
        raise BadAnswer()
    return _keep(unit, row, place, answer, rev)


def fits(question: Asked, answer: Answer) -> bool:
    """Whether an answer has the shape of its question."""
    if question.kind == "practice":
        return False
    open_ = 1 if question.kind == "match" else 0  # the place behind the last pair = not chosen yet
    most = len(question.pairs) + open_ or (2 if question.kind == "judge" else len(question.options))
    if any(pick >= most for pick in answer.picks) or len(answer.picks) > max(most, 1):
        return False
    return len(answer.texts) <= question.blanks and not (answer.picks and answer.texts)


def _keep(unit: Unit, row: ExamSitting, place: int, answer: Answer, rev: int) -> ExamAnswer:
    held = unit.session.scalar(
        select(ExamAnswer).where(
            ExamAnswer.shop_id == row.shop_id, ExamAnswer.sitting_id == row.id, ExamAnswer.place == place
        )
    )
    if held is None:
        held = ExamAnswer(shop_id=row.shop_id, sitting_id=row.id, place=place, data="", rev=-1, saved_ms=0)
        unit.session.add(held)
    if rev > held.rev:
        held.data, held.rev, held.saved_ms = to_json(answer), rev, unit.now_ms
    unit.session.flush()
    return held


def _open_paper(unit: Unit, shop_id: int, sitting_id: int, staff_id: int) -> ExamSitting:
    row = own_paper(unit, shop_id, sitting_id, staff_id)
    if row.state != "open":
        raise HandedIn()
    if unit.now_ms > row.due_ms + GRACE_MS:
        raise TimeIsUp()
    return row


def own_paper(unit: Unit, shop_id: int, sitting_id: int, staff_id: int) -> ExamSitting:
    """One's own paper. Raises `NoSitting`."""
    row = repository.sitting(unit.session, shop_id, sitting_id)
    if row is None or row.staff_id != staff_id:
        raise NoSitting()
    return row


def begin_chat(unit: Unit, book: Book, shop_id: int, sitting_id: int, staff_id: int, place: int, seed: int) -> int:
    """The practice chat of a paper, made at the first call; returns the practice."""
    row = _open_paper(unit, shop_id, sitting_id, staff_id)
    paper = repository.paper_of(row)
    if place >= len(paper) or paper[place].kind != "practice":
        raise BadAnswer()
    held = repository.answers(unit.session, shop_id, sitting_id).get(place)
    if held is not None:
        return from_json(held.data, Answer).picks[0]
    fitting = [s for s in book.scenarios if s.scene.id == paper[place].accept[0]]
    if not fitting:
        raise BadAnswer()
    made = practices.make(unit, shop_id, staff_id, fitting[seed % len(fitting)], seed=seed)
    _keep(unit, row, place, Answer(picks=(made,)), 1)
    return made


def hand_in(unit: Unit, book: Book, shop_id: int, sitting_id: int) -> ExamSitting:
    """Collect a paper and mark what keys can mark. Handing in twice changes nothing."""
    row = repository.sitting(unit.session, shop_id, sitting_id)
    if row is None:
        raise NoSitting()
    if row.state != "open":
        return row
    paper, held = repository.paper_of(row), repository.answers(unit.session, shop_id, sitting_id)
    doubtful = False
    for place, answer in held.items():
        given = from_json(answer.data, Answer)
        found = _of_chat(unit, book, row, given) if paper[place].kind == "practice" else mark(paper[place], given)
        answer.share_pm, answer.sure = round(found.share * repository.FULL), found.sure
        doubtful |= not found.sure
    row.handed_ms = min(unit.now_ms, row.due_ms)
    row.state = "handed" if doubtful and row.by_person else "marked"
    _count(row, paper, held)
    unit.session.flush()
    return row


def _of_chat(unit: Unit, book: Book, row: ExamSitting, given: Answer) -> Mark:
    """A practice chat's own score; one that is still open ends with the paper."""
    practice: Practice | None = get_practice(unit.session, row.shop_id, given.picks[0]) if given.picks else None
    if practice is None or practice.staff_id != row.staff_id:
        return Mark(0.0)
    if practice.state != "ended":
        practices.give_up(unit, book, row.shop_id, practice.id, row.staff_id)
    return Mark((practice.score or 0) / 100)


def _count(row: ExamSitting, paper: Sequence[Asked], held: Mapping[int, ExamAnswer]) -> None:
    whole = sum(q.points for q in paper)
    earned = sum(q.points * (held[at].share_pm or 0) for at, q in enumerate(paper) if at in held)
    row.score = round(100 * earned / (whole * repository.FULL)) if whole else 0
    row.passed = row.state == "marked" and row.score >= row.pass_mark


def mark_by_person(
    unit: Unit, shop_id: int, sitting_id: int, staff_id: int, marks: Mapping[int, tuple[float, str]]
) -> ExamSitting:  # fmt: skip
    """A person's marks (share, remark) by place; the paper is marked when nothing is doubtful any more."""
    row = repository.sitting(unit.session, shop_id, sitting_id)
    if row is None:
        raise NoSitting()
    if row.state == "open":
        raise NotHandedIn()
    paper, held = repository.paper_of(row), repository.answers(unit.session, shop_id, sitting_id)
    for place, (share, remark) in marks.items():
        if place not in held:
            raise BadAnswer()
        held[place].share_pm, held[place].sure, held[place].remark = round(share * repository.FULL), True, remark
    if all(a.sure for a in held.values()):
        row.state = "marked"
    row.marked_by = staff_id
    _count(row, paper, held)
    unit.session.flush()
    return row
