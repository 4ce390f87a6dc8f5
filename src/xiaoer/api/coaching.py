"""Coaching over HTTP: assignments, remedies of findings, the ten skills, awards."""

from __future__ import annotations

from typing import Annotated

from litestar import delete, get, post
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.academy.cards import cards_of
from xiaoer.domains.academy.coaching import schemas, service, views
from xiaoer.domains.academy.paths.views import of_teams
from xiaoer.domains.audit import service as audit
from xiaoer.kit.clock import to_ms
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/academy"
TAGS = ["coaching"]
All = Annotated[bool, QueryParameter(name="all", description="Everybody's (needs the right to teach).")]


@get(BASE + "/assignments", operation_id="listAssignments", tags=TAGS)
async def assignments(shop: PathText, who: Who, desk: TheDesk, everybody: All = False) -> schemas.Assignments:
    """What one is to do, or everybody."""
    own = enter(desk, who, shop, "teach" if everybody else "read")
    of, now_ms = None if everybody else who.staff_id, to_ms(desk.clock())
    found = await desk.database.read(lambda s: views.assignments(s, own.id, of, now_ms))
    return schemas.Assignments.model_validate({"assignments": found})


@post(BASE + "/assignments", operation_id="assignWork", status_code=HTTP_200_OK, tags=TAGS)
async def assign(shop: PathText, data: JSONBody[schemas.AssignmentWish], who: Who, desk: TheDesk) -> schemas.Assigned:
    """Assign cards, a practice or an exam to people and teams, with a date."""
    own = enter(desk, who, shop, "teach")
    groups = sorted({c.group for c in cards_of(await desk.facts.get(own.id))})
    wish = service.Wish(data.kind, data.subject, data.note, to_ms(data.due) if data.due else None)

    def work(unit: Unit) -> int:
        ids = list(dict.fromkeys([*data.staff, *of_teams(unit.session, own.id, data.teams)]))
        count = service.assign(unit, own.id, who.staff_id, ids, wish, groups)
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="academy.assign",
            subject=f"{wish.kind} {wish.subject} · {count} 人",
        )  # fmt: skip
        return count

    return schemas.Assigned(people=await desk.run(work))


@delete(BASE + "/assignments/{assignment_id:int}", operation_id="cancelAssignment", tags=TAGS)
async def cancel(shop: PathText, assignment_id: PathId, who: Who, desk: TheDesk) -> None:
    """Take an assignment back."""
    own = enter(desk, who, shop, "teach")
    await desk.run(lambda u: service.cancel(u, own.id, assignment_id))


@get(BASE + "/remedies", operation_id="listRemedies", tags=TAGS)
async def remedies(shop: PathText, who: Who, desk: TheDesk, everybody: All = False) -> schemas.FaultTrainings:
    """What findings of inspection have become, and whether they came again."""
    own = enter(desk, who, shop, "teach" if everybody else "read")
    of = None if everybody else who.staff_id
    found = await desk.database.read(lambda s: views.remedy_list(s, own.id, of))
    return schemas.FaultTrainings.model_validate({"remedies": found})


@get(BASE + "/skills", operation_id="getTenSkills", tags=TAGS)
async def skills(shop: PathText, who: Who, desk: TheDesk, everybody: All = False) -> schemas.SkillMatrix:
    """The ten skills from exams, practice and real chats; one's own, or everybody's with the team's weak points."""
    own = enter(desk, who, shop, "teach" if everybody else "read")
    of, now_ms = None if everybody else who.staff_id, to_ms(desk.clock())
    found = await desk.database.read(lambda s: views.matrix(s, own.id, now_ms, of))
    return schemas.SkillMatrix.model_validate(found)


@post(BASE + "/awards", operation_id="giveAward", status_code=HTTP_200_OK, tags=TAGS)
async def award(shop: PathText, data: JSONBody[schemas.AwardWish], who: Who, desk: TheDesk) -> schemas.SkillMatrix:
    """Give an award; everybody of the shop's teachers sees it, and who has it."""
    own = enter(desk, who, shop, "teach")
    now_ms = to_ms(desk.clock())

    def work(unit: Unit) -> None:
        service.award(unit, own.id, who.staff_id, data.staff, data.title.strip(), data.reason)
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="academy.award",
            subject=f"{data.staff} {data.title}",
        )  # fmt: skip

    await desk.run(work)
    return schemas.SkillMatrix.model_validate(await desk.database.read(lambda s: views.matrix(s, own.id, now_ms)))


handlers = [assignments, assign, cancel, remedies, skills, award]
