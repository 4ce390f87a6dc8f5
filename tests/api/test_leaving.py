"""A colleague leaves: everything that is his goes to named colleagues, nothing to nobody, his access and keys end."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests.support.clients import Staff
from tests.support.serving import Served
from tests.support.shops import LEAD, MUMU, OWNER, QINGHE, TRAINER, XIAOYU
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.connect import keys
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.knowledge import phrases as quick
from xiaoer.domains.shifts.models import Handover, Shift
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.staff.service import Identity
from xiaoer.domains.work import service as work
from xiaoer.domains.work.models import TaskRow
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio


async def belongings(server: Served, person: Staff) -> dict[str, int]:
    """A chat, a task, a promise, a case with its task, a shift, an unsigned handover, a key and a phrase of somebody."""
    shop_id = server.desk.shops.find(QINGHE).id

    def meet(unit: Unit) -> int:
        return desk_service.ensure_conversation(unit, shop_id, shoppers.ensure_known(unit, shop_id, "买家甲"))

    chat = await server.desk.run(meet)
    said = Post(
        shop_id=shop_id, conversation_id=chat, client_id="m1", author="shopper", author_name="买家甲", kind="text",
        body=encode({"text": "在吗"}), preview="在吗",
    )  # fmt: skip
    await server.desk.say(said)

    def make(unit: Unit) -> dict[str, int]:
        who = (person.id, "小鱼")
        desk_service.transfer(unit, shop_id, chat, by="x", remark="", agent=who, team=None)
        work.add_all(
            unit, shop_id,
            [NewTask("k1", "manual", "寄赠品", owner=who), NewTask("k2", "promise", "明天发货", owner=who, proposed=True)],
        )  # fmt: skip
        case = CaseRow(
            shop_id=shop_id, number="AS1", order_number="1", kind="refund_only", state="requested", reason="quality",
            owner_id=person.id, owner_name="小鱼", opened_ms=1, changed_ms=1,
        )  # fmt: skip
        later = unit.now_ms + 86_400_000
        shift = Shift(shop_id=shop_id, staff_id=person.id, starts_ms=later, ends_ms=later + 1)
        past = Shift(shop_id=shop_id, staff_id=person.id, starts_ms=1, ends_ms=2)
        waiting = Handover(shop_id=shop_id, from_id=1, to_id=person.id, at_ms=1, items="[]")
        unit.session.add_all([case, shift, past, waiting])
        unit.session.flush()
        keys.make(unit, shop_id, Identity(person.id, "", "", "", 0, "", {}), "ERP", ["read"])
        quick.add(unit, shop_id, owner_id=person.id, code="mine", text="我自己的话", group="")
        return {"case": case.id, "handover": waiting.id, "past": past.id}

    return dict(await server.desk.run(make))


async def version_of(person: Staff, staff_id: int) -> int:
    return next(m["version"] for m in (await person.get("/staff"))["members"] if m["id"] == staff_id)


async def test_everything_goes_to_those_who_are_named(server: Served) -> None:
    owner, lead, xiaoyu, mumu = [await server.staff(login) for login in (OWNER, LEAD, XIAOYU, MUMU)]
    made = await belongings(server, xiaoyu)
    seen = await owner.get(f"/staff/{xiaoyu.id}/leaving")
    assert {k: v["count"] if isinstance(v, dict) else v for k, v in seen.items()} == {
        "chats": 1, "tasks": 1, "promises": 1, "cases": 1, "shifts": 1, "handovers": 1, "keys": 1, "sessions": 1,
        "phrases": 1, "other_shops": 0,
    }  # fmt: skip
    assert (seen["tasks"]["first"], seen["cases"]["first"]) == (["寄赠品"], ["AS1"])

    version = await version_of(owner, xiaoyu.id)
    bare = await owner.call("POST", f"/staff/{xiaoyu.id}/leave", json={"version": version, "chats_to": mumu.id})
    assert (bare.status_code, bare.json()["code"]) == (409, "not_handed_over")
    assert "待办、承诺、售后单" in bare.json()["detail"]
    trainer = await server.staff(TRAINER)
    for wrong in (xiaoyu.id, trainer.id, 2**50):
        answer = await owner.call("POST", f"/staff/{xiaoyu.id}/leave", json={"version": version, "to": wrong})
        assert answer.json()["code"] == "no_such_agent", wrong
    assert (await xiaoyu.http.get("/api/session")).status_code == 200  # nothing has happened yet
    assert await owner.get(f"/staff/{xiaoyu.id}/leaving") == seen

    wish = {"version": version, "to": mumu.id, "cases_to": lead.id}
    moved = await owner.do(f"/staff/{xiaoyu.id}/leave", wish)
    assert moved == {
        "chats": 1, "tasks": 1, "promises": 1, "cases": 1, "shifts": 1, "handovers": 1, "keys": 1, "phrases": 1,
    }  # fmt: skip
    await check_owners(server, made, mumu.id, lead.id)
    assert (await xiaoyu.http.get("/api/session")).status_code == 401
    team = [p for p in (await mumu.get("/phrases"))["phrases"] if p["code"] == "mine"]
    assert [p["personal"] for p in team] == [False]
    (row, *_) = (await owner.get("/audit"))["rows"]
    assert (row["action"], "cases=1" in row["detail"]) == ("staff.leave", True)


async def check_owners(server: Served, made: dict[str, int], tasks: int, cases: int) -> None:
    shop_id = server.desk.shops.find(QINGHE).id

    def look(s: Any) -> Any:
        rows = s.execute(select(TaskRow.kind, TaskRow.owner_id).where(TaskRow.shop_id == shop_id)).all()
        case = s.execute(
            select(CaseRow.owner_id, CaseRow.version).where(CaseRow.shop_id == shop_id, CaseRow.id == made["case"])
        ).one()
        handover = s.scalar(select(Handover.to_id).where(Handover.shop_id == shop_id, Handover.id == made["handover"]))
        shifts = s.scalars(select(Shift.id).where(Shift.shop_id == shop_id)).all()
        return sorted((r.kind, r.owner_id) for r in rows), tuple(case), handover, list(shifts)

    owned, case, handover, shifts = await server.desk.database.read(look)
    assert owned == [("case", cases), ("manual", tasks), ("promise", tasks)]
    assert case == (cases, 2)
    assert handover is None
    assert shifts == [made["past"]]  # what was worked stays in the roster


async def test_who_may_not_leave_keeps_everything(server: Served) -> None:
    """The only owner: refused as a whole, nothing moved."""
    owner, lead = await server.staff(OWNER), await server.staff(LEAD)
    await belongings(server, owner)
    wish = {"version": await version_of(lead, owner.id), "to": lead.id}
    assert (await lead.call("POST", f"/staff/{owner.id}/leave", json=wish)).status_code == 403
    assert (await lead.get(f"/staff/{owner.id}/leaving"))["tasks"]["count"] == 1
