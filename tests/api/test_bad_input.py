"""Bad input: every wrong frame, text, number and address has a clear answer; nothing is stored; nothing breaks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Serve
from tests.domains.desk.test_resume import Running, running  # noqa: F401 - a fixture
from tests.support.clients import Staff, Wire, answer, say
from tests.support.databases import Copy
from tests.support.serving import Served
from tests.support.shops import LEAD, QINGHE, XIAOYU
from tests.support.waiting import eventually

ANYIO = pytest.mark.anyio


async def refused(wire: Wire, client_id: str, **fields: Any) -> dict[str, Any]:
    await wire.send("send", client_id=client_id, **{"kind": "text", **fields})
    return await wire.next("refused", client_id=client_id)


async def count(server: Served) -> int:
    agent = await server.staff(LEAD)
    return (await agent.get("/snapshot"))["event"]


@ANYIO
async def test_long_empty_and_unknown(server: Served) -> None:
    wire = await (await server.shopper()).socket()
    before = await count(server)
    cases: dict[str, tuple[dict[str, Any], str]] = {
        "long": ({"body": {"text": "长" * 5001}}, "too_long"),
        "very long": ({"body": {"text": "长" * 100_000}}, "too_long"),
        "empty": ({"body": {"text": ""}}, "empty"),
        "blank": ({"body": {"text": " \n\t　"}}, "empty"),
        "nothing": ({"body": {}}, "empty"),
        "NUL": ({"body": {"text": "a\x00b"}}, "bad_frame"),
        "half character": ({"body": {"text": "a\ud800b"}}, "bad_frame"),
        "no body": ({"body": None}, "bad_frame"),
        "odd kind": ({"kind": "form", "body": {"text": "x"}}, "bad_frame"),
        "no media": ({"kind": "image", "body": {"media": "none"}}, "bad_media"),
        "no product": ({"kind": "product_card", "body": {"product": "none"}}, "unknown_product"),
        "no order": ({"kind": "order_card", "body": {"order": "none"}}, "unknown_order"),
        "list as text": ({"body": {"text": ["x"]}}, "bad_frame"),
        "number as text": ({"body": {"text": 5}}, "bad_frame"),
    }
    for name, (fields, code) in cases.items():
        frame = await refused(wire, name, **fields)
        assert frame["code"] == code, (name, frame)
        assert frame["detail"]
    assert await count(server) == before
    assert (await say(wire, "长" * 5000))["seq"] == 2


@ANYIO
async def test_frames_that_are_no_frames(server: Served) -> None:
    shopper, agent = await server.shopper(), await server.staff(XIAOYU)
    for wire in (await shopper.socket(), await agent.socket()):
        broken = [
            "", "{", "null", "[]", "5", '"x"', "{}", '{"type":null}', '{"type":"nothing"}', '{"type":"auth"}',
            '{"type":"send"}', '{"type":"read","seq":0}', '{"type":"read","seq":-1}', '{"type":"read","seq":9007199254740992}',
            '{"type":"read","seq":1e400}', '{"type":"read","seq":123456789012345678901234567890}',
            '{"type":"rate","stars":6}', '{"type":"typing","on":"perhaps","shop":"x","conversation":1}',
            '{"type":"send","client_id":"","kind":"text","body":{"text":"x"}}', '{"type":"send","client_id":"\\u0000"}',
            json.dumps({"type": "send", "client_id": "c" * 65, "kind": "text", "body": {"text": "x"}}), "[" * 5000,
        ]  # fmt: skip
        for text in broken:
            await wire.raw(text)
        await wire.silence()
        codes = [f["code"] for f in wire.all("refused")]
        assert codes == ["bad_frame"] * len(broken)
        assert all(f["detail"] for f in wire.all("refused"))
        assert not wire.closed


@ANYIO
async def test_first_frames_that_are_none_close_the_socket(server: Served) -> None:
    for path in (f"/ws/widget/{QINGHE}", "/ws/desk"):
        for text in ("x", "{}", '{"type":"ping"}', '{"type":"auth","token":5,"csrf":5}', "[" * 1000):
            headers = {"cookie": f"xiaoer_session={(await server.staff(XIAOYU)).token}"}
            wire = await server.wire(path, additional_headers=headers)
            await wire.raw(text)
            assert await wire.closes() == 4400
    wire = await server.wire("/ws/widget/no-such-shop")
    assert await wire.closes() == 4404


@ANYIO
async def test_frames_of_bytes_are_refused(server: Served) -> None:
    wire = await (await server.shopper()).socket()
    for data in (b"\xff\xfe\x00", json.dumps({"type": "ping"}).encode()):
        await wire.raw(data)
        assert (await wire.next("refused"))["code"] == "bad_frame"
    await wire.silence()


@ANYIO
async def test_script_stays_text(server: Served) -> None:
    text = "<script>alert('1')</script> \"' \\ \u2028 \u202e 😀 {{7*7}} ${x}"
    widget = await (await server.shopper()).socket()
    desk = await (await server.staff(XIAOYU)).socket()
    await say(widget, text)
    event = await desk.next(
        "event", where=lambda f: (f["event"]["data"].get("message") or {}).get("author") == "shopper"
    )
    assert event["event"]["data"]["message"]["body"]["text"] == text
    agent = await server.staff(XIAOYU)
    chat = event["event"]["data"]["conversation"]["id"]
    page = await agent.get(f"/conversations/{chat}/messages")
    assert text in [m["body"]["text"] for m in page["messages"]]


@ANYIO
async def test_ten_thousand_messages_are_slowed_down_with_a_clear_answer(sqlite_server: Served) -> None:
    """The burst is taken, the rest is told how long to wait; others are served meanwhile."""
    wire = await (await sqlite_server.shopper()).socket()
    other = await (await sqlite_server.shopper()).socket()
    frame = {"type": "send", "kind": "text", "body": {"text": "刷屏"}}
    for i in range(10_000):
        await wire.raw(json.dumps({**frame, "client_id": f"m{i}"}))
        if i == 5_000:
            assert (await say(other, "正常的问题"))["seq"]
    await wire.next("refused", client_id="m9999", within_s=60)
    limited = wire.all("refused")
    await eventually(lambda: len(wire.all("ack")) + len(limited) == 10_000)
    assert {f["code"] for f in limited} == {"rate_limited"}
    assert all(0 < f["retry_after_s"] <= 1.1 for f in limited)
    acks = [f["client_id"] for f in wire.all("ack")]
    assert acks[:8] == [f"m{i}" for i in range(8)]
    assert len(acks) < 120


@ANYIO
async def test_an_agent_is_limited_too(sqlite_shops: Copy, start: Serve) -> None:
    server = await start(sqlite_shops, agent_burst=3, agent_per_minute=6)
    await say(await (await server.shopper()).socket(), "在吗")
    agent = await server.staff(XIAOYU)
    desk = await agent.socket()
    chat = (await agent.get("/snapshot"))["conversations"][0]["id"]
    for i in range(6):
        body = {"text": "您好，我来帮您看一下"}
        await desk.send("send", shop=QINGHE, conversation=chat, client_id=f"a{i}", kind="text", body=body)
    await desk.next("refused", client_id="a5", code="rate_limited")
    await eventually(lambda: len(desk.all("ack")) == 3)


@ANYIO
async def test_the_gate_stops_what_must_not_leave(server: Served) -> None:
    widget = await (await server.shopper()).socket()
    agent = await server.staff(XIAOYU)
    desk = await agent.socket()
    await say(widget, "能加微信吗")
    chat = (await agent.get("/snapshot"))["conversations"][0]["id"]
    body = {"text": "可以的，加我微信 abc12345 私下转账便宜二十"}
    await desk.send("send", shop=QINGHE, conversation=chat, client_id="w", kind="text", body=body, warned=True)
    frame = await desk.next("refused", client_id="w")
    assert frame["code"] == "gate_block"
    assert frame["findings"][0]["level"] == "block"
    await desk.send("send", shop=QINGHE, conversation=chat, client_id="v", kind="text", body={"text": "在的"})
    frame = await desk.next("refused", client_id="v")
    assert frame["code"] == "gate_warn"
    assert (await answer(desk, chat, "在的", client_id="v", warned=True))["seq"]
    await desk.send("check", shop=QINGHE, id=7, text=body["text"])
    checked = await desk.next("checked", id=7)
    assert checked["verdict"] == "block"
    texts = [f["message"]["body"].get("text") for f in widget.all("message")]
    assert body["text"] not in texts


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(["x" * 300, "\x00", QINGHE]),
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
KINDS = ["auth", "send", "note", "check", "read", "typing", "look", "status", "follow", "human", "rate", "ping"]
FIELDS = [
    "shop",
    "conversation",
    "client_id",
    "kind",
    "body",
    "text",
    "id",
    "seq",
    "on",
    "status",
    "after",
    "stars",
    "word",
    "product",
    "warned",
]
FRAMES = st.builds(
    lambda kind, fields: {"type": kind, **fields},
    st.sampled_from(KINDS),
    st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(frames=st.lists(FRAMES, max_size=8))
def test_no_frame_ends_a_socket(running: Running, frames: list[dict[str, Any]]) -> None:  # noqa: F811
    """Whatever JSON comes: an answer or none, and the socket goes on."""

    async def run() -> None:
        shopper = await running.server.shopper()
        agent: Staff = running.agent
        widget = await shopper.socket()
        desk = await agent.socket()
        for wire in (widget, desk):
            for frame in frames:
                await wire.raw(json.dumps(frame))
            await wire.silence()
            assert not any(f["code"] == "unavailable" for f in wire.all("refused"))
            await wire.close()

    running.runner.run(run())


ADDRESSES = (
    "/conversations/0", "/conversations/-1", "/conversations/9007199254740992", "/conversations/99999999999999999999",
    "/conversations/1e5", "/conversations/abc", "/conversations/1/messages?before=0", "/conversations/1/messages?limit=0",
    "/conversations/1/messages?limit=100000", "/conversations/1/messages?before=9007199254740993",
    "/conversations?state=none", "/conversations?q=" + "x" * 101, "/audit?before=x", "/shoppers/0",
    "/products/" + "x" * 3000, "/products?q=%ff%fe", "/conversations?q=%00", "/products/%00", "/products/%ed%a0%80",
)  # fmt: skip
BODIES = (
    b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b'{"greeting":5}', b'{"greeting":"a\\u0000"}',
    b'{"greeting":"\\ud800"}', b'{"response_target_s":99999999999999999999}', b'{"response_target_s":1e999}',
    b'{"unknown":1}', b'{"robot":{"x":"y"}}', b'{"origins":["javascript:alert(1)"]}', b'{"service_hours":"99"}',
    b'{"closing_tags":[]}', b"[" * 100_000,
)  # fmt: skip


@ANYIO
async def test_addresses_beyond_all_bounds(server: Served) -> None:
    lead = await server.staff(LEAD)
    for path in ADDRESSES:
        found = await lead.call("GET", path)
        assert 200 <= found.status_code < 500, (path, found.text)
        if found.status_code >= 400:
            assert found.headers["content-type"].startswith("application/problem+json")
            assert found.json()["code"] != "internal"


@ANYIO
async def test_bodies_that_are_none(server: Served) -> None:
    lead = await server.staff(LEAD)
    headers = {"x-csrf-token": lead.csrf, "content-type": "application/json"}
    for content in BODIES:
        found = await lead.http.request("PATCH", f"/api/shops/{QINGHE}/settings", content=content, headers=headers)
        assert 400 <= found.status_code < 500, (content[:50], found.text)
        assert found.headers["content-type"].startswith("application/problem+json")
        assert found.json()["detail"]


@ANYIO
async def test_a_body_larger_than_allowed(sqlite_server: Served) -> None:
    client = await sqlite_server.http()
    answer_ = await client.post("/api/session", content=b"x" * 11_000_000, headers={"content-type": "application/json"})
    assert answer_.status_code == 413
    assert answer_.json()["code"] == "too_large"


@ANYIO
async def test_hours_that_no_clock_knows(sqlite_server: Served) -> None:
    """What the pattern lets through and no day has: refused, or kept as unknown; never a broken shop."""
    lead = await sqlite_server.staff(LEAD)
    for hours in ("25:00-26:00", "09:99-10:00", "23:00-08:00", ""):
        answer_ = await lead.call("PATCH", "/settings", json={"service_hours": hours})
        assert answer_.status_code in (200, 422)
        opened = await (await sqlite_server.http()).post(f"/api/widget/{QINGHE}/session", json={})
        assert opened.status_code == 200
