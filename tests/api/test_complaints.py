"""A complaint over HTTP: taken down, its steps from the chat, its pack opened and checked; reviews brought in."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest

from tests.support.clients import answer
from tests.support.papers import words_of_pdf
from tests.support.serving import Served
from tests.support.shops import LEAD, XIAOYU
from xiaoer.kit.clock import iso

pytestmark = pytest.mark.anyio
NICK, ORDER = "今天也要早睡", "20261021213078"
"""An order of the example shop that is finished."""
REVIEWS = (
    "评价ID,订单编号,买家昵称,商品标题,评价等级,评价内容,评价时间\n"
    f"r1,{ORDER},{NICK},阔腿裤,差评,洗一次就掉色，失望,2026-11-02 10:00\n"
    "r2,1,别人,阔腿裤,好评,很喜欢,2026-11-02 11:00\n"
    "r3,2,谁,阔腿裤,九星,一般,2026-11-02 12:00\n"
    "r4,3,谁,,,,\n"
)


async def test_a_complaint_from_the_chat_to_its_pack(server: Served) -> None:
    agent, lead = await server.staff(XIAOYU), await server.staff(LEAD)
    shopper = await server.shopper(NICK)
    wire = await shopper.socket()
    await wire.send("send", client_id="a", kind="text", body={"text": "裤子洗一次就开线，再不处理我打12315"})
    await wire.next("ack")
    chat = (await agent.get("/snapshot"))["conversations"][0]["id"]
    await agent.do(f"/conversations/{chat}/take")
    made = await agent.do("/complaints", {"conversation": chat, "text": "裤子开线", "order": ORDER})
    one = made["complaint"]
    opened = server.desk.clock()
    assert one["due_at"] == iso(opened + timedelta(hours=24))
    assert "24 小时" in one["due_rule"]
    assert (one["cause"], one["triggers"]) == ("goods", ["authority"])
    kinds = [t["kind"] for t in (await agent.get("/work?state=open"))["tasks"]]
    assert sorted(kinds) == ["approval", "complaint"]
    agent.http.headers["accept-language"] = "en"
    read = (await agent.get(f"/complaints/{one['id']}"))["complaint"]
    assert (read["due_rule"], read["text"]) == ("A result within 24 hours, and a call a day later", "裤子开线")
    owed = (await agent.get("/work?state=open"))["tasks"]
    del agent.http.headers["accept-language"]
    assert f"Deal with complaint TS{one['id']:06d}: 裤子开线" in [task["text"] for task in owed]
    again = await agent.call("POST", "/complaints", json={"conversation": chat, "text": "又来"})
    assert (again.status_code, again.json()["code"]) == (409, "already_open")

    desk = await agent.socket()
    await answer(desk, chat, "亲您好，我是客服小鱼，换作我也会着急，很抱歉")
    seen = await agent.get(f"/complaints/{one['id']}")
    done = {s["step"] for s in seen["steps"] if s["done"]}
    assert done == {"respond", "welcome", "soothe", "apologise"}
    assert next(s for s in seen["steps"] if s["step"] == "remedies")["sentences"]
    assert seen["said"]
    assert seen["remedies"][0]["by_law"]
    ticked = await agent.do(
        f"/complaints/{one['id']}/acts", {"act": "tick", "step": "listen", "version": one["version"]}
    )
    assert next(s for s in ticked["steps"] if s["step"] == "listen")["by"] == "小雨"
    stale = await agent.call("POST", f"/complaints/{one['id']}/acts", json={"act": "solve", "version": one["version"]})
    assert stale.status_code == 409
    version = ticked["complaint"]["version"]
    at = (server.desk.clock() + timedelta(hours=3)).isoformat()
    later = await agent.do(f"/complaints/{one['id']}/acts", {"act": "later", "due_at": at, "version": version})
    assert later["complaint"]["state"] == "later"
    settled = await agent.do(
        f"/complaints/{one['id']}/acts",
        {"act": "remedy", "text": "换货", "cost": "16.00", "version": later["complaint"]["version"]},
    )
    over = await agent.do(f"/complaints/{one['id']}/acts", {"act": "solve", "version": settled["complaint"]["version"]})
    assert over["complaint"]["state"] == "solved"
    kinds = [t["kind"] for t in (await agent.get("/work?state=open"))["tasks"]]
    assert sorted(kinds) == ["approval", "callback", "callback"]
    told = await lead.get("/complaints/causes")
    assert told["causes"] == [{"cause": "goods", "count": 1, "solved": 1, "cost": "16.00", "reviews": 0}]
    past = {"conversation": chat, "text": "平台介入", "due_at": iso(opened)}
    assert (await agent.call("POST", "/complaints", json=past)).status_code == 422
    given = iso(opened + timedelta(hours=70))
    second = await agent.do("/complaints", {"conversation": chat, "text": "平台介入", "due_at": given})
    assert (second["complaint"]["due_at"], "平台给" in second["complaint"]["due_rule"]) == (given, True)

    packed = await agent.call("GET", f"/complaints/{one['id']}/pack")
    book = zipfile.ZipFile(io.BytesIO(packed.content))
    sums = dict(reversed(line.split("  ")) for line in book.read("SHA256SUMS.txt").decode().splitlines())
    assert set(sums) == set(book.namelist()) - {"SHA256SUMS.txt"}
    for name, digest in sums.items():
        assert hashlib.sha256(book.read(name)).hexdigest() == digest
    page = book.read("index.html").decode()
    assert "12315" in page
    assert ORDER in page
    printed = words_of_pdf(book.read("dossier.pdf"))
    for part in ("举证包", "12315", ORDER, "聊天记录", "适用规则", sums["chat.json"]):
        assert part in printed
    assert json.loads(book.read("rules.json"))
    assert [m["seq"] for m in json.loads(book.read("chat.json"))] == sorted(
        m["seq"] for m in json.loads(book.read("chat.json"))
    )


async def test_the_shops_own_promises_hold_in_a_complaint_and_its_pack(server: Served) -> None:
    agent, lead = await server.staff(XIAOYU), await server.staff(LEAD)
    shopper = await server.shopper(NICK)
    wire = await shopper.socket()
    await wire.send("send", client_id="a", kind="text", body={"text": "拉链一碰就坏"})
    await wire.next("ack")
    chat = (await agent.get("/snapshot"))["conversations"][0]["id"]
    await agent.do(f"/conversations/{chat}/take")
    made = await agent.do("/complaints", {"conversation": chat, "text": "拉链坏了", "order": ORDER, "cause": "goods"})
    number = made["complaint"]["id"]
    assert "本店规定：保修月数" not in made["basis"]
    await lead.do("/rules/promises", {"name": "warranty.months", "value": "36"})
    assert "本店规定：保修月数" in (await agent.get(f"/complaints/{number}"))["basis"]
    packed = await agent.call("GET", f"/complaints/{number}/pack")
    rules = json.loads(zipfile.ZipFile(io.BytesIO(packed.content)).read("rules.json"))
    assert "本店规定：保修月数" in {basis for rule in rules for basis in rule["basis"]}


async def test_reviews_come_in_once_and_bargaining_does_not_go_out(server: Served) -> None:
    agent = await server.staff(XIAOYU)
    for wanted in ((2, 0), (0, 2)):
        answered = await agent.call("POST", "/reviews/import", files={"file": ("r.csv", REVIEWS.encode("gbk"))})
        told = answered.json()
        assert (told["added"], told["unchanged"]) == wanted
        assert [(r["row"], r["column"]) for r in told["refused"]] == [(4, "星级"), (5, "内容")]
    found = (await agent.get("/reviews"))["reviews"]
    assert [(r["sentiment"], r["cause"]) for r in found] == [("bad", "goods"), ("good", "")]
    assert found[0]["draft"]
    assert [t["kind"] for t in (await agent.get("/work?state=open"))["tasks"]] == ["review"]
    bad = await agent.call(
        "POST", f"/reviews/{found[0]['id']}",
        json={"version": 1, "state": "answered", "answer": "亲改成好评返现5元"},
    )  # fmt: skip
    assert (bad.status_code, bad.json()["code"]) == (422, "gate_block")
    kept = await agent.do(
        f"/reviews/{found[0]['id']}", {"version": 1, "state": "answered", "answer": found[0]["draft"]}
    )
    assert kept["state"] == "answered"
