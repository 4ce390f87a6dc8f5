"""Exams over HTTP: the bank, exams, papers that save themselves, marking, item analysis."""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody, PathParameter, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.api.uploads import PictureForm
from xiaoer.domains.academy.exams import repository, schemas, service, sheet
from xiaoer.domains.academy.exams.analysis import FEWEST
from xiaoer.domains.academy.exams.bank import Entry
from xiaoer.domains.academy.exams.errors import NoSitting
from xiaoer.domains.academy.exams.examiner import Examiner
from xiaoer.domains.academy.exams.papers import Section
from xiaoer.domains.academy.exams.service import ExamPlan
from xiaoer.domains.academy.exams.shapes import Answer, Question
from xiaoer.domains.academy.service import Trainee
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk.live import Desk
from xiaoer.kit.clock import iso, iso_ms
from xiaoer.kit.errors import TooLarge
from xiaoer.kit.ids import MAX_ID
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/academy"
EXAM = BASE + "/exams/{exam_id:int}"
SITTING = BASE + "/sittings/{sitting_id:int}"
PLACE = SITTING + "/answers/{place:int}"
TAGS = ["exams"]
FILE_BYTES = 5_000_000
PURPOSES = ("exam", "final", "quiz")
PathPlace = Annotated[int, PathParameter(ge=0, le=500)]
All = Annotated[bool, QueryParameter(name="all", description="Everybody's (needs the right to teach).")]
OfExam = Annotated[int | None, QueryParameter(name="exam", ge=1, le=MAX_ID, description="Only of this exam.")]
TheExaminer = NamedDependency[Examiner]


def provide_examiner(request: Request[Any, Any, Any]) -> Examiner:
    """Dependency `examiner`: the exams of this process."""
    examiner: Examiner = request.app.state.examiner
    return examiner


# -- the bank ----------------------------------------------------------------------------------------------------


@get(BASE + "/questions", operation_id="listQuestions", tags=TAGS)
async def questions(shop: PathText, who: Who, desk: TheDesk, examiner: TheExaminer) -> schemas.Questions:
    """The question bank: shipped, made from the shop's tables, the shop's own."""
    own = enter(desk, who, shop, "teach")
    bank = await examiner.bank(own.id)
    return schemas.Questions.model_validate({"questions": [_question(e) for e in bank.values()]})


def _question(entry: Entry) -> dict[str, Any]:
    return {**msgspec.to_builtins(entry.question), "stamp": entry.question.stamp}


@post(BASE + "/questions", operation_id="writeQuestion", status_code=HTTP_200_OK, tags=TAGS)
async def write(shop: PathText, data: JSONBody[schemas.QuestionWish], who: Who, desk: TheDesk) -> schemas.QuestionView:
    """Write a question, or a new version of one; 422 `bad_question` says what is wrong with it."""
    own = enter(desk, who, shop, "teach")
    values = data.model_dump()
    wish = Question(**{**values, "right": tuple(values["right"]), "wrong": tuple(values["wrong"])})
    kept: Question = await desk.run(lambda u: service.write_question(u, own.id, who.staff_id, wish))
    return schemas.QuestionView.model_validate(_question(Entry(kept)))


@get(BASE + "/questions/export", operation_id="exportQuestions", tags=TAGS)
async def hand_out(shop: PathText, who: Who, desk: TheDesk, examiner: TheExaminer) -> Response[bytes]:
    """The whole bank as a CSV."""
    own = enter(desk, who, shop, "teach")
    bank = await examiner.bank(own.id)
    raw = await asyncio.to_thread(_written, [e.question for e in bank.values()])
    headers = {"Content-Disposition": 'attachment; filename="questions.csv"', "Cache-Control": "no-store"}
    return Response(raw, media_type="text/csv", headers=headers)


def _written(found: list[Question]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "questions.csv"
        sheet.write(found, path)
        return path.read_bytes()


@post(BASE + "/questions/import", operation_id="importQuestions", status_code=HTTP_200_OK, tags=TAGS)
async def bring_in(
    shop: PathText,
    data: Annotated[PictureForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    who: Who,
    desk: TheDesk,
    examiner: TheExaminer,
) -> schemas.QuestionsImported:
    """Take in a CSV of questions; refused rows are named, good ones are kept, unchanged ones left alone."""
    own = enter(desk, who, shop, "teach")
    raw = await data.file.read(FILE_BYTES + 1)
    if len(raw) > FILE_BYTES:
        raise TooLarge(f"文件超过 {FILE_BYTES // 1_000_000} MB，请拆成几个文件", code="too_large")
    found, refused = await asyncio.to_thread(sheet.read, raw, data.file.filename)
    bank = await examiner.bank(own.id)
    fresh = [q for q in found if q.code not in bank or _differs(q, bank[q.code].question)]
    await desk.run(lambda u: _keep_all(u, own.id, who.staff_id, who.name, fresh))
    added = sum(q.code not in bank for q in fresh)
    return schemas.QuestionsImported.model_validate(
        {"added": added, "changed": len(fresh) - added, "unchanged": len(found) - len(fresh), "refused": refused},
        from_attributes=True,
    )


def _differs(new: Question, old: Question) -> bool:
    return replace(new, origin="own", version=0) != replace(old, origin="own", version=0)


def _keep_all(unit: Unit, shop_id: int, staff_id: int, name: str, fresh: list[Question]) -> None:
    for question in fresh:
        service.write_question(unit, shop_id, staff_id, question)
    audit.record(
        unit, shop_id, staff_id=staff_id, staff_name=name, action="question.import", subject=f"{len(fresh)} 题"
    )


# -- exams -------------------------------------------------------------------------------------------------------


@get(BASE + "/exams", operation_id="listExams", tags=TAGS)
async def exams(shop: PathText, who: Who, desk: TheDesk) -> schemas.Exams:
    """Exams that are open, with one's own papers; closed ones too for who teaches."""
    own = enter(desk, who, shop, "read")
    everything = "teach" in _rights(who.shops[own.id].role)

    def look(s: Session) -> list[dict[str, Any]]:
        mine: dict[int, list[dict[str, Any]]] = {}
        for row, name in repository.sittings(s, own.id, staff_id=who.staff_id):
            mine.setdefault(row.exam_id, []).append(repository.sitting_view(row, name))
        return [
            {**repository.exam_view(row), "mine": mine.get(row.id, [])}
            for row in repository.exams(s, own.id, purposes=PURPOSES, everything=everything)
        ]

    return schemas.Exams.model_validate({"exams": await desk.database.read(look)})


def _rights(role: str) -> frozenset[str]:
    from xiaoer.domains.staff.rules import RIGHTS

    return frozenset(RIGHTS.get(role, ()))  # type: ignore[call-overload]


@post(BASE + "/exams", operation_id="setExam", status_code=HTTP_201_CREATED, tags=TAGS)
async def set_exam(
    shop: PathText, data: JSONBody[schemas.ExamWish], who: Who, desk: TheDesk, examiner: TheExaminer
) -> schemas.ExamView:
    """Set an exam; 409 `too_few_questions` when the bank cannot fill its paper."""
    own = enter(desk, who, shop, "teach")
    bank, plan = await examiner.bank(own.id), _plan(data)

    def work(unit: Unit) -> dict[str, Any]:
        row = service.set_exam(unit, bank, own.id, who.staff_id, plan)
        audit.record(unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="exam.set", subject=row.title)
        return repository.exam_view(row)

    return schemas.ExamView.model_validate(await desk.run(work))


@put(EXAM, operation_id="changeExam", tags=TAGS)
async def change_exam(
    shop: PathText, exam_id: PathId, data: JSONBody[schemas.ExamChange], who: Who, desk: TheDesk,
    examiner: TheExaminer,
) -> schemas.ExamView:  # fmt: skip
    """Change, open or close an exam; papers that are being written stay as they are."""
    own = enter(desk, who, shop, "teach")
    bank, plan = await examiner.bank(own.id), _plan(data)

    def work(unit: Unit) -> dict[str, Any]:
        row = service.change_exam(unit, bank, own.id, exam_id, plan, data.version)
        audit.record(unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="exam.change", subject=row.title)
        return repository.exam_view(row)

    return schemas.ExamView.model_validate(await desk.run(work))


def _plan(data: schemas.ExamWish) -> ExamPlan:
    sections = tuple(
        Section(
            s.count, s.points, tuple(s.topics), tuple(s.kinds), tuple(s.skills), tuple(s.codes), s.easiest, s.hardest
        )
        for s in data.sections
    )
    return ExamPlan(
        data.title.strip(), sections, data.minutes, data.pass_mark, data.tries, data.by_person, data.open
    )  # fmt: skip


@post(EXAM + "/sit", operation_id="sitExam", status_code=HTTP_200_OK, tags=TAGS)
async def sit(shop: PathText, exam_id: PathId, who: Who, desk: TheDesk, examiner: TheExaminer) -> schemas.SittingDetail:
    """Begin an exam, or go on with the paper that is open: the clock runs on, answers are there."""
    own = enter(desk, who, shop, "read")
    bank, seed = await examiner.bank(own.id), secrets.randbelow(2**31)
    made: int = await desk.run(lambda u: service.sit(u, bank, own.id, exam_id, who.staff_id, seed))
    return await detail_of(desk, own.id, made)


@get(EXAM + "/analysis", operation_id="analyseExam", tags=TAGS)
async def analysis(
    shop: PathText, exam_id: PathId, who: Who, desk: TheDesk, examiner: TheExaminer
) -> schemas.ItemAnalysis:
    """Difficulty and discrimination of each question in an exam's marked papers."""
    own = enter(desk, who, shop, "teach")
    bank = await examiner.bank(own.id)
    found = await desk.database.read(lambda s: repository.item_analysis(s, own.id, exam_id))
    items = []
    for item in found:
        entry = bank.get(item.code)
        stem, kind = (entry.question.stem, entry.question.kind) if entry else (item.code, None)
        items.append({**msgspec.to_builtins(item), "stem": stem, "kind": kind})
    return schemas.ItemAnalysis.model_validate({"items": items, "fewest": FEWEST})


# -- papers ------------------------------------------------------------------------------------------------------


@get(BASE + "/sittings", operation_id="listSittings", tags=TAGS)
async def sittings(
    shop: PathText, who: Who, desk: TheDesk, everybody: All = False, exam_id: OfExam = None
) -> schemas.Sittings:
    """One's own papers, or everybody's."""
    own = enter(desk, who, shop, "teach" if everybody else "read")
    of = None if everybody else who.staff_id
    found = await desk.database.read(
        lambda s: [
            repository.sitting_view(r, n) for r, n in repository.sittings(s, own.id, staff_id=of, exam_id=exam_id)
        ]
    )
    return schemas.Sittings.model_validate({"sittings": found})


@get(SITTING, operation_id="getSitting", tags=TAGS)
async def sitting(shop: PathText, sitting_id: PathId, who: Who, desk: TheDesk) -> schemas.SittingDetail:
    """A paper with all that was saved; with marks and right answers once it has been handed in."""
    own = enter(desk, who, shop, "read")
    found = await detail_of(desk, own.id, sitting_id)
    if found.sitting.staff.id != who.staff_id:
        enter(desk, who, shop, "teach")
    return found


@put(PLACE, operation_id="saveAnswer", tags=TAGS)
async def save(
    shop: PathText, sitting_id: PathId, place: PathPlace, data: JSONBody[schemas.AnswerWish], who: Who, desk: TheDesk
) -> schemas.AnswerKept:
    """Keep an answer; it is on disk when this returns."""
    own = enter(desk, who, shop, "read")
    answer = Answer(tuple(data.picks), tuple(data.texts))

    def work(unit: Unit) -> tuple[int, int]:
        kept = service.save(unit, own.id, sitting_id, who.staff_id, place, answer, data.rev)
        return kept.rev, kept.saved_ms

    rev, saved_ms = await desk.run(work)
    return schemas.AnswerKept.model_validate({"place": place, "rev": rev, "saved_at": iso_ms(saved_ms)})


@post(PLACE + "/chat", operation_id="beginExamChat", status_code=HTTP_200_OK, tags=TAGS)
async def chat(
    shop: PathText, sitting_id: PathId, place: PathPlace, who: Who, desk: TheDesk, examiner: TheExaminer
) -> schemas.ExamChat:
    """Open the practice chat of a paper at the desk, or find the one that was opened."""
    own = enter(desk, who, shop, "serve")
    book, seed = await examiner.player.book(own.id), secrets.randbelow(2**31)
    made: int = await desk.run(lambda u: service.begin_chat(u, book, own.id, sitting_id, who.staff_id, place, seed))
    state, conversation = await desk.database.read(lambda s: repository.chat_of(s, own.id, made))
    if state == "waiting":
        conversation = await examiner.player.begin(own.id, made, Trainee(who.staff_id, who.name))
    return schemas.ExamChat.model_validate({"practice": made, "conversation": conversation})


@post(SITTING + "/hand-in", operation_id="handInPaper", status_code=HTTP_200_OK, tags=TAGS)
async def hand_in(
    shop: PathText, sitting_id: PathId, who: Who, desk: TheDesk, examiner: TheExaminer
) -> schemas.SittingDetail:
    """Hand in a paper; a second time changes nothing."""
    own = enter(desk, who, shop, "read")
    await desk.run(lambda u: service.own_paper(u, own.id, sitting_id, who.staff_id) and None)
    await examiner.hand_in(own.id, sitting_id)
    return await detail_of(desk, own.id, sitting_id)


@post(SITTING + "/marks", operation_id="markPaper", status_code=HTTP_200_OK, tags=TAGS)
async def marks(
    shop: PathText, sitting_id: PathId, data: JSONBody[schemas.PersonMarks], who: Who, desk: TheDesk
) -> schemas.SittingDetail:
    """A person's marks; the paper counts as marked when nothing is doubtful any more."""
    own = enter(desk, who, shop, "teach")
    given = {m.place: (m.share, m.remark) for m in data.marks}

    def work(unit: Unit) -> None:
        row = service.mark_by_person(unit, own.id, sitting_id, who.staff_id, given)
        audit.record(
            unit,
            own.id,
            staff_id=who.staff_id,
            staff_name=who.name,
            action="exam.mark",
            subject=f"{row.title} {row.id}",
        )

    await desk.run(work)
    return await detail_of(desk, own.id, sitting_id)


async def detail_of(desk: Desk, shop_id: int, sitting_id: int) -> schemas.SittingDetail:
    """A paper as its writer sees it."""
    found = await desk.database.read(lambda s: repository.sitting_detail(s, shop_id, sitting_id, key=True))
    if found is None:
        raise NoSitting()
    return schemas.SittingDetail.model_validate({**found, "now": iso(desk.clock())})


handlers = [
    questions, write, hand_out, bring_in, exams, set_exam, change_exam, sit, analysis, sittings, sitting, save, chat,
    hand_in, marks,
]  # fmt: skip
