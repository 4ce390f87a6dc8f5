"""Rows of the access table for imports, and fresh ones to call about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.api.access_crowd import Crowd
from tests.api.access_kinds import MANAGE
from tests.support.shops import QINGHE
from xiaoer.domains.intake import service
from xiaoer.domains.intake.shapes import Outcome, StagedFile, encode
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/imports"
ONE = BASE + "/{import_id:int}"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", BASE): MANAGE,
    ("POST", BASE): MANAGE,
    ("GET", ONE): MANAGE,
    ("PATCH", ONE): MANAGE,
    ("POST", f"{ONE}/confirm"): MANAGE,
    ("POST", f"{ONE}/again"): MANAGE,
    ("DELETE", ONE): MANAGE,
    ("GET", f"{ONE}/refused.csv"): MANAGE,
}
FAQ = "编号,问题,答案\n".encode()
BODIES: dict[tuple[str, str], Callable[[Crowd], dict[str, Any]]] = {
    ("POST", BASE): lambda c: {"files": {"files": ("faq.csv", FAQ)}},
    ("PATCH", ONE): lambda c: {"json": {"version": 1, "files": [{"name": "faq.csv", "taken": False}]}},
    ("POST", f"{ONE}/confirm"): lambda c: {"json": {"version": 1}},
}


async def names(crowd: Crowd, path: str) -> dict[str, int]:
    """A fresh import that is ready, or that stood still where it is to go on."""
    if "{import_id" not in path:
        return {}
    shop_id = crowd.server.desk.shops.find(QINGHE).id

    def make(unit: Unit) -> int:
        made = service.begin(unit, shop_id, 1, "x", [StagedFile("faq.csv", "gone/faq.csv", 1, "faq")])
        row = service.get(unit.session, shop_id, made)
        row.state, row.plan = "failed" if path.endswith("/again") else "ready", encode(Outcome())
        return made

    return {"{import_id:int}": await crowd.server.desk.run(make)}
