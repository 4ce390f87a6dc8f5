"""After-sales cases over HTTP: the board, one case, what one does with it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import Flag, Limit, PathId, PathText, Query
from xiaoer.core.facts import Order, Platform
from xiaoer.core.money import ZERO
from xiaoer.core.rulebook.casework import ACTS, acts_for
from xiaoer.core.rulebook.casework.flow import Party
from xiaoer.core.rulebook.promises import spoken
from xiaoer.domains.aftersales import repository, schemas
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.aftersales.rules import DECIDABLE, KIND_ZH, judged, left_to_refund, limit_of
from xiaoer.domains.aftersales.service import By, Doing, Wish
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.media import service as media
from xiaoer.domains.orders import service as orders
from xiaoer.domains.rules import service as rules
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.rules import may
from xiaoer.domains.staff.service import Identity
from xiaoer.domains.work import casework
from xiaoer.files.table_writer import write_xlsx
from xiaoer.kit.clock import from_ms, to_ms
from xiaoer.kit.errors import NotFound, ServiceError

BASE = "/api/shops/{shop:str}/cases"
ONE = BASE + "/{case_id:int}"
TAGS = ["cases"]
State = Annotated[str | None, QueryParameter(name="state", pattern=r"^[a-z_]{1,20}$", description="A state, or all.")]


def party_of(who: Identity, shop: ShopInfo) -> tuple[Party, str]:
    """What a member is in casework, and his role."""
    role = who.shops[shop.id].role
    return ("lead" if role in ("owner", "lead") else "shop"), role


def platform_of(shop: ShopInfo) -> Platform:
    """The shop's platform."""
    return shop.profile.platform


def actor(who: Identity, shop: ShopInfo) -> By:
    """The signed-in person as casework knows him, with what he may grant by himself."""
    party, role = party_of(who, shop)
    settings = shop.settings
    return By(
        party, who.name, who.staff_id, limit_of(role, settings.refund_limit_agent, settings.refund_limit_lead)
    )  # fmt: skip


async def judgement_of(desk: Desk, shop: ShopInfo, row: CaseRow, order: Order, shown: int) -> dict[str, Any] | None:
    """The judge on a case that is open to decision."""
    if row.state not in DECIDABLE:
        return None
    facts = await desk.facts.get(shop.id)
    promised = await desk.database.read(lambda s: rules.shop_rules(s, shop.id))
    first = order.lines[0].product if order.lines else ""
    product = facts.products.get(first)
    decision = judged(
        order, platform_of(shop), row.kind, row.reason, from_ms(row.opened_ms), desk.clock(),  # type: ignore[arg-type]
        category=product.category if product else "", pictures=shown, promised=promised,
    )  # fmt: skip
    return {**decision.as_json(), "basis": spoken(decision.basis)}


@get(BASE, operation_id="listCases", tags=TAGS)
async def cases(
    shop: PathText, who: Who, desk: TheDesk, status: State = None, mine: Flag = False, overdue: Flag = False,
    q: Query = "", limit: Limit = 200,
) -> schemas.Cases:  # fmt: skip
    """Cases by deadline: open ones, or those of a state; one's own; overdue ones."""
    own = enter(desk, who, shop, "read")
    now_ms = to_ms(desk.clock())

    def look(s: Session) -> dict[str, Any]:
        found = repository.page(
            s, own.id, state=status, owner=who.staff_id if mine else None, overdue_ms=now_ms if overdue else None,
            q=q, limit=limit,
        )  # fmt: skip
        return {"cases": found, "counts": repository.counts(s, own.id, now_ms, who.staff_id)}

    return schemas.Cases.model_validate(await desk.database.read(look))


@get(BASE + "/export", operation_id="exportCases", tags=TAGS)
async def export(shop: PathText, who: Who, desk: TheDesk, status: State = None, q: Query = "") -> Response[bytes]:
    """The cases of a filter as XLSX."""
    own = enter(desk, who, shop, "serve")
    found = await desk.database.read(lambda s: repository.page(s, own.id, state=status, q=q, limit=10_000))
    columns = {
        "售后单号": "number", "订单号": "order", "买家": "nick", "类型": "kind", "状态": "state", "原因": "reason",
        "责任方": "side", "申请金额": "asked", "同意金额": "agreed", "已退金额": "refunded",
        "退货运单": "return_waybill", "截止时间": "due_at", "申请时间": "opened_at", "完结时间": "closed_at",
    }  # fmt: skip
    rows = [{zh: str(c[name] or "") for zh, name in columns.items()} for c in found]
    for row, found_case in zip(rows, found, strict=True):
        row["类型"] = KIND_ZH[found_case["kind"]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.xlsx"
        write_xlsx(path, list(columns), rows, numeric=("申请金额", "同意金额", "已退金额"))
        data = path.read_bytes()
    return Response(
        data, media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"content-disposition": 'attachment; filename="cases.xlsx"'},
    )  # fmt: skip


@get(ONE, operation_id="getCase", tags=TAGS)
async def case(shop: PathText, case_id: PathId, who: Who, desk: TheDesk) -> schemas.CaseDetail:
    """A case with its steps, the rulebook's word on it, and what the caller may do."""
    own = enter(desk, who, shop, "read")
    return await _detail(desk, own, who, case_id)


async def _detail(desk: Desk, shop: ShopInfo, who: Identity, case_id: int) -> schemas.CaseDetail:
    def look(s: Session) -> tuple[CaseRow, list[dict[str, Any]], Order, list[Any]]:
        row = repository.get(s, shop.id, case_id)
        order = orders.find(s, shop.id, row.order_number)
        others = repository.agreed_elsewhere(s, shop.id, row.order_number, row.id)
        return row, repository.steps(s, shop.id, case_id), order, others

    row, steps, order, others = await desk.database.read(look)
    party, _ = party_of(who, shop)
    may_act = may(who.shops[shop.id].role, "serve")
    limit = actor(who, shop).limit
    shown = sum(len(step.get("media", ())) for step in steps)
    return schemas.CaseDetail.model_validate(
        {
            "case": repository.view(row), "steps": steps,
            "judgement": await judgement_of(desk, shop, row, order, shown),
            "acts": acts_for(row.state, party) if may_act else [],  # type: ignore[arg-type]
            "limit": None if limit is None else f"{limit:.2f}",
            "left": f"{max(ZERO, left_to_refund(order, others)):.2f}",
        }
    )  # fmt: skip


@post(BASE, operation_id="openCase", status_code=HTTP_200_OK, tags=TAGS)
async def open_case(shop: PathText, data: JSONBody[schemas.OpenCase], who: Who, desk: TheDesk) -> schemas.CaseView:
    """Open a case for an order; 409 `already_open` when there is one of its kind."""
    own = enter(desk, who, shop, "serve")

    def look(s: Session) -> tuple[Order, dict[str, Any] | None]:
        order = orders.find(s, own.id, data.order)
        if data.conversation is None:
            return order, None
        found = desk_repository.conversation(s, own.id, data.conversation, 0)
        if found is None or found["conversation"]["shopper"]["nick"] != order.shopper:
            raise NotFound("这位买家没有这个订单", code="unknown_order")
        return order, found["conversation"]

    order, chat = await desk.database.read(look)
    wish = Wish(
        order, platform_of(own), data.kind, data.reason, note=data.note, asked=data.amount,
        shopper_id=chat["shopper"]["id"] if chat else None, conversation_id=data.conversation,
    )  # fmt: skip
    made = await desk.run(lambda u: casework.open_case(u, own.id, wish, actor(who, own)))
    return schemas.CaseView.model_validate(made)


@post(ONE + "/acts", operation_id="actOnCase", status_code=HTTP_200_OK, tags=TAGS)
async def act(
    shop: PathText, case_id: PathId, data: JSONBody[schemas.CaseAct], who: Who, desk: TheDesk
) -> schemas.CaseDetail:
    """Do something with a case; 409 `moved` when somebody was first, 403 above one's limits and rights."""
    own = enter(desk, who, shop, "serve")
    if data.act not in ACTS:
        raise NotFound("没有这个操作", code="no_such_act")

    def look(s: Session) -> tuple[CaseRow, Order, list[dict[str, Any]], int, dict[str, Any] | None]:
        row = repository.get(s, own.id, case_id)
        order = orders.find(s, own.id, row.order_number)
        shown = [media.body_of(s, own.id, f"staff:{who.staff_id}", token) for token in data.media]
        owner = desk_repository.agent(s, own.id, data.owner) if data.owner is not None else None
        if data.owner is not None and owner is None:
            raise NotFound("本店没有这位同事", code="no_such_agent")
        return row, order, shown, repository.pictures(s, own.id, case_id), owner

    row, order, shown, pictures, owner = await desk.database.read(look)
    decision = await judgement_of(desk, own, row, order, pictures)
    doing = Doing(
        data.act, version=data.version, text=data.text.strip(), amount=data.amount, waybill=data.waybill.strip(),
        courier=data.courier, address=data.address, side=data.side, freight_payer=data.freight_payer,
        must_return=_must_return(data, decision), decision=decision, media=shown,
        owner=(owner["id"], owner["name"]) if owner else None,
    )  # fmt: skip
    await desk.run(lambda u: casework.act(u, own.id, case_id, doing, actor(who, own), order, platform_of(own)))
    return await _detail(desk, own, who, case_id)


def _must_return(data: schemas.CaseAct, decision: dict[str, Any] | None) -> bool | None:
    """What the agent says, else what the rulebook says; goods come back where neither says."""
    if data.act != "approve":
        return None
    if data.must_return is not None:
        return data.must_return
    said = (decision or {}).get("must_return_goods")
    return True if said is None else bool(said)


@post(BASE + "/assign", operation_id="assignCases", status_code=HTTP_200_OK, tags=TAGS)
async def assign(shop: PathText, data: JSONBody[schemas.BulkAssign], who: Who, desk: TheDesk) -> schemas.BulkResult:
    """Give many cases to a colleague; each for itself, one that cannot be moved does not keep the others."""
    own = enter(desk, who, shop, "serve")
    owner = await desk.database.read(lambda s: desk_repository.agent(s, own.id, data.owner))
    if owner is None:
        raise NotFound("本店没有这位同事", code="no_such_agent")
    doing = Doing("assign", owner=(owner["id"], owner["name"]))
    moved: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for case_id in dict.fromkeys(data.ids):
        try:
            order = await desk.database.read(
                lambda s, c=case_id: orders.find(s, own.id, repository.get(s, own.id, c).order_number)  # type: ignore[misc]
            )
            moved.append(
                await desk.run(
                    lambda u, c=case_id, o=order: casework.act(
                        u, own.id, c, doing, actor(who, own), o, platform_of(own)
                    )  # type: ignore[misc]
                )
            )
        except ServiceError as error:
            refused.append({"id": case_id, "why": error.detail})
    return schemas.BulkResult.model_validate({"moved": moved, "refused": refused})


@get("/api/shops/{shop:str}/conversations/{conversation_id:int}/cases", operation_id="listChatCases", tags=TAGS)
async def of_chat(shop: PathText, conversation_id: PathId, who: Who, desk: TheDesk) -> list[schemas.CaseView]:
    """The cases of a conversation's shopper, newest first."""
    own = enter(desk, who, shop, "read")

    def look(s: Session) -> list[dict[str, Any]]:
        found = desk_repository.conversation(s, own.id, conversation_id, 0)
        if found is None:
            raise NotFound("没有这个会话", code="no_such_conversation")
        shopper = found["conversation"]["shopper"]
        return repository.of_conversation(
            s, own.id, conversation_id, None if shopper["anonymous"] else shopper["nick"]
        )  # fmt: skip

    return [schemas.CaseView.model_validate(c) for c in await desk.database.read(look)]


handlers = [cases, export, case, open_case, act, assign, of_chat]
