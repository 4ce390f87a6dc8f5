"""The people of a shop: they come, change place, leave; who may do it to whom; two leads at once; sockets close."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.clients import Staff, say
from tests.support.serving import Served
from tests.support.shops import AUDITOR, LEAD, MUMU, OWNER, QINGHE, SHANYU, STRANGER, XIAOYU
from tests.support.waiting import eventually

pytestmark = pytest.mark.anyio
PLACE = {"name": "阿珍", "service_number": "09", "role": "agent", "teams": ["售前", "售后"], "capacity": 4}


async def member(by: Staff, staff_id: int) -> dict[str, Any]:
    found = next((m for m in (await by.get("/staff"))["members"] if m["id"] == staff_id), None)
    assert found is not None
    return found


def place(found: dict[str, Any], **changes: Any) -> dict[str, Any]:
    keys = ("name", "service_number", "role", "teams", "capacity", "version")
    return {**{k: found[k] for k in keys}, **changes}


async def test_somebody_comes_signs_in_and_serves(server: Served) -> None:
    lead = await server.staff(LEAD)
    watching = await lead.socket()
    given = await lead.do("/staff", {**PLACE, "login": "azhen"})
    await watching.next("event", where=lambda f: (f["event"]["data"].get("agent") or {}).get("name") == "阿珍")
    browser = await server.http()
    signed = await browser.post("/api/session", json={"login": "azhen", "password": given["password"]})
    assert signed.status_code == 200, signed.text
    assert signed.json()["must_change"] is True
    assert [(s["code"], s["role"], s["teams"]) for s in signed.json()["shops"]] == [(QINGHE, "agent", ["售前", "售后"])]
    assert (await member(lead, given["id"]))["shops"] == [QINGHE]
    log = (await lead.get("/audit"))["rows"][0]
    assert (log["action"], log["subject"]) == ("staff.add", "azhen")
    assert given["password"] not in log["detail"]
    again = await lead.call("POST", "/staff", json={**PLACE, "login": "azhen"})
    assert (again.status_code, again.json()["code"]) == (409, "already_member")


async def test_a_person_of_another_shop_is_brought_in_only_by_who_manages_him_there(server: Served) -> None:
    owner = await server.staff(OWNER)
    taken = await owner.call("POST", "/staff", json={**PLACE, "login": STRANGER})
    assert (taken.status_code, taken.json()["code"]) == (409, "login_taken")
    mine = await owner.do("/staff", {**PLACE, "login": "azhen"})

    def also_owner_of_the_other(unit: Any) -> None:
        from xiaoer.domains.staff import service

        service.ensure_staff(
            unit, server.desk.shops.find(SHANYU).id, login=OWNER, name="x", service_number="", role="owner",
            teams=(), capacity=5, password_hash=lambda: "",
        )  # fmt: skip

    await server.desk.run(also_owner_of_the_other)
    both = await owner.do("/staff", {**PLACE, "login": "azhen", "role": "trainer"}, shop=SHANYU)
    assert (both["id"], both["password"]) == (mine["id"], None)
    azhen = await server.staff("azhen")
    shops = (await azhen.get("/api/session"))["shops"]
    assert {s["code"]: s["role"] for s in shops} == {QINGHE: "agent", SHANYU: "trainer"}
    assert set((await member(owner, mine["id"]))["shops"]) == {QINGHE, SHANYU}


async def test_two_leads_change_one_person_the_second_is_told(server: Served) -> None:
    lead, owner, mumu = await server.staff(LEAD), await server.staff(OWNER), await server.staff(MUMU)
    seen = await member(lead, mumu.id)
    await owner.do(f"/staff/{mumu.id}", place(seen, capacity=9), method="PATCH")
    late = await lead.call("PATCH", f"/staff/{mumu.id}", json=place(seen, teams=["投诉"]))
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")
    assert (await member(lead, mumu.id))["capacity"] == 9
    assert (await member(lead, mumu.id))["teams"] == seen["teams"]


async def test_roles_are_given_downwards_only_and_an_owner_stays(server: Served) -> None:
    lead, owner = await server.staff(LEAD), await server.staff(OWNER)
    mumu = await server.staff(MUMU)
    for role in ("owner", "lead"):
        raised = await lead.call("PATCH", f"/staff/{mumu.id}", json=place(await member(lead, mumu.id), role=role))
        assert (raised.status_code, raised.json()["code"]) == (403, "owner_only")
        added = await lead.call("POST", "/staff", json={**PLACE, "login": "up", "role": role})
        assert added.status_code == 403
    for path, body in (
        (f"/staff/{owner.id}", place(await member(lead, owner.id), role="agent")),
        (f"/staff/{owner.id}/leave", {"version": 1}),
    ):
        method = "POST" if path.endswith("leave") else "PATCH"
        assert (await lead.call(method, path, json=body)).status_code == 403
    own = await owner.call("PATCH", f"/staff/{owner.id}", json=place(await member(owner, owner.id), role="agent"))
    assert (own.status_code, own.json()["code"]) == (409, "own_access")
    renamed = await owner.call("PATCH", f"/staff/{owner.id}", json=place(await member(owner, owner.id), name="老板"))
    assert renamed.status_code == 200


async def test_a_changed_role_holds_at_once(server: Served) -> None:
    owner, mumu = await server.staff(OWNER), await server.staff(MUMU)
    wire = await mumu.socket()
    await owner.do(f"/staff/{mumu.id}", place(await member(owner, mumu.id), role="trainer"), method="PATCH")
    assert await wire.closes() == 1012
    assert (await mumu.call("POST", "/uploads", files={"file": ("a.png", b"x")})).status_code == 403


async def test_who_leaves_is_out_at_once_and_his_chats_go_on(server: Served) -> None:
    lead, xiaoyu, mumu = await server.staff(LEAD), await server.staff(XIAOYU), await server.staff(MUMU)
    theirs, mine = await xiaoyu.socket(), await mumu.socket()
    await mine.send("status", status="busy")
    await theirs.send("status", status="busy")
    await theirs.silence()
    chats = []
    for nick in ("今天也要早睡", "海盐桃子"):
        shopper = await server.shopper(nick)
        await say(await shopper.socket(), "在吗，有M码吗")
        event = await theirs.next("event", where=lambda f: f["event"]["type"] == "conversation.opened")
        chats.append(event["event"]["data"]["conversation"]["id"])
    await xiaoyu.do(f"/conversations/{chats[0]}/take")
    await xiaoyu.do(f"/conversations/{chats[1]}/take")
    gone = await lead.do(
        f"/staff/{xiaoyu.id}/leave", {"version": (await member(lead, xiaoyu.id))["version"], "to": mumu.id}
    )
    assert gone["chats"] == 2
    assert await theirs.closes() == 4401
    assert (await xiaoyu.call("GET", "/api/session")).status_code == 401
    for chat in chats:
        now = (await mumu.get(f"/conversations/{chat}"))["conversation"]
        assert (now["state"], now["agent"]["id"]) == ("assigned", mumu.id)
    assert xiaoyu.id not in {a["id"] for a in (await mumu.get("/agents"))["agents"]}
    account = server.accounts[XIAOYU]
    browser = await server.http()
    again = await browser.post("/api/session", json={"login": account.login, "password": account.password})
    assert again.status_code == 401
    back = await lead.do("/staff", {**PLACE, "login": XIAOYU})
    assert back["id"] == xiaoyu.id
    assert back["password"] is not None, "who comes back gets a new password"


async def test_who_leaves_one_of_two_shops_keeps_the_other(server: Served) -> None:
    owner = await server.staff(OWNER)

    def in_both(unit: Any) -> None:
        from xiaoer.domains.staff import service

        for login, role in ((OWNER, "owner"), (MUMU, "agent")):
            service.ensure_staff(
                unit, server.desk.shops.find(SHANYU).id, login=login, name="x", service_number="", role=role,
                teams=("售前",), capacity=5, password_hash=lambda: "",
            )  # fmt: skip

    await server.desk.run(in_both)
    mumu = await server.staff(MUMU)
    wire = await mumu.socket()
    version = (await member(owner, mumu.id))["version"]
    await owner.do(f"/staff/{mumu.id}/leave", {"version": version})
    assert (await wire.next("left"))["shop"] == QINGHE
    assert (await mumu.call("GET", "/snapshot")).status_code == 404
    assert (await mumu.call("GET", "/snapshot", shop=SHANYU)).status_code == 200


async def test_the_owner_resets_a_password_and_a_lost_phone(server: Served) -> None:
    owner, lead, xiaoyu = await server.staff(OWNER), await server.staff(LEAD), await server.staff(XIAOYU)
    wire = await xiaoyu.socket()
    refused = await lead.call("POST", f"/staff/{xiaoyu.id}/password", json={})
    assert refused.status_code == 403
    given = await owner.do(f"/staff/{xiaoyu.id}/password", {"two_factor": True})
    assert await wire.closes() == 4401
    browser = await server.http()
    old = server.accounts[XIAOYU].password
    assert (await browser.post("/api/session", json={"login": XIAOYU, "password": old})).status_code == 401
    signed = await browser.post("/api/session", json={"login": XIAOYU, "password": given["password"]})
    assert (signed.status_code, signed.json()["must_change"]) == (200, True)
    rows = (await owner.get("/audit"))["rows"]
    assert [r["action"] for r in rows[:1]] == ["staff.reset"]


async def test_an_owner_cannot_take_over_somebody_of_another_owners_shop(server: Served) -> None:
    owner = await server.staff(OWNER)

    def stranger_helps_here(unit: Any) -> None:
        from xiaoer.domains.staff import service

        service.ensure_staff(
            unit, server.desk.shops.find(QINGHE).id, login=STRANGER, name="x", service_number="", role="agent",
            teams=(), capacity=5, password_hash=lambda: "",
        )  # fmt: skip

    await server.desk.run(stranger_helps_here)
    stranger = await server.staff(STRANGER)
    taken_over = await owner.call("POST", f"/staff/{stranger.id}/password", json={})
    assert (taken_over.status_code, taken_over.json()["code"]) == (403, "owner_only")


@pytest.mark.parametrize(
    "wrong",
    [
        {"login": "有 空格"}, {"login": ""}, {"name": "   "}, {"role": "king"}, {"teams": ["保洁"]}, {"capacity": -1},
        {"capacity": 2**60}, {"name": "a\x00b"}, {"name": "长" * 41},
    ],
)  # fmt: skip
async def test_bad_people_are_refused_by_field(sqlite_server: Served, wrong: dict[str, Any]) -> None:
    lead = await sqlite_server.staff(LEAD)
    answer = await lead.call("POST", "/staff", json={**PLACE, "login": "azhen", **wrong})
    assert answer.status_code == 422, answer.text
    assert answer.json()["fields"][0]["field"].startswith(next(iter(wrong)))


async def test_settings_two_leads_at_once(server: Served) -> None:
    lead, owner, auditor = await server.staff(LEAD), await server.staff(OWNER), await server.staff(AUDITOR)
    seen = (await lead.get("/settings"))["version"]
    await owner.do("/settings", {"greeting": "您好呀", "version": seen}, method="PATCH")
    other = await lead.do("/settings", {"response_target_s": 77, "version": seen}, method="PATCH")
    assert other["greeting"] == "您好呀", "what the other changed stays"
    late = await lead.call("PATCH", "/settings", json={"greeting": "欢迎", "version": seen})
    assert (late.status_code, late.json()["code"], late.json()["key"]) == (409, "changed_meanwhile", "greeting")
    assert "欢迎语" in late.json()["detail"]
    row = await lead.call("PATCH", "/settings", json={"robot": {"stock": "off"}, "version": seen})
    assert row.status_code == 200, "another row of the same table is another setting"
    now = await lead.do("/settings", {"greeting": "欢迎", "version": row.json()["version"]}, method="PATCH")
    assert (now["greeting"], now["response_target_s"]) == ("欢迎", 77)
    changes = [r for r in (await auditor.get("/audit"))["rows"] if r["action"] == "settings.change"]
    assert [r["subject"] for r in changes] == ["greeting", "robot", "response_target_s", "greeting"]


async def test_hours_and_holidays_are_set_and_told_to_shoppers(server: Served) -> None:
    lead = await server.staff(LEAD)
    assert (await server.shopper()).opened["shop"]["open_now"] is True
    closed = {"first": "2026-11-03", "last": "2026-11-03", "name": "盘点"}
    await lead.do("/settings", {"holidays": [closed], "week": ["09:00-18:00"] * 7}, method="PATCH")
    assert (await server.shopper()).opened["shop"]["open_now"] is False
    for wrong in (
        {"week": ["09:00-18:00"] * 3}, {"week": ["早到晚"] * 7}, {"holidays": [{**closed, "last": "2026-11-01"}]},
        {"holidays": [{**closed, "first": "国庆"}]},
    ):  # fmt: skip
        assert (await lead.call("PATCH", "/settings", json=wrong)).status_code == 422
    assert await eventually(lambda: server.desk.shops.find(QINGHE).settings.holidays)
