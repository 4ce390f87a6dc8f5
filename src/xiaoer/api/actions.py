"""Actions on orders over HTTP: what may be done, cards for the shopper, work by hand, the order's timeline."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from litestar import get, post
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, TheVisitor, Who, enter, own_shop
from xiaoer.api.cases import actor
from xiaoer.api.params import Limit, PathId, PathText
from xiaoer.core.facts import Order, ShopFacts
from xiaoer.domains.actions import repository, schemas, service
from xiaoer.domains.actions.doing import FLAG, MEMO
from xiaoer.domains.actions.errors import BadDetail
from xiaoer.domains.actions.kinds import FLAGS
from xiaoer.domains.actions.rules import known_kinds, remark_line, rule_of
from xiaoer.domains.actions.service import Proposal, Yes
from xiaoer.domains.aftersales.service import By
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.orders import service as orders
from xiaoer.domains.orders import timeline
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Invalid, NotFound

BASE = "/api/shops/{shop:str}"
OWN = "/api/widget/{shop:str}/actions/{action_id:int}"
TAGS = ["actions"]
State = Annotated[
    Literal["open", "approval", "proposed", "by_hand", "done", "declined", "failed", "withdrawn"] | None,
    QueryParameter(name="state", description="Which; open = those that wait for somebody."),
]


@get(BASE + "/orders/{number:str}", operation_id="getOrderDesk", tags=TAGS)
async def order_desk(shop: PathText, number: PathText, who: Who, desk: TheDesk) -> schemas.OrderDesk:
    """An order with what may be done to it now, what was done, and its timeline."""
    own = enter(desk, who, shop, "read")
    facts = await desk.facts.get(own.id)
    by, now = actor(who, own), desk.clock()

    def look(s: Session) -> dict[str, Any]:
        order = orders.find(s, own.id, number)
        colleague = desk_repository.agent(s, own.id, who.staff_id)
        return {
            "order": orders.view(order, own.code), "memo": order.extra.get(MEMO, ""),
            "flag": order.extra.get(FLAG, ""), "flags": own.settings.flags,
            "options": [_option(s, own, facts, kind, order, by) for kind in known_kinds(own.profile)],
            "actions": repository.page(s, own.id, to_ms(now), order=number),
            "timeline": timeline.of_order(s, own.id, order),
            "remark_head": remark_line(
                now.astimezone(own.zone), colleague["service_number"] if colleague else "", "", ""
            ),
        }  # fmt: skip

    return schemas.OrderDesk.model_validate(await desk.database.read(look))


def _option(s: Session, own: ShopInfo, facts: ShopFacts, kind: str, order: Order, by: By) -> dict[str, Any]:
    rule = rule_of(kind, own.profile)
    verdict = service.judged(s, own, facts, kind, "" if kind == "place_order" else order.number, {}, by)
    forgiving = kind == "change_price" and order.status == "unpaid"  # the sum is not known yet
    choices = {"flag": list(FLAGS)}
    return {
        "kind": kind, "name": rule.name, "allowed": forgiving or verdict.outcome != "refused",
        "why": "" if forgiving else verdict.why, "rule": verdict.rule, "asks": rule.asks,
        "fields": [
            {"name": f.name, "kind": f.kind, "needed": f.needed, "choices": choices.get(f.kind, [])}
            for f in rule.fields
        ],
    }  # fmt: skip


@get(BASE + "/actions", operation_id="listActions", tags=TAGS)
async def actions(shop: PathText, who: Who, desk: TheDesk, status: State = None, limit: Limit = 200) -> schemas.Actions:
    """Actions of the shop, newest first."""
    own = enter(desk, who, shop, "read")
    now_ms = to_ms(desk.clock())
    found = await desk.database.read(lambda s: repository.page(s, own.id, now_ms, state=status, limit=limit))
    return schemas.Actions.model_validate({"actions": found})


@get(BASE + "/conversations/{conversation_id:int}/actions", operation_id="listChatActions", tags=TAGS)
async def of_chat(shop: PathText, conversation_id: PathId, who: Who, desk: TheDesk) -> schemas.Actions:
    """The actions of a chat, newest first."""
    own = enter(desk, who, shop, "read")
    now_ms = to_ms(desk.clock())
    found = await desk.database.read(lambda s: repository.page(s, own.id, now_ms, conversation=conversation_id))
    return schemas.Actions.model_validate({"actions": found})


@post(BASE + "/actions", operation_id="proposeAction", status_code=HTTP_200_OK, tags=TAGS)
async def propose(shop: PathText, data: JSONBody[schemas.ProposeAction], who: Who, desk: TheDesk) -> schemas.ActionView:
    """Bring an action on its way; 409 `ruled_out` says why not, in words for the shopper; 422 names a wrong detail."""
    own = enter(desk, who, shop, "serve")
    facts = await desk.facts.get(own.id)
    _gate(desk, own, facts, [p.value for p in data.params])
    chat = await desk.database.read(lambda s: _chat(s, own.id, data.conversation, data.order))
    wish = Proposal(
        data.kind, data.order, tuple((p.name, p.value) for p in data.params), conversation_id=data.conversation,
        shopper_id=chat[0], nick=chat[1], key=f"staff:{who.staff_id}:{data.client_id}",
    )  # fmt: skip
    return schemas.ActionView.model_validate(
        await desk.run(lambda u: service.propose(u, own, facts, wish, actor(who, own)))
    )


def _gate(desk: Desk, own: ShopInfo, facts: ShopFacts, texts: list[str]) -> None:
    """What an agent writes into a card leaves the shop: it passes the gate."""
    for text in texts:
        verdict = desk.wording.check(own.id, facts, text, by="agent")
        if verdict.verdict == "block":
            raise Invalid(f"“{verdict.findings[0].span}”不能对买家说：{verdict.findings[0].reason}", code="gate_block")


def _chat(s: Session, shop_id: int, chat: int | None, order: str) -> tuple[int | None, str]:
    """(shopper id, nick) of a chat, else whose order it is."""
    if chat is None:
        return None, orders.find(s, shop_id, order).shopper if order else ""
    found = desk_repository.conversation(s, shop_id, chat, 0)
    if found is None:
        raise NotFound("没有这个会话", code="no_such_conversation")
    shopper = found["conversation"]["shopper"]
    if shopper["anonymous"]:
        raise Invalid("匿名访客没有订单，请先请他登录", code="anonymous")
    return shopper["id"], shopper["nick"]


@post(BASE + "/actions/{action_id:int}/acts", operation_id="actOnAction", status_code=HTTP_200_OK, tags=TAGS)
async def act(
    shop: PathText, action_id: PathId, data: JSONBody[schemas.ActOnAction], who: Who, desk: TheDesk
) -> schemas.ActionView:
    """Approve, take the shopper's words as his yes, withdraw, or say how it went by hand; 409 `moved`."""
    own = enter(desk, who, shop, "serve")
    facts = await desk.facts.get(own.id)
    by = actor(who, own)
    if data.text:
        _gate(desk, own, facts, [data.text])
    if data.act == "words":
        said = await desk.database.read(lambda s: _line(s, own.id, action_id, data.seq))
        done = await desk.run(
            lambda u: service.answer(
                u, own, facts, action_id, yes=True, by=Yes("words", data.seq or 0, said), actor=by,
                version=data.version,
            )
        )  # fmt: skip
    else:
        done = await desk.run(
            lambda u: service.decide(u, own, facts, action_id, data.act, data.version, by, text=data.text.strip())
        )
    return schemas.ActionView.model_validate(done)


def _line(s: Session, shop_id: int, action_id: int, seq: int | None) -> str:
    """The shopper's line that is taken for his yes."""
    row = repository.get(s, shop_id, action_id)
    if seq is None or row.conversation_id is None:
        raise BadDetail("请选出买家表示同意的那句话", field="seq")
    page = desk_repository.public_page(s, shop_id, row.conversation_id, before=seq + 1, limit=1)
    found = next((m for m in page["messages"] if m["seq"] == seq and m["author"] == "shopper"), None)
    if found is None or found["kind"] != "text" or found["recalled"]:
        raise BadDetail("这不是买家说的话", field="seq")
    return str(found["body"]["text"])


@post(OWN, operation_id="answerOwnAction", status_code=HTTP_200_OK, tags=["widget"])
async def answer_own(
    shop: PathText, action_id: PathId, data: JSONBody[schemas.OwnAnswer], visitor: TheVisitor, desk: TheDesk
) -> schemas.OwnAction:
    """The shopper's yes or no on a card; 409 `moved` when it was settled before."""
    own = own_shop(desk, visitor, shop)
    facts = await desk.facts.get(own.id)
    buyer = By("shop", visitor.nick or "")
    done = await desk.run(
        lambda u: service.answer(
            u, own, facts, action_id, yes=data.yes, actor=buyer, shopper_id=visitor.shopper_id,
            wish=data.wish.strip(),
        )
    )  # fmt: skip
    return schemas.OwnAction.model_validate(done)


handlers = [order_desk, actions, of_chat, propose, act, answer_own]
