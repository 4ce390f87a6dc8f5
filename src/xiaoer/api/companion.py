"""The companion over HTTP: a question in, an answer to copy out; a draft in, the gate's word out."""

from __future__ import annotations

from typing import Any

from litestar import Request, post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathText
from xiaoer.core.rulebook.findings import GateResult
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.desk.wording import finding_view
from xiaoer.domains.orders import service as orders
from xiaoer.domains.robot import companion
from xiaoer.domains.robot.companion_schemas import CompanionAnswer, CompanionDraft, CompanionWish, Verdict
from xiaoer.domains.robot.worker import AnswerWorker, Busy
from xiaoer.kit.errors import Unavailable

BASE = "/api/shops/{shop:str}/companion"
TAGS = ["companion"]


@post(BASE + "/ask", operation_id="askCompanion", status_code=HTTP_200_OK, tags=TAGS)
async def ask(
    shop: PathText, data: JSONBody[CompanionWish], who: Who, desk: TheDesk, request: Request[Any, Any, Any]
) -> CompanionAnswer:
    """A reply with its sources, the shopper's orders and what the goods cost. Nothing is kept or sent."""
    own = enter(desk, who, shop, "serve")
    worker: AnswerWorker = request.app.state.worker
    try:
        asked = await companion.ask(desk, worker, own, data)
    except (Busy, TimeoutError):
        raise Unavailable("现在问的人太多，请再试一次", code="busy") from None
    facts = await desk.facts.get(own.id)
    draft, product = asked.draft, asked.product
    category = product.category if product else None
    return CompanionAnswer.model_validate(
        {
            "kind": draft.kind, "reply": draft.reply, "intents": draft.intents, "mood": draft.mood,
            "urgent": draft.urgent, "team": draft.team, "nick": asked.nick,
            "facts": [{"source": f.source, "field": f.field, "value": f.value} for f in draft.facts],
            "gate": _verdict(desk.wording.check(own.id, facts, draft.reply, by="robot", category=category)),
            "product": catalog.card(facts, own.code, product) if product else None,
            "orders": [orders.view(o, own.code) for o in asked.orders[:5]],
            "sums": companion.sums(facts, product, data.quantity, desk.clock()),
        }
    )  # fmt: skip


@post(BASE + "/check", operation_id="checkDraft", status_code=HTTP_200_OK, tags=TAGS)
async def check(shop: PathText, data: JSONBody[CompanionDraft], who: Who, desk: TheDesk) -> Verdict:
    """What the wording gate says of a draft, with a rewrite where there is one."""
    own = enter(desk, who, shop, "read")
    facts = await desk.facts.get(own.id)
    product = companion.product_named(facts, data.product)
    category = product.category if product else None
    result = desk.wording.check(own.id, facts, data.text, by="agent", category=category)
    return Verdict.model_validate(_verdict(await desk.neighbours.judge(result, own, who.shops, data.text)))


def _verdict(result: GateResult) -> dict[str, Any]:
    findings = [finding_view(f) for f in result.findings]
    return {"verdict": result.verdict, "findings": findings, "rewrite": result.rewrite}


handlers = [ask, check]
