"""A workbench's memory by the rule of the protocol (§4.2): a snapshot, then whole entities put in place by events."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.support.clients import Frame, Staff, Wire
from tests.support.shops import QINGHE
from tests.support.waiting import eventually

Entity = dict[str, Any]


@dataclass
class Mirror:
    """What a workbench holds of a shop."""

    event: int
    conversations: dict[int, Entity]
    agents: dict[int, Entity]
    catalog_version: int
    messages: dict[str, Entity] = field(default_factory=dict)
    cases: dict[int, Entity] = field(default_factory=dict)
    tasks: dict[int, Entity] = field(default_factory=dict)
    settings: Entity = field(default_factory=dict)
    stale_settings: bool = False

    @classmethod
    async def take(cls, staff: Staff, shop: str = QINGHE) -> Mirror:
        """Everything that the API shows now."""
        found = await staff.get("/snapshot", shop=shop)
        messages: dict[str, Entity] = {}
        for conversation in found["conversations"]:
            page = await staff.get(f"/conversations/{conversation['id']}/messages?limit=200", shop=shop)
            assert not page["more"]
            messages |= {m["id"]: m for m in page["messages"]}
        return cls(
            event=found["event"],
            conversations={c["id"]: c for c in found["conversations"]},
            agents={a["id"]: a for a in found["agents"]},
            catalog_version=found["catalog_version"],
            messages=messages,
            cases={c["id"]: c for c in (await staff.get("/cases?state=all", shop=shop))["cases"]},
            tasks={t["id"]: t for t in (await staff.get("/work?state=all", shop=shop))["tasks"]},
            settings=await staff.get("/settings", shop=shop),
        )

    @classmethod
    async def settled(cls, staff: Staff, wire: Wire, shop: str = QINGHE) -> Mirror:
        """What the API shows when nothing moves any more and `wire` has heard everything."""
        quiet = 0
        last = -1
        while quiet < 4:
            now = (await staff.get("/snapshot", shop=shop))["event"]
            quiet, last = (quiet + 1, last) if now == last else (0, now)
            await asyncio.sleep(0.08)
        heard = [f["event"]["n"] for f in wire.all("event") if f["event"]["shop"] == shop]
        if last and (heard or wire.start.get(shop, 0) < last):
            await eventually(lambda: _newest(wire, shop) >= last, f"event {last} on the socket")
        return await cls.take(staff, shop)

    def apply(self, event: Frame) -> None:
        """Put what an event carries in place of the old."""
        if event["n"] <= self.event:
            return
        assert event["n"] == self.event + 1, f"a gap before event {event['n']}"
        self.event = event["n"]
        data = event["data"]
        conversation = data.get("conversation")
        if conversation is not None:
            held = self.conversations.get(conversation["id"])
            if held is None or conversation["version"] >= held["version"]:
                self.conversations[conversation["id"]] = conversation
        if data.get("message") is not None:
            self.messages[data["message"]["id"]] = data["message"]
        if event["type"] == "agent.left":
            del self.agents[data["agent"]["id"]]
        elif data.get("agent") is not None:
            self.agents[data["agent"]["id"]] = data["agent"]
        if data.get("case") is not None:
            self.cases[data["case"]["id"]] = data["case"]
        if data.get("task") is not None:
            self.tasks[data["task"]["id"]] = data["task"]
        if event["type"] == "catalog.changed":
            self.catalog_version = data["catalog_version"]
        if event["type"] == "settings.changed":
            self.stale_settings = True

    def same(self, other: Mirror) -> None:
        """Fails where the two differ."""
        assert self.event == other.event
        assert self.conversations == _without_absent(other.conversations)
        assert self.agents == other.agents
        assert (self.cases, self.tasks) == (other.cases, other.tasks)
        assert self.catalog_version == other.catalog_version
        assert {k: _plain(m) for k, m in self.messages.items()} == {k: _plain(m) for k, m in other.messages.items()}
        if not self.stale_settings:
            assert self.settings == other.settings


def _newest(wire: Wire, shop: str) -> int:
    return max((f["event"]["n"] for f in wire.all("event") if f["event"]["shop"] == shop), default=0)


def _without_absent(conversations: dict[int, Entity]) -> dict[int, Entity]:
    """Over HTTP a visit in a list names its remark, always null there; events leave it out."""
    return {
        i: c
        | {
            "visit": c["visit"]
            and {k: v for k, v in c["visit"].items() if (k, v) not in (("remark", None), ("opened_seq", None))}
        }
        for i, c in conversations.items()
    }


def _plain(message: Entity) -> Entity:
    """Over HTTP a body names all fields that a body can have; absent ones are null."""
    return {**message, "body": {k: v for k, v in message["body"].items() if v is not None}}
