"""The night plan and peaks at the desk: what is answered, who is called, what lies ready in the morning, what is frozen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.domains.robot.test_robot import Script, draft, robot_lines, until
from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import TestDesk, open_test_desk
from tests.support.serving import Served
from tests.support.shops import LEAD, OWNER, QINGHE, XIAOYU
from tests.support.waiting import eventually
from xiaoer.core.facts import Order
from xiaoer.domains.desk.models import Mention
from xiaoer.domains.desk.routing import route, seats_of
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.robot.morning import Due, first_due, morning
from xiaoer.domains.shop.duty import Peak
from xiaoer.domains.shop.service import change_settings
from xiaoer.domains.work.models import TaskRow
from xiaoer.kit.codec import from_json, to_json

pytestmark = pytest.mark.anyio
NIGHT = datetime(2026, 11, 3, 17, 0, tzinfo=UTC)  # one o'clock in China
NICK, ORDER = "今天也要早睡", "20261021213078"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    held = Script()
    monkeypatch.setattr("xiaoer.app.server.AnswerWorker", lambda **_: held)
    return held


@pytest.fixture
async def night(shops: Copy, script: Script) -> AsyncIterator[TestDesk]:
    """The desk at one o'clock at night with a plan; 小雨 is called when somebody is harmed."""
    async with open_test_desk(shops, HandClock(NIGHT), robot=True) as opened:
        plan = {
            "on": True, "intents": ["stock", "urge_ship"], "limit_yuan": 100, "alert": [await opened.staff_id("小雨")],
            "words": "夜里我们在睡觉，天亮就回复您。",
        }  # fmt: skip
        await opened.desk.run(lambda u: change_settings(u, opened.shop.id, {"night": plan}))
        await opened.desk.reload_shops()
        yield opened


async def test_at_night_it_answers_what_the_plan_names(night: TestDesk, script: Script) -> None:
    chat = await night.conversation()
    await night.say(chat, "有货吗")
    (line,) = await eventually(lambda: robot_lines(night, chat))
    assert line["body"]["text"] == draft().reply


async def test_everything_else_waits_with_the_nights_words(night: TestDesk, script: Script) -> None:
    script.draft = draft("支持七天退货", intents=("return_policy",))
    chat = await night.conversation()
    await night.say(chat, "能退吗")
    await until(night, chat, lambda c: c["state"] == "queued" and c["messages_left"])
    said = [m["body"]["text"] for m in await night.public(chat)]
    assert "夜里我们在睡觉，天亮就回复您。" in said
    assert "支持七天退货" not in said
    seen = await night.see(chat)
    assert seen["suggestion"] is None or seen["suggestion"]["reply"] == "支持七天退货"


async def test_who_waits_is_still_answered_what_the_plan_names(night: TestDesk, script: Script) -> None:
    script.draft = draft("支持七天退货", intents=("return_policy",))
    chat = await night.conversation()
    await night.say(chat, "能退吗")
    await until(night, chat, lambda c: c["state"] == "queued" and c["messages_left"])
    waits_since = (await night.see(chat))["waiting_since"]
    script.draft = draft()
    await night.say(chat, "有货吗")

    async def answered() -> list[dict[str, Any]]:
        return [m for m in await robot_lines(night, chat) if m["body"]["text"] == draft().reply]

    assert await eventually(answered)
    seen = await night.see(chat)
    assert (seen["state"], seen["waiting_since"]) == ("queued", waits_since), "and goes on waiting for people"
    await night.online("小雨")
    await until(night, chat, lambda c: c["state"] == "assigned")
    await night.say(chat, "有货吗")
    await until(night, chat, lambda c: c["suggestion"])
    assert len(await answered()) == 1, "people are there now"


@pytest.mark.parametrize(("amount", "answered"), [("99.00", True), ("398.00", False)])
async def test_no_matter_of_an_order_above_the_limit(
    night: TestDesk, script: Script, amount: str, answered: bool
) -> None:
    def price(unit: Any) -> None:
        row = unit.session.scalar(select(OrderRow).where(OrderRow.shop_id == night.shop.id, OrderRow.number == ORDER))
        order = from_json(row.data, Order)
        from dataclasses import replace

        row.data = to_json(replace(order, paid_amount=Decimal(amount)))

    await night.desk.run(price)
    others = update(OrderRow).where(OrderRow.shop_id == night.shop.id, OrderRow.number != ORDER).values(nick="别人")
    await night.desk.run(lambda u: u.session.execute(others) and None)
    script.draft = draft("已经记下您要催发货", intents=("urge_ship",), facts=())
    chat = await night.conversation(NICK)
    await night.say(chat, "快点发货")
    if answered:
        assert await eventually(lambda: robot_lines(night, chat))
    else:
        await until(night, chat, lambda c: c["state"] == "queued")
        assert await robot_lines(night, chat) == []


async def test_harm_calls_the_person_named_once(night: TestDesk, script: Script) -> None:
    script.draft = draft("请先停止使用", kind="handoff", intents=("quality_issue",), team="投诉", facts=())
    chat = await night.conversation()
    await night.say(chat, "穿了你们的衣服起红疹了，电话13812345678")

    async def called() -> list[Any]:
        mine = select(Mention.staff_id, Mention.text, Mention.kind).where(
            Mention.shop_id == night.shop.id, Mention.by_name == "夜间值守"
        )
        return await night.desk.database.read(lambda s: [tuple(r) for r in s.execute(mine)])

    ((who, text, kind),) = await eventually(called)
    assert (who, kind) == (await night.staff_id("小雨"), "help")
    assert "13812345678" not in text
    tasks = select(TaskRow.text, TaskRow.owner_name, TaskRow.due_ms).where(
        TaskRow.shop_id == night.shop.id, TaskRow.key.startswith("alert:")
    )
    ((task, owner, due_ms),) = await night.desk.database.read(lambda s: [tuple(r) for r in s.execute(tasks)])
    assert "安全预警" in task
    assert owner == "小雨"
    assert due_ms == night.clock.ms() + 15 * 60_000
    notes = [m for m in await night.messages(chat) if m["visibility"] == "internal"]
    assert "夜间值守" in [n["author_name"] for n in notes]
    assert not any("安全预警" in str(m) for m in await night.public(chat))
    await night.say(chat, "会不会过敏啊")
    assert len(await called()) == 1


async def test_the_list_at_opening(night: TestDesk, script: Script) -> None:
    script.draft = draft("请同事回复您", kind="handoff", intents=("return_policy",), team="售后", facts=())
    first = await night.conversation()
    await night.say(first, "能退吗")
    await until(night, first, lambda c: c["state"] == "queued")
    harmed = await night.conversation()
    await night.say(harmed, "灯冒烟了！")
    await until(night, harmed, lambda c: c["state"] == "queued")
    night.clock.advance(7 * 3600)
    shop = night.desk.shops.get(night.shop.id)
    found = await night.desk.database.read(lambda s: morning(s, shop, night.clock()))
    assert [e["conversation"] for e in found["entries"]] == [harmed, first]
    assert found["entries"][0]["why"].startswith("人身或财产安全")
    assert found["entries"][1]["wanted"] == ["问退换规则"]
    assert found["entries"][1]["why"] == "上班后回复"
    assert found["opens"].startswith("2026-11-04T00:00")
    night.clock.advance(30 * 3600)
    later = await night.desk.database.read(lambda s: morning(s, shop, night.clock()))
    assert later["entries"] == [], "last night's list ends with the next night"


def test_what_is_due_first() -> None:
    now = datetime(2026, 11, 4, 0, 0, tzinfo=UTC)
    open_ = {"harm": False, "angry": False, "now": now, "answer_by": now + timedelta(hours=1)}
    assert first_due([], [], **open_) == Due(now + timedelta(hours=1), "上班后回复")  # type: ignore[arg-type]
    promised = Due(now + timedelta(minutes=5), "回电")
    assert first_due([], [promised], **open_) == promised  # type: ignore[arg-type]
    angry = first_due([], [], **{**open_, "angry": True})  # type: ignore[arg-type]
    assert angry.at < open_["answer_by"]  # type: ignore[operator]
    assert first_due([], [promised], **{**open_, "harm": True}).at == now  # type: ignore[arg-type]


# -- peaks ------------------------------------------------------------------------------------------------------------


async def test_in_a_peak_people_take_more_and_unpaid_orders_come_first(desk: TestDesk) -> None:
    peak = Peak(
        name="双11", starts=desk.clock() - timedelta(hours=1), ends=desk.clock() + timedelta(hours=1), capacity_pct=200
    )
    await desk.online("小雨", status="busy")
    waiting = [await desk.conversation() for _ in range(2)] + [await desk.conversation(NICK)]
    for chat in waiting:
        await desk.say(chat, "在吗")
        desk.clock.advance(1)
    ms = desk.clock.ms() - 3_600_000
    unpaid = (
        update(OrderRow)
        .where(OrderRow.shop_id == desk.shop.id, OrderRow.number == ORDER)
        .values(status="unpaid", ordered_ms=ms)
    )
    await desk.desk.run(lambda u: u.session.execute(unpaid) and None)
    plain, more = await desk.desk.run(lambda u: (_capacity(u, desk, 100), _capacity(u, desk, 200)))
    assert plain == more == {}, "busy people take none"
    await desk.desk.run(lambda u: change_settings(u, desk.shop.id, {"auto_assign": False}))
    await desk.desk.reload_shops()
    await desk.online("小雨")
    plain, more = await desk.desk.run(lambda u: (_capacity(u, desk, 100), _capacity(u, desk, 200)))
    assert more == {name: 2 * n for name, n in plain.items()}

    def one(unit: Any) -> None:
        from xiaoer.domains.staff.models import Membership

        unit.session.execute(update(Membership).where(Membership.shop_id == desk.shop.id).values(capacity=1))

    await desk.desk.run(one)
    assert await desk.desk.run(lambda u: route(u, desk.shop.id, peak)) == 2
    taken = [c for c in waiting if (await desk.see(c))["state"] == "assigned"]
    assert waiting[2] in taken, "whose order closes unpaid comes first"
    assert waiting[0] in taken


def _capacity(unit: Any, desk: TestDesk, pct: int) -> dict[str, int]:
    return {s.name: s.capacity for s in seats_of(unit, desk.shop.id, pct)}


def _running(clock: HandClock, **more: Any) -> dict[str, Any]:
    begins, ends = clock() - timedelta(hours=1), clock() + timedelta(hours=5)
    return {"name": "双11", "starts": begins.isoformat(), "ends": ends.isoformat(), **more}


async def test_a_peak_greets_shortly_and_freezes_words(sqlite_server: Served, clock: HandClock) -> None:
    lead, owner, yu = (
        await sqlite_server.staff(LEAD),
        await sqlite_server.staff(OWNER),
        await sqlite_server.staff(XIAOYU),
    )
    wish = {"peaks": [_running(clock, greeting="人多，请直接说问题")]}
    await lead.do("/settings", wish, method="PATCH")
    shopper = await sqlite_server.shopper()
    assert shopper.opened["shop"]["greeting"] == "人多，请直接说问题"
    frozen = [
        ("POST", "/phrases", {"text": "您好", "code": "zz1"}), ("PATCH", "/settings", {"greeting": "欢迎"}),
        ("POST", "/faq", {"question": "能写贺卡吗", "answer": "可以的"}),
    ]  # fmt: skip
    for method, path, body in frozen:
        refused = await lead.call(method, path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "frozen"), path
        assert "双11" in refused.json()["detail"]
        assert (await owner.call(method, path, json=body)).is_success, path
    assert (await yu.call("POST", "/phrases", json={"text": "自己的", "code": "zz2", "personal": True})).is_success
    assert (await yu.call("POST", "/faq", json={"question": "能写贺卡吗", "answer": "可以"})).is_success, (
        "a proposal waits"
    )
    clock.advance(6 * 3600)
    assert (await lead.call("POST", "/phrases", json={"text": "您好呀", "code": "zz3"})).is_success
    later = await sqlite_server.shopper()
    assert later.opened["shop"]["greeting"] == "欢迎"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"peaks": [{"name": "x", "starts": "2026-11-11T00:00:00+08:00", "ends": "2026-11-10T00:00:00+08:00"}]}, None),
        ({"night": {"on": True, "hours": "x"}}, None), ({"night": {"on": True, "words": "加我微信abc12345私下聊"}}, "gate_block"),
    ],
)  # fmt: skip
async def test_wrong_plans_are_refused(sqlite_server: Served, wish: dict[str, Any], code: str | None) -> None:
    lead = await sqlite_server.staff(LEAD)
    answer = await lead.call("PATCH", "/settings", json=wish)
    assert answer.status_code in (400, 422)
    assert code is None or answer.json()["code"] == code


async def test_the_list_over_its_door(sqlite_server: Served) -> None:
    yu = await sqlite_server.staff(XIAOYU)
    found = await yu.get("/robot/morning", shop=QINGHE)
    assert (found["on"], found["entries"]) == (False, [])
