"""By hand on a platform without an open interface: exact steps, with what is to be pasted (`data/by_hand.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from xiaoer.core.facts import Platform

UNSURE = "后台菜单可能已改名或移动，请以实际页面为准；按订单号搜索最稳"
LAST = "办好后回到这里点“已办好”；下次导入订单时核对上也会自动完成"


@cache
def by_hand() -> dict[str, Any]:
    """Where each platform does it and how sure that is, and the steps of each kind."""
    text = (resources.files("xiaoer.domains.actions") / "data" / "by_hand.toml").read_text("utf-8")
    return tomllib.loads(text)


def steps_for(platform: Platform, kind: str, name: str, order: str) -> tuple[str, ...]:
    """What is to be done, one step a line; menus that nobody has checked are marked so."""
    place = by_hand()["platform"].get(platform, {"where": "店铺后台的订单页", "confidence": "memory"})
    doubt = f"（{UNSURE}）" if place["confidence"] == "memory" else ""
    steps = by_hand()["steps"].get(kind, [f"办理：{name}"])
    return (f"打开{place['where']}，搜索订单号 {order}{doubt}", *steps, LAST)


def paste_text(order: str, name: str, params: tuple[tuple[str, str], ...]) -> str:
    """What the copy button takes along."""
    return "\n".join([f"订单号：{order}", f"办理：{name}", *(f"{key}：{value}" for key, value in params)])
