"""Paths over HTTP: lessons, checks, progress, certificates, who learns, typing results."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from litestar import Request, get, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.exams import TheExaminer, detail_of
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.academy.exams import service as exams
from xiaoer.domains.academy.exams.schemas import SittingDetail
from xiaoer.domains.academy.paths import repository, schemas, service, views
from xiaoer.domains.academy.paths.certifier import Certifier
from xiaoer.domains.academy.paths.demands import Demand, Level
from xiaoer.domains.academy.paths.errors import DayClosed, NoLesson
from xiaoer.domains.academy.paths.library import Lesson, days
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.rules import may
from xiaoer.kit.clock import iso_ms, to_ms
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/academy"
LESSON = BASE + "/lessons/{code:str}"
TAGS = ["paths"]
TheCertifier = NamedDependency[Certifier]
PathCode = Annotated[str, PathParameter(max_length=60)]


def provide_certifier(request: Request[Any, Any, Any]) -> Certifier:
    """Dependency `certifier`: gives what has been earned."""
    certifier: Certifier = request.app.state.certifier
    return certifier


def today_of(desk: Desk, own: ShopInfo) -> date:
    """Today in the shop's zone."""
    return desk.clock().astimezone(own.zone).date()


@get(BASE + "/path", operation_id="getPath", tags=TAGS)
async def path(shop: PathText, who: Who, desk: TheDesk, certifier: TheCertifier) -> schemas.PathView:
    """One's own path: days, streak, certificates, what the next level wants."""
    own = enter(desk, who, shop, "read")
    red, today = await certifier.red_cards(own.id), today_of(desk, own)
    found = await desk.database.read(lambda s: views.path(s, own.id, who.staff_id, red, today))
    return schemas.PathView.model_validate(found)


@get(LESSON, operation_id="getLesson", tags=TAGS)
async def lesson(shop: PathText, code: PathCode, who: Who, desk: TheDesk) -> schemas.LessonView:
    """A lesson, its tables filled from the shop as it is now."""
    own = enter(desk, who, shop, "read")
    facts, teaches = await desk.facts.get(own.id), may(who.shops[own.id].role, "teach")
    found = await desk.database.read(lambda s: views.lesson(s, own.id, who.staff_id, code, facts, teaches=teaches))
    return schemas.LessonView.model_validate(found)


@put(LESSON, operation_id="writeLesson", tags=TAGS)
async def write(
    shop: PathText, code: PathCode, data: JSONBody[schemas.LessonWish], who: Who, desk: TheDesk
) -> schemas.LessonView:
    """Give a lesson the shop's own text; it stands in place of the shipped one."""
    own = enter(desk, who, shop, "teach")
    facts = await desk.facts.get(own.id)

    def work(unit: Unit) -> dict[str, Any]:
        held = repository.lessons(unit.session, own.id).get(code)
        if held is None:
            raise NoLesson()
        fresh = replace(
            held, title=data.title.strip(), minutes=data.minutes, check=data.check, topics=tuple(data.topics),
            text=data.text,
        )  # fmt: skip
        service.write_lesson(unit, own.id, who.staff_id, fresh)
        audit.record(unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="lesson.write", subject=code)
        return views.lesson(unit.session, own.id, who.staff_id, code, facts, teaches=True)

    return schemas.LessonView.model_validate(await desk.run(work))


@post(LESSON + "/read", operation_id="readLesson", status_code=HTTP_200_OK, tags=TAGS)
async def read(shop: PathText, code: PathCode, who: Who, desk: TheDesk, certifier: TheCertifier) -> schemas.PathView:
    """One has read a lesson to its end."""
    own = enter(desk, who, shop, "read")
    today = today_of(desk, own)
    await _must_be_open(desk, own.id, who.staff_id, code)
    await desk.run(lambda u: service.read(u, own.id, who.staff_id, code, today))
    await certifier.settle(own.id, who.staff_id)
    red = await certifier.red_cards(own.id)
    return schemas.PathView.model_validate(
        await desk.database.read(lambda s: views.path(s, own.id, who.staff_id, red, today))
    )


@post(LESSON + "/check", operation_id="checkLesson", status_code=HTTP_200_OK, tags=TAGS)
async def check(shop: PathText, code: PathCode, who: Who, desk: TheDesk, examiner: TheExaminer) -> SittingDetail:
    """Sit the check of a lesson, or go on with the paper that is open."""
    own = enter(desk, who, shop, "read")
    await _must_be_open(desk, own.id, who.staff_id, code)
    bank, seed, today = await examiner.bank(own.id), secrets.randbelow(2**31), today_of(desk, own)

    def work(unit: Unit) -> int:
        service.note_day(unit, own.id, who.staff_id, today)
        exam = service.check_exam(unit, bank, own.id, _lesson(unit.session, own.id, code))
        return exams.sit(unit, bank, own.id, exam, who.staff_id, seed)

    return await detail_of(desk, own.id, await desk.run(work))


@post(BASE + "/path/final", operation_id="sitFinal", status_code=HTTP_200_OK, tags=TAGS)
async def final(shop: PathText, who: Who, desk: TheDesk, examiner: TheExaminer) -> SittingDetail:
    """Sit the final, once the days before the last are done."""
    own = enter(desk, who, shop, "read")
    bank, seed, today = await examiner.bank(own.id), secrets.randbelow(2**31), today_of(desk, own)

    def work(unit: Unit) -> int:
        known, done = repository.lessons(unit.session, own.id), repository.progress(unit.session, own.id, who.staff_id)
        passed = repository.days_done(days(), known, done)
        if passed < len(days()) - 1:
            raise DayClosed(passed + 1)
        service.note_day(unit, own.id, who.staff_id, today)
        exam = service.final_exam(unit, bank, own.id)
        return exams.sit(unit, bank, own.id, exam, who.staff_id, seed)

    return await detail_of(desk, own.id, await desk.run(work))


def _lesson(session: Session, shop_id: int, code: str) -> Lesson:
    found = repository.lessons(session, shop_id).get(code)
    if found is None:
        raise NoLesson()
    return found


async def _must_be_open(desk: Desk, shop_id: int, staff_id: int, code: str) -> None:
    """Days open one after the other."""

    def look(s: Session) -> tuple[int, int | None]:
        known, done = repository.lessons(s, shop_id), repository.progress(s, shop_id, staff_id)
        _lesson(s, shop_id, code)
        at = next((n for n, day in enumerate(days()) if code in day.lessons), None)
        return repository.days_done(days(), known, done), at

    passed, at = await desk.database.read(look)
    if at is not None and at > passed:
        raise DayClosed(passed + 1)


# -- levels, people, certificates --------------------------------------------------------------------------------


@get(BASE + "/levels", operation_id="listLevels", tags=TAGS)
async def levels(shop: PathText, who: Who, desk: TheDesk) -> schemas.Levels:
    """What each level asks for."""
    own = enter(desk, who, shop, "read")
    return schemas.Levels.model_validate({"levels": await desk.database.read(lambda s: views.levels(s, own.id))})


@put(BASE + "/levels/{level:str}", operation_id="setLevel", tags=TAGS)
async def set_level(
    shop: PathText, level: Annotated[Level, PathParameter()], data: JSONBody[schemas.LevelWish], who: Who,
    desk: TheDesk,
) -> schemas.Levels:  # fmt: skip
    """Change what a level asks for; certificates that were given stay."""
    own = enter(desk, who, shop, "manage")
    wanted = Demand(**data.model_dump(exclude={"version"}))

    def work(unit: Unit) -> list[dict[str, Any]]:
        service.demand(unit, own.id, level, wanted, data.version)
        audit.record(unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="level.set", subject=level)
        return views.levels(unit.session, own.id)

    return schemas.Levels.model_validate({"levels": await desk.run(work)})


@get(BASE + "/learners", operation_id="listLearners", tags=TAGS)
async def learners(shop: PathText, who: Who, desk: TheDesk) -> schemas.Learners:
    """Who is on the path, and how far."""
    own = enter(desk, who, shop, "teach")
    today, now_ms = today_of(desk, own), to_ms(desk.clock())
    found = await desk.database.read(lambda s: views.learners(s, own.id, today, now_ms))
    return schemas.Learners.model_validate({"learners": found})


@post(BASE + "/learners", operation_id="enrolLearners", status_code=HTTP_200_OK, tags=TAGS)
async def enrol(
    shop: PathText, data: JSONBody[schemas.EnrolWish], who: Who, desk: TheDesk, certifier: TheCertifier
) -> schemas.Learners:
    """Put people or teams on the path; a gate on the live queue is the lead's to set."""
    own = enter(desk, who, shop, "manage" if data.gated else "teach")
    today, now_ms = today_of(desk, own), to_ms(desk.clock())
    due_ms = to_ms(data.due) if data.due else None

    def work(unit: Unit) -> list[int]:
        ids = list(dict.fromkeys([*data.staff, *views.of_teams(unit.session, own.id, data.teams)]))
        service.enrol(unit, own.id, who.staff_id, ids, gated=data.gated, due_ms=due_ms)
        subject = f"{len(ids)} 人{'，按证书开放接待' if data.gated else ''}"
        audit.record(unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="path.enrol", subject=subject)
        return ids

    for staff_id in await desk.run(work):
        await certifier.settle(own.id, staff_id)
    found = await desk.database.read(lambda s: views.learners(s, own.id, today, now_ms))
    return schemas.Learners.model_validate({"learners": found})


@post(BASE + "/learners/{staff_id:int}/leave", operation_id="endPath", status_code=HTTP_200_OK, tags=TAGS)
async def leave(shop: PathText, staff_id: PathId, who: Who, desk: TheDesk) -> schemas.Learners:
    """Take somebody off the path; no gate holds him any more."""
    own = enter(desk, who, shop, "manage")
    today, now_ms = today_of(desk, own), to_ms(desk.clock())

    def work(unit: Unit) -> list[dict[str, Any]]:
        service.leave(unit, own.id, staff_id)
        audit.record(unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="path.end", subject=str(staff_id))
        return views.learners(unit.session, own.id, today, now_ms)

    return schemas.Learners.model_validate({"learners": await desk.run(work)})


@get(BASE + "/certificates", operation_id="listCertificates", tags=TAGS)
async def certificates(shop: PathText, who: Who, desk: TheDesk) -> schemas.Certificates:
    """Everybody's certificates."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: views.certificates(s, own.id))
    return schemas.Certificates.model_validate({"certificates": found})


@post(BASE + "/certificates", operation_id="giveCertificate", status_code=HTTP_200_OK, tags=TAGS)
async def give(
    shop: PathText, data: JSONBody[schemas.CertificateWish], who: Who, desk: TheDesk
) -> schemas.Certificates:
    """Give a certificate by hand, with the reason."""
    own = enter(desk, who, shop, "manage")

    def work(unit: Unit) -> list[dict[str, Any]]:
        service.give(unit, own.id, who.staff_id, data.staff, data.level, data.reason)
        subject = f"{data.staff} {data.level}"
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="certificate.give", subject=subject
        )
        return views.certificates(unit.session, own.id)

    return schemas.Certificates.model_validate({"certificates": await desk.run(work)})


@post(
    BASE + "/certificates/{certificate_id:int}/withdraw", operation_id="withdrawCertificate", status_code=HTTP_200_OK,
    tags=TAGS,
)  # fmt: skip
async def withdraw(
    shop: PathText, certificate_id: PathId, data: JSONBody[schemas.Reason], who: Who, desk: TheDesk
) -> schemas.Certificates:
    """Take a certificate back, with the reason; the gate closes to what the others open."""
    own = enter(desk, who, shop, "manage")

    def work(unit: Unit) -> list[dict[str, Any]]:
        row = service.withdraw(unit, own.id, certificate_id, data.reason)
        subject = f"{row.staff_id} {row.level}"
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="certificate.withdraw", subject=subject
        )
        return views.certificates(unit.session, own.id)

    return schemas.Certificates.model_validate({"certificates": await desk.run(work)})


# -- typing ------------------------------------------------------------------------------------------------------


@get(BASE + "/typing", operation_id="listTypingRuns", tags=TAGS)
async def typing(shop: PathText, who: Who, desk: TheDesk) -> schemas.TypingRuns:
    """One's own typing curve."""
    own = enter(desk, who, shop, "read")
    return await _runs(desk, own.id, who.staff_id)


@post(BASE + "/typing", operation_id="addTypingRun", status_code=HTTP_200_OK, tags=TAGS)
async def typed(
    shop: PathText, data: JSONBody[schemas.TypingWish], who: Who, desk: TheDesk, certifier: TheCertifier
) -> schemas.TypingRuns:
    """Keep how a text was typed."""
    own = enter(desk, who, shop, "read")
    today = today_of(desk, own)
    await desk.run(
        lambda u: service.typed(
            u, own.id, who.staff_id, today, per_minute=data.per_minute, right=data.accuracy, errors=data.errors,
            characters=data.characters,
        )
    )  # fmt: skip
    await certifier.settle(own.id, who.staff_id)
    return await _runs(desk, own.id, who.staff_id)


async def _runs(desk: Desk, shop_id: int, staff_id: int) -> schemas.TypingRuns:
    rows = await desk.database.read(lambda s: repository.typing_runs(s, shop_id, staff_id))
    shown = [
        {
            "at": iso_ms(r.at_ms), "per_minute": r.per_minute, "accuracy": r.right_pm / 1000, "errors": r.errors,
            "characters": r.characters,
        }
        for r in rows
    ]  # fmt: skip
    best = max((r.per_minute for r in rows if r.right_pm >= repository.CAREFUL_PM), default=0)
    return schemas.TypingRuns.model_validate({"runs": shown, "best": best})


handlers = [
    path, lesson, write, read, check, final, levels, set_level, learners, enrol, leave, certificates, give, withdraw,
    typing, typed,
]  # fmt: skip
