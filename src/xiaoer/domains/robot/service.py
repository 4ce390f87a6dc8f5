"""The robot at the desk: reads every shopper's line; answers, suggests or hands over as the shop wishes.

While it has the chat it answers what its shop lets it answer and hands the rest to people, always saying so. While
people have the chat it only lays suggestions before them. What it owes survives a crash: the conversation remembers
since when (`robot_due_ms`), and the reply's client id is made from the line it answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.answering.shapes import Draft, Memory
from xiaoer.core.facts import Order
from xiaoer.core.transcript import Transcript, Utterance
from xiaoer.domains.desk import repository, service
from xiaoer.domains.desk.journal import post_now
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.desk.rules import Post, Thread
from xiaoer.domains.orders import service as orders
from xiaoer.domains.robot.worker import AnswerWorker, Busy
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import to_ms
from xiaoer.kit.events import StoredEvent, encode
from xiaoer.kit.writer import Unit

log = structlog.get_logger()
NAME = "智能客服"
CONTEXT = 30
SWEEP_S = 5.0
OWED_MS = 10_000
HAND_OVER = "这个问题需要人工确认，正在为您转接客服"


class Robot:
    """Watches the desk's own events."""

    def __init__(self, desk: Desk, worker: AnswerWorker) -> None:
        self.desk, self.worker = desk, worker
        self._running: set[int] = set()
        self._again: set[int] = set()
        self.leaves: list[Callable[[Post], bool]] = []  # lines that another room answers

    def start(self) -> None:
        """Read along from now on; look after what an earlier process left owing."""
        self.worker.start()
        self.desk.hub.local_watchers.append(self._hear)
        self.desk.spawn(self._sweep())

    def stop(self) -> None:
        """End the worker."""
        self.worker.stop()

    def _hear(self, event: StoredEvent) -> None:
        if event.type != "message.created" or event.news.post.author != "shopper":
            return
        if not any(leave(event.news.post) for leave in self.leaves):
            self.desk.spawn(self.consider(event.shop_id, event.news.post.conversation_id))

    async def _sweep(self) -> None:
        while True:
            before_ms = to_ms(self.desk.clock()) - OWED_MS
            for shop_id, conversation_id in await self.desk.database.read(
                lambda s, b=before_ms: repository.due_for_robot(s, b)  # type: ignore[misc]
            ):
                self.desk.spawn(self.consider(shop_id, conversation_id))
            await asyncio.sleep(SWEEP_S)

    async def consider(self, shop_id: int, conversation_id: int) -> None:
        """Answer what stands unanswered; lines that come meanwhile are considered next, one run at a time."""
        if conversation_id in self._running:
            self._again.add(conversation_id)
            return
        self._running.add(conversation_id)
        try:
            while True:
                self._again.discard(conversation_id)
                await self._once(self.desk.shops.get(shop_id), conversation_id)
                if conversation_id not in self._again:
                    return
        finally:
            self._running.discard(conversation_id)

    async def _once(self, shop: ShopInfo, conversation_id: int) -> None:
        found = await self.desk.database.read(lambda s: _situation(s, shop, conversation_id))
        if found is None:
            return
        conversation, transcript, own_orders, memory, seq = found
        facts = await self.desk.facts.get(shop.id)
        try:
            draft = await self.worker.answer(shop.id, facts, transcript, own_orders, self.desk.clock(), memory)
        except (Busy, TimeoutError) as error:
            log.warning("robot.busy", conversation=conversation_id, error=type(error).__name__)
            await self._to_people(shop, conversation_id, shop.settings.team("other"))
            return
        except Exception as error:
            log.error("robot.failed", conversation=conversation_id, error=repr(error))
            await self._to_people(shop, conversation_id, shop.settings.team("other"))
            return
        team = draft.team or shop.settings.team(draft.intents[0] if draft.intents else "other")
        if conversation["state"] == "robot":
            await self._answer(shop, conversation_id, seq, draft, team)
        else:
            await self._suggest(shop, conversation_id, seq, draft, team)

    async def _answer(self, shop: ShopInfo, conversation_id: int, seq: int, draft: Draft, team: str) -> None:
        facts = await self.desk.facts.get(shop.id)
        mode = shop.settings.mode(draft.intents)
        category = self.desk.category_in_view(facts, conversation_id)
        gate = self.desk.wording.check(shop.id, facts, draft.reply, by="robot", category=category)
        speaks = mode == "answer" and gate.verdict != "block" and bool(draft.reply.strip())
        if gate.verdict == "block":
            log.warning("robot.gate_blocked", conversation=conversation_id, kinds=[f.kind for f in gate.findings])
        hands_over = draft.kind == "handoff" or not speaks
        suggestion = _suggestion(draft, seq) if mode == "suggest" and draft.kind != "handoff" else None

        def work(unit: Unit) -> None:
            thread = service.lock(unit, shop.id, conversation_id)
            if thread.state != "robot" or _written_on(thread, seq):
                return
            if speaks or draft.kind == "handoff":
                body = {"text": draft.reply, "sources": _sources(draft)} if speaks else {"text": HAND_OVER}
                post_now(unit, thread, _post(shop.id, conversation_id, seq, body, answers=not hands_over))
            service.save(unit, thread)
            if hands_over:
                service.queue(
                    unit, shop.id, conversation_id, team=team, event="queued", text="已为您转人工客服，请稍候"
                )
            service.observe(
                unit, shop.id, conversation_id, seq=seq, intent=_intent(draft), mood=draft.mood, urgent=draft.urgent,
                team=team, memory=encode(draft.memory.values), suggestion=suggestion,
            )  # fmt: skip

        await self.desk.run(work)

    async def _suggest(self, shop: ShopInfo, conversation_id: int, seq: int, draft: Draft, team: str) -> None:
        mode = shop.settings.mode(draft.intents)
        useful = mode != "off" and draft.kind in ("answer", "clarify", "act") and bool(draft.reply.strip())

        def work(unit: Unit) -> None:
            service.observe(
                unit, shop.id, conversation_id, seq=seq, intent=_intent(draft), mood=draft.mood, urgent=draft.urgent,
                team=team, memory=encode(draft.memory.values),
                suggestion=_suggestion(draft, seq) if useful else None,
            )  # fmt: skip

        await self.desk.run(work)

    async def _to_people(self, shop: ShopInfo, conversation_id: int, team: str) -> None:
        def work(unit: Unit) -> None:
            thread = service.lock(unit, shop.id, conversation_id)
            if thread.state == "robot":
                service.queue(
                    unit, shop.id, conversation_id, team=team, event="queued", text="已为您转人工客服，请稍候"
                )

        await self.desk.run(work)


def _written_on(thread: Thread, seq: int) -> bool:
    """Whether the shopper has written on since line `seq`: the lines are considered together then."""
    last = thread.last_message
    return last is not None and last["author"] == "shopper" and last["seq"] > seq


def _intent(draft: Draft) -> str:
    return draft.intents[0] if draft.intents else "other"


def _sources(draft: Draft) -> list[dict[str, str]]:
    return [{"source": f.source, "field": f.field, "value": f.value} for f in draft.facts]


def _suggestion(draft: Draft, seq: int) -> dict[str, Any]:
    return {
        "seq": seq, "kind": draft.kind, "reply": draft.reply, "intents": list(draft.intents),
        "confidence": round(draft.confidence, 3), "facts": _sources(draft), "team": draft.team,
    }  # fmt: skip


def _post(shop_id: int, conversation_id: int, seq: int, body: dict[str, Any], *, answers: bool) -> Post:
    return Post(
        shop_id=shop_id, conversation_id=conversation_id, client_id=f"robot:{seq}", author="robot", author_name=NAME,
        kind="text", body=encode(body), preview=body["text"], answers=answers,
    )  # fmt: skip


Situation = tuple[dict[str, Any], Transcript, list[Order], Memory, int]


def _situation(session: Session, shop: ShopInfo, conversation_id: int) -> Situation | None:
    """What the engine needs to answer; None when the last word is not the shopper's."""
    found = repository.conversation(session, shop.id, conversation_id, 0)
    if found is None:
        return None
    conversation = found["conversation"]
    page = repository.messages(session, shop.id, conversation_id, before=None, limit=CONTEXT)
    lines = [m for m in page["messages"] if m["visibility"] == "public" and m["author"] != "system"]
    if not lines or lines[-1]["author"] != "shopper" or conversation["state"] == "closed":
        return None
    memory = session.scalar(
        select(Conversation.memory).where(Conversation.shop_id == shop.id, Conversation.id == conversation_id)
    )
    nick = None if conversation["shopper"]["anonymous"] else conversation["shopper"]["nick"]
    transcript = Transcript(
        conversation=str(conversation_id), platform=shop.platform, shopper=nick,
        utterances=_utterances(lines), product=conversation["product"],
    )  # fmt: skip
    return (
        conversation, transcript, orders.of_shopper(session, shop.id, nick),
        Memory(msgspec.json.decode(memory or "{}")), lines[-1]["seq"],
    )  # fmt: skip


def _utterances(lines: list[dict[str, Any]]) -> tuple[Utterance, ...]:
    """Lines as the engine reads them; the shopper's last texts in a row are one utterance."""
    whole = [_utterance(m) for m in lines if not m["recalled"]]
    tail: list[Utterance] = []
    while whole and whole[-1].role == "shopper" and whole[-1].kind == "text":
        tail.insert(0, whole.pop())
    if tail:
        last = tail[-1]
        text = "\n".join(u.text for u in tail)
        whole.append(Utterance(last.seq, last.at, last.role, last.author, text))
    return tuple(whole)


def _utterance(message: dict[str, Any]) -> Utterance:
    body = message["body"]
    return Utterance(
        seq=message["seq"], at=datetime.fromisoformat(message["at"]), role=message["author"],
        author=message["author_name"], text=str(body.get("text") or body.get("title") or ""), kind=message["kind"],
        ref=body.get("product") or body.get("order"), assisted=message["assisted"],
    )  # fmt: skip
