"""An answer of the desk, opened: the draft as it was made, with its reading, its claims and the gate's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.answering.shapes import Draft, DraftKind, Memory
from xiaoer.core.grounding import FactUse
from xiaoer.core.reading.shapes import INTENTS
from xiaoer.domains.desk import repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.models import Message
from xiaoer.domains.orders import service as orders
from xiaoer.domains.robot import why
from xiaoer.domains.robot.models import AnswerRow
from xiaoer.domains.robot.summary import Said, summarise
from xiaoer.domains.robot.transcripts import Situation, situation
from xiaoer.domains.robot.worker import AnswerWorker
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.errors import NotFound

VISIT_LINES = 200


@dataclass(frozen=True, slots=True)
class Given:
    """A reply as it lies before people or was sent."""

    kind: str
    reply: str
    facts: tuple[FactUse, ...]
    confidence: float
    team: str | None
    intents: tuple[str, ...]


def given(session: Session, shop: ShopInfo, found: Situation) -> Given | None:
    """The suggestion to this line, or what the robot sent; None = it said nothing."""
    row = session.scalar(
        select(AnswerRow).where(
            AnswerRow.shop_id == shop.id, AnswerRow.conversation_id == found.conversation["id"],
            AnswerRow.seq == found.seq,
        )
    )  # fmt: skip
    intents = tuple(i for i in row.intents.split("|") if i) if row is not None else ()
    lies = found.conversation["suggestion"]
    if lies is not None and lies["seq"] == found.seq:
        facts = tuple(FactUse(f["source"], f["field"], f["value"]) for f in lies["facts"])
        return Given(lies["kind"], lies["reply"], facts, lies["confidence"], lies["team"], tuple(lies["intents"]))
    sent = session.scalar(
        select(Message.body).where(
            Message.shop_id == shop.id, Message.client_key == f"{found.conversation['id']}:robot:{found.seq}"
        )
    )
    if sent is None or row is None:
        return None
    body = msgspec.json.decode(sent)
    facts = tuple(FactUse(f["source"], f["field"], f["value"]) for f in body.get("sources") or ())
    return Given(row.kind, str(body.get("text", "")), facts, row.sure / 1000, None, intents)


def as_draft(reply: Given) -> Draft:
    """A reply that lies before people, as the draft that it was."""
    kind: DraftKind = reply.kind if reply.kind in ("answer", "clarify", "act") else "handoff"  # type: ignore[assignment]
    known = tuple(i for i in INTENTS if i in reply.intents)
    return Draft(kind, reply.reply, known, reply.confidence, reply.facts)


async def explain(
    desk: Desk, worker: AnswerWorker, shop: ShopInfo, conversation_id: int, seq: int
) -> dict[str, Any]:  # fmt: skip
    """Why the robot answered a line as it did. Raises `NotFound` where the line is not the shopper's."""

    def look(s: Session) -> tuple[Situation, Given | None] | None:
        found = situation(s, shop, conversation_id, up_to=seq)
        return (found, given(s, shop, found)) if found is not None and found.seq == seq else None

    looked = await desk.database.read(look)
    if looked is None:
        raise NotFound("机器人没有回答过这句话", code="no_such_answer")
    found, reply = looked
    facts = await desk.facts.get(shop.id)
    trace = await worker.trace(shop.id, facts, found.transcript, found.orders, desk.clock(), Memory())
    draft = trace.draft
    made = reply or Given(draft.kind, draft.reply, draft.facts, draft.confidence, draft.team, draft.intents)
    said = [u.text for u in found.transcript.utterances if u.role == "shopper"]
    category = desk.category_in_view(facts, conversation_id)
    return {
        "kind": made.kind, "reply": made.reply, "confidence": made.confidence, "team": made.team,
        "reading": why.reading_view(trace.reading),
        "facts": [{"source": f.source, "field": f.field, "value": f.value} for f in made.facts],
        "claims": why.lock_view(made.reply, made.facts, said),
        "gate": why.gate_view(desk.wording.check(shop.id, facts, made.reply, by="robot", category=category)),
        "modes": why.modes_view(shop.settings, made.intents),
        "read_ms": round(trace.read_ms, 2), "answer_ms": round(trace.answer_ms, 2),
    }  # fmt: skip


def summary(session: Session, shop: ShopInfo, conversation_id: int) -> dict[str, Any] | None:
    """The hand-over summary of the visit that runs, or ran last; None = no such conversation."""
    found = repository.conversation(session, shop.id, conversation_id, 0)
    if found is None:
        return None
    conversation = found["conversation"]
    start = found["visits"][0]["opened_seq"] or 1 if found["visits"] else 1
    page = repository.messages(session, shop.id, conversation_id, before=None, limit=VISIT_LINES)
    lines = [
        Said(m["seq"], m["author"], m["author_name"], str(m["body"].get("text") or m["body"].get("title") or ""))
        for m in page["messages"]
        if m["visibility"] == "public" and m["author"] != "system" and not m["recalled"] and m["seq"] >= start
    ]
    rows = session.scalars(
        select(AnswerRow)
        .where(
            AnswerRow.shop_id == shop.id, AnswerRow.conversation_id == conversation_id, AnswerRow.seq >= start,
        )
        .order_by(AnswerRow.seq)
    ).all()  # fmt: skip
    nick = None if conversation["shopper"]["anonymous"] else conversation["shopper"]["nick"]
    return summarise(conversation, lines, rows, orders.of_shopper(session, shop.id, nick))
