"""Complaints over HTTP: steps from the chat, remedies with their cost, the dispute pack, causes."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.cases import actor
from xiaoer.api.params import PathId, PathText
from xiaoer.api.uploads import blobs_of
from xiaoer.core.facts import Order, ShopFacts
from xiaoer.core.rulebook.casework import Kind, complaint_due
from xiaoer.core.rulebook.judge import Decision
from xiaoer.core.rulebook.promises import spoken
from xiaoer.domains.aftersales import repository as cases
from xiaoer.domains.aftersales import rules as after_sales
from xiaoer.domains.aftersales.service import By
from xiaoer.domains.complaints import causes, pack, schemas, service
from xiaoer.domains.complaints.errors import Missing
from xiaoer.domains.complaints.models import ComplaintRow
from xiaoer.domains.complaints.remedies import Remedies, fair
from xiaoer.domains.complaints.service import Doing, NewComplaint
from xiaoer.domains.complaints.steps import STEPS, TRIGGER_ZH, Line, cause_of, sentences, ticked, triggers
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk.errors import ConversationGone
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.media.models import MediaRow
from xiaoer.domains.media.service import EXTENSIONS
from xiaoer.domains.orders import service as orders
from xiaoer.domains.orders import timeline
from xiaoer.domains.rules import service as rules
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.clock import from_ms, to_ms
from xiaoer.kit.errors import NotFound
from xiaoer.kit.ids import MAX_ID

BASE = "/api/shops/{shop:str}/complaints"
ONE = BASE + "/{complaint_id:int}"
TAGS = ["complaints"]
REASON = {"goods": "quality", "courier": "not_received", "service": "other", "other": "other"}
State = Annotated[
    Literal["open", "later", "solved", "lost", "all"],
    QueryParameter(name="state", description="open = those that are not over."),
]
Chat = Annotated[int | None, QueryParameter(ge=1, le=MAX_ID, description="Only those of a conversation.")]
Days = Annotated[int, QueryParameter(ge=1, le=366, description="How many days back.")]


@get(BASE, operation_id="listComplaints", tags=TAGS)
async def complaints(
    shop: PathText, who: Who, desk: TheDesk, status: State = "open", conversation: Chat = None
) -> schemas.Complaints:
    """Complaints by their clock."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: service.page(s, own.id, state=status, conversation=conversation))
    return schemas.Complaints.model_validate({"complaints": found})


@get(BASE + "/causes", operation_id="listCauses", tags=TAGS)
async def root_causes(shop: PathText, who: Who, desk: TheDesk, days: Days = 30) -> schemas.Causes:
    """Root causes and responsible sides with what they cost."""
    own = enter(desk, who, shop, "read")
    now = desk.clock()
    since = now - timedelta(days=days)
    told = await desk.database.read(lambda s: causes.report(s, own.id, to_ms(since), to_ms(now) + 1))
    return schemas.Causes.model_validate({"since": since, **told})


@post(BASE, operation_id="openComplaint", status_code=HTTP_200_OK, tags=TAGS)
async def open_complaint(
    shop: PathText, data: JSONBody[schemas.OpenComplaint], who: Who, desk: TheDesk
) -> schemas.ComplaintDetail:
    """Take a complaint down; its clock, its task and, where it must, its way up begin. 409 `already_open`."""
    own = enter(desk, who, shop, "serve")
    if data.due_at is not None and data.due_at <= desk.clock():
        raise Missing("平台给的截止时间已经过了，请核对", field="due_at")

    def look(s: Session) -> NewComplaint:
        found = desk_repository.conversation(s, own.id, data.conversation, 0)
        if found is None:
            raise ConversationGone()
        chat = found["conversation"]
        if data.order:
            orders.find(s, own.id, data.order)
        first = data.from_seq or max(1, _first_line(s, own.id, chat))
        lines = service.lines_of(s, own.id, data.conversation, first)
        said = "\n".join(line.text for line in lines if line.author == "shopper")
        nick = chat["shopper"]["nick"]
        before = 0 if chat["shopper"]["anonymous"] else service.earlier(s, own.id, nick, to_ms(desk.clock()))
        return NewComplaint(
            data.conversation, nick, data.cause or cause_of(f"{data.text}\n{said}"), data.text.strip() or data.text,
            order=data.order, from_seq=first, owner=(who.staff_id, who.name),
            due=complaint_due(
                own.profile.platform, desk.clock(), given=data.due_at, shop_hours=own.settings.complaint_hours
            ),
            triggers=triggers([*lines, Line(0, desk.clock(), "shopper", data.text)], before=before, amount_over=False),
        )  # fmt: skip

    new = await desk.database.read(look)
    made = await desk.run(lambda u: service.open_complaint(u, own.id, new))
    return await _detail(desk, own, who, made["id"])


def _first_line(s: Session, shop_id: int, chat: dict[str, Any]) -> int:
    """Where the present visit begins."""
    opened = (chat["visit"] or {}).get("opened_seq")
    return int(opened) if opened else max(1, int(chat["last_seq"]) - 30)


@get(ONE, operation_id="getComplaint", tags=TAGS)
async def complaint(shop: PathText, complaint_id: PathId, who: Who, desk: TheDesk) -> schemas.ComplaintDetail:
    """A complaint with its steps, what one may say, the rulebook's floor and fair remedies."""
    return await _detail(desk, enter(desk, who, shop, "read"), who, complaint_id)


async def _detail(desk: Desk, own: ShopInfo, who: Identity, complaint_id: int) -> schemas.ComplaintDetail:
    facts = await desk.facts.get(own.id)
    by, now_ms = actor(who, own), to_ms(desk.clock())

    def look(s: Session) -> dict[str, Any]:
        row = service.get(s, own.id, complaint_id)
        order = orders.find_many(s, own.id, [row.order_number]).get(row.order_number)
        lines = service.lines_of(s, own.id, row.conversation_id, row.from_seq)
        found = _remedies(s, own, facts, row, order, by)
        before = service.earlier(s, own.id, row.nick, now_ms, but=row.id)
        over = found.floor > (by.limit if by.limit is not None else found.floor)
        rising = triggers(lines, before=before, amount_over=over)
        return {
            "complaint": service.view(row), "steps": _steps(desk, own, facts, row, lines, found, who.name),
            "floor": f"{found.floor:.2f}", "basis": spoken(found.basis), "said": found.said, "earlier": before,
            "remedies": [
                {
                    "name": one.name, "gives": f"{one.gives:.2f}", "cost": f"{one.cost:.2f}", "by_law": one.by_law,
                    "needs_lead": one.needs_lead,
                }
                for one in found.options
            ],
            "rising": [TRIGGER_ZH[name] for name in rising if name not in service.view(row)["triggers"]],
        }  # fmt: skip

    return schemas.ComplaintDetail.model_validate(await desk.database.read(look))


def decided(s: Session, own: ShopInfo, facts: ShopFacts, row: ComplaintRow, order: Order | None) -> Decision | None:
    """The judge on what the complaint comes to under law and the shop's promises: money back with the goods."""
    if order is None or row.cause in ("service", "other"):
        return None
    product = facts.products.get(order.lines[0].product) if order.lines else None
    kind: Kind = "return_refund" if row.cause == "goods" else "refund_only"
    at = from_ms(row.opened_ms)
    category = product.category if product else ""
    return after_sales.judged(
        order, own.profile.platform, kind, REASON[row.cause], at, at, category=category, pictures=1,
        promised=rules.shop_rules(s, own.id),
    )  # fmt: skip


def _remedies(
    s: Session, own: ShopInfo, facts: ShopFacts, row: ComplaintRow, order: Order | None, by: By
) -> Remedies:  # fmt: skip
    decision = decided(s, own, facts, row, order)
    return fair(order, row.cause, decision, facts.freight, by.limit)  # type: ignore[arg-type]


def _steps(
    desk: Desk, own: ShopInfo, facts: ShopFacts, row: ComplaintRow, lines: list[Line], found: Remedies, name: str
) -> list[dict[str, Any]]:
    ticks = {tick.step: tick for tick in ticked(lines)}
    by_hand = service.by_hand(row)
    two = [one.name for one in found.options[:2]]
    values = {
        "称呼": own.profile.address_form, "客服": name, "事由": row.text,
        "方案一": two[0] if two else "", "方案二": two[1] if len(two) > 1 else "",
    }  # fmt: skip
    out = []
    for step in STEPS:
        tick = ticks.get(step)
        may = [
            text for text in sentences(step, row.cause, values)  # type: ignore[arg-type]
            if desk.wording.check(own.id, facts, text, by="agent").verdict == "pass"
        ]  # fmt: skip
        out.append(
            {
                "step": step, "done": tick is not None or step in by_hand, "seq": tick.seq if tick else None,
                "at": tick.at.isoformat() if tick else None, "by": by_hand.get(step, ""), "sentences": may,
            }
        )  # fmt: skip
    return out


@post(ONE + "/acts", operation_id="actOnComplaint", status_code=HTTP_200_OK, tags=TAGS)
async def act(
    shop: PathText, complaint_id: PathId, data: JSONBody[schemas.ComplaintAct], who: Who, desk: TheDesk
) -> schemas.ComplaintDetail:
    """Tick, choose a remedy, another time, solve, note, hand on, let it rise; 409 `moved`."""
    own = enter(desk, who, shop, "serve")

    def look(s: Session) -> tuple[tuple[int, str] | None, tuple[str, ...]]:
        owner = desk_repository.agent(s, own.id, data.owner) if data.owner is not None else None
        if data.owner is not None and owner is None:
            raise NotFound("本店没有这位同事", code="no_such_agent")
        if data.order:
            orders.find(s, own.id, data.order)
        found: tuple[str, ...] = ()
        if data.act == "rise":
            row = service.get(s, own.id, complaint_id)
            lines = service.lines_of(s, own.id, row.conversation_id, row.from_seq)
            before = service.earlier(s, own.id, row.nick, to_ms(desk.clock()), but=row.id)
            found = triggers(lines, before=before, amount_over=False) or ("amount",)
        return (owner["id"], owner["name"]) if owner else None, found

    owner, found = await desk.database.read(look)
    doing = Doing(
        data.act, data.version, who.name, step=data.step or "", text=data.text.strip(), cost=data.cost,
        cause=data.cause or "", order=data.order, due_ms=to_ms(data.due_at) if data.due_at else None, owner=owner,
        triggers=found,
    )  # fmt: skip
    await desk.run(lambda u: service.act(u, own.id, complaint_id, doing))
    return await _detail(desk, own, who, complaint_id)


@get(ONE + "/pack", operation_id="getDisputePack", tags=TAGS)
async def dispute_pack(shop: PathText, complaint_id: PathId, who: Who, desk: TheDesk) -> Response[bytes]:
    """The dispute pack as ZIP: chat, order, parcels, rules in force, pictures, hashes."""
    own = enter(desk, who, shop, "serve")
    facts = await desk.facts.get(own.id)
    now = desk.clock().astimezone(own.zone)

    def look(s: Session) -> tuple[pack.Dossier, list[str]]:
        row = service.get(s, own.id, complaint_id)
        order = orders.find_many(s, own.id, [row.order_number]).get(row.order_number)
        chat = desk_repository.public_page(s, own.id, row.conversation_id, before=None, limit=2000)["messages"][::-1]
        tokens = [m["body"]["media"] for m in chat if m["kind"] == "image" and m["body"].get("media")]
        rows = s.scalars(select(MediaRow).where(MediaRow.shop_id == own.id, MediaRow.token.in_(tokens)))
        names = [f"{one.token}.{EXTENSIONS[one.mime]}" for one in rows]
        return _dossier(s, own, facts, row, order, chat, now, who.name), names

    dossier, names = await desk.database.read(look)

    def write() -> bytes:
        blobs = blobs_of(desk)
        pictures = {name: data for name in names if (data := blobs.get(name)) is not None}
        return pack.write(pack.Dossier(**{**_fields(dossier), "pictures": pictures}))

    data = await asyncio.to_thread(write)
    headers = {"content-disposition": f'attachment; filename="dispute-{complaint_id}.zip"', "cache-control": "no-store"}
    return Response(data, media_type="application/zip", headers=headers)


def _fields(dossier: pack.Dossier) -> dict[str, Any]:
    return {name: getattr(dossier, name) for name in dossier.__dataclass_fields__}


def _dossier(
    s: Session, own: ShopInfo, facts: ShopFacts, row: ComplaintRow, order: Order | None, chat: list[dict[str, Any]],
    now: datetime, by: str,
) -> pack.Dossier:  # fmt: skip
    decision = decided(s, own, facts, row, order)
    told = service.view(row)
    about = cases.page(s, own.id, state="all", order=row.order_number) if row.order_number else []
    return pack.Dossier(
        title=f"{own.name} 举证包 {told['number']}", made_at=now, by=by,
        complaint={
            "投诉单": told["number"], "买家": row.nick, "订单": row.order_number, "事由": row.text, "原因": row.cause,
            "受理": told["opened_at"], "办法": row.remedy, "结果": row.state,
        },
        chat=chat, order=orders.view(order, own.code) if order else None,
        timeline=timeline.of_order(s, own.id, order) if order else [], cases=about,
        rules=[{"rule": step.rule, "text": step.text, "basis": spoken(step.basis)} for step in decision.steps]
        if decision else [],
        pictures={},
    )  # fmt: skip


handlers = [complaints, root_causes, open_complaint, complaint, act, dispute_pack]
