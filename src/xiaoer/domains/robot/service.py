"""The robot at the desk: reads every shopper's line; answers, suggests or hands over as the shop wishes.

While it has the chat it answers what its shop lets it answer and hands the rest to people, always saying so. While
people have the chat it only lays suggestions before them. What it owes survives a crash: the conversation remembers
since when (`robot_due_ms`), and the reply's client id is made from the line it answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from xiaoer.core.answering.shapes import Draft
from xiaoer.domains.desk import repository, service
from xiaoer.domains.desk.journal import post_now
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rules import Post, Thread
from xiaoer.domains.robot import alerts, answers, duty
from xiaoer.domains.robot.acting import act, agreed, as_it_stands, forgotten, may_act
from xiaoer.domains.robot.answers import Noted
from xiaoer.domains.robot.fates import Fates
from xiaoer.domains.robot.transcripts import Situation
from xiaoer.domains.robot.wording.smith import Worded, Wordsmith
from xiaoer.domains.robot.worker import AnswerWorker, Busy
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import to_ms
from xiaoer.kit.events import StoredEvent, encode
from xiaoer.kit.writer import Unit
from xiaoer.ports.llm import Chain

log = structlog.get_logger()
NAME = "智能客服"
BY_MODEL = "（由AI生成）"  # text of a model says so wherever its author is shown (标识办法 第4条)
SWEEP_S = 5.0
OWED_MS = 10_000
HAND_OVER = "这个问题需要人工确认，正在为您转接客服"


class Robot:
    """Watches the desk's own events."""

    def __init__(self, desk: Desk, worker: AnswerWorker, models: Chain | None = None) -> None:
        self.desk, self.worker = desk, worker
        worker.voice = lambda shop_id: desk.shops.get(shop_id).settings.replies
        self.smith = Wordsmith(desk, worker, models or Chain(()))
        self._running: set[int] = set()
        self._again: set[int] = set()
        self.leaves: list[Callable[[Post], bool]] = []  # lines that another room answers

    def start(self) -> None:
        """Read along from now on; look after what an earlier process left owing."""
        self.worker.start()
        self.desk.hub.local_watchers.append(self._hear)
        Fates(self.desk).start()
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
        now_ms = to_ms(self.desk.clock())
        found = await self.desk.database.read(lambda s: as_it_stands(s, shop, conversation_id, now_ms))
        if found is None:
            return
        facts = await self.desk.facts.get(shop.id)
        try:
            draft = agreed(found) or await self.worker.answer(
                shop.id, facts, found.transcript, found.orders, self.desk.clock(), found.memory, may_act(found)
            )
        except (Busy, TimeoutError) as error:
            log.warning("robot.busy", conversation=conversation_id, error=type(error).__name__)
            await self._to_people(shop, conversation_id, shop.settings.team("other"))
            return
        except Exception as error:
            log.error("robot.failed", conversation=conversation_id, error=repr(error))
            await self._to_people(shop, conversation_id, shop.settings.team("other"))
            return
        if alerts.wanted(shop, self.desk.clock(), found):
            await self.desk.run(lambda u: alerts.tell(u, shop, found))
        team = draft.team or shop.settings.team(draft.intents[0] if draft.intents else "other")
        if found.conversation["state"] == "robot":
            worded = await self._worded(shop, found, draft)
            await self._answer(shop, found, worded.draft, team, worded.model)
        elif await self._alone_at_night(shop, found, draft):
            await self._keep_company(shop, found, draft, team)
        else:
            await self._suggest(shop, found, draft, team)

    async def _alone_at_night(self, shop: ShopInfo, found: Situation, draft: Draft) -> bool:
        """A shopper waits for people, none is there, and the night plan lets the robot answer this."""
        now = self.desk.clock()
        if found.conversation["state"] != "queued" or not shop.night_at(now) or draft.kind == "handoff":
            return False
        return duty.mode(shop, now, found, draft) == "answer" and not await self.desk.staffed(shop.id)

    async def _keep_company(self, shop: ShopInfo, found: Situation, draft: Draft, team: str) -> None:
        """Answer somebody who waits for people; he goes on waiting for them."""
        conversation_id, seq = found.conversation["id"], found.seq
        facts = await self.desk.facts.get(shop.id)
        category = self.desk.category_in_view(facts, conversation_id)
        gate = self.desk.wording.check(shop.id, facts, draft.reply, by="robot", category=category)
        if gate.verdict == "block" or not draft.reply.strip():
            await self._suggest(shop, found, draft, team)
            return
        noted = _noted(found, draft, "sent", answers.entries_of(facts, draft))

        def work(unit: Unit) -> None:
            thread = service.lock(unit, shop.id, conversation_id)
            if thread.state == "queued" and not _written_on(thread, seq):
                body = {"text": draft.reply, "sources": _sources(draft)}
                post_now(unit, thread, _post(shop.id, conversation_id, seq, body, answers=False, by=NAME))
                service.save(unit, thread)
                answers.record(unit, shop.id, noted)
            service.observe(
                unit, shop.id, conversation_id, seq=seq, intent=_intent(draft), mood=draft.mood, urgent=draft.urgent,
                team=team, memory=encode(draft.memory.values), suggestion=None,
            )  # fmt: skip

        await self.desk.run(work)

    async def _worded(self, shop: ShopInfo, found: Situation, draft: Draft) -> Worded:
        """What will be said, in a model's words where the shop wants that."""
        if shop.settings.model != "answer" or not self.smith.chain:
            return Worded(draft)
        if duty.mode(shop, self.desk.clock(), found, draft) != "answer":
            return Worded(draft)
        return await self.smith.draft(shop, found, draft)

    async def _answer(self, shop: ShopInfo, found: Situation, draft: Draft, team: str, model: str = "") -> None:
        conversation_id, seq = found.conversation["id"], found.seq
        facts = await self.desk.facts.get(shop.id)
        mode = duty.mode(shop, self.desk.clock(), found, draft)
        category = self.desk.category_in_view(facts, conversation_id)
        gate = self.desk.wording.check(shop.id, facts, draft.reply, by="robot", category=category)
        speaks = mode == "answer" and gate.verdict != "block" and bool(draft.reply.strip())
        if gate.verdict == "block":
            log.warning("robot.gate_blocked", conversation=conversation_id, kinds=[f.kind for f in gate.findings])
        hands_over = draft.kind == "handoff" or not speaks
        suggestion = _suggestion(draft, seq) if mode == "suggest" and draft.kind != "handoff" else None
        outcome = _outcome(draft, speaks=speaks, blocked=gate.verdict == "block", suggested=suggestion is not None)
        noted = _noted(found, draft, outcome, answers.entries_of(facts, draft), model)

        def work(unit: Unit) -> None:
            thread = service.lock(unit, shop.id, conversation_id)
            if thread.state != "robot" or _written_on(thread, seq):
                return
            acted = act(unit, shop, facts, found, draft) if speaks and may_act(found) else None
            if acted is not None:
                thread = service.lock(unit, shop.id, conversation_id)  # the card has been written into the chat
            people = hands_over or (acted is not None and acted.people)
            memory = forgotten(draft.memory) if acted is not None and acted.forget else draft.memory
            if speaks or draft.kind == "handoff":
                text = acted.text if acted is not None else draft.reply
                body = {"text": text, "sources": _sources(draft)} if speaks else {"text": HAND_OVER}
                by = f"{NAME}{BY_MODEL}" if model and speaks and acted is None else NAME
                post_now(unit, thread, _post(shop.id, conversation_id, seq, body, answers=not people, by=by))
            service.save(unit, thread)
            if people:
                service.queue(
                    unit, shop.id, conversation_id, team=team, event="queued", text="已为您转人工客服，请稍候"
                )
            service.observe(
                unit, shop.id, conversation_id, seq=seq, intent=_intent(draft), mood=draft.mood, urgent=draft.urgent,
                team=team, memory=encode(memory.values), suggestion=suggestion,
            )  # fmt: skip
            answers.record(unit, shop.id, noted)

        await self.desk.run(work)
        if hands_over or draft.action is not None:  # nobody there: say so, and when people are back
            await self.desk.offer_message(shop.id, conversation_id)

    async def _suggest(self, shop: ShopInfo, found: Situation, draft: Draft, team: str) -> None:
        conversation_id, seq = found.conversation["id"], found.seq
        mode = shop.settings.mode(draft.intents)
        useful = mode != "off" and draft.kind in ("answer", "clarify", "act") and bool(draft.reply.strip())
        facts = await self.desk.facts.get(shop.id)
        outcome = "suggested" if useful else "handed" if draft.kind == "handoff" else "silent"
        noted = _noted(found, draft, outcome, answers.entries_of(facts, draft))

        def work(unit: Unit) -> None:
            service.observe(
                unit, shop.id, conversation_id, seq=seq, intent=_intent(draft), mood=draft.mood, urgent=draft.urgent,
                team=team, memory=encode(draft.memory.values),
                suggestion=_suggestion(draft, seq) if useful else None,
            )  # fmt: skip
            if not found.conversation["practice"]:
                answers.record(unit, shop.id, noted)

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


def _post(
    shop_id: int, conversation_id: int, seq: int, body: dict[str, Any], *, answers: bool, by: str
) -> Post:  # fmt: skip
    return Post(
        shop_id=shop_id, conversation_id=conversation_id, client_id=f"robot:{seq}", author="robot", author_name=by,
        kind="text", body=encode(body), preview=body["text"], answers=answers,
    )  # fmt: skip


def _outcome(draft: Draft, *, speaks: bool, blocked: bool, suggested: bool) -> str:
    """What came of a draft while the robot had the chat."""
    if blocked:
        return "blocked"
    if draft.kind == "handoff":
        return "handed"
    return "sent" if speaks else "suggested" if suggested else "silent"


def _noted(found: Situation, draft: Draft, outcome: str, entries: tuple[str, ...], model: str = "") -> Noted:
    return Noted(
        found.conversation["id"], found.seq, found.question, draft, outcome, found.conversation["product"], entries,
        model,
    )  # fmt: skip
