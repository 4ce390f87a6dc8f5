"""The paths' rows of the access table, and fresh certificates to call about."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete

from tests.api.access_academy import HALL, TEACH
from tests.api.access_kinds import MANAGE, READ
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.domains.academy.paths import service
from xiaoer.domains.academy.paths.models import LevelDemand
from xiaoer.kit.writer import Unit

LESSON, ONE = HALL + "/lessons/{code:str}", HALL + "/certificates/{certificate_id:int}"
FINAL = {caller: 409 if status == 200 else status for caller, status in READ.items()}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("PUT", LESSON): {"json": {"title": "第一课", "minutes": 5, "check": 3, "topics": ["商品"], "text": "## 好"}},
    ("PUT", HALL + "/levels/{level:str}"): {"json": {"days": 3, "version": 0}},
    ("POST", f"{HALL}/learners"): {"json": {"staff": []}},
    ("POST", f"{HALL}/certificates"): {"json": {"staff": 1, "level": "three", "reason": "老员工"}},
    ("POST", f"{ONE}/withdraw"): {"json": {"reason": "复训"}},
    ("POST", f"{HALL}/typing"): {"json": {"per_minute": 50, "accuracy": 1, "errors": 0, "characters": 30}},
}
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", f"{HALL}/path"): READ,
    ("GET", LESSON): READ,
    ("PUT", LESSON): TEACH,
    ("POST", f"{LESSON}/read"): READ,
    ("POST", f"{LESSON}/check"): READ,
    ("POST", f"{HALL}/path/final"): FINAL,
    ("GET", f"{HALL}/levels"): READ,
    ("PUT", HALL + "/levels/{level:str}"): MANAGE,
    ("GET", f"{HALL}/learners"): TEACH,
    ("POST", f"{HALL}/learners"): TEACH,
    ("POST", HALL + "/learners/{staff_id:int}/leave"): MANAGE,
    ("GET", f"{HALL}/certificates"): READ,
    ("POST", f"{HALL}/certificates"): MANAGE,
    ("POST", f"{ONE}/withdraw"): MANAGE,
    ("GET", f"{HALL}/typing"): READ,
    ("POST", f"{HALL}/typing"): READ,
}


async def names(server: Served, staff_id: int, path: str) -> dict[str, str | int]:
    """The first lesson, and a fresh certificate of the caller."""
    if "/academy/" not in path:
        return {}
    shop_id = server.desk.shops.find(QINGHE).id

    def give(unit: Unit) -> int:
        for level in ("three", "full", "senior"):
            made = service.give(unit, shop_id, staff_id, staff_id, level, "x")
        return made

    await server.desk.run(
        lambda u: u.session.execute(delete(LevelDemand).where(LevelDemand.shop_id == shop_id)) and None
    )
    certificate = await server.desk.run(give) if "{certificate_id" in path else 0
    return {"{code:str}": "company-1", "{level:str}": "three", "{certificate_id:int}": certificate}
