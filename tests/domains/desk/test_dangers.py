"""A shopper who speaks of harm or authorities reaches a lead at once, once a day for each kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.clients import say
from tests.support.serving import Served
from tests.support.shops import LEAD, XIAOYU
from tests.support.waiting import eventually

pytestmark = pytest.mark.anyio


async def test_the_lead_is_called_and_the_chat_says_what_to_do(server: Served) -> None:
    lead, agent = await server.staff(LEAD), await server.staff(XIAOYU)
    widget = await (await server.shopper()).socket()
    await say(widget, "热水壶漏电，孩子被烫伤住院了")

    async def called() -> bool:
        return bool((await lead.get("/mentions"))["mentions"])

    await eventually(called)
    mention = (await lead.get("/mentions"))["mentions"][0]
    assert (mention["kind"], mention["by"]["name"]) == ("help", "店小二")
    assert "人身伤害" in mention["text"]
    assert not (await agent.get("/mentions"))["mentions"]
    await say(widget, "伤口还在流血")
    await say(widget, "我要打12315")

    async def both() -> bool:
        return len((await lead.get("/mentions"))["mentions"]) == 2

    await eventually(both)
    texts: list[Any] = [m["text"] for m in (await lead.get("/mentions"))["mentions"]]
    assert sum("人身伤害" in text for text in texts) == 1, "once a day for each kind"
    assert any("监管部门" in text for text in texts)
