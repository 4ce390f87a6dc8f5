"""Rows of the access table for shifts and handovers, and the fresh things that their calls are about."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.api.access_crowd import Crowd
from tests.api.access_kinds import MANAGE, READ, SERVE
from tests.support.clients import Staff
from tests.support.shops import QINGHE
from xiaoer.domains.shifts.models import Handover, Shift
from xiaoer.kit.writer import Unit

SHOP = "/api/shops/{shop:str}"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", f"{SHOP}/handovers/draft"): SERVE,
    ("GET", f"{SHOP}/handovers"): READ,
    ("POST", f"{SHOP}/handovers"): SERVE,
    ("POST", SHOP + "/handovers/{handover_id:int}/sign"): SERVE,
    ("GET", f"{SHOP}/roster"): READ,
    ("POST", f"{SHOP}/roster"): MANAGE,
    ("DELETE", SHOP + "/roster/{shift_id:int}"): MANAGE,
    ("POST", SHOP + "/roster/{shift_id:int}/wish"): SERVE,
    ("POST", SHOP + "/roster/{shift_id:int}/decide"): MANAGE,
    ("GET", f"{SHOP}/attendance"): READ,
}
BODIES: dict[tuple[str, str], Callable[[Crowd], dict[str, Any]]] = {
    ("POST", f"{SHOP}/handovers"): lambda c: {"json": {"items": [], "with_chats": False}},
    ("POST", f"{SHOP}/roster"): lambda c: {"json": _wish(c)},
    ("POST", SHOP + "/roster/{shift_id:int}/wish"): lambda c: {"json": {"kind": "leave", "why": "看牙"}},
    ("POST", SHOP + "/roster/{shift_id:int}/decide"): lambda c: {"json": {"agree": False}},
}
_DAYS = itertools.count(1)


def _wish(crowd: Crowd) -> dict[str, Any]:
    """A shift on a day of its own."""
    starts = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(days=next(_DAYS))
    ends = starts + timedelta(hours=8)
    return {"staff_id": crowd.staff["agent"].id, "starts_at": starts.isoformat(), "ends_at": ends.isoformat()}


async def names(crowd: Crowd, by: Staff | None, path: str) -> dict[str, int]:
    """A fresh handover of somebody else to nobody in particular, and a fresh shift of the caller with a wish."""
    if "handover_id" not in path and "shift_id" not in path:
        return {}
    shop_id = crowd.server.desk.shops.find(QINGHE).id

    def make(unit: Unit) -> dict[str, int]:
        handover = Handover(shop_id=shop_id, from_id=999_999, at_ms=unit.now_ms, items="[]")
        shift = Shift(shop_id=shop_id, staff_id=by.id if by else 1, starts_ms=1, ends_ms=2, wish="leave")
        unit.session.add_all([handover, shift])
        unit.session.flush()
        return {"{handover_id:int}": handover.id, "{shift_id:int}": shift.id}

    return await crowd.server.desk.run(make)
