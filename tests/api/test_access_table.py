"""Who may do what: every route of the app with every kind of caller, against one table.

A route without a row fails, and so does a row without a route.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from litestar.routes import HTTPRoute, WebSocketRoute

from tests.api import (
    access_academy,
    access_cases,
    access_casework,
    access_coaching,
    access_desk,
    access_exams,
    access_followups,
    access_founding,
    access_imports,
    access_materials,
    access_owner,
    access_paths,
    access_quality,
    access_robot,
    access_rules,
    access_shifts,
    access_shop,
)
from tests.api.access_crowd import Crowd, gather
from tests.api.access_kinds import CALLERS, ROLES, SIGNED_IN, VISITOR
from tests.support.clients import Wire
from tests.support.databases import Engine
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.domains.shoppers import service as shoppers

pytestmark = pytest.mark.anyio

PARTS = (
    access_shop,
    access_shifts,
    access_followups,
    access_imports,
    access_founding,
    access_materials,
    access_cases,
    access_casework,
    access_coaching,
    access_desk,
    access_owner,
    access_paths,
    access_rules,
    access_academy,
    access_exams,
    access_quality,
    access_robot,
)
TABLE: dict[tuple[str, str], dict[str, int]] = {door: who for part in PARTS for door, who in part.ROWS.items()}
PAGES = {("GET", p) for p in (
    "/", "/companion", "/desk", "/desk/{path:path}", "/store", "/store/{path:path}", "/api/docs", "/api/docs/{path:path}", "/widget.js", "/widget.en.js",
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


@pytest.fixture
async def crowd(server: Served) -> Crowd:
    return await gather(server)


def body_of(crowd: Crowd, caller: str, door: tuple[str, str]) -> dict[str, Any]:
    """What a caller sends to a door."""
    for made in (
        access_shop.BODIES,
        access_shifts.BODIES,
        access_followups.BODIES,
        access_imports.BODIES,
        access_founding.BODIES,
    ):
        if door in made:
            return made[door](crowd)
    for kept in (
        access_desk.BODIES,
        access_academy.BODIES,
        access_exams.BODIES,
        access_paths.BODIES,
        access_coaching.BODIES,
        access_materials.BODIES,
    ):
        if door in kept:
            return kept[door]
    if door in access_casework.FILES:
        return access_casework.FILES[door]
    if door in (fresh := access_casework.bodies()):
        return {"json": fresh[door]}
    if door in access_owner.BODIES:
        return {"json": access_owner.BODIES[door](crowd.password(caller))}
    if door in access_rules.BODIES:
        return {"json": access_rules.BODIES[door](crowd.server)}
    return {"json": access_cases.BODIES[door]} if door in access_cases.BODIES else {}


@dataclass(frozen=True, slots=True)
class Made:
    """What a request is about: values for the placeholders of its path, and a body where it was made with them."""

    names: dict[str, Any]
    body: dict[str, Any]


async def make(crowd: Crowd, caller: str, method: str, path: str) -> Made:
    """Fresh things of the first shop for one caller to call about."""
    by = crowd.staff[caller] if caller in ROLES and (method, path) != access_desk.SOOTHE else None
    chat, seq, shopper_id = 0, 0, 0
    if "{conversation_id" in path or "{shopper_id" in path:
        chat, seq, shopper_id = await crowd.chat(by)
    if path.endswith("/reveal"):
        shop_id = crowd.server.desk.shops.find(QINGHE).id
        shopper_id = await crowd.server.desk.run(lambda u: shoppers.ensure_known(u, shop_id, access_shop.ORDER[1]))
    phrase_id = await crowd.phrase() if "{phrase_id" in path else 0
    staff_id = (by or crowd.staff["agent"]).id
    names = {
        "{practice_id:int}": await access_academy.fresh_practice(crowd.server, staff_id, path),
        "{phrase_id:int}": phrase_id, "{shop:str}": QINGHE, "{conversation_id:int}": chat, "{seq:int}": seq,
        "{number:str}": "QH101", "{shopper_id:int}": shopper_id, "{name:str}": crowd.media,
    }  # fmt: skip
    names |= await access_cases.names(crowd.server, path) | await access_owner.names(crowd.server, path)
    names |= await access_rules.names(crowd.server, path) | await access_followups.names(crowd, path)
    names |= await access_casework.names(crowd.server, path) | await access_materials.names(crowd, path)
    names |= await access_shifts.names(crowd, by, path) | await access_imports.names(crowd, path)
    names |= await access_exams.names(crowd.server, staff_id, path)
    judged, judged_body = await access_quality.prepare(crowd.server, method, path, staff_id)
    robots, robot_body = await access_robot.prepare(crowd.server, (method, path))
    names |= judged | robots
    names |= await access_paths.names(crowd.server, staff_id, path)
    names |= await access_academy.names(crowd.server, staff_id, path)
    names |= await access_coaching.names(crowd.server, staff_id, path)
    return Made(names, judged_body or robot_body)


async def call(crowd: Crowd, caller: str, method: str, path: str, made: Made) -> httpx.Response:
    """One request of one caller."""
    address = path
    for name, value in made.names.items():
        address = address.replace(name, str(value))
    client, headers = crowd.client(caller)
    body = made.body or body_of(crowd, caller, (method, path))
    kept = dict(client.cookies)
    answer = await client.request(method, address, headers=headers, **body)
    client.cookies.clear()
    client.cookies.update(kept)
    return answer


def callers_of(door: tuple[str, str], engine: Engine) -> tuple[str, ...]:
    """Everybody on SQLite; on PostgreSQL the first who may, another shop's staff and nobody: rights don't know the engine."""
    if engine == "sqlite":
        return CALLERS
    may = [caller for caller in CALLERS if TABLE[door][caller] == 200]
    return tuple(dict.fromkeys((*may[:1], "stranger", "nobody")))


async def test_who_may_call(crowd: Crowd, engine: Engine) -> None:
    got: dict[tuple[str, str], dict[str, int]] = {}
    for method, path in sorted(TABLE, key=lambda row: row == ("DELETE", "/api/session")):  # signing out comes last
        of_route = got[method, path] = {}
        made: Made | None = None
        for caller in callers_of((method, path), engine):
            # Fresh for each of the staff; for the others alike, and untouched as long as all of them are refused.
            if made is None or caller in ROLES:
                made = await make(crowd, caller, method, path)
            answer = await call(crowd, caller, method, path, made)
            of_route[caller] = 200 if answer.is_success else answer.status_code
            if answer.is_success or caller in ROLES:
                made = None
            if not answer.is_success:
                assert answer.headers["content-type"].startswith("application/problem+json")
                assert QINGHE not in answer.text
    assert {k: v for k, v in got.items() if v != {caller: TABLE[k][caller] for caller in v}} == {}
    assert all(got.values())


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
        ("POST", f"/shoppers/{shopper_id}/reveal", {"order": access_shop.ORDER[0], "field": "phone", "reason": "好奇"}),
    ):  # fmt: skip
        answer = await stranger.call(method, path, shop="foreign", json=body)
        assert answer.status_code == 404, (path, answer.text)
    wire = await stranger.socket()
    await wire.send(
        "send", shop="foreign", conversation=chat, client_id="x", kind="text", body={"text": "您好，我来帮您看一下"}
    )
    assert (await wire.next("refused", client_id="x"))["code"] == "not_found"
