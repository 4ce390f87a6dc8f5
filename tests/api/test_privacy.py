"""A shopper's own rights: a copy of everything, an erasure that reaches every table and file, and what stops it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Text, inspect, text

from tests.support.clients import Staff, say
from tests.support.clocks import HandClock
from tests.support.serving import Served
from tests.support.shops import LEAD, QINGHE, XIAOYU
from xiaoer.app.housekeeping import sweep_shop
from xiaoer.core.facts import Order
from xiaoer.domains.orders.models import OrderRow
from xiaoer.kit.codec import from_json
from xiaoer.kit.database import Database
from xiaoer.kit.models import Base
from xiaoer.ports.blobs import FolderBlobs

pytestmark = pytest.mark.anyio
NICK, SAID = "今天也要早睡", "我住在翠湖路九号，电话别告诉别人"


def everywhere(database: Database, words: set[str]) -> dict[str, list[str]]:
    """Tables in which one of the words stands, anywhere in a text."""
    found: dict[str, list[str]] = {}
    with database.read_engine.connect() as connection:
        for name in inspect(connection).get_table_names():
            table = Base.metadata.tables.get(name)
            if table is None:
                continue
            for column in (c for c in table.columns if isinstance(c.type, Text)):
                rows = connection.execute(text(f'SELECT "{column.name}" FROM "{name}"')).scalars()
                hits = [w for value in rows if value for w in words if w in value]
                if hits:
                    found.setdefault(name, []).extend(hits)
    return found


async def told(server: Served) -> tuple[Staff, int, set[str], str]:
    """A shopper who has said something, with orders, a picture and a note; and the words that name him."""
    lead, agent = await server.staff(LEAD), await server.staff(XIAOYU)
    desk = await agent.socket()
    await desk.send("status", status="busy")
    shopper = await server.shopper(NICK)
    wire = await shopper.socket()
    await say(wire, SAID)
    event = await desk.next("event", where=lambda f: f["event"]["type"] == "message.created")
    chat = event["event"]["data"]["conversation"]
    await desk.send("note", shop=QINGHE, conversation=chat["id"], client_id="n", text=f"{NICK} 住翠湖路九号")
    await desk.next("ack", client_id="n")
    await agent.call("PUT", f"/conversations/{chat['id']}/draft", json={"text": "翠湖路九号是吗"})
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    sent = await shopper.http.post(f"/api/widget/{QINGHE}/uploads", files={"file": ("a.png", out.getvalue())})
    name = sent.json()["url"].removeprefix("/media/")
    shop_id = server.desk.shops.find(QINGHE).id

    def contacts(session: Any) -> set[str]:
        rows = session.query(OrderRow).filter_by(shop_id=shop_id, nick=NICK)
        orders = [from_json(r.data, Order) for r in rows]
        return {w for o in orders for w in (o.receiver, o.phone, o.address) if w}

    words = await server.desk.database.read(contacts)
    assert words, "the example shopper has orders with contacts"
    return lead, chat["shopper"]["id"], {NICK, "翠湖路九号", *words}, name


async def test_erasure_reaches_every_table_and_file(server: Served) -> None:
    lead, shopper_id, words, name = await told(server)
    database = server.desk.database
    before = everywhere(database, words)
    assert {"message", "shopper", "shop_order", "event", "draft_text"} <= set(before)
    blobs = FolderBlobs(server.desk.settings.data_path / "media")
    assert blobs.get(name) is not None
    orders = (await lead.get(f"/shoppers/{shopper_id}"))["orders"]
    watching = await lead.socket()
    done = await lead.do(f"/shoppers/{shopper_id}/erase", {"reason": "买家来信要求删除"})
    assert done["messages"] >= 2
    assert done["pictures"] == 1
    assert everywhere(database, words) == {}
    assert blobs.get(name) is None
    assert (await (await server.http()).get(f"/media/{name}")).status_code == 404
    now = await lead.get(f"/shoppers/{shopper_id}")
    assert now["nick"] == done["alias"]
    assert [o["number"] for o in now["orders"]] == [o["number"] for o in orders], "the trade itself stays"
    event = await watching.next("event", where=lambda f: f["event"]["type"] == "conversation.updated")
    chat = event["event"]["data"]["conversation"]
    assert (chat["shopper"]["nick"], chat["last_message"]) == (done["alias"], None)
    messages = (await lead.get(f"/conversations/{chat['id']}/messages"))["messages"]
    assert {m["body"]["text"] for m in messages if m["author"] == "shopper"} == {"（已删除）"}
    log = (await lead.get("/audit"))["rows"][0]
    assert (log["action"], log["subject"], log["detail"]) == ("shopper.erase", done["alias"], "买家来信要求删除")


async def test_a_new_line_after_an_erasure_begins_as_somebody_new(server: Served) -> None:
    lead, shopper_id, _, _ = await told(server)
    await lead.do(f"/shoppers/{shopper_id}/erase", {"reason": "要求"})
    again = await server.shopper(NICK)
    await say(await again.socket(), "你好，又来了")
    found = (await lead.get("/snapshot"))["conversations"]
    mine = next(c for c in found if c["shopper"]["nick"] == NICK)
    assert mine["shopper"]["id"] != shopper_id


async def test_a_legal_hold_stops_erasure_and_periods(server: Served, clock: HandClock) -> None:
    lead, shopper_id, _, name = await told(server)
    await lead.do(f"/shoppers/{shopper_id}/hold", {"reason": "法院调取"}, method="PUT")
    refused = await lead.call("POST", f"/shoppers/{shopper_id}/erase", json={"reason": "要求"})
    assert (refused.status_code, refused.json()["code"]) == (409, "legal_hold")
    assert "法院调取" in refused.json()["detail"]
    await lead.do("/settings", {"retention": {"chats_days": 30, "pictures_days": 30}}, method="PATCH")
    clock.advance(40 * 86_400)
    shop = server.desk.shops.find(QINGHE)
    gone = await sweep_shop(server.desk, shop)
    assert (gone.messages, gone.pictures) == (0, 0)
    assert "message" in everywhere(server.desk.database, {"翠湖路九号"})
    lead = await server.staff(LEAD)
    await lead.do(f"/shoppers/{shopper_id}/hold", {"reason": ""}, method="PUT")
    gone = await sweep_shop(server.desk, shop)
    assert gone.messages >= 2
    assert gone.pictures == 1
    assert "message" not in everywhere(server.desk.database, {"翠湖路九号"})
    blobs = FolderBlobs(server.desk.settings.data_path / "media")
    assert blobs.get(name) is None
    assert (await sweep_shop(server.desk, shop)).messages == 0, "once is enough"


async def test_what_is_within_its_period_stays(server: Served, clock: HandClock) -> None:
    lead, _, _, _ = await told(server)
    await lead.do("/settings", {"retention": {"chats_days": 30, "audit_days": 180}}, method="PATCH")
    clock.advance(29 * 86_400)
    gone = await sweep_shop(server.desk, server.desk.shops.find(QINGHE))
    assert (gone.messages, gone.pictures, gone.audit) == (0, 0, 0)
    for wrong in ({"chats_days": -1}, {"audit_days": 30}, {"forever": 1}):
        lead = await server.staff(LEAD)
        assert (await lead.call("PATCH", "/settings", json={"retention": wrong})).status_code == 422, wrong


async def test_a_copy_holds_everything_said_and_bought(server: Served) -> None:
    lead, shopper_id, _, _ = await told(server)
    found = await lead.do(f"/shoppers/{shopper_id}/copy")
    assert found["shopper"]["nick"] == NICK
    assert SAID in [m["body"].get("text") for m in found["messages"]]
    assert any(m["internal"] for m in found["messages"]), "what staff noted about him is his too"
    assert len(found["orders"]) == len((await lead.get(f"/shoppers/{shopper_id}"))["orders"])
    assert len(found["pictures"]) == 1
    assert (await lead.get("/audit"))["rows"][0]["action"] == "shopper.copy"
