"""Random histories of a conversation: whatever people do, the numbers hold, the clocks are right, the feed tells all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import TestDesk, open_test_desk
from xiaoer.domains.desk import service
from xiaoer.domains.desk.rules import Post
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import ServiceError

ACTS = (
    "shopper", "shopper", "agent", "agent", "note", "retry", "recall", "agent_reads", "shopper_reads", "take",
    "to_colleague", "to_team", "close", "rate", "queue", "later",
)  # fmt: skip
STEP = st.tuples(st.sampled_from(ACTS), st.integers(0, 1), st.integers(0, 30))
HISTORY = st.lists(STEP, min_size=1, max_size=25)


@dataclass
class Model:
    """What we expect of one conversation."""

    chat: int
    unread: int = 0
    waiting_ms: int | None = None
    posts: list[tuple[Post, Any]] = field(default_factory=list)
    recalled: set[int] = field(default_factory=set)


class History:
    """Plays steps on a real desk and on the model."""

    def __init__(self, desk: TestDesk, agents: list[tuple[int, str]], models: list[Model]) -> None:
        self.desk, self.agents, self.models = desk, agents, models

    async def play(self, act: str, which: int, n: int) -> None:
        model = self.models[which]
        try:
            await getattr(self, act)(model, n)
        except ServiceError as error:
            if error.code not in {"closed", "taken", "not_yours", "too_late", "not_found"}:
                raise

    def _service(self, name: str, model: Model, *more: Any, **named: Any) -> Any:
        work = getattr(service, name)
        return self.desk.desk.run(lambda u: work(u, self.desk.shop.id, model.chat, *more, **named))

    async def _post(self, model: Model, post: Post) -> None:
        model.posts.append((post, await self.desk.desk.say(post)))

    async def shopper(self, model: Model, n: int) -> None:
        await self._post(model, self.desk.post(model.chat, f"问题{n}"))
        model.unread += 1
        model.waiting_ms = self.desk.clock.ms() if model.waiting_ms is None else model.waiting_ms

    async def agent(self, model: Model, n: int) -> None:
        await self._post(model, self.desk.post(model.chat, f"回答{n}", "agent", agent=self.agents[n % 2]))
        model.unread, model.waiting_ms = 0, None

    async def note(self, model: Model, n: int) -> None:
        await self._post(
            model, self.desk.post(model.chat, f"备注{n}", "agent", agent=self.agents[n % 2], internal=True)
        )

    async def retry(self, model: Model, n: int) -> None:
        if model.posts:
            post, first = model.posts[n % len(model.posts)]
            again = await self.desk.desk.say(post)
            assert (again.number, again.at_ms, again.again) == (first.number, first.at_ms, True)

    async def recall(self, model: Model, n: int) -> None:
        own = [(p, r) for p, r in model.posts if p.author == "agent" and not p.internal]
        if own:
            post, posted = own[n % len(own)]
            await self._service("recall", model, posted.number, post.staff_id, 120)
            model.recalled.add(posted.number)

    async def agent_reads(self, model: Model, n: int) -> None:
        before = await self.desk.see(model.chat)
        await self._service("mark_read", model, by="agent", seq=max(n, 1))
        if n >= before["last_seq"]:
            model.unread = 0

    async def shopper_reads(self, model: Model, n: int) -> None:
        await self._service("mark_read", model, by="shopper", seq=max(n, 1))

    async def take(self, model: Model, n: int) -> None:
        await self._service("take", model, *self.agents[n % 2])

    async def to_colleague(self, model: Model, n: int) -> None:
        await self._service("transfer", model, by="x", remark="", agent=self.agents[n % 2], team=None)

    async def to_team(self, model: Model, n: int) -> None:
        await self._service("transfer", model, by="x", remark="", agent=None, team=("售前", "售后")[n % 2])

    async def close(self, model: Model, n: int) -> None:
        was_open = (await self.desk.see(model.chat))["state"] != "closed"
        await self._service("close", model, tag="已解决", remark="")
        if was_open:
            model.unread, model.waiting_ms = 0, None

    async def rate(self, model: Model, n: int) -> None:
        await self._service("rate", model, stars=n % 5 + 1, word="")

    async def queue(self, model: Model, n: int) -> None:
        await self._service("queue", model, team="售前", event="queued", text="请稍候")

    async def later(self, model: Model, n: int) -> None:
        self.desk.clock.advance(n * 7)
        await self.desk.stay()

    # -- what must hold ---------------------------------------------------------------------------------------------

    async def check(self) -> None:
        for model in self.models:
            seen = await self.desk.see(model.chat)
            messages = await self.desk.messages(model.chat)
            public = [m for m in messages if m["seq"] is not None]
            notes = [m for m in messages if m["seq"] is None]
            assert [m["seq"] for m in public] == list(range(1, seen["last_seq"] + 1))
            assert [m["note_seq"] for m in notes] == list(range(1, len(notes) + 1))
            revs = [m["rev"] for m in public]
            assert len(set(revs)) == len(revs)
            assert max(revs, default=0) == seen["rev"] >= seen["last_seq"]
            assert {m["seq"] for m in public if m["recalled"]} == model.recalled
            assert all((m["body"] == {}) == m["recalled"] for m in public)
            assert seen["unread"] == model.unread
            assert seen["waiting_since"] == iso_ms(model.waiting_ms)
            assert 0 <= seen["agent_read_seq"] <= seen["last_seq"]
            assert 0 <= seen["shopper_read_seq"] <= seen["last_seq"]
            if seen["state"] in ("assigned", "queued"):
                assert (seen["agent"] is not None) == (seen["state"] == "assigned")
                assert (seen["queued_at"] is not None) == (seen["state"] == "queued")

    async def check_feed(self, after: int) -> None:
        """The events alone, by the protocol's rule, lead to what one sees; versions rise, numbers have no gap."""
        events = await self.desk.events(after)
        assert [e.n for e in events] == list(range(after + 1, after + 1 + len(events)))
        held: dict[int, dict[str, Any]] = {}
        texts: dict[str, dict[str, Any]] = {}
        for event in events:
            conversation = event.data.get("conversation")
            if conversation is not None:
                old = held.get(conversation["id"])
                assert old is None or conversation["version"] > old["version"] or conversation == old
                held[conversation["id"]] = conversation
            if "message" in event.data:
                texts[event.data["message"]["id"]] = event.data["message"]
        for model in self.models:
            if model.chat in held:
                assert held[model.chat] == await self.desk.see(model.chat)
            for message in await self.desk.messages(model.chat):
                assert texts[message["id"]] == message


async def _play(copy: Copy, history: list[tuple[str, int, int]]) -> None:
    async with open_test_desk(copy, HandClock()) as desk:
        agents = [(await desk.staff_id(name), name) for name in ("小雨", "木木")]
        await desk.online("小雨", status="busy")
        models = [Model(await desk.conversation()) for _ in range(2)]
        played = History(desk, agents, models)
        before = (await desk.events())[-1:]
        for act, which, n in history:
            await played.play(act, which, n)
            await played.check()
        await played.check_feed(before[0].n if before else 0)


QUICK = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


@settings(QUICK, max_examples=40)
@given(history=HISTORY)
def test_any_history_holds_together(sqlite_shops: Copy, history: list[tuple[str, int, int]]) -> None:
    asyncio.run(_play(sqlite_shops, history))


@settings(QUICK, max_examples=8)
@given(history=HISTORY)
def test_any_history_holds_together_on_postgresql(postgres_shops: Copy, history: list[tuple[str, int, int]]) -> None:
    asyncio.run(_play(postgres_shops, history))


@pytest.mark.anyio
async def test_a_crowd_at_once(desk: TestDesk) -> None:
    """Everything at the same time, several conversations: numbers hold, no unit waits for another in a circle."""
    agents = [(await desk.staff_id(name), name) for name in ("小雨", "木木")]
    await desk.online("小雨", status="busy")
    before = len(await desk.events())
    models = [Model(await desk.conversation()) for _ in range(4)]
    crowd = History(desk, agents, models)
    work = [
        crowd.play(act, i % 4, i)
        for i, act in enumerate(["shopper", "agent", "note", "take", "to_team", "close", "rate", "queue"] * 12)
    ]
    await asyncio.gather(*work)
    for model in models:
        lines = await desk.public(model.chat)
        assert [m["seq"] for m in lines] == list(range(1, len(lines) + 1))
    await crowd.check_feed(before)
