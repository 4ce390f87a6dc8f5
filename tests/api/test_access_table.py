"""Who may do what: every route of the app with every kind of caller, against one table.

A route without a row fails, and so does a row without a route.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from litestar.routes import HTTPRoute, WebSocketRoute
from PIL import Image
from sqlalchemy import update

from tests.api import access_academy, access_cases, access_desk, access_owner, access_rules
from tests.api.access_kinds import AUDIT, CALLERS, MANAGE, PUBLIC, READ, ROLES, SERVE, SIGNED_IN, VISITOR
from tests.support.clients import Shopper, Staff, Wire
from tests.support.serving import Served
from tests.support.shops import BY_ROLE, QINGHE, SHANYU, STRANGER, XIAOYU
from xiaoer.domains.desk import service
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.followups.models import FollowupRule, FollowupTouch
from xiaoer.domains.knowledge import phrases as quick
from xiaoer.domains.shifts.models import Handover, Shift
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.staff.models import StaffSession
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio

SHOP, CHAT = "/api/shops/{shop:str}", "/api/shops/{shop:str}/conversations/{conversation_id:int}"
WIDGET, FRONT = "/api/widget/{shop:str}", "/api/storefront"
TABLE: dict[tuple[str, str], dict[str, int]] = (
    access_cases.ROWS
    | access_desk.ROWS
    | access_owner.ROWS
    | access_rules.ROWS
    | access_academy.ROWS
    | {
        ("POST", "/api/session"): PUBLIC,
        ("GET", "/api/session"): SIGNED_IN,
        ("DELETE", "/api/session"): SIGNED_IN,
        ("GET", f"{SHOP}/snapshot"): READ,
        ("GET", f"{SHOP}/conversations"): READ,
        ("GET", CHAT): READ,
        ("GET", f"{CHAT}/messages"): READ,
        ("GET", f"{CHAT}/suggestion"): READ,
        ("POST", f"{CHAT}/take"): SERVE,
        ("POST", f"{CHAT}/transfer"): SERVE,
        ("POST", f"{CHAT}/close"): SERVE,
        ("POST", CHAT + "/messages/{seq:int}/recall"): SERVE,
        ("PUT", f"{CHAT}/draft"): SERVE,
        ("GET", f"{SHOP}/agents"): READ,
        ("GET", f"{SHOP}/settings"): READ,
        ("PATCH", f"{SHOP}/settings"): MANAGE,
        ("GET", f"{SHOP}/phrases"): READ,
        ("POST", f"{SHOP}/phrases"): MANAGE,
        ("PUT", SHOP + "/phrases/{phrase_id:int}"): MANAGE,
        ("DELETE", SHOP + "/phrases/{phrase_id:int}"): MANAGE,
        ("POST", SHOP + "/phrases/{phrase_id:int}/use"): SERVE,
        ("POST", f"{SHOP}/phrases/import"): MANAGE,
        ("GET", f"{SHOP}/phrases/export"): SERVE,
        ("GET", f"{SHOP}/products"): READ,
        ("GET", SHOP + "/products/{number:str}"): READ,
        ("GET", SHOP + "/shoppers/{shopper_id:int}"): READ,
        ("POST", SHOP + "/shoppers/{shopper_id:int}/reveal"): SERVE,
        ("POST", f"{SHOP}/uploads"): SERVE,
        ("GET", f"{SHOP}/audit"): AUDIT,
        ("GET", f"{SHOP}/handovers/draft"): SERVE,
        ("GET", f"{SHOP}/handovers"): READ,
        ("POST", f"{SHOP}/handovers"): SERVE,
        ("POST", SHOP + "/handovers/{handover_id:int}/sign"): SERVE,
        ("GET", f"{SHOP}/roster"): READ,
        ("POST", f"{SHOP}/roster"): MANAGE,
        ("DELETE", SHOP + "/roster/{shift_id:int}"): MANAGE,
        ("POST", SHOP + "/roster/{shift_id:int}/wish"): SERVE,
        ("POST", SHOP + "/roster/{shift_id:int}/decide"): MANAGE,
        ("GET", f"{SHOP}/attendance"): READ,
        ("GET", f"{SHOP}/followups"): READ,
        ("PUT", SHOP + "/followups/{rule_id:int}"): MANAGE,
        ("POST", SHOP + "/followups/{rule_id:int}/preview"): READ,
        ("GET", f"{SHOP}/followups/touches"): READ,
        ("POST", f"{SHOP}/followups/touches/decide"): MANAGE,
        ("POST", SHOP + "/followups/touches/{touch_id:int}/done"): SERVE,
        ("GET", f"{SHOP}/followups/report"): READ,
        ("GET", SHOP + "/shoppers/{shopper_id:int}/consent"): READ,
        ("PUT", SHOP + "/shoppers/{shopper_id:int}/consent"): SERVE,
        ("POST", f"{WIDGET}/refuse"): VISITOR,
        ("POST", f"{WIDGET}/session"): PUBLIC,
        ("GET", f"{WIDGET}/messages"): VISITOR,
        ("GET", f"{WIDGET}/orders"): VISITOR,
        ("POST", f"{WIDGET}/uploads"): VISITOR,
        ("GET", f"{WIDGET}/products"): PUBLIC,
        ("GET", WIDGET + "/products/{number:str}"): PUBLIC,
        ("GET", FRONT): PUBLIC,
        ("GET", FRONT + "/{shop:str}"): PUBLIC,
        ("POST", FRONT + "/{shop:str}/login"): PUBLIC,
        ("GET", "/shops/{shop:str}/pictures/{number:str}"): PUBLIC,
        ("GET", "/media/{name:str}"): PUBLIC,
        ("GET", "/health"): PUBLIC,
        ("GET", "/metrics"): PUBLIC,
        ("GET", "/api/openapi.json"): PUBLIC,
    }
)
PAGES = {("GET", p) for p in (
    "/", "/companion", "/desk", "/desk/{path:path}", "/store", "/store/{path:path}", "/api/docs", "/api/docs/{path:path}", "/widget.js",
)}  # fmt: skip  # files of the built web: the same for everybody, see test_pages
FRAMEWORK = "/api/schema"  # the framework's own description, the same for everybody
SOCKETS = {"/ws/desk": SIGNED_IN, "/ws/widget/{shop:str}": VISITOR}


def routes(server: Served) -> tuple[set[tuple[str, str]], set[str]]:
    http = {
        (method, route.path)
        for route in server.app.routes
        if isinstance(route, HTTPRoute) and not route.path.startswith(FRAMEWORK)
        for method in route.methods
        if method not in ("OPTIONS", "HEAD")
    }
    return http, {r.path for r in server.app.routes if isinstance(r, WebSocketRoute)}


async def test_every_route_has_its_row(sqlite_server: Served) -> None:
    http, sockets = routes(sqlite_server)
    assert http == set(TABLE) | PAGES
    assert sockets == set(SOCKETS)


@dataclass
class Crowd:
    """Everybody who may call, and things for them to call about."""

    server: Served
    staff: dict[str, Staff]
    shoppers: dict[str, Shopper]
    media: str

    async def phrase(self) -> int:
        """A fresh phrase of the team."""
        shop_id = self.server.desk.shops.find(QINGHE).id
        made = await self.server.desk.run(
            lambda u: quick.add(u, shop_id, owner_id=quick.TEAM, code=uuid4().hex, text="您好", group="")
        )
        return int(made["id"])

    async def chat(self, by: Staff | None) -> tuple[int, int, int]:
        """A fresh queued chat with a line of `by`: (conversation, seq of that line, shopper)."""
        desk, shop_id = self.server.desk, self.server.desk.shops.find(QINGHE).id

        def make(unit: Unit) -> tuple[int, int]:
            shopper_id = shoppers.ensure_known(unit, shop_id, f"n{uuid4().hex}")
            return service.ensure_conversation(unit, shop_id, shopper_id), shopper_id

        chat, shopper_id = await desk.run(make)
        await desk.say(_post(shop_id, chat, "shopper", None))
        if by is None:
            return chat, 2, shopper_id
        said = await desk.say(_post(shop_id, chat, "agent", by.id))
        await desk.run(lambda u: service.transfer(u, shop_id, chat, by="x", remark="", agent=None, team="售前"))
        return chat, said.number, shopper_id

    def client(self, caller: str) -> tuple[httpx.AsyncClient, dict[str, str]]:
        if caller in self.staff:
            return self.staff[caller].http, {"x-csrf-token": self.staff[caller].csrf}
        return self.shoppers[caller].http, {}


def _post(shop_id: int, chat: int, author: str, staff_id: int | None) -> Post:
    return Post(
        shop_id=shop_id, conversation_id=chat, client_id=uuid4().hex, author=author, author_name="x", kind="text",
        body=encode({"text": "在吗"}), preview="在吗", staff_id=staff_id,
    )  # fmt: skip


@pytest.fixture
async def crowd(server: Served) -> Crowd:
    staff = {role: await server.staff(login) for role, login in BY_ROLE.items()}
    staff["stranger"] = await server.staff(STRANGER)
    staff["expired"] = await server.staff(XIAOYU)
    used = update(StaffSession).where(StaffSession.csrf == staff["expired"].csrf).values(used_ms=0)
    await server.desk.run(lambda u: u.session.execute(used) and None)
    nobody = Staff(server.url, await server.http(), "", "", 0, server.stack)
    staff["nobody"] = nobody
    people = {
        "shopper": await server.shopper("今天也要早睡"),
        "foreign shopper": await server.shopper("海盐桃子", shop=SHANYU),
    }
    sent = await people["shopper"].http.post(f"/api/widget/{QINGHE}/uploads", files={"file": ("a.png", picture())})
    return Crowd(server, staff, people, sent.json()["url"].removeprefix("/media/"))


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


BODIES: dict[tuple[str, str], Callable[[Crowd], dict[str, Any]]] = {
    ("POST", "/api/session"): lambda c: {"json": _account(c)},
    ("POST", f"{CHAT}/transfer"): lambda c: {"json": {"team": "售后"}},
    ("POST", f"{CHAT}/close"): lambda c: {"json": {"tag": "已解决"}},
    ("PUT", f"{CHAT}/draft"): lambda c: {"json": {"text": "还没写完"}},
    ("PATCH", f"{SHOP}/settings"): lambda c: {"json": {"greeting": "欢迎"}},
    ("POST", f"{SHOP}/phrases"): lambda c: {"json": {"text": "您好", "code": uuid4().hex}},
    ("PUT", SHOP + "/phrases/{phrase_id:int}"): lambda c: {"json": {"text": uuid4().hex, "version": 1}},
    ("POST", f"{SHOP}/phrases/import"): lambda c: {"files": {"file": ("a.csv", PHRASE_FILE)}},
    ("POST", f"{SHOP}/handovers"): lambda c: {"json": {"items": [], "with_chats": False}},
    ("POST", f"{SHOP}/roster"): lambda c: {"json": _shift_wish(c)},
    ("POST", SHOP + "/roster/{shift_id:int}/wish"): lambda c: {"json": {"kind": "leave", "why": "看牙"}},
    ("POST", SHOP + "/roster/{shift_id:int}/decide"): lambda c: {"json": {"agree": False}},
    ("PUT", SHOP + "/followups/{rule_id:int}"): lambda c: {"json": RULE},
    ("POST", f"{SHOP}/followups/touches/decide"): lambda c: {"json": {"ids": [1], "approve": False}},
    ("PUT", SHOP + "/shoppers/{shopper_id:int}/consent"): lambda c: {"json": {"given": True, "source": "会员页"}},
    ("POST", f"{SHOP}/uploads"): lambda c: {"files": {"file": ("a.png", picture())}},
    ("POST", f"{WIDGET}/uploads"): lambda c: {"files": {"file": ("a.png", picture())}},
    ("POST", f"{WIDGET}/session"): lambda c: {"json": {}},
    ("POST", FRONT + "/{shop:str}/login"): lambda c: {"json": {"nick": "今天也要早睡"}},
    ("POST", SHOP + "/shoppers/{shopper_id:int}/reveal"): lambda c: {
        "json": {"order": ORDER[0], "field": "phone", "reason": "核对收货电话"}
    },
}
PHRASE_FILE = "快捷短语编码,快捷短语,快捷短语分组\nzz,在的,招呼\n".encode("gbk")
ORDER = ("20261021213078", "今天也要早睡")
RULE = {
    "version": 1, "name": "催付", "enabled": False, "approval": True, "stop_h": 20, "holdout_pct": 10,
    "touches": [{"after_min": 15, "text": "亲，您拍下的{商品}还没有付款。"}],
}  # fmt: skip


_DAYS = itertools.count(1)


def _shift_wish(crowd: Crowd) -> dict[str, Any]:
    """A shift on a day of its own."""
    starts = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(days=next(_DAYS))
    ends = starts + timedelta(hours=8)
    return {"staff_id": crowd.staff["agent"].id, "starts_at": starts.isoformat(), "ends_at": ends.isoformat()}


async def _shift(crowd: Crowd, by: Staff | None) -> tuple[int, int]:
    """A fresh handover of somebody else to nobody in particular, and a fresh shift of the caller with a wish."""
    shop_id = crowd.server.desk.shops.find(QINGHE).id

    def make(unit: Unit) -> tuple[int, int]:
        handover = Handover(shop_id=shop_id, from_id=999_999, at_ms=unit.now_ms, items="[]")
        shift = Shift(shop_id=shop_id, staff_id=by.id if by else 1, starts_ms=1, ends_ms=2, wish="leave")
        unit.session.add_all([handover, shift])
        unit.session.flush()
        return handover.id, shift.id

    return await crowd.server.desk.run(make)


async def _followup(crowd: Crowd) -> tuple[int, int]:
    """A fresh rule, and a fresh line of it that waits to be sent by hand."""
    shop_id = crowd.server.desk.shops.find(QINGHE).id

    def make(unit: Unit) -> tuple[int, int]:
        rule = FollowupRule(shop_id=shop_id, kind="unpaid", name="催付", stop_h=20, touches="[]")
        unit.session.add(rule)
        unit.session.flush()
        touch = FollowupTouch(
            shop_id=shop_id, rule_id=rule.id, subject=uuid4().hex, touch=1, state="copy", nick="x", at_ms=unit.now_ms
        )
        unit.session.add(touch)
        unit.session.flush()
        return rule.id, touch.id

    return await crowd.server.desk.run(make)


def _account(crowd: Crowd) -> dict[str, str]:
    account = crowd.server.accounts[XIAOYU]
    return {"login": account.login, "password": account.password}


def _password(crowd: Crowd, caller: str) -> str:
    return crowd.server.accounts[{**BY_ROLE, "stranger": STRANGER}.get(caller, XIAOYU)].password


async def call(crowd: Crowd, caller: str, method: str, path: str) -> httpx.Response:
    """One request of one caller about fresh things of the first shop."""
    by = crowd.staff[caller] if caller in ROLES and (method, path) != access_desk.SOOTHE else None
    chat, seq, shopper_id = 0, 0, 0
    if "{conversation_id" in path or "{shopper_id" in path:
        chat, seq, shopper_id = await crowd.chat(by)
    if path.endswith("/reveal"):
        shop_id = crowd.server.desk.shops.find(QINGHE).id
        shopper_id = await crowd.server.desk.run(lambda u: shoppers.ensure_known(u, shop_id, ORDER[1]))
    phrase_id = await crowd.phrase() if "{phrase_id" in path else 0
    handover_id, shift_id = await _shift(crowd, by) if "handover_id" in path or "shift_id" in path else (0, 0)
    rule_id, touch_id = await _followup(crowd) if "/followups/" in path else (0, 0)
    fresh = await access_cases.names(crowd.server, path)
    staff_id = (by or crowd.staff["agent"]).id
    names = fresh | await access_owner.names(crowd.server, path) | await access_rules.names(crowd.server, path) | {
        "{practice_id:int}": await access_academy.fresh_practice(crowd.server, staff_id, path),
        "{phrase_id:int}": phrase_id,
        "{handover_id:int}": handover_id,
        "{shift_id:int}": shift_id,
        "{rule_id:int}": rule_id,
        "{touch_id:int}": touch_id,
        "{shop:str}": QINGHE, "{conversation_id:int}": chat, "{seq:int}": seq, "{number:str}": "QH101",
        "{shopper_id:int}": shopper_id, "{name:str}": crowd.media,
    }  # fmt: skip
    address = path
    for name, value in names.items():
        address = address.replace(name, str(value))
    client, headers = crowd.client(caller)
    body = BODIES.get((method, path), lambda c: {})(crowd)
    if (method, path) in access_owner.BODIES:
        body = {"json": access_owner.BODIES[method, path](_password(crowd, caller))}
    body = access_desk.BODIES.get((method, path), body)
    if (method, path) in access_rules.BODIES:
        body = {"json": access_rules.BODIES[method, path](crowd.server)}
    if (method, path) in access_cases.BODIES:
        body = {"json": access_cases.BODIES[method, path]}
    body = access_academy.BODIES.get((method, path), body)
    kept = dict(client.cookies)
    answer = await client.request(method, address, headers=headers, **body)
    client.cookies.clear()
    client.cookies.update(kept)
    return answer


async def test_who_may_call(crowd: Crowd) -> None:
    got: dict[tuple[str, str], dict[str, int]] = {}
    for method, path in sorted(TABLE, key=lambda row: row == ("DELETE", "/api/session")):  # signing out comes last
        of_route = got[method, path] = {}
        for caller in CALLERS:
            answer = await call(crowd, caller, method, path)
            of_route[caller] = 200 if answer.is_success else answer.status_code
            if not answer.is_success:
                assert answer.headers["content-type"].startswith("application/problem+json")
                assert QINGHE not in answer.text
    assert {k: v for k, v in got.items() if v != TABLE[k]} == {}


Open = Callable[[Crowd, str], Awaitable[tuple[str, int | dict[str, Any]]]]


async def _desk(crowd: Crowd, caller: str) -> tuple[str, int | dict[str, Any]]:
    person = crowd.staff.get(caller)
    headers = {"cookie": f"xiaoer_session={person.token}"} if person and person.token else {}
    wire = await crowd.server.wire("/ws/desk", additional_headers=headers)
    return await _said(wire, csrf=person.csrf if person else "", feeds={QINGHE: 0})


async def _widget(crowd: Crowd, caller: str) -> tuple[str, int | dict[str, Any]]:
    person = crowd.staff.get(caller)
    headers = {"cookie": f"xiaoer_session={person.token}"} if person and person.token else {}
    token = crowd.shoppers[caller].token if caller in crowd.shoppers else "none"
    wire = await crowd.server.wire(f"/ws/widget/{QINGHE}", additional_headers=headers)
    return await _said(wire, token=token, rev=0)


async def _said(wire: Wire, **auth: Any) -> tuple[str, int | dict[str, Any]]:
    import contextlib

    from websockets.exceptions import ConnectionClosed

    with contextlib.suppress(ConnectionClosed):
        await wire.send("auth", **auth)
    try:
        return "hello", await wire.next("hello")
    except AssertionError:
        return "closed", await wire.closes()


@pytest.mark.parametrize(("path", "open_"), [("/ws/desk", _desk), ("/ws/widget/{shop:str}", _widget)])
async def test_who_may_open_a_socket(crowd: Crowd, path: str, open_: Open) -> None:
    for caller in CALLERS:
        kind, what = await open_(crowd, caller)
        if SOCKETS[path][caller] == 200:
            assert kind == "hello", (caller, what)
            if path == "/ws/desk":
                assert isinstance(what, dict)
                assert set(what["feeds"]) == ({"foreign"} if caller == "stranger" else {QINGHE})
        else:
            assert (kind, what) == ("closed", 4401), caller


async def test_writing_frames_follow_the_same_rights(crowd: Crowd) -> None:
    """Over the socket too: who may not serve is refused, other shops look like none."""
    for caller in (*ROLES, "stranger"):
        chat, _, _ = await crowd.chat(None)
        wire = await crowd.staff[caller].socket()
        wishes = {
            "send": {"conversation": chat, "client_id": "m", "kind": "text", "body": {"text": "您好，我来帮您看一下"}},
            "note": {"conversation": chat, "client_id": "n", "text": "备注"},
            "read": {"conversation": chat, "seq": 1},
            "typing": {"conversation": chat, "on": True},
        }
        for type_, fields in wishes.items():
            await wire.send(type_, shop=QINGHE, **fields)
        await wire.silence()
        codes = [f["code"] for f in wire.all("refused")]
        wanted = {"stranger": ["not_found"] * 4, "trainer": ["forbidden"] * 4, "auditor": ["forbidden"] * 4}
        assert codes == wanted.get(caller, []), caller
        await wire.close()


async def test_other_shops_conversations_look_like_none(crowd: Crowd) -> None:
    """The owner of another shop asks in his own shop for our chat's number: there is no such thing."""
    stranger = crowd.staff["stranger"]
    chat, seq, shopper_id = await crowd.chat(None)
    for method, path, body in (
        ("GET", f"/conversations/{chat}", None), ("GET", f"/conversations/{chat}/messages", None),
        ("GET", f"/conversations/{chat}/suggestion", None), ("POST", f"/conversations/{chat}/take", None),
        ("POST", f"/conversations/{chat}/close", {"tag": "已解决"}),
        ("POST", f"/conversations/{chat}/transfer", {"team": "售后"}),
        ("POST", f"/conversations/{chat}/messages/{seq}/recall", None),
        ("PUT", f"/conversations/{chat}/draft", {"text": "x"}), ("GET", f"/shoppers/{shopper_id}", None),
        ("POST", f"/shoppers/{shopper_id}/reveal", {"order": ORDER[0], "field": "phone", "reason": "好奇"}),
    ):  # fmt: skip
        answer = await stranger.call(method, path, shop="foreign", json=body)
        assert answer.status_code == 404, (path, answer.text)
    wire = await stranger.socket()
    await wire.send(
        "send", shop="foreign", conversation=chat, client_id="x", kind="text", body={"text": "您好，我来帮您看一下"}
    )
    assert (await wire.next("refused", client_id="x"))["code"] == "not_found"
