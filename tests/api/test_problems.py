"""Errors: a problem document each, in the reader's words, without our inside."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Serve
from tests.support.clients import Wire, say
from tests.support.databases import Copy
from tests.support.serving import Served
from tests.support.shops import LEAD, QINGHE, XIAOYU
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio


ERRORS = (
    ("GET", "/no-such-page", 404), ("GET", "/api/none", 404), ("POST", "/health", 405), ("DELETE", "/api/storefront", 405),
    ("GET", "/api/shops/x/snapshot", 401), ("GET", "/health?x=%00", 400), ("GET", "/api/widget/none/products", 404),
    ("GET", f"/api/widget/{QINGHE}/products/none", 404), ("PUT", "/api/session", 405),
)  # fmt: skip


async def test_every_error_is_a_problem_document(sqlite_server: Served) -> None:
    client = await sqlite_server.http()
    for method, path, status in ERRORS:
        answer = await client.request(method, path)
        assert answer.status_code == status, (path, answer.text)
        assert answer.headers["content-type"].startswith("application/problem+json")
        found = answer.json()
        assert {"type", "title", "status", "detail", "code"} <= set(found)
        assert found["status"] == answer.status_code
        assert found["type"].endswith(found["code"])
        assert "Traceback" not in answer.text


async def test_a_wrong_field_is_named(server: Served) -> None:
    lead = await server.staff(LEAD)
    answer = await lead.call("PATCH", "/settings", json={"response_target_s": 1, "greeting": "x" * 501})
    assert answer.status_code == 422
    fields = {f["field"] for f in answer.json()["fields"]}
    assert fields == {"response_target_s", "greeting"}


async def test_what_nobody_expected_is_told_without_its_trace(sqlite_server: Served, monkeypatch: Any) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("xiaoer.domains.desk.repository.snapshot", broken)
    lead = await sqlite_server.staff(LEAD)
    answer = await lead.call("GET", "/snapshot")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert "secret" not in answer.text


# -- a database that refuses --------------------------------------------------------------------------------------------


async def fill(server: Served) -> None:
    """No page more: as a full disk has it."""

    def work(unit: Unit) -> None:
        used = unit.connection.exec_driver_sql("PRAGMA page_count").scalar()
        unit.connection.exec_driver_sql(f"PRAGMA max_page_count={used}").scalar()

    await server.desk.run(work)


async def free(server: Served) -> None:
    await server.desk.run(lambda u: u.connection.exec_driver_sql("PRAGMA max_page_count=1073741823").scalar() and None)


async def lock_writing(server: Served) -> None:
    await server.desk.run(lambda u: u.connection.exec_driver_sql("PRAGMA query_only=ON") and None)


async def unlock_writing(server: Served) -> None:
    """From outside: the writer itself can no longer write."""
    engine = server.desk.database.write_engine
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")


async def pour(wire: Wire, until: str = "refused") -> tuple[list[str], dict[str, Any]]:
    """Send until one is refused; returns the texts that were acknowledged, and the refusal."""
    kept: list[str] = []
    for i in range(400):
        text = f"{i} " + "长" * 4000
        await wire.send("send", client_id=f"p{i}", kind="text", body={"text": text})
        while not any(f.get("client_id") == f"p{i}" for f in wire.all("ack") + wire.all("refused")):
            await wire.silence()
        refusals = [f for f in wire.all("refused") if f.get("client_id") == f"p{i}"]
        if refusals:
            return kept, refusals[0]
        kept.append(text)
    raise AssertionError("nothing was refused")


async def test_a_full_disk_refuses_in_words_and_loses_nothing(sqlite_shops: Copy, start: Serve) -> None:
    server = await start(sqlite_shops, shopper_burst=10_000, agent_burst=10_000)
    shopper, lead = await server.shopper(), await server.staff(LEAD)
    wire = await shopper.socket()
    await say(wire, "在吗")
    await fill(server)
    kept, refusal = await pour(wire)
    assert refusal["code"] == "disk_full"
    assert "空间" in refusal["detail"]
    answer = await lead.call("PATCH", "/settings", json={"greeting": "长" * 500})
    refused = answer.status_code
    assert refused in (200, 503)
    if refused == 503:
        assert answer.json()["code"] == "disk_full"
        assert answer.headers["content-type"].startswith("application/problem+json")
    await free(server)
    assert (await say(wire, "又可以了"))["seq"]
    page = (await shopper.http.get(f"/api/widget/{QINGHE}/messages?limit=200")).json()["messages"][::-1]
    texts = [m["body"]["text"] for m in page if m["author"] == "shopper"]
    assert texts == ["在吗", *kept, "又可以了"]
    assert [m["seq"] for m in page] == list(range(1, len(page) + 1))


async def test_a_read_only_database_refuses_in_words(sqlite_shops: Copy, start: Serve) -> None:
    server = await start(sqlite_shops)
    shopper, agent = await server.shopper(), await server.staff(XIAOYU)
    wire = await shopper.socket()
    await say(wire, "在吗")
    chat = (await agent.get("/snapshot"))["conversations"][0]["id"]
    await lock_writing(server)
    await wire.send("send", client_id="x", kind="text", body={"text": "还在吗"})
    refusal = await wire.next("refused", client_id="x")
    assert refusal["code"] == "database_readonly"
    assert "权限" in refusal["detail"]
    answer = await agent.call("POST", f"/conversations/{chat}/take")
    assert (answer.status_code, answer.json()["code"]) == (503, "database_readonly")
    assert (await (await server.http()).get("/health")).status_code == 200
    assert (await agent.get(f"/conversations/{chat}"))["conversation"]["id"] == chat


async def test_a_lost_postgresql_connection_is_told_and_comes_back(postgres_shops: Copy, start: Serve) -> None:
    import psycopg

    server = await start(postgres_shops)
    wire = await (await server.shopper()).socket()
    await say(wire, "在吗")
    with psycopg.connect(postgres_shops.url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    for i in range(20):
        client_id = f"again-{i // 20}"  # the widget retries with the same id until it is acknowledged
        await wire.send("send", client_id=client_id, kind="text", body={"text": "还在吗"})
        try:
            await wire.next("ack", client_id=client_id, within_s=5)
            break
        except AssertionError:
            frame = await wire.next("refused", client_id=client_id)
            assert frame["code"].startswith("database_")
    page = (await (await server.shopper()).http.get(f"/api/widget/{QINGHE}/messages")).json()
    assert page == {"messages": [], "more": False}
    agent = await server.staff(XIAOYU)
    chat = (await agent.get("/snapshot"))["conversations"][0]["id"]
    texts = [m["body"]["text"] for m in (await agent.get(f"/conversations/{chat}/messages"))["messages"]]
    assert texts.count("还在吗") == 1


async def test_an_error_is_told_in_the_language_that_is_asked_for(sqlite_server: Served) -> None:
    client = await sqlite_server.http()
    english, chinese = {"accept-language": "en-GB,en;q=0.9"}, {"accept-language": "zh-CN"}
    said = (await client.get("/api/shops/x/snapshot", headers=english)).json()
    assert (said["title"], said["detail"]) == ("Not signed in", "Sign in first.")
    assert (await client.get("/no-such-page", headers=english)).json()["detail"] == "Not found"
    assert (await client.get("/health?x=%00", headers=english)).json()["detail"].startswith("The address")
    for headers in (chinese, {}):
        assert (await client.get("/api/shops/x/snapshot", headers=headers)).json()["detail"] == "请先登录"
