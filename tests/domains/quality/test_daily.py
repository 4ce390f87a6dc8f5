"""What the room does by the calendar: the daily drawing, and lessons from other shops that become tasks."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.domains.quality.test_quality import people
from tests.support.desks import TestDesk
from tests.support.judged import POOR, judged, publish
from xiaoer.domains.quality import peers, repository, sampling
from xiaoer.domains.quality.errors import NoSuchPeers, NotYetCompared
from xiaoer.domains.quality.peers import Lesson
from xiaoer.domains.quality.sampling import Sampler
from xiaoer.domains.work.models import TaskRow
from xiaoer.files.chats.pasted import read_pasted

pytestmark = pytest.mark.anyio
CHAT = "买：在吗 我电话13800001111\n客服：亲您好，在的，大锅旗舰店欢迎您\n买：能便宜点吗\n客服：给您一张5元券"


async def test_a_shop_draws_once_a_day_and_says_why(desk: TestDesk) -> None:
    who = await people(desk)
    await publish(desk)
    chat = await judged(desk, POOR, who["agent"])
    sampler, shop = Sampler(desk.desk), desk.shop
    assert await sampler.sweep(shop) is None  # nobody has set it
    wish = {"on": True, "at": "00:00", "days": 7, "by_chance": 0, "by_risk": 2, "of_new": 0}
    await desk.desk.run(lambda u: sampling.set_plan(u, shop.id, who["lead"], wish))
    assert await sampler.sweep(shop) == 1
    assert await sampler.sweep(shop) is None
    queue = await desk.desk.database.read(lambda s: repository.queue(s, shop.id, who["lead"][0]))
    assert [(e["source"], e["inspection"]["id"]) for e in queue] == [("risk", chat)]
    assert queue[0]["why"][0].startswith("score:")


async def test_a_lesson_needs_three_shops_ours_and_all_answers_and_becomes_a_task(desk: TestDesk) -> None:
    who, shop = await people(desk), desk.shop
    lesson = Lesson("开头就问需求", True, "改开场快捷语", who["agent"], date(2026, 12, 1))
    round_id = await desk.desk.run(lambda u: peers.begin(u, shop.id, "x", "三月"))

    async def add(*, own: bool = False) -> None:
        rows, timed = read_pasted(CHAT)
        await desk.desk.run(
            lambda u: peers.add_chat(
                u, shop.id, round_id, "x", name="大锅旗舰店", bigger="销量十倍", own=own, rows=rows, timed=timed
            )
        )

    async def conclude() -> None:
        await desk.desk.run(lambda u: peers.conclude(u, shop.id, round_id, who["lead"], lesson, shop.zone))

    for _ in range(3):
        await add()
    with pytest.raises(NotYetCompared, match="自己店"):
        await conclude()
    await add(own=True)
    with pytest.raises(NotYetCompared, match="五个问题"):
        await conclude()
    seen = await desk.desk.database.read(lambda s: peers.one(s, shop.id, round_id))
    assert [chat["own"] for chat in seen["chats"]] == [True, False, False, False]
    assert seen["chats"][1]["name"] == "大**店"
    assert "13800001111" not in str(seen)
    for chat in seen["chats"]:
        every = dict.fromkeys(peers.QUESTIONS, "好")
        await desk.desk.run(lambda u, c=chat["id"], e=every: peers.answer(u, shop.id, round_id, c, e))
    await conclude()
    seen = await desk.desk.database.read(lambda s: peers.one(s, shop.id, round_id))
    task = seen["lessons"][0]["task"]
    row = await desk.desk.database.read(
        lambda s: s.scalar(select(TaskRow).where(TaskRow.shop_id == shop.id, TaskRow.id == task))
    )
    assert row is not None
    assert "改开场快捷语" in row.text
    with pytest.raises(NoSuchPeers):
        await desk.desk.run(lambda u: peers.remove(u, shop.id, round_id, 999_999))
