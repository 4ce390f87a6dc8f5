"""Follow-ups at a running desk: once, only while it stands, in the shopper's chat, and refused in one step."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import Any

import pytest
from sqlalchemy import select

from tests.support.desks import TestDesk
from tests.support.waiting import eventually
from xiaoer.core.facts import Order
from xiaoer.domains.followups import repository, service
from xiaoer.domains.followups.models import FollowupTouch
from xiaoer.domains.followups.rules import Segment, Touch
from xiaoer.domains.followups.runner import Follower
from xiaoer.domains.followups.views import Wish
from xiaoer.domains.orders import service as orders
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio
WORDS = "亲，您拍下的{商品}还没有付款。"


async def enable(desk: TestDesk, kind: str, *touches: Touch, **more: Any) -> int:
    def work(unit: Unit) -> int:
        service.ensure_rules(unit, desk.shop.id)
        row = next(r for r in repository.rules(unit.session, desk.shop.id) if r.kind == kind)
        values = {"name": row.name, "enabled": True, "approval": False, "stop_h": 24, "holdout_pct": 0,
                  "segment": Segment(), **more}  # fmt: skip
        service.change_rule(unit, desk.shop.id, row.id, Wish(version=row.version, touches=touches, **values))
        return row.id

    return await desk.desk.run(work)


async def order(desk: TestDesk, number: str, **changes: Any) -> Order:
    """An order made now, like the shop's first one."""
    first = (await desk.desk.database.read(lambda s: orders.all_orders(s, desk.shop.id)))[0]
    made = dataclasses.replace(
        first, number=number, shopper=f"买家{number}", status="unpaid", status_text="待付款", ordered_at=desk.clock(),
        paid_at=None, shipped_at=None, signed_at=None, after_sales=None, parcels=(), lines=first.lines[:1],
    )  # fmt: skip
    made = dataclasses.replace(made, **changes)
    await desk.desk.run(lambda u: orders.import_orders(u, desk.shop.id, [made]))
    return made


async def touches(desk: TestDesk, number: str) -> list[tuple[int, str, str]]:
    def look(s: Any) -> list[tuple[int, str, str]]:
        rows = s.scalars(
            select(FollowupTouch)
            .where(FollowupTouch.shop_id == desk.shop.id, FollowupTouch.subject == number)
            .order_by(FollowupTouch.id)
        )
        return [(r.touch, r.state, r.why) for r in rows]

    return await desk.desk.database.read(look)


async def said_to(desk: TestDesk, nick: str) -> list[dict[str, Any]]:
    shopper = await desk.desk.database.read(lambda s: repository.shopper(s, desk.shop.id, nick))
    assert shopper is not None
    talk = await desk.desk.database.read(lambda s: repository.talk_of(s, desk.shop.id, shopper.id))
    return [] if talk is None else await desk.public(talk.id)


async def sweep(desk: TestDesk, minutes: float = 0) -> int:
    desk.clock.advance(minutes * 60)
    return await Follower(desk.desk).sweep(desk.shop)


async def test_an_unpaid_order_gets_its_touch_is_paid_and_hears_no_more(desk: TestDesk) -> None:
    await enable(desk, "unpaid", Touch(15, WORDS), Touch(60, "亲，尾号{订单尾号}的订单还在等您付款。"))
    made = await order(desk, "900001")
    assert await sweep(desk, 14) == 0
    assert await sweep(desk, 1) == 1
    assert await sweep(desk) == 0
    (line,) = await said_to(desk, made.shopper)
    assert (line["author"], line["author_name"]) == ("robot", "智能客服")
    assert made.lines[0].title in line["body"]["text"]
    await order(desk, "900001", ordered_at=made.ordered_at, paid_at=desk.clock(), status="paid_unshipped")
    await sweep(desk, 50)
    assert await touches(desk, "900001") == [(1, "sent", ""), (2, "stopped", "已付款")]
    assert len(await said_to(desk, made.shopper)) == 1


async def test_an_answer_stops_the_next_touch(desk: TestDesk) -> None:
    await enable(desk, "unpaid", Touch(15, WORDS), Touch(60, "亲，尾号{订单尾号}的订单还在等您付款。"))
    made = await order(desk, "900002")
    await sweep(desk, 15)
    conversation = await desk.conversation(made.shopper)
    desk.clock.advance(1)
    await desk.say(conversation, "我再想想", author_name=made.shopper)
    await desk.say(conversation, "好的，您慢慢看", author="agent", agent=(1, "小雨"))
    await sweep(desk, 60)
    assert [(n, state) for n, state, _ in await touches(desk, "900002")] == [(1, "sent"), (2, "stopped")]


async def test_two_sweeps_at_once_write_one_line(desk: TestDesk) -> None:
    await enable(desk, "unpaid", Touch(15, WORDS))
    made = await order(desk, "900003")
    desk.clock.advance(900)
    done = await asyncio.gather(*(Follower(desk.desk).sweep(desk.shop) for _ in range(4)))
    assert sum(done) == 1
    assert len(await said_to(desk, made.shopper)) == 1


async def test_what_waits_for_the_lead_is_judged_again(desk: TestDesk) -> None:
    await enable(desk, "unpaid", Touch(15, WORDS), approval=True)
    made = [await order(desk, f"90001{n}") for n in range(3)]
    await sweep(desk, 15)
    waiting = await desk.desk.database.read(
        lambda s: [t.id for t in repository.page(s, desk.shop.id, states=("approval",), before=None, limit=10)]
    )
    assert len(waiting) == 3
    await order(desk, "900010", ordered_at=made[0].ordered_at, paid_at=desk.clock(), status="paid_unshipped")
    first, second = waiting[2:], waiting[:2]
    done = await desk.desk.run(
        lambda u: service.decide(u, desk.shop.id, [*first, second[0]], approve=True, can_send=True, by="主管")
    )
    assert (done["stopped"], done["sent"]) == (1, 1)
    done = await desk.desk.run(
        lambda u: service.decide(u, desk.shop.id, waiting, approve=False, can_send=True, by="主管")
    )
    assert (done["refused"], done["gone"]) == (1, 2)
    assert await sweep(desk) == 0


async def test_a_hold_out_group_measures_what_it_brought(desk: TestDesk) -> None:
    rule = await enable(desk, "unpaid", Touch(15, WORDS), holdout_pct=50)
    made = [await order(desk, f"91{n:04d}", shopper=f"对照{n}") for n in range(40)]
    await sweep(desk, 15)
    states = {o.number: (await touches(desk, o.number))[0][1] for o in made}
    held = [n for n, state in states.items() if state == "held"]
    sent = [n for n, state in states.items() if state == "sent"]
    assert len(held) + len(sent) == 40
    assert 8 <= len(held) <= 32
    desk.clock.advance(60)
    for number in [*sent[:10], *held[:2]]:
        before = next(o for o in made if o.number == number)
        await order(desk, number, shopper=before.shopper, ordered_at=before.ordered_at, paid_at=desk.clock(),
                    status="paid_unshipped")  # fmt: skip
    found = next(
        r for r in await desk.desk.database.read(lambda s: service.report(s, desk.shop.id)) if r["rule"] == rule
    )["lift"]
    assert (found.touched, found.touched_good, found.held, found.held_good) == (len(sent), 10, len(held), 2)
    assert found.low < found.difference < found.high


async def test_a_refusal_in_the_chat_holds_from_then_on(desk: TestDesk) -> None:
    Follower(desk.desk).start()
    conversation = await desk.conversation("老客")
    await desk.desk.run(lambda u: service.consent(u, desk.shop.id, "老客", given=True, source="会员页勾选"))
    await desk.say(conversation, "退订", author_name="老客")

    async def answered() -> bool:
        return any(
            "退订" in m["body"].get("text", "") for m in await desk.public(conversation) if m["author"] == "robot"
        )

    await eventually(answered)
    assert await desk.desk.database.read(lambda s: repository.refused(s, "老客"))
    assert not await desk.desk.database.read(lambda s: repository.consented(s, desk.shop.id, "老客"))


async def test_words_that_cannot_be_borne_out_are_not_sent(desk: TestDesk) -> None:
    await enable(desk, "unpaid", Touch(15, "您的快递单号是{运单号}。"))
    await order(desk, "900020")
    await sweep(desk, 15)
    ((_, state, why),) = await touches(desk, "900020")
    assert state == "stopped"
    assert "查不到" in why


async def test_every_kind_can_be_swept(desk: TestDesk) -> None:
    from xiaoer.domains.followups.kinds import KINDS

    for kind in KINDS.values():
        await enable(desk, kind.code, *kind.touches, stop_h=8000)
    await sweep(desk)
