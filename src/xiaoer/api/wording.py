"""What people have against the gate, over HTTP: false alarms told by agents, decided by leads."""

from __future__ import annotations

from litestar import get, post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.api.rules import today_of
from xiaoer.domains.rules import reports as told
from xiaoer.domains.rules.card_schemas import AlarmDecision, Alarms, AlarmView, AlarmWish
from xiaoer.domains.staff.rules import may
from xiaoer.kit.errors import Invalid

BASE = "/api/shops/{shop:str}/wording/reports"
TAGS = ["rules"]


@get(BASE, operation_id="listAlarms", tags=TAGS)
async def reports(shop: PathText, who: Who, desk: TheDesk) -> Alarms:
    """False alarms and lines sent all the same: all of them for leads and auditors, else one's own."""
    own = enter(desk, who, shop, "read")
    role = who.shops[own.id].role
    mine = None if may(role, "manage") or may(role, "audit") else who.staff_id
    found = await desk.database.read(lambda s: told.reports(s, own.id, staff_id=mine))
    return Alarms.model_validate({"reports": found, "open": sum(one["state"] == "open" for one in found)})


@post(BASE, operation_id="tellAlarm", status_code=HTTP_201_CREATED, tags=TAGS)
async def report(shop: PathText, data: JSONBody[AlarmWish], who: Who, desk: TheDesk) -> AlarmView:
    """Tell the lead that a finding is a false alarm; 422 `nothing_found` where the gate has nothing against it."""
    own = enter(desk, who, shop, "serve")
    facts = await desk.facts.get(own.id)
    category = desk.category_in_view(facts, data.conversation) if data.conversation else None
    result = desk.wording.check(own.id, facts, data.text, by="agent", category=category)
    found = next((f for f in result.findings if f.span == data.span and f.kind == data.kind), None)
    if found is None:
        raise Invalid("这句话现在没有被提醒，不需要报误报", code="nothing_found")
    made = await desk.run(
        lambda u: told.report(
            u,
            own.id,
            (who.staff_id, who.name),
            found,
            text=data.text,
            category=category or "",
            note=data.note,
            conversation_id=data.conversation or 0,
        )
    )
    return AlarmView.model_validate(made)


@post(BASE + "/{report_id:int}/decision", operation_id="decideAlarm", status_code=HTTP_200_OK, tags=TAGS)
async def decide(
    shop: PathText, report_id: PathId, data: JSONBody[AlarmDecision], who: Who, desk: TheDesk
) -> AlarmView:
    """Allow the words until a day, or keep the rule; 422 `statutory` for what law forbids."""
    own = enter(desk, who, shop, "manage")
    if data.allow and data.until is None:
        raise Invalid("请填放行到哪一天", code="bad_period")
    made = await desk.run(
        lambda u: told.decide(
            u,
            own.id,
            report_id,
            (who.staff_id, who.name),
            today_of(desk),
            allow=data.allow,
            until=data.until,
            category=data.category.strip(),
            reason=data.reason,
        )
    )
    return AlarmView.model_validate(made)


handlers = [reports, report, decide]
