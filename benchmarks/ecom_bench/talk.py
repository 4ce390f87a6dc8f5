"""One task talked through: the scripted customer's messages, 确认 to every proposal, and the writes that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from benchmarks.ecom_bench.facts import facts_of, orders_of, person_of
from benchmarks.ecom_bench.script import Message
from benchmarks.ecom_bench.world import World, Write
from xiaoer.core.answering.engine import Engine
from xiaoer.core.answering.shapes import Draft, Memory
from xiaoer.core.transcript import Transcript, Utterance

_YES = "确认"
_MOST = 12
NOW = datetime.fromisoformat("2025-06-18T14:00+08:00")


@dataclass(frozen=True, slots=True)
class Made:
    """A write with the customer's word right before it and the state of its order then."""

    write: Write
    said: str
    state: str


class Talk:
    """A conversation of one customer with the engine over one world."""

    def __init__(self, world: World, engine: Engine | None = None) -> None:
        self.world = world
        self.engine = engine or Engine(facts_of(world), actions=True)
        self.lines: list[Utterance] = []
        self.memory = Memory()
        self.made: list[Made] = []

    def run(self, messages: list[Message]) -> None:
        """The whole script."""
        for message in messages:
            for seen in message.pictures:
                self._add("image", seen)
            draft = self._say(message.text)
            for _ in range(_MOST):
                if not _proposes(draft):
                    break
                draft = self._say(_YES)

    def _say(self, text: str) -> Draft:
        self._add("text", text)
        transcript = Transcript("task", "jd", self.world.user, tuple(self.lines), None)
        draft = self.engine.answer(
            transcript, orders=orders_of(self.world, NOW), now=NOW, memory=self.memory, person=person_of(self.world)
        )
        self.memory = draft.memory
        self.lines.append(Utterance(len(self.lines) + 1, NOW, "robot", "", draft.reply))
        if draft.action is not None and draft.action.state == "done":
            state = str(self.world.orders.get(draft.action.order, {}).get("订单状态", ""))
            for write in self.world.writes_of(draft.action):
                self.made.append(Made(write, text, state))
                self.world.write(write)
        return draft

    def _add(self, kind: str, text: str) -> None:
        self.lines.append(Utterance(len(self.lines) + 1, NOW, "shopper", self.world.user, text, kind=kind))  # type: ignore[arg-type]


def _proposes(draft: Draft) -> bool:
    return any(action is not None and action.state == "proposed" for action in (draft.action, draft.then))
