"""The robot's own wording at the desk: seen, tried, kept behind the gate, said in turn."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.serving import Served
from tests.support.shops import LEAD, XIAOYU

pytestmark = pytest.mark.anyio


async def asked(who: Any, *lines: str) -> list[str]:
    """What the robot says to each line, tried on the bench."""
    said = []
    for end in range(1, len(lines) + 1):
        trial = (await who.call("POST", "/robot/try", json={"lines": list(lines[:end])})).json()
        said.append(trial["turns"][-1]["text"])
    return said


async def test_wordings_are_seen_tried_kept_and_take_turns(sqlite_server: Served) -> None:
    lead, agent = await sqlite_server.staff(LEAD), await sqlite_server.staff(XIAOYU)
    held = (await agent.call("GET", "/robot/replies")).json()
    thanks = next(one for one in held["replies"] if one["key"] == "thanks")
    assert thanks["standing"]
    assert thanks["usual"]
    assert thanks["own"] == []

    seen = (
        await agent.call("POST", "/robot/replies/preview", json={"key": "greeting", "text": "欢迎来到{店名}"})
    ).json()
    assert seen["why_not"] == ""
    assert "{" not in seen["text"]
    for key, text in (
        ("thanks", "加我微信私聊"),
        ("thanks", "满99元包邮"),
        ("thanks", "{买家}不客气"),
        ("bot", "我是小美"),
    ):
        tried = (await agent.call("POST", "/robot/replies/preview", json={"key": key, "text": text})).json()
        assert tried["why_not"], text
        refused = await lead.call("PATCH", "/settings", json={"replies": {key: [text]}})
        assert (refused.status_code, refused.json()["code"]) == (422, "gate_block"), text

    wish = {"replies": {"thanks": ["不客气哦", "应该的呀"], "shipping_fee": ["喜欢的话直接拍就好"]}}
    assert (await agent.call("PATCH", "/settings", json=wish)).status_code == 403
    await lead.do("/settings", wish, method="PATCH")
    first, second, third = await asked(lead, "谢谢", "谢谢啊", "多谢")
    assert "不客气哦" in first
    assert "应该的呀" in second
    assert "不客气哦" in third
    once, again = await asked(lead, "寄到浙江运费多少", "寄到北京运费多少")
    assert once.endswith("喜欢的话直接拍就好")
    assert "喜欢的话" not in again
    assert (await lead.call("PATCH", "/settings", json={"replies": {"nothing": ["x"]}})).status_code in (400, 422)
    await lead.do("/settings", {"replies": {}}, method="PATCH")
    assert "不客气哦" not in (await asked(lead, "谢谢"))[0]
