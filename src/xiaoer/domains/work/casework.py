"""Cases with their tasks: what is done with a case and what is owed after it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xiaoer.core.facts import Order, Platform
from xiaoer.domains.aftersales import platform as platforms
from xiaoer.domains.aftersales import service as aftersales
from xiaoer.domains.aftersales.service import By, Doing, Wish
from xiaoer.domains.orders import service as orders
from xiaoer.domains.work import service as work
from xiaoer.files.platform_orders import AfterSalesRecord
from xiaoer.kit.writer import Unit


def open_case(unit: Unit, shop_id: int, wish: Wish, by: By) -> dict[str, Any]:
    """Open a case; its task begins."""
    case = aftersales.open_case(unit, shop_id, wish, by)
    work.follow_case(unit, shop_id, case)
    return case


def follow_platform(unit: Unit, shop_id: int, platform: Platform, records: Sequence[AfterSalesRecord]) -> int:
    """Let cases be what a platform's export says of them; returns how many changed. Unknown orders are passed over."""
    moved = 0
    known = orders.find_many(unit.session, shop_id, [record.order for record in records])
    for record in records:
        order = known.get(record.order)
        case = None if order is None else platforms.follow(unit, shop_id, record, order, platform)
        if case is not None:
            work.follow_case(unit, shop_id, case)
            moved += 1
    return moved


def act(
    unit: Unit, shop_id: int, case_id: int, doing: Doing, by: By, order: Order, platform: Platform
) -> dict[str, Any]:
    """Do something with a case; its task follows."""
    case = aftersales.act(unit, shop_id, case_id, doing, by, order, platform)
    work.follow_case(unit, shop_id, case)
    return case
