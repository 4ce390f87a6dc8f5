"""All queries of exams, each of one shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.academy.exams.analysis import Given, Item, analyse
from xiaoer.domains.academy.exams.models import Exam, ExamAnswer, ExamQuestion, ExamSitting
from xiaoer.domains.academy.exams.papers import Section
from xiaoer.domains.academy.exams.shapes import Answer, Asked, Question
from xiaoer.domains.academy.models import Practice
from xiaoer.domains.staff.models import Staff
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.codec import from_json

NEWEST = 300
FULL = 1000
"""Marks are kept in thousandths of a question's points."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """An open paper whose time is over."""

    shop_id: int
    sitting_id: int


def own_questions(session: Session, shop_id: int) -> list[Question]:
    """The newest version of each question that the shop has written."""
    rows = session.scalars(
        select(ExamQuestion.data)
        .where(ExamQuestion.shop_id == shop_id, ExamQuestion.newest)
        .order_by(ExamQuestion.code)
    )
    return [from_json(data, Question) for data in rows]


def versions(session: Session, shop_id: int, code: str) -> list[ExamQuestion]:
    """Every version of a question, newest first."""
    return list(
        session.scalars(
            select(ExamQuestion)
            .where(ExamQuestion.shop_id == shop_id, ExamQuestion.code == code)
            .order_by(ExamQuestion.version.desc())
        )
    )


def exam(session: Session, shop_id: int, exam_id: int) -> Exam | None:
    """One exam."""
    return session.scalar(select(Exam).where(Exam.shop_id == shop_id, Exam.id == exam_id))


def exams(session: Session, shop_id: int, *, purposes: Sequence[str], everything: bool) -> list[Exam]:
    """Exams, newest first; closed ones for who teaches."""
    query = select(Exam).where(Exam.shop_id == shop_id, Exam.purpose.in_(purposes))
    if not everything:
        query = query.where(Exam.open)
    return list(session.scalars(query.order_by(Exam.id.desc()).limit(NEWEST)))


def exam_about(session: Session, shop_id: int, purpose: str, subject: str) -> Exam | None:
    """The exam of a lesson or product."""
    return session.scalar(
        select(Exam)
        .where(Exam.shop_id == shop_id, Exam.purpose == purpose, Exam.subject == subject)
        .order_by(Exam.id.desc())
        .limit(1)
    )


def sitting(session: Session, shop_id: int, sitting_id: int) -> ExamSitting | None:
    """One paper."""
    return session.scalar(select(ExamSitting).where(ExamSitting.shop_id == shop_id, ExamSitting.id == sitting_id))


def sittings(
    session: Session, shop_id: int, *, staff_id: int | None = None, exam_id: int | None = None, state: str | None = None
) -> list[tuple[ExamSitting, str]]:
    """Papers with their people's names, newest first."""
    query = (
        select(ExamSitting, Staff.name)
        .join(Staff, Staff.id == ExamSitting.staff_id)
        .where(ExamSitting.shop_id == shop_id)
    )
    if staff_id is not None:
        query = query.where(ExamSitting.staff_id == staff_id)
    if exam_id is not None:
        query = query.where(ExamSitting.exam_id == exam_id)
    if state is not None:
        query = query.where(ExamSitting.state == state)
    return [(row, name) for row, name in session.execute(query.order_by(ExamSitting.id.desc()).limit(NEWEST))]


def answers(session: Session, shop_id: int, sitting_id: int) -> dict[int, ExamAnswer]:
    """What was answered on a paper, by place."""
    rows = session.scalars(select(ExamAnswer).where(ExamAnswer.shop_id == shop_id, ExamAnswer.sitting_id == sitting_id))
    return {row.place: row for row in rows}


def overdue(session: Session, before_ms: int) -> list[Overdue]:
    """Open papers of all shops whose time was over before."""
    rows = session.execute(
        select(ExamSitting.shop_id, ExamSitting.id)
        .where(ExamSitting.state == "open", ExamSitting.due_ms < before_ms)
        .execution_options(across_shops="papers of all shops are collected when their time is over")
    )
    return [Overdue(r.shop_id, r.id) for r in rows]


def paper_of(row: ExamSitting) -> tuple[Asked, ...]:
    """The questions of a paper."""
    return tuple(from_json(row.paper, list[Asked]))


def sections_of(row: Exam) -> tuple[Section, ...]:
    """The sections of an exam."""
    return tuple(from_json(row.sections, list[Section]))


def item_analysis(session: Session, shop_id: int, exam_id: int | None) -> list[Item]:
    """How every question has done, in one exam or in all."""
    query = select(ExamSitting).where(ExamSitting.shop_id == shop_id, ExamSitting.state == "marked")
    if exam_id is not None:
        query = query.where(ExamSitting.exam_id == exam_id)
    rows = list(session.scalars(query.order_by(ExamSitting.id.desc()).limit(5 * NEWEST)))
    held: dict[int, dict[int, ExamAnswer]] = {}
    ids = [row.id for row in rows]
    for start in range(0, len(ids), NEWEST):
        some = ids[start : start + NEWEST]
        for answer in session.scalars(
            select(ExamAnswer).where(ExamAnswer.shop_id == shop_id, ExamAnswer.sitting_id.in_(some))
        ):
            held.setdefault(answer.sitting_id, {})[answer.place] = answer
    return analyse(one for row in rows for one in _given(paper_of(row), held.get(row.id, {})))


def _given(paper: Sequence[Asked], answers: Mapping[int, ExamAnswer]) -> list[Given]:
    shares = [(answers[at].share_pm or 0) / FULL if at in answers else 0.0 for at in range(len(paper))]
    earned = sum(s * q.points for s, q in zip(shares, paper, strict=True))
    whole = sum(q.points for q in paper)
    found = []
    for at, question in enumerate(paper):
        picks = from_json(answers[at].data, Answer).picks if at in answers else ()
        rest = (earned - shares[at] * question.points) / max(whole - question.points, 1)
        chosen = tuple(question.options[p] for p in picks if question.kind in ("single", "multiple"))
        found.append(Given(question.code, question.stamp, shares[at], rest, picks, chosen))
    return found


def exam_view(row: Exam) -> dict[str, Any]:
    """An exam as lists show it."""
    sections = sections_of(row)
    return {
        "id": row.id, "title": row.title, "minutes": row.minutes, "pass_mark": row.pass_mark, "tries": row.tries,
        "by_person": row.by_person, "open": row.open, "purpose": row.purpose, "subject": row.subject,
        "questions": sum(s.count for s in sections), "points": sum(s.count * s.points for s in sections),
        "made_at": iso_ms(row.made_ms), "version": row.version,
        "sections": [
            {
                "count": s.count, "points": s.points, "topics": s.topics, "kinds": s.kinds, "skills": s.skills,
                "codes": s.codes, "easiest": s.easiest, "hardest": s.hardest,
            }
            for s in sections
        ],
    }  # fmt: skip


def sitting_view(row: ExamSitting, name: str) -> dict[str, Any]:
    """A paper as lists show it."""
    return {
        "id": row.id, "exam": row.exam_id, "title": row.title, "staff": {"id": row.staff_id, "name": name},
        "state": row.state, "started_at": iso_ms(row.started_ms), "due_at": iso_ms(row.due_ms),
        "handed_at": iso_ms(row.handed_ms), "score": row.score, "passed": row.passed, "pass_mark": row.pass_mark,
    }  # fmt: skip


def sitting_detail(session: Session, shop_id: int, sitting_id: int, *, key: bool) -> dict[str, Any] | None:
    """A paper with its answers. `key` = with marks and right answers, once it has been handed in."""
    row = sitting(session, shop_id, sitting_id)
    if row is None:
        return None
    name = session.scalar(select(Staff.name).where(Staff.id == row.staff_id)) or ""
    held = answers(session, shop_id, sitting_id)
    shown = key and row.state != "open"
    return {
        "sitting": sitting_view(row, name),
        "questions": [_place(at, q, held.get(at), shown=shown) for at, q in enumerate(paper_of(row))],
    }


def _place(at: int, question: Asked, answer: ExamAnswer | None, *, shown: bool) -> dict[str, Any]:
    given = from_json(answer.data, Answer) if answer else Answer()
    return {
        "place": at, "kind": question.kind, "topic": question.topic, "stem": question.stem,
        "options": question.options, "pairs": question.pairs, "blanks": question.blanks, "points": question.points,
        "answer": {"picks": given.picks, "texts": given.texts}, "rev": answer.rev if answer else 0,
        "saved_at": iso_ms(answer.saved_ms) if answer else None,
        "result": _result(question, answer) if shown else None,
    }  # fmt: skip


def _result(question: Asked, answer: ExamAnswer | None) -> dict[str, Any]:
    share = None if answer is None or answer.share_pm is None else answer.share_pm / FULL
    return {
        "share": 0.0 if answer is None else share, "sure": answer.sure if answer else True,
        "remark": answer.remark if answer else "", "key": question.key,
        "accept": [a.split("|")[0] for a in question.accept] if question.kind != "practice" else [],
        "why": question.why, "source": question.source, "code": question.code,
    }  # fmt: skip


def chat_of(session: Session, shop_id: int, practice_id: int) -> tuple[str, int | None]:
    """(state, conversation) of a practice chat."""
    row = session.execute(
        select(Practice.state, Practice.conversation_id).where(Practice.shop_id == shop_id, Practice.id == practice_id)
    ).one()
    return row.state, row.conversation_id
