"""What a colleague promises in a chat stands as a proposal, and becomes a task when confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.desks import TestDesk
from tests.support.waiting import eventually
from xiaoer.domains.work import repository, service

pytestmark = pytest.mark.anyio


async def proposals(desk: TestDesk) -> list[dict[str, Any]]:
    return await desk.desk.database.read(lambda s: repository.page(s, desk.shop.id, state="proposed"))


async def test_a_promise_is_proposed_confirmed_and_kept(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "什么时候发货")
    agent = (await desk.staff_id("小鱼"), "小鱼") if "小鱼" in await desk.agents() else None
    who = agent or next((a["id"], name) for name, a in (await desk.agents()).items())
    post = desk.post(chat, "今天18点前给您发出，退您5元运费", "agent", agent=who)
    await desk.desk.say(post)
    await desk.desk.say(post)  # sent again after a lost acknowledgement

    async def two() -> bool:
        return len(await proposals(desk)) == 2

    await eventually(two)
    found = await proposals(desk)
    assert [(t["kind"], t["owner"]["id"], t["conversation"]) for t in found] == [("promise", who[0], chat)] * 2
    assert {t["amount"] for t in found} == {None, "5.00"}
    ship = next(t for t in found if t["amount"] is None)
    assert ship["due_at"] == "2026-11-03T10:00:00.000Z"
    kept = await desk.desk.run(
        lambda u: service.change(u, desk.shop.id, ship["id"], "confirm", ship["version"])
    )  # fmt: skip
    assert (kept["state"], kept["level"]) == ("open", "4")
    desk.clock.advance(3600)
    done = await desk.desk.run(lambda u: service.change(u, desk.shop.id, ship["id"], "done", kept["version"]))
    assert done["outcome"] == "kept"


async def test_what_shoppers_say_promises_nothing(desk: TestDesk) -> None:
    chat = await desk.conversation()
    await desk.say(chat, "今天18点前给您发出")
    await desk.say(
        chat, "您好，我来帮您看一下", "agent", agent=next((a["id"], n) for n, a in (await desk.agents()).items())
    )
    assert await proposals(desk) == []
