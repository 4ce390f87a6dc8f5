"""Answers and knowledge over HTTP: why the robot said so, thumbs, the hand-over summary, FAQ entries, gaps."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from litestar import Request, delete, get, post, put
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.freezing import keep_frozen
from xiaoer.api.params import PathId, PathText
from xiaoer.core.facts import ShopFacts
from xiaoer.domains.desk import repository
from xiaoer.domains.desk.errors import ConversationGone
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.growing import bench, prefill, schemas, service
from xiaoer.domains.growing import gaps as missing
from xiaoer.domains.growing.duty_schemas import Morning
from xiaoer.domains.robot import answers, opened, replies
from xiaoer.domains.robot import morning as mornings
from xiaoer.domains.robot.models import AnswerRow
from xiaoer.domains.robot.worker import AnswerWorker, Busy
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.rules import may
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Invalid, NotFound, Unavailable
from xiaoer.kit.writer import Unit

SHOP = "/api/shops/{shop:str}"
CHAT = SHOP + "/conversations/{conversation_id:int}"
TAGS = ["robot"]
KNOWLEDGE = ["knowledge"]
Days = Annotated[int, QueryParameter(ge=1, le=90, description="How many days back.")]


@get(CHAT + "/answers", operation_id="listAnswers", tags=TAGS)
async def listed(shop: PathText, conversation_id: PathId, who: Who, desk: TheDesk) -> schemas.Answers:
    """What the robot has answered in this conversation, newest last, with thumbs."""
    own = enter(desk, who, shop, "read")

    def look(s: Session) -> list[dict[str, Any]]:
        rows = s.scalars(
            select(AnswerRow)
            .where(AnswerRow.shop_id == own.id, AnswerRow.conversation_id == conversation_id)
            .order_by(AnswerRow.seq.desc())
            .limit(100)
        )
        return [answers.view(r) for r in rows][::-1]

    return schemas.Answers.model_validate({"answers": await desk.database.read(look)})


@get(CHAT + "/answers/{seq:int}/why", operation_id="explainAnswer", tags=TAGS)
async def why(
    shop: PathText, conversation_id: PathId, seq: PathId, who: Who, desk: TheDesk, request: Request[Any, Any, Any]
) -> schemas.Why:
    """What was read in the shopper's line `seq`, which cell bears which claim of the reply, what the gate says."""
    own = enter(desk, who, shop, "read")
    worker: AnswerWorker = request.app.state.worker
    try:
        found = await opened.explain(desk, worker, own, conversation_id, seq)
    except (Busy, TimeoutError):
        raise Unavailable("现在问的人太多，请再试一次", code="busy") from None
    return schemas.Why.model_validate(found)


@put(CHAT + "/answers/{seq:int}/thumb", operation_id="rateAnswer", tags=TAGS)
async def thumb(
    shop: PathText, conversation_id: PathId, seq: PathId, data: JSONBody[schemas.ThumbWish], who: Who, desk: TheDesk
) -> schemas.AnswerView:
    """Good or bad: kept with the answer; a thumb down makes its question a gap."""
    own = enter(desk, who, shop, "serve")
    kept = await desk.run(
        lambda u: answers.rate(
            u, own.id, conversation_id, seq, thumb=data.thumb, why=data.why.strip(), staff_id=who.staff_id
        )
    )
    return schemas.AnswerView.model_validate(kept)


@get(CHAT + "/summary", operation_id="summariseConversation", tags=TAGS)
async def summary(shop: PathText, conversation_id: PathId, who: Who, desk: TheDesk) -> schemas.Summary:
    """For whoever takes the chat: wanted, tried, order, mood, what is open. Personal data is masked."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: opened.summary(s, own, conversation_id))
    if found is None:
        raise ConversationGone()
    return schemas.Summary.model_validate(found)


@get(SHOP + "/robot/morning", operation_id="listMorning", tags=TAGS)
async def morning(shop: PathText, who: Who, desk: TheDesk) -> Morning:
    """The list at opening: who wrote since the night began and waits, by what is due first, with facts collected."""
    own = enter(desk, who, shop, "read")
    now = desk.clock()
    return Morning.model_validate(await desk.database.read(lambda s: mornings.morning(s, own, now)))


@post(SHOP + "/robot/try", operation_id="tryRobot", status_code=HTTP_200_OK, tags=TAGS)
async def trial(
    shop: PathText, data: JSONBody[schemas.TrialWish], who: Who, desk: TheDesk, request: Request[Any, Any, Any]
) -> schemas.Trial:
    """What the robot would say: reading, evidence, draft, fact lock, gate, timing. Nothing is kept or sent."""
    own = enter(desk, who, shop, "serve")
    try:
        found = await bench.ask(desk, request.app.state.worker, own, data)
    except (Busy, TimeoutError):
        raise Unavailable("现在问的人太多，请再试一次", code="busy") from None
    return schemas.Trial.model_validate(found)


@get(SHOP + "/robot/replies", operation_id="listReplies", tags=TAGS)
async def wordings(shop: PathText, who: Who, desk: TheDesk) -> replies.Replies:
    """The robot's wordings: standing sentences, and lines added to answers of an intent."""
    own = enter(desk, who, shop, "read")
    return replies.Replies.model_validate(replies.views(own, await desk.facts.get(own.id)))


@post(SHOP + "/robot/replies/preview", operation_id="previewReply", status_code=HTTP_200_OK, tags=TAGS)
async def preview(shop: PathText, data: JSONBody[replies.ReplyWish], who: Who, desk: TheDesk) -> replies.ReplyPreview:
    """How a wording would read, and whether the gate lets it pass; nothing is kept."""
    own = enter(desk, who, shop, "read")
    return replies.ReplyPreview.model_validate(replies.preview(own, await desk.facts.get(own.id), data))


@post(SHOP + "/robot/replay", operation_id="replayQuestions", status_code=HTTP_200_OK, tags=TAGS)
async def replay(
    shop: PathText, who: Who, desk: TheDesk, request: Request[Any, Any, Any], days: Days = 7
) -> schemas.Replay:
    """The questions of the last days (300 at the most) asked of today's data: which answers changed, and how."""
    own = enter(desk, who, shop, "manage")
    try:
        found = await bench.replay(desk, request.app.state.worker, own, days=days)
    except (Busy, TimeoutError):
        raise Unavailable("现在问的人太多，请再试一次", code="busy") from None
    return schemas.Replay.model_validate(found)


@get(SHOP + "/faq", operation_id="listFaq", tags=KNOWLEDGE)
async def entries(shop: PathText, who: Who, desk: TheDesk, days: Days = 30) -> schemas.FaqList:
    """Every entry with its use and what speaks against it; and the proposals that wait."""
    own = enter(desk, who, shop, "read")
    facts = await desk.facts.get(own.id)
    now = desk.clock()
    today = now.astimezone(own.zone).date()
    since = _since(now, days)

    def look(s: Session) -> dict[str, Any]:
        return {"entries": service.listed(s, own.id, facts, today, since), "proposals": service.proposals(s, own.id)}

    return schemas.FaqList.model_validate({**await desk.database.read(look), "days": days})


@post(SHOP + "/faq", operation_id="addFaq", status_code=HTTP_201_CREATED, tags=KNOWLEDGE)
async def add(shop: PathText, data: JSONBody[schemas.FaqWish], who: Who, desk: TheDesk) -> schemas.FaqMade:
    """A new entry: kept at once for leads, laid before them for others; 422 `wording` for what may not be said."""
    own = enter(desk, who, shop, "serve")
    await _sound(desk, own, data)
    if may(who.shops[own.id].role, "manage"):
        keep_frozen(desk, own, who)
        return schemas.FaqMade(number=await desk.run(lambda u: service.add(u, own.id, data, who)), proposal=None)
    return schemas.FaqMade(number=None, proposal=await desk.run(lambda u: service.propose(u, own.id, data, who)))


@put(SHOP + "/faq/{number:str}", operation_id="changeFaq", tags=KNOWLEDGE)
async def change(
    shop: PathText, number: PathText, data: JSONBody[schemas.FaqChange], who: Who, desk: TheDesk
) -> schemas.FaqMade:
    """Change an entry; 409 `changed` when somebody was first."""
    own = enter(desk, who, shop, "manage")
    keep_frozen(desk, own, who)
    await _sound(desk, own, data)
    await desk.run(lambda u: service.change(u, own.id, number, data, data.version, who))
    return schemas.FaqMade(number=number, proposal=None)


@delete(SHOP + "/faq/{number:str}", operation_id="removeFaq", tags=KNOWLEDGE)
async def remove(shop: PathText, number: PathText, who: Who, desk: TheDesk) -> None:
    """Delete an entry; the audit log keeps what it said."""
    own = enter(desk, who, shop, "manage")
    keep_frozen(desk, own, who)
    await desk.run(lambda u: service.remove(u, own.id, number, who))


@post(SHOP + "/faq/prefill", operation_id="prefillFaq", status_code=HTTP_200_OK, tags=KNOWLEDGE)
async def prefilled(
    shop: PathText, conversation_id: Annotated[int, QueryParameter(name="conversation", ge=1)],
    seq: Annotated[int, QueryParameter(ge=1)], who: Who, desk: TheDesk,
) -> schemas.FaqPrefill:  # fmt: skip
    """A good answer made ready as an entry: the question before it, like wordings, what to look at. Keeps nothing."""
    own = enter(desk, who, shop, "serve")
    facts = await desk.facts.get(own.id)
    since = _since(desk.clock(), 90)
    found = await desk.database.read(lambda s: _prefill(s, own, facts, conversation_id, seq, since))
    if found is None:
        raise NotFound("这不是店里说过的一句话", code="no_such_line")
    return schemas.FaqPrefill.model_validate(found)


@post(SHOP + "/faq/proposals/{proposal_id:int}/decide", operation_id="decideFaq", status_code=HTTP_200_OK,
      tags=KNOWLEDGE)  # fmt: skip
async def decide(
    shop: PathText, proposal_id: PathId, data: JSONBody[schemas.ProposalDecision], who: Who, desk: TheDesk
) -> schemas.FaqMade:
    """A lead approves (as proposed, or as changed) or refuses; 409 `decided` when a colleague was first."""
    own = enter(desk, who, shop, "manage")
    if data.approve:
        keep_frozen(desk, own, who)
    if data.approve and data.entry is not None:
        await _sound(desk, own, data.entry)

    def work(unit: Unit) -> str | None:
        return service.decide(
            unit, own.id, proposal_id, who, approve=data.approve, why=data.why.strip(), entry=data.entry
        )

    return schemas.FaqMade(number=await desk.run(work), proposal=proposal_id)


@get(SHOP + "/gaps", operation_id="listGaps", tags=KNOWLEDGE)
async def gaps(shop: PathText, who: Who, desk: TheDesk, days: Days = 30) -> schemas.Gaps:
    """Questions that were not answered well, in clusters, biggest first. Wordings are masked."""
    own = enter(desk, who, shop, "read")
    since = _since(desk.clock(), days)

    def look(s: Session) -> dict[str, Any]:
        rows = missing.missed(s, own.id, since)
        return {"gaps": missing.gaps(rows), "missed": len(rows), "asked": missing.asked(s, own.id, since)}

    return schemas.Gaps.model_validate({**await desk.database.read(look), "days": days})


@post(SHOP + "/gaps/settle", operation_id="settleGaps", status_code=HTTP_200_OK, tags=KNOWLEDGE)
async def settle(shop: PathText, data: JSONBody[schemas.Settle], who: Who, desk: TheDesk) -> schemas.Settled:
    """These questions need no entry."""
    own = enter(desk, who, shop, "manage")
    return schemas.Settled(settled=await desk.run(lambda u: missing.settle(u, own.id, data.settles)))


def _prefill(
    session: Session, own: ShopInfo, facts: ShopFacts, conversation_id: int, seq: int, since_ms: int
) -> dict[str, Any] | None:  # fmt: skip
    found = repository.conversation(session, own.id, conversation_id, 0)
    if found is None:
        return None
    page = repository.messages(session, own.id, conversation_id, before=seq + 1, limit=30)
    lines = [m for m in page["messages"] if m["visibility"] == "public" and not m["recalled"]]
    line = next((m for m in lines if m["seq"] == seq), None)
    if line is None or line["author"] not in ("agent", "robot") or line["kind"] != "text":
        return None
    question, asked_seq = prefill.question_before(lines, seq)
    original = str(line["body"].get("text") or "")
    answer = prefill.cleaned(original)
    near = prefill.alike(session, own.id, question, since_ms) if question else []
    same = prefill.asks_the_same(facts, question) if question else None
    product = found["conversation"]["product"]
    settles = [{"conversation": conversation_id, "seq": asked_seq}]
    settles += [{"conversation": r.conversation_id, "seq": r.seq} for r in near]
    return {
        "question": question, "answer": answer, "similar": prefill.wordings(near, question),
        "products": [product] if product in facts.products else [],
        "settles": settles if asked_seq else [],
        "notes": prefill.notes(answer, original),
        "like": None if same is None else {"number": same.number, "question": same.question, "answer": same.answer},
    }  # fmt: skip


async def _sound(desk: Desk, own: ShopInfo, wish: schemas.FaqWish) -> None:
    """What the robot may not say is not kept as an answer; products must be the shop's own."""
    facts = await desk.facts.get(own.id)
    strange = [n for n in wish.products if n.strip() and n.strip() not in facts.products]
    if strange:
        raise Invalid(f"本店没有商品 {'、'.join(strange[:3])}，请核对商品编号", code="unknown_product")
    if not wish.question.strip() or not wish.answer.strip():
        raise Invalid("问题和答案都要写", code="empty")
    category = facts.products[wish.products[0].strip()].category if wish.products and wish.products[0].strip() else None
    result = desk.wording.check(own.id, facts, wish.answer, by="robot", category=category)
    if result.verdict == "block":
        fault = next(f for f in result.findings if f.level == "block")
        said = f"。可以改成：{result.rewrite}" if result.rewrite else ""
        raise Invalid(f"“{fault.span}”不能对买家说：{fault.reason}（{fault.source}）{said}", code="wording")


def _since(now: datetime, days: int) -> int:
    return to_ms(now) - days * service.DAY_MS


handlers = [
    listed,
    why,
    thumb,
    summary,
    morning,
    trial,
    wordings,
    preview,
    replay,
    entries,
    add,
    change,
    remove,
    prefilled,
    decide,
    gaps,
    settle,
]
