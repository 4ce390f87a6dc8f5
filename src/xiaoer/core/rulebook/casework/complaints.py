"""The clock of a complaint: the platform's own time, else the shop's, else the dated rule."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from xiaoer.core.facts import Platform
from xiaoer.core.rulebook.casework.times import Due


@cache
def _rule() -> dict[str, Any]:
    text = (resources.files("xiaoer.core.rulebook") / "rules" / "casework" / "complaints.toml").read_text("utf-8")
    return tomllib.loads(text)


def complaint_due(platform: Platform, since: datetime, *, given: datetime | None = None, shop_hours: int = 0) -> Due:
    """Until when a complaint taken down at `since` wants a result. `given` = what the platform says of this one;
    `shop_hours` = what the shop has set, 0 = nothing."""
    target, limit = _rule()["target"], _rule()["limit"]
    allowed: int | None = limit["hours"].get(platform)
    told = limit["zh"].format(hours=allowed) if allowed else ""
    if given is not None:
        return Due(given, "shop", "平台给这件投诉的截止时间", "平台超时时间")
    if shop_hours:
        said = f"店铺设置：{shop_hours} 小时内给出结果"
        return Due(since + timedelta(hours=shop_hours), "shop", "；".join(filter(None, (said, told))), "店铺设置")
    hours = min(target["hours"], allowed or target["hours"])
    return Due(since + timedelta(hours=hours), "shop", "；".join(filter(None, (target["zh"], told))), target["source"])
