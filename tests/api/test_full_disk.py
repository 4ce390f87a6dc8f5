"""The disk is full, or the database read-only, under a running server: people are told what mends it, readers read on,
what was acknowledged is there, and what was refused goes through once there is room."""

from __future__ import annotations

import asyncio
import errno
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.api.access_crowd import picture
from tests.conftest import Serve
from tests.support.clients import Shopper, Wire
from tests.support.databases import Copy
from tests.support.serving import Served
from tests.support.shops import LEAD, QINGHE
from xiaoer.domains.desk.models import Message
from xiaoer.kit.writer import Unit
from xiaoer.ports.blobs import FolderBlobs

pytestmark = pytest.mark.anyio


async def turn(server: Served, pragma: str) -> None:
    """Set something at the writer's own connection, between its transactions, as the machine under it would."""

    def raw_of(unit: Unit) -> Any:
        return unit.connection.connection.dbapi_connection

    raw = held_by.get(id(server)) or await server.desk.run(raw_of)
    held_by[id(server)] = raw
    await asyncio.to_thread(raw.execute, f"PRAGMA {pragma}")


held_by: dict[int, Any] = {}


async def send(wire: Wire, client_id: str, text: str) -> str:
    """ "" for an ack, else the code of the refusal."""
    await wire.send("send", client_id=client_id, kind="text", body={"text": text})
    try:
        await wire.next("ack", client_id=client_id)
    except AssertionError:
        return str((await wire.next("refused", client_id=client_id))["code"])
    return ""


async def fill(shopper: Shopper, wire: Wire, code: str) -> tuple[list[str], str]:
    """Write until there is no room: (acknowledged client ids, the refused one)."""
    acked: list[str] = []
    for _ in range(400):
        client_id = uuid4().hex
        refused = await send(wire, client_id, "有货吗" * 200)
        if refused:
            assert refused == code
            return acked, client_id
        acked.append(client_id)
    raise AssertionError("it never became full")


@pytest.mark.parametrize(
    ("shut", "open_", "code"),
    [
        ("max_page_count=1", "max_page_count=1073741823", "disk_full"),
        ("query_only=ON", "query_only=OFF", "database_readonly"),
    ],
)
async def test_nothing_acknowledged_is_lost(shut: str, open_: str, code: str, sqlite_shops: Copy, start: Serve) -> None:
    server = await start(sqlite_shops, shopper_per_minute=100_000, shopper_burst=1000)
    lead, shopper = await server.staff(LEAD), await server.shopper("今天也要早睡")
    wire = await shopper.socket()
    assert await send(wire, "first", "在吗") == ""
    await turn(server, shut)
    acked, refused = await fill(shopper, wire, code)

    told = await lead.call("PATCH", "/settings", json={"greeting": "您好" * 200})
    if code == "database_readonly" or told.status_code != 200:  # a small change may still find room in a page
        assert (told.status_code, told.json()["code"]) == (503, code)
        assert told.json()["detail"].startswith(("磁盘已满", "数据库文件是只读的"))
    assert (await lead.get("/conversations"))["conversations"]  # reading goes on
    assert (await lead.http.get("/health")).status_code == 200

    await turn(server, open_)
    assert await send(wire, refused, "有货吗" * 200) == ""
    assert await send(wire, refused, "有货吗" * 200) == ""  # asked again: the same message, not another
    held = await kept(server)
    assert set(held) >= {"first", *acked, refused}
    assert len(held) == len(set(held))
    saved = await lead.call("PATCH", "/settings", json={"greeting": "您好"})
    assert saved.status_code == 200


async def kept(server: Served) -> list[str]:
    shop_id = server.desk.shops.find(QINGHE).id
    query = select(Message.client_key).where(Message.shop_id == shop_id, Message.author == "shopper")
    found = await server.desk.database.read(lambda s: list(s.scalars(query)))
    return [key.split(":", 1)[1] for key in found]


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EROFS, "files_readonly")])
async def test_pictures_find_no_room(
    number: int, code: str, sqlite_shops: Copy, start: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = await start(sqlite_shops)
    shopper = await server.shopper("今天也要早睡")

    def refuse(*_: Any) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(FolderBlobs, "put", refuse)
    answer = await shopper.http.post(f"/api/widget/{QINGHE}/uploads", files={"file": ("a.png", picture())})
    assert (answer.status_code, answer.json()["code"]) == (503, code)
    monkeypatch.undo()
    again = await shopper.http.post(f"/api/widget/{QINGHE}/uploads", files={"file": ("a.png", picture())})
    assert again.status_code == 201
