"""The test bench (测试台): a question asked of today's data, opened; and kept questions asked again (回放)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.answering.shapes import Draft, Memory
from xiaoer.core.facts import Order, Product
from xiaoer.core.text.contacts import mask_text
from xiaoer.core.transcript import Transcript, Utterance
from xiaoer.domains.desk import repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.growing.schemas import TrialWish
from xiaoer.domains.orders import service as orders
from xiaoer.domains.robot import companion, why
from xiaoer.domains.robot.models import AnswerRow
from xiaoer.domains.robot.transcripts import utterances
from xiaoer.domains.robot.worker import AnswerWorker, Trace
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import NotFound

LINES, CHATS, CHAT_LINES = 300, 100, 400
_FIGURES = re.compile(r"[\d.:：,，\-/]+|[一二三四五六日天]")


# -- a question asked on the screen ----------------------------------------------------------------------------------


async def ask(desk: Desk, worker: AnswerWorker, shop: ShopInfo, wish: TrialWish) -> dict[str, Any]:
    """Every line answered in turn, the last one opened. Raises `NotFound` for an unknown product or order."""
    facts = await desk.facts.get(shop.id)
    product = companion.product_named(facts, wish.product)
    if wish.product.strip() and product is None:
        raise NotFound("本店没有这个商品，请核对商品编号", code="unknown_product")
    nick, own = await desk.database.read(lambda s: companion.whose(s, shop.id, wish.nick.strip(), wish.order.strip()))
    now = wish.at.astimezone(shop.zone) if wish.at is not None else desk.clock()
    trace, said = await _talk(desk, worker, shop, wish.lines, product, nick, own, now)
    draft = trace.draft
    category = product.category if product else None
    gate = desk.wording.check(shop.id, facts, draft.reply, by="robot", category=category)
    return {
        "kind": draft.kind, "reply": draft.reply, "confidence": draft.confidence, "team": draft.team,
        "reading": why.reading_view(trace.reading),
        "facts": [{"source": f.source, "field": f.field, "value": f.value} for f in draft.facts],
        "claims": why.lock_view(draft.reply, draft.facts, [u.text for u in said if u.role == "shopper"]),
        "gate": why.gate_view(gate), "modes": why.modes_view(shop.settings, draft.intents),
        "read_ms": round(trace.read_ms, 2), "answer_ms": round(trace.answer_ms, 2),
        "outcome": outcome(draft, shop, blocked=gate.verdict == "block"),
        "turns": [{"role": u.role, "text": u.text} for u in said], "nick": nick,
        "product": product.number if product else None, "orders": [o.number for o in own[:5]],
    }  # fmt: skip


async def _talk(
    desk: Desk, worker: AnswerWorker, shop: ShopInfo, lines: Sequence[str], product: Product | None, nick: str | None,
    own: Sequence[Order], now: datetime,
) -> tuple[Trace, list[Utterance]]:  # fmt: skip
    facts = await desk.facts.get(shop.id)
    said: list[Utterance] = []
    memory, trace = Memory(), None
    for text in lines:
        said.append(Utterance(len(said) + 1, now, "shopper", nick or "", text))
        transcript = Transcript("bench", shop.platform, nick, tuple(said), product.number if product else None)
        trace = await worker.trace(shop.id, facts, transcript, own, now, memory)
        memory = trace.draft.memory
        said.append(Utterance(len(said) + 1, now, "robot", "", trace.draft.reply))
    assert trace is not None  # the schema wants at least one line
    return trace, said


def outcome(draft: Draft, shop: ShopInfo, *, blocked: bool) -> str:
    """What would become of a draft if the robot had the chat."""
    if blocked:
        return "blocked"
    if draft.kind == "handoff":
        return "handed"
    mode = shop.settings.decide(draft)
    return {"answer": "sent", "suggest": "suggested", "off": "silent"}[mode]


# -- kept questions asked again ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Chat:
    """A conversation with the answers that were given in it, oldest first."""

    nick: str | None
    lines: list[dict[str, Any]]
    orders: list[Order]
    rows: list[dict[str, Any]]


async def replay(desk: Desk, worker: AnswerWorker, shop: ShopInfo, *, days: int) -> dict[str, Any]:
    """Ask the questions of the last days of today's data; every answer that differs, and in which way."""
    since_ms = to_ms(desk.clock()) - days * 86_400_000
    chats = await desk.database.read(lambda s: _kept(s, shop.id, since_ms))
    facts = await desk.facts.get(shop.id)
    now = desk.clock()
    asked, changed = 0, []
    for chat in chats:
        memory = Memory()
        for row in chat.rows:
            lines = [m for m in chat.lines if m["seq"] <= row["seq"]]
            if not lines or lines[-1]["author"] != "shopper":
                continue
            transcript = Transcript("replay", shop.platform, chat.nick, utterances(lines), row["product"])
            draft = await worker.answer(shop.id, facts, transcript, chat.orders, now, memory)
            memory = draft.memory
            asked += 1
            change = compared(row, draft)
            if change is not None:
                changed.append(change)
    order = {"worse": 0, "other": 1, "better": 2, "figures": 3}
    changed.sort(key=lambda c: (order[c["change"]], not c["liked"]))
    return {"asked": asked, "same": asked - len(changed), "changed": changed[:200], "days": days}


def _kept(session: Session, shop_id: int, since_ms: int) -> list[_Chat]:
    rows = session.scalars(
        select(AnswerRow)
        .where(AnswerRow.shop_id == shop_id, AnswerRow.at_ms >= since_ms, AnswerRow.model == "")
        .order_by(AnswerRow.id.desc())
        .limit(LINES)
    )
    by_chat: dict[int, list[dict[str, Any]]] = {}
    for r in rows:
        by_chat.setdefault(r.conversation_id, []).insert(
            0,
            {
                "conversation": r.conversation_id, "seq": r.seq, "question": r.question, "reply": r.reply,
                "kind": r.kind, "product": r.product, "thumb": r.thumb,
            },
        )  # fmt: skip
    found = []
    for conversation_id, answers in list(by_chat.items())[:CHATS]:
        held = repository.conversation(session, shop_id, conversation_id, 0)
        if held is None:
            continue
        shopper = held["conversation"]["shopper"]
        nick = None if shopper["anonymous"] else shopper["nick"]
        page = repository.messages(session, shop_id, conversation_id, before=None, limit=CHAT_LINES)
        lines = [m for m in page["messages"] if m["visibility"] == "public" and m["author"] != "system"]
        found.append(_Chat(nick, lines, orders.of_shopper(session, shop_id, nick), answers))
    return found


def compared(row: dict[str, Any], draft: Draft) -> dict[str, Any] | None:
    """How an answer differs from the kept one; None = it says the same.

    `better` = an answer where there was none, `worse` = none where there was one, `figures` = the same words with other
    numbers or days, `other` = other words.
    """
    was, now = row["reply"], mask_text(draft.reply)
    if "".join(was.split()) == "".join(now.split()):
        return None
    answered = ("answer", "act")
    if (row["kind"] in answered) != (draft.kind in answered):
        way = "better" if draft.kind in answered else "worse"
    else:
        way = "figures" if _FIGURES.sub("", was) == _FIGURES.sub("", now) else "other"
    return {
        "conversation": row["conversation"], "seq": row["seq"], "question": row["question"], "was": was, "now": now,
        "was_kind": row["kind"], "now_kind": draft.kind, "change": way, "liked": row["thumb"] > 0,
        "disliked": row["thumb"] < 0,
    }  # fmt: skip
