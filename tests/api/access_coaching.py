"""Coaching's rows of the access table, and fresh assignments to call about."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from tests.api.access_academy import HALL, TEACH
from tests.api.access_kinds import READ
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.domains.academy.coaching import service
from xiaoer.domains.academy.coaching.models import Assignment
from xiaoer.kit.writer import Unit

ONE = HALL + "/assignments/{assignment_id:int}"
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", f"{HALL}/assignments"): {"json": {"kind": "practice", "subject": "size", "staff": [1]}},
    ("POST", f"{HALL}/awards"): {"json": {"staff": 1, "title": "服务之星"}},
}
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", f"{HALL}/assignments"): READ,
    ("POST", f"{HALL}/assignments"): TEACH,
    ("DELETE", ONE): TEACH,
    ("GET", f"{HALL}/remedies"): READ,
    ("GET", f"{HALL}/skills"): READ,
    ("POST", f"{HALL}/awards"): TEACH,
}


async def names(server: Served, staff_id: int, path: str) -> dict[str, int]:
    """A fresh assignment of the caller."""
    if "{assignment_id" not in path:
        return {}
    shop_id = server.desk.shops.find(QINGHE).id

    def make(unit: Unit) -> int:
        service.assign(unit, shop_id, staff_id, [staff_id], service.Wish("practice", "size", "", None), ())
        newest = select(func.max(Assignment.id)).where(Assignment.shop_id == shop_id)
        return unit.session.scalar(newest) or 0

    return {"{assignment_id:int}": await server.desk.run(make)}
