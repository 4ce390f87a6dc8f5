"""For every event type: old state + event = new state, exactly as the API shows it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, get_args

import pytest

from tests.conftest import Serve
from tests.support.clients import Shopper, Staff, Wire, answer, say
from tests.support.databases import Copy
from tests.support.mirror import Mirror
from tests.support.serving import Served
from tests.support.shops import LEAD, MUMU, QINGHE, XIAOYU
from tests.support.waiting import eventually
from xiaoer.domains.desk.server_frames import EventType
from xiaoer.domains.shop import service as shops_service

pytestmark = pytest.mark.anyio


@dataclass
class Stage:
    """People of a scenario: a shopper, an agent at work (busy: takes chats by hand), a lead who watches."""

    server: Served
    shopper: Shopper
    widget: Wire
    agent: Staff
    desk: Wire
    lead: Staff
    chat: int = 0

    async def write(self, text: str = "这件裙子有M码吗") -> None:
        """The shopper's line; remembers its conversation."""
        ack = await say(self.widget, text)
        event = await self.desk.next("event", where=lambda f: _seq(f) == ack["seq"] and _author(f) == "shopper")
        self.chat = event["event"]["data"]["conversation"]["id"]

    async def taken(self) -> None:
        """An open chat in the agent's hands."""
        await self.write()
        await self.agent.do(f"/conversations/{self.chat}/take")


def _seq(frame: dict[str, Any]) -> int | None:
    message = frame["event"]["data"].get("message")
    return message["seq"] if message else None


def _author(frame: dict[str, Any]) -> str | None:
    message = frame["event"]["data"].get("message")
    return message["author"] if message else None


Act = Callable[[Stage], Awaitable[Any]]


async def nothing(stage: Stage) -> None:
    """No preparation."""


async def recall(stage: Stage) -> None:
    seq = (await answer(stage.desk, stage.chat, "您好，我来帮您看一下"))["seq"]
    await stage.agent.do(f"/conversations/{stage.chat}/messages/{seq}/recall")


async def note(stage: Stage) -> None:
    await stage.desk.send("note", shop=QINGHE, conversation=stage.chat, client_id="note-1", text="常客，喜欢宽松")
    await stage.desk.next("ack", client_id="note-1")


async def wish_for_a_person(stage: Stage) -> None:
    await stage.widget.send("human")


async def take(stage: Stage) -> None:
    await stage.agent.do(f"/conversations/{stage.chat}/take")


async def transfer(stage: Stage) -> None:
    await stage.agent.do(f"/conversations/{stage.chat}/transfer", {"team": "售后", "remark": "想退货"})


async def close(stage: Stage) -> None:
    await stage.agent.do(f"/conversations/{stage.chat}/close", {"tag": "已解决"})


async def read(stage: Stage) -> None:
    await stage.desk.send("read", shop=QINGHE, conversation=stage.chat, seq=2)


async def rate(stage: Stage) -> None:
    await stage.widget.send("rate", stars=5, word="很耐心")


async def leave_a_message(stage: Stage) -> None:
    await stage.desk.send("status", status="away")
    await eventually(lambda: _nobody(stage))
    await stage.write("明天能发货吗")


async def _nobody(stage: Stage) -> bool:
    return not await stage.server.desk.staffed(stage.server.desk.shops.find(QINGHE).id)


async def ask(stage: Stage) -> None:
    await stage.write("身高165体重105斤穿什么码")


async def step_away(stage: Stage) -> None:
    await stage.desk.send("status", status="away")


async def leave_the_shop(stage: Stage) -> None:
    mumu = await stage.server.staff(MUMU)
    members = (await stage.lead.get("/staff"))["members"]
    version = next(m["version"] for m in members if m["id"] == mumu.id)
    await stage.lead.do(f"/staff/{mumu.id}/leave", {"version": version})


async def new_catalogue(stage: Stage) -> None:
    shop_id = stage.server.desk.shops.find(QINGHE).id
    await stage.server.desk.run(lambda u: shops_service.catalog_changed(u, shop_id, {"products"}))


async def new_settings(stage: Stage) -> None:
    await stage.lead.do("/settings", {"greeting": "欢迎光临", "response_target_s": 45}, method="PATCH")


async def ask_to_return(stage: Stage) -> None:
    await stage.agent.do("/cases", {"order": "20261021213078", "kind": "repair", "reason": "quality"})


async def ask_about_an_invoice(stage: Stage) -> None:
    await stage.taken()
    await propose(stage)


async def propose(stage: Stage) -> None:
    body = {
        "kind": "invoice", "order": "20261021213078", "conversation": stage.chat, "client_id": "c1",
        "params": [{"name": "抬头", "value": "个人"}],
    }  # fmt: skip
    await stage.agent.do("/actions", body)


async def withdraw(stage: Stage) -> None:
    made = (await stage.agent.get("/actions"))["actions"][0]
    await stage.agent.do(f"/actions/{made['id']}/acts", {"act": "withdraw", "version": made["version"]})


async def write_down(stage: Stage) -> None:
    await stage.agent.do("/work", {"text": "回电"})


async def write_a_report(stage: Stage) -> None:
    today = stage.server.desk.clock().date().isoformat()
    await stage.lead.do("/reports", {"kind": "day", "day": today})


SCENARIOS: dict[str, tuple[Act, Act, bool]] = {
    # type: (what happens before, what brings the event, whether the robot is on)
    "message.created": (Stage.taken, Stage.write, False),
    "message.recalled": (Stage.taken, recall, False),
    "message.changed": (ask_about_an_invoice, withdraw, False),
    "note.created": (Stage.taken, note, False),
    "conversation.opened": (nothing, Stage.write, False),
    "conversation.queued": (nothing, wish_for_a_person, True),
    "conversation.assigned": (Stage.write, take, False),
    "conversation.transferred": (Stage.taken, transfer, False),
    "conversation.closed": (Stage.taken, close, False),
    "conversation.read": (Stage.taken, read, False),
    "conversation.rated": (Stage.taken, rate, False),
    "conversation.updated": (nothing, leave_a_message, False),
    "suggestion.made": (Stage.taken, ask, True),
    "agent.changed": (nothing, step_away, False),
    "agent.left": (nothing, leave_the_shop, False),
    "catalog.changed": (nothing, new_catalogue, False),
    "case.changed": (nothing, ask_to_return, False),
    "task.changed": (nothing, write_down, False),
    "casework.changed": (Stage.taken, propose, False),
    "report.made": (nothing, write_a_report, False),
    "settings.changed": (nothing, new_settings, False),
}


def test_every_type_has_its_scenario() -> None:
    assert set(SCENARIOS) == set(get_args(EventType))


async def build(copy: Copy, start: Serve, *, robot: bool) -> Stage:
    server = await start(copy, robot=robot)
    agent, lead = await server.staff(XIAOYU), await server.staff(LEAD)
    desk = await agent.socket()
    await desk.send("status", status="busy")
    await desk.next("event", where=lambda f: (f["event"]["data"].get("agent") or {}).get("status") == "busy")
    shopper = await server.shopper("今天也要早睡")
    return Stage(server, shopper, await shopper.socket(), agent, desk, lead)


@pytest.mark.parametrize("kind", get_args(EventType))
async def test_old_state_and_event_is_new_state(shops: Copy, start: Serve, kind: str) -> None:
    before, act, robot = SCENARIOS[kind]
    stage = await build(shops, start, robot=robot)
    await before(stage)
    old = await Mirror.settled(stage.lead, stage.desk)
    await act(stage)
    await eventually(
        lambda: any(f["event"]["type"] == kind and f["event"]["n"] > old.event for f in stage.desk.all("event")), kind
    )
    new = await Mirror.settled(stage.lead, stage.desk)
    for frame in stage.desk.all("event"):
        old.apply(frame["event"])
    old.same(new)


async def test_a_chat_given_by_the_desk_itself_moves_its_agents_load(shops: Copy, start: Serve) -> None:
    """Nobody pressed anything: the chat went to whoever was free, and every workbench knows his load."""
    stage = await build(shops, start, robot=False)
    old = await Mirror.settled(stage.lead, stage.desk)
    await stage.desk.send("status", status="online")
    await stage.write()
    await stage.desk.next("event", where=lambda f: f["event"]["type"] == "conversation.assigned")
    new = await Mirror.settled(stage.lead, stage.desk)
    for frame in stage.desk.all("event"):
        old.apply(frame["event"])
    old.same(new)
    assert new.agents[stage.agent.id]["load"] == 1


async def test_a_chat_taken_by_answering_moves_its_agents_load(shops: Copy, start: Serve) -> None:
    stage = await build(shops, start, robot=False)
    await stage.write()
    old = await Mirror.settled(stage.lead, stage.desk)
    await answer(stage.desk, stage.chat, "您好，我来帮您看一下")
    new = await Mirror.settled(stage.lead, stage.desk)
    for frame in stage.desk.all("event"):
        old.apply(frame["event"])
    old.same(new)
    assert new.agents[stage.agent.id]["load"] == 1


async def test_two_windows_of_two_agents_agree(shops: Copy, start: Serve) -> None:
    """A whole little day, seen by two workbenches from their own snapshots: the same in the end."""
    stage = await build(shops, start, robot=False)
    other = await stage.server.staff(MUMU)
    far = await other.socket()
    await far.send("status", status="busy")
    mine, theirs = await Mirror.settled(stage.lead, stage.desk), await Mirror.settled(other, far)
    for act in (Stage.taken, note, recall, read, transfer, take, close, rate, Stage.write):
        await act(stage)
    new = await Mirror.settled(stage.lead, stage.desk)
    await eventually(lambda: any(f["event"]["n"] == new.event for f in far.all("event")))
    for held, wire in ((mine, stage.desk), (theirs, far)):
        for frame in wire.all("event"):
            held.apply(frame["event"])
        held.same(new)
