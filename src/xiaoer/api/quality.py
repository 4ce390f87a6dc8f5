"""Inspection over HTTP: the scorecard, judged chats, the queue, appeals, calibration, coaching, one's own page."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from litestar import get, post, put
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import Before, Limit, PathId, PathText
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.quality import calibrating, cards, repository, sampling, schemas, service
from xiaoer.domains.quality.own import PATTERN_DAYS, own_page
from xiaoer.domains.quality.repository import Filter
from xiaoer.domains.quality.rules import DAY_MS
from xiaoer.domains.quality.service import DrawWish, Filled
from xiaoer.domains.shifts.views import midnight
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.rules import may
from xiaoer.domains.staff.service import Identity
from xiaoer.domains.work import service as work
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Invalid, NotFound
from xiaoer.kit.ids import MAX_ID
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/quality"
TAGS = ["quality"]
AGREEMENT_DAYS = 90
Day = Annotated[date | None, QueryParameter(description="YYYY-MM-DD in the shop's zone.")]
StaffId = Annotated[int | None, QueryParameter(ge=1, le=MAX_ID, description="Only this person's.")]
Kind = Annotated[str | None, QueryParameter(max_length=60, description="Only chats with such a finding.")]
Verdict = Annotated[Literal["good", "middling", "bad"] | None, QueryParameter(description="Only such chats.")]


def sees_all(who: Identity, own: ShopInfo) -> bool:
    """Whether somebody sees everybody's chats; an agent sees his own."""
    return may(who.shops[own.id].role, "audit")


def _filled(wish: schemas.SheetWish) -> Filled:
    return Filled({k: v for k, v in wish.lost.items() if v}, wish.fatal, wish.remark)


def day_ms(own: ShopInfo, day: date | None) -> int | None:
    """The first millisecond of a day in the shop's zone."""
    if day is None:
        return None
    if not 2000 <= day.year <= 2199:
        raise Invalid("日期要在2000年到2199年之间", code="bad_day")
    return midnight(day, own.zone)


@get(f"{BASE}/scorecard", operation_id="getScorecard", tags=TAGS)
async def scorecard(shop: PathText, who: Who, desk: TheDesk) -> schemas.ScorecardView:
    """The scorecard in force, its versions, and what everything is called."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: cards.view(s, own.id))
    return schemas.ScorecardView.model_validate(found, from_attributes=True)


@post(f"{BASE}/scorecard", operation_id="publishScorecard", status_code=HTTP_200_OK, tags=TAGS)
async def publish(
    shop: PathText, data: JSONBody[schemas.ScorecardWish], who: Who, desk: TheDesk
) -> schemas.ScorecardView:
    """Publish a scorecard: staff get a notice, chats that close from now on are judged by it."""
    own = enter(desk, who, shop, "manage")
    card = cards.Card(**data.card.model_dump())

    def work_(unit: Unit) -> dict[str, Any]:
        cards.publish(unit, own.id, (who.staff_id, who.name), card, seen=data.seen, note=data.note)
        return cards.view(unit.session, own.id)

    return schemas.ScorecardView.model_validate(await desk.run(work_), from_attributes=True)


@get(f"{BASE}/inspections", operation_id="listInspections", tags=TAGS)
async def inspections(
    shop: PathText, who: Who, desk: TheDesk, staff: StaffId = None, kind: Kind = None, verdict: Verdict = None,
    day: Day = None, until: Day = None, before: Before = None, limit: Limit = 50,
) -> schemas.Inspections:  # fmt: skip
    """Judged chats, newest first; `day` = from that day on, `until` = to the end of that day. An agent sees his own."""
    own = enter(desk, who, shop, "read")
    only = staff if sees_all(who, own) else who.staff_id
    end = day_ms(own, until + timedelta(days=1)) if until else None
    wanted = Filter(only, kind, verdict, day_ms(own, day), end, before)
    found = await desk.database.read(lambda s: repository.page(s, own.id, wanted, limit))
    return schemas.Inspections.model_validate({"inspections": found})


@get(BASE + "/inspections/{inspection_id:int}", operation_id="getInspection", tags=TAGS)
async def inspection(shop: PathText, inspection_id: PathId, who: Who, desk: TheDesk) -> schemas.InspectionDetail:
    """A chat with the findings beside its messages, the sheets and the appeals."""
    own = enter(desk, who, shop, "read")
    whole = sees_all(who, own)

    def look(s: Session) -> dict[str, Any]:
        row = service.inspection(s, own.id, inspection_id, only=None if whole else who.staff_id)
        return repository.detail(s, own.id, row, who.staff_id, sees_all=whole)

    return schemas.InspectionDetail.model_validate(await desk.database.read(look))


@post(f"{BASE}/samples", operation_id="drawSamples", status_code=HTTP_200_OK, tags=TAGS)
async def draw(shop: PathText, data: JSONBody[schemas.DrawRequest], who: Who, desk: TheDesk) -> schemas.Drawn:
    """Draw chats for people to score: by chance, by risk, and more of newcomers; every tenth is scored twice."""
    own = enter(desk, who, shop, "audit")
    wish = DrawWish(data.days, data.by_chance, data.by_risk, data.of_new, secrets.randbits(32))

    def work_(unit: Unit) -> int:
        drawn = service.take_sample(unit, own.id, wish)
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="quality.draw", subject=f"{drawn}条"
        )
        return drawn

    return schemas.Drawn(drawn=await desk.run(work_))


@get(f"{BASE}/samples", operation_id="listSamples", tags=TAGS)
async def queue(shop: PathText, who: Who, desk: TheDesk) -> schemas.Queue:
    """The sheets that wait for the asking person."""
    own = enter(desk, who, shop, "audit")
    found = await desk.database.read(lambda s: repository.queue(s, own.id, who.staff_id))
    return schemas.Queue.model_validate({"entries": found})


@put(BASE + "/sheets/{sheet_id:int}", operation_id="fillSheet", tags=TAGS)
async def fill(
    shop: PathText, sheet_id: PathId, data: JSONBody[schemas.SheetWish], who: Who, desk: TheDesk
) -> schemas.SheetView:
    """Score a chat. Nobody scores his own, nor one twice."""
    own = enter(desk, who, shop, "audit")

    def work_(unit: Unit) -> dict[str, Any]:
        row = service.fill(unit, own.id, sheet_id, (who.staff_id, who.name), _filled(data))
        unit.session.flush()
        return repository.sheet_view(row, named=True)

    return schemas.SheetView.model_validate(await desk.run(work_))


@post(BASE + "/inspections/{inspection_id:int}/appeals", operation_id="appeal", status_code=HTTP_200_OK, tags=TAGS)
async def appeal(
    shop: PathText, inspection_id: PathId, data: JSONBody[schemas.AppealWish], who: Who, desk: TheDesk
) -> schemas.AppealView:
    """Say why a finding or a sheet about one's own chat is wrong, within three days."""
    own = enter(desk, who, shop, "serve")

    def work_(unit: Unit) -> dict[str, Any]:
        row = service.appeal(
            unit, own.id, inspection_id, (who.staff_id, who.name), finding_id=data.finding, sheet_id=data.sheet,
            text=data.text,
        )  # fmt: skip
        return repository.appeal_view(row)

    return schemas.AppealView.model_validate(await desk.run(work_))


@get(f"{BASE}/appeals", operation_id="listAppeals", tags=TAGS)
async def appeals(shop: PathText, who: Who, desk: TheDesk, limit: Limit = 100) -> schemas.Appeals:
    """Appeals, the open ones first; an agent sees his own."""
    own = enter(desk, who, shop, "read")
    only = None if sees_all(who, own) else who.staff_id
    found = await desk.database.read(lambda s: repository.appeals(s, own.id, staff_id=only, limit=limit))
    return schemas.Appeals.model_validate({"appeals": found})


@post(BASE + "/appeals/{appeal_id:int}/decide", operation_id="decideAppeal", status_code=HTTP_200_OK, tags=TAGS)
async def decide(
    shop: PathText, appeal_id: PathId, data: JSONBody[schemas.AppealDecision], who: Who, desk: TheDesk
) -> schemas.AppealView:
    """Grant or refuse an appeal, with an answer. Whoever scored the chat does not decide."""
    own = enter(desk, who, shop, "audit")
    again = _filled(data.again) if data.again else None

    def work_(unit: Unit) -> dict[str, Any]:
        row = service.decide(
            unit, own.id, appeal_id, (who.staff_id, who.name), grant=data.grant, answer=data.answer, again=again
        )
        unit.session.flush()
        return repository.appeal_view(row)

    return schemas.AppealView.model_validate(await desk.run(work_))


async def _agreement(desk: Desk, own: ShopInfo, who: Identity) -> schemas.AgreementView:
    since = to_ms(desk.clock()) - AGREEMENT_DAYS * DAY_MS

    def look(s: Session) -> dict[str, Any]:
        return {
            "agreement": calibrating.agreement(s, own.id, since),
            "calibrations": calibrating.listed(s, own.id, who.staff_id),
        }

    return schemas.AgreementView.model_validate(await desk.database.read(look))


@get(f"{BASE}/agreement", operation_id="getAgreement", tags=TAGS)
async def agreement(shop: PathText, who: Who, desk: TheDesk) -> schemas.AgreementView:
    """How far those agree who scored the same chats apart, and the calibrations."""
    return await _agreement(desk, enter(desk, who, shop, "audit"), who)


@post(f"{BASE}/calibrations", operation_id="beginCalibration", status_code=HTTP_200_OK, tags=TAGS)
async def begin(
    shop: PathText, data: JSONBody[schemas.CalibrationWish], who: Who, desk: TheDesk
) -> schemas.AgreementView:  # fmt: skip
    """Have several people score one chat apart."""
    own = enter(desk, who, shop, "audit")

    def work_(unit: Unit) -> None:
        known = {a["id"]: a for a in desk_repository.agents(unit.session, own.id)}
        people = {i: known[i]["name"] for i in data.people if i in known and may(known[i]["role"], "audit")}
        if len(people) != len(set(data.people)):
            raise NotFound("有人不在本店，或者没有质检的权限", code="no_such_agent")
        calibrating.begin(unit, own.id, data.inspection, who.name, people, data.note)

    await desk.run(work_)
    return await _agreement(desk, own, who)


@post(BASE + "/calibrations/{calibration_id:int}/end", operation_id="endCalibration", status_code=HTTP_200_OK,
      tags=TAGS)  # fmt: skip
async def end(
    shop: PathText, calibration_id: PathId, data: JSONBody[schemas.SheetWish], who: Who, desk: TheDesk
) -> schemas.AgreementView:
    """Write down what was agreed on; everybody's distance from it shows."""
    own = enter(desk, who, shop, "audit")
    await desk.run(lambda u: calibrating.end(u, own.id, calibration_id, _filled(data)) and None)
    return await _agreement(desk, own, who)


@get(f"{BASE}/coaching", operation_id="listCoaching", tags=TAGS)
async def coaching(shop: PathText, who: Who, desk: TheDesk) -> schemas.Coaching:
    """What agents repeat (three chats in a fortnight), and fatal findings; an agent sees his own."""
    own = enter(desk, who, shop, "read")
    only = None if sees_all(who, own) else who.staff_id
    since = to_ms(desk.clock()) - PATTERN_DAYS * DAY_MS
    found = await desk.database.read(lambda s: repository.coaching(s, own.id, since, only))
    return schemas.Coaching.model_validate({"patterns": found})


@post(f"{BASE}/coaching", operation_id="planCoaching", status_code=HTTP_200_OK, tags=TAGS)
async def plan(shop: PathText, data: JSONBody[schemas.CoachingWish], who: Who, desk: TheDesk) -> schemas.CoachingTask:
    """Write a talk down as one's own task; once a day for one person and kind."""
    own = enter(desk, who, shop, "manage")
    today = desk.clock().astimezone(own.zone).date()

    def work_(unit: Unit) -> int | None:
        person = desk_repository.agent(unit.session, own.id, data.staff_id)
        if person is None:
            raise NotFound("本店没有这位同事", code="no_such_agent")
        key = f"coaching:{data.staff_id}:{data.kind}:{today}"
        task = NewTask(key, "manual", f"辅导{person['name']}：{data.text}", owner=(who.staff_id, who.name))
        made = work.add(unit, own.id, task)
        return made["id"] if made else None

    return schemas.CoachingTask(task=await desk.run(work_))


@get(f"{BASE}/own", operation_id="getOwnQuality", tags=TAGS)
async def own(shop: PathText, who: Who, desk: TheDesk, staff: StaffId = None) -> schemas.OwnPage:
    """One's own points, best chats and trend; a lead may look at a colleague's."""
    place = enter(desk, who, shop, "read")
    wanted = staff if staff is not None and sees_all(who, place) else who.staff_id
    now_ms = to_ms(desk.clock())
    found = await desk.database.read(lambda s: own_page(s, place.id, wanted, place.zone, now_ms))
    return schemas.OwnPage.model_validate(found)


@get(f"{BASE}/samples/plan", operation_id="getSamplePlan", tags=TAGS)
async def sample_plan(shop: PathText, who: Who, desk: TheDesk) -> schemas.SamplePlanBody:
    """When and how much is drawn by itself each day."""
    own = enter(desk, who, shop, "audit")
    return schemas.SamplePlanBody.model_validate(await desk.database.read(lambda s: sampling.plan(s, own.id)))


@put(f"{BASE}/samples/plan", operation_id="setSamplePlan", tags=TAGS)
async def set_sample_plan(
    shop: PathText, data: JSONBody[schemas.SamplePlanBody], who: Who, desk: TheDesk
) -> schemas.SamplePlanBody:
    """Set the daily drawing; what was drawn stays."""
    own = enter(desk, who, shop, "manage")
    wish = data.model_dump(exclude={"last_day"})
    made = await desk.run(lambda u: sampling.set_plan(u, own.id, (who.staff_id, who.name), wish))
    return schemas.SamplePlanBody.model_validate(made)


handlers = [
    sample_plan, set_sample_plan, scorecard, publish, inspections, inspection, draw, queue, fill, appeal, appeals,
    decide, agreement, begin, end, coaching, plan, own,
]  # fmt: skip
