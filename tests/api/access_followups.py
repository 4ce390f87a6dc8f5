"""Rows of the access table for follow-ups, and the fresh things that their calls are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.api.access_crowd import Crowd
from tests.api.access_kinds import MANAGE, READ, SERVE, VISITOR
from tests.support.shops import QINGHE
from xiaoer.domains.followups.models import FollowupRule, FollowupTouch
from xiaoer.kit.writer import Unit

SHOP, WIDGET = "/api/shops/{shop:str}", "/api/widget/{shop:str}"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", f"{SHOP}/followups"): READ,
    ("PUT", SHOP + "/followups/{rule_id:int}"): MANAGE,
    ("POST", SHOP + "/followups/{rule_id:int}/preview"): READ,
    ("GET", f"{SHOP}/followups/touches"): READ,
    ("POST", f"{SHOP}/followups/touches/decide"): MANAGE,
    ("POST", SHOP + "/followups/touches/{touch_id:int}/done"): SERVE,
    ("GET", f"{SHOP}/followups/report"): READ,
    ("GET", SHOP + "/shoppers/{shopper_id:int}/consent"): READ,
    ("PUT", SHOP + "/shoppers/{shopper_id:int}/consent"): SERVE,
    ("POST", f"{WIDGET}/refuse"): VISITOR,
}
RULE = {
    "version": 1, "name": "催付", "enabled": False, "approval": True, "stop_h": 20, "holdout_pct": 10,
    "touches": [{"after_min": 15, "text": "亲，您拍下的{商品}还没有付款。"}],
}  # fmt: skip
BODIES: dict[tuple[str, str], Callable[[Crowd], dict[str, Any]]] = {
    ("PUT", SHOP + "/followups/{rule_id:int}"): lambda c: {"json": RULE},
    ("POST", f"{SHOP}/followups/touches/decide"): lambda c: {"json": {"ids": [1], "approve": False}},
    ("PUT", SHOP + "/shoppers/{shopper_id:int}/consent"): lambda c: {"json": {"given": True, "source": "会员页"}},
}


async def names(crowd: Crowd, path: str) -> dict[str, int]:
    """A fresh rule, and a fresh line of it that waits to be sent by hand."""
    if "/followups/" not in path:
        return {}
    shop_id = crowd.server.desk.shops.find(QINGHE).id

    def make(unit: Unit) -> dict[str, int]:
        rule = FollowupRule(shop_id=shop_id, kind="unpaid", name="催付", stop_h=20, touches="[]")
        unit.session.add(rule)
        unit.session.flush()
        touch = FollowupTouch(
            shop_id=shop_id, rule_id=rule.id, subject=uuid4().hex, touch=1, state="copy", nick="x", at_ms=unit.now_ms
        )
        unit.session.add(touch)
        unit.session.flush()
        return {"{rule_id:int}": rule.id, "{touch_id:int}": touch.id}

    return await crowd.server.desk.run(make)
