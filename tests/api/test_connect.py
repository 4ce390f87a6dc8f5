"""API keys within their scopes; webhooks signed, tried again, replayed; receivers that hang, redirect or lead inside."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.support.clients import Staff, say
from tests.support.clocks import HandClock
from tests.support.serving import Served
from tests.support.shops import OWNER, QINGHE, SHANYU
from tests.support.waiting import eventually
from xiaoer.app.housekeeping import deliver
from xiaoer.kit.retrying import POSTS
from xiaoer.ports.posting import Outcome

pytestmark = pytest.mark.anyio
HOOK = {"url": "https://shop.example.com/xiaoer", "types": ["message.created", "conversation.opened"]}


async def bearer(server: Served, key: str) -> httpx.AsyncClient:
    return await server.http(headers={"authorization": f"Bearer {key}"})


async def made_key(owner: Staff, *scopes: str) -> tuple[int, str]:
    made = await owner.do("/keys", {"name": "ERP", "scopes": list(scopes)})
    return made["id"], made["key"]


async def test_a_key_opens_its_shop_within_its_scopes(server: Served) -> None:
    owner = await server.staff(OWNER)
    _, key = await made_key(owner, "read")
    program = await bearer(server, key)
    assert (await program.get(f"/api/shops/{QINGHE}/snapshot")).status_code == 200
    assert (await program.get(f"/api/shops/{SHANYU}/snapshot")).status_code == 404
    changed = await program.patch(f"/api/shops/{QINGHE}/settings", json={"greeting": "x"})
    assert changed.status_code == 403
    assert (await program.get(f"/api/shops/{QINGHE}/audit")).status_code == 403
    for path in (f"/api/shops/{QINGHE}/staff", f"/api/shops/{QINGHE}/keys", "/api/account", "/api/session"):
        assert (await program.get(path)).status_code in (401, 403), path
    listed = (await owner.get("/keys"))["keys"][0]
    assert (listed["hint"], listed["scopes"]) == (key[:8], ["read"])
    assert key not in json.dumps(listed)


async def test_a_key_that_may_manage_needs_no_csrf_and_signs_what_it_does(server: Served) -> None:
    owner = await server.staff(OWNER)
    _, key = await made_key(owner, "read", "manage")
    program = await bearer(server, key)
    done = await program.patch(f"/api/shops/{QINGHE}/settings", json={"greeting": "由 ERP 设置"})
    assert done.status_code == 200, done.text
    row = (await owner.get("/audit"))["rows"][0]
    assert "接口 ERP" in row["staff"]
    cookie = await owner.http.patch(f"/api/shops/{QINGHE}/settings", json={"greeting": "x"})
    assert cookie.status_code == 403, "a cookie still needs its CSRF token"


async def test_an_ended_key_and_a_forged_one_open_nothing(server: Served) -> None:
    owner = await server.staff(OWNER)
    key_id, key = await made_key(owner, "read")
    await owner.do(f"/keys/{key_id}", method="DELETE")
    for wrong in (key, "xk_forged", "xk_" + "A" * 5000, "xk_\u00e9"):
        program = await server.http()
        answer = await program.get(
            f"/api/shops/{QINGHE}/snapshot", headers={"authorization": f"Bearer {wrong}".encode()}
        )
        assert answer.status_code == 401, wrong[:20]


@dataclass
class Receiver:
    """Stands in for the address of somebody else; keeps what it was sent."""

    answers: list[int] = field(default_factory=list)
    got: list[tuple[bytes, Mapping[str, str]]] = field(default_factory=list)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
        self.got.append((body, headers))
        status = self.answers.pop(0) if self.answers else 200
        return Outcome(status, "ok" if status == 200 else "出错了\n<html>", 3)


async def posted(server: Served, receiver: Receiver) -> None:
    """Everything that is due now has been posted and settled."""
    busy: Counter[int] = Counter()
    await deliver(server.desk, server.desk.shops.find(QINGHE), receiver, busy)
    await eventually(lambda: not any(busy.values()))


async def speak(server: Served) -> None:
    shopper = await server.shopper("今天也要早睡")
    await say(await shopper.socket(), "在吗")


async def test_posts_are_signed_and_numbered(server: Served, clock: HandClock) -> None:
    owner = await server.staff(OWNER)
    hook = await owner.do("/webhooks", HOOK)
    receiver = Receiver()
    await speak(server)
    await posted(server, receiver)
    bodies = [json.loads(b) for b, _ in receiver.got]
    assert {b["type"] for b in bodies} == {"conversation.opened", "message.created"}
    assert {b["shop"] for b in bodies} == {QINGHE}
    assert [b["n"] for b in bodies] == sorted(b["n"] for b in bodies)
    body, headers = receiver.got[0]
    at, mac = (part.split("=", 1)[1] for part in headers["X-Xiaoer-Signature"].split(","))
    wanted = hmac.new(hook["secret"].encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(mac, wanted)
    assert int(at) == int(clock.now.timestamp())
    await posted(server, receiver)
    posts = [headers["X-Xiaoer-Delivery"] for _, headers in receiver.got]
    assert len(posts) == len(set(posts)), "once is enough"
    assert "secret" not in json.dumps(await owner.get("/webhooks"))


async def test_a_failing_receiver_is_tried_again_later_and_later_then_replayed(
    server: Served, clock: HandClock
) -> None:
    owner = await server.staff(OWNER)
    hook = await owner.do("/webhooks", {**HOOK, "types": ["conversation.opened"]})
    receiver = Receiver(answers=[500] * (len(POSTS.steps_s) + 1))
    await speak(server)
    await posted(server, receiver)
    await posted(server, receiver)
    assert len(receiver.got) == 1, "not before its time"
    for wait_s in POSTS.steps_s:
        clock.advance(wait_s + 1)
        await posted(server, receiver)
    assert len(receiver.got) == len(POSTS.steps_s) + 1
    path = f"/webhooks/{hook['id']}/deliveries"
    owner = await server.staff(OWNER)
    kept = (await owner.get(path))["deliveries"][0]
    assert (kept["state"], kept["attempts"], kept["status"]) == ("failed", len(POSTS.steps_s) + 1, 500)
    again = (await owner.do(f"{path}/{kept['id']}/replay"))["deliveries"][0]
    assert again["state"] == "waiting"
    await posted(server, receiver)
    done = (await owner.get(path))["deliveries"][0]
    assert (done["state"], done["status"]) == ("done", 200)
    assert receiver.got[-1][0] == receiver.got[0][0], "the same event"


async def test_a_receiver_that_hangs_holds_up_only_itself(server: Served) -> None:
    owner = await server.staff(OWNER)
    await owner.do("/webhooks", HOOK)
    free = asyncio.Event()

    class Hangs(Receiver):
        async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
            await free.wait()
            return await super().post(url, body, headers)

    receiver, busy = Hangs(), Counter[int]()
    shop = server.desk.shops.find(QINGHE)
    for _ in range(5):
        await speak(server)
        await deliver(server.desk, shop, receiver, busy)
    assert sum(busy.values()) <= 4, "no heap of posts on one that hangs"
    assert receiver.got == []
    free.set()
    await eventually(lambda: not any(busy.values()))


async def test_a_webhook_rests_and_goes_on_and_is_removed(server: Served) -> None:
    owner = await server.staff(OWNER)
    hook = await owner.do("/webhooks", HOOK)
    await owner.do(f"/webhooks/{hook['id']}", {"active": False}, method="PATCH")
    receiver = Receiver()
    await speak(server)
    await posted(server, receiver)
    await owner.do(f"/webhooks/{hook['id']}", {"active": True}, method="PATCH")
    await posted(server, receiver)
    assert receiver.got == [], "what happened while it rested is not told"
    assert (await owner.do(f"/webhooks/{hook['id']}", method="DELETE"))["webhooks"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "ftp://shop.example.com/"}, {"url": "https://user:pw@shop.example.com/"}, {"url": "shop.example.com"},
        {"url": "https://"}, {"types": []}, {"types": ["note.created"]}, {"types": ["suggestion.made"]},
    ],
)  # fmt: skip
async def test_bad_webhooks_are_refused(sqlite_server: Served, wrong: dict[str, Any]) -> None:
    owner = await sqlite_server.staff(OWNER)
    assert (await owner.call("POST", "/webhooks", json={**HOOK, **wrong})).status_code == 422
