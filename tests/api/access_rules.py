"""Rows of the access table for rules and notices, and the fresh things that their calls are about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests.api.access_kinds import MANAGE, READ
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.domains.rules import notices as board
from xiaoer.domains.rules import service as rules

SHOP = "/api/shops/{shop:str}"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", f"{SHOP}/rulebook"): READ,
    ("GET", f"{SHOP}/rules"): READ,
    ("POST", f"{SHOP}/rules/words"): MANAGE,
    ("POST", f"{SHOP}/rules/allowances"): MANAGE,
    ("POST", f"{SHOP}/rules/promises"): MANAGE,
    ("DELETE", SHOP + "/rules/{own_rule_id:int}"): MANAGE,
    ("POST", f"{SHOP}/rules/preview"): MANAGE,
    ("GET", f"{SHOP}/rules/library"): READ,
    ("POST", f"{SHOP}/rules/try"): READ,
    ("GET", f"{SHOP}/notices"): READ,
    ("POST", f"{SHOP}/notices"): MANAGE,
    ("POST", SHOP + "/notices/{notice_id:int}/read"): READ,
    ("DELETE", SHOP + "/notices/{notice_id:int}"): MANAGE,
}


def _until(server: Served) -> str:
    return (server.desk.clock() + timedelta(days=9)).date().isoformat()


BODIES: dict[tuple[str, str], Callable[[Served], dict[str, Any]]] = {
    ("POST", f"{SHOP}/rules/words"): lambda server: {"text": uuid4().hex, "reason": "试一试"},
    ("POST", f"{SHOP}/rules/allowances"): lambda server: {"text": "手慢无", "reason": "属实", "until": _until(server)},
    ("POST", f"{SHOP}/rules/promises"): lambda server: {"name": "no_reason_days.days", "value": "15"},
    ("POST", f"{SHOP}/rules/preview"): lambda server: {"text": "手慢无"},
    ("POST", f"{SHOP}/rules/try"): lambda server: {"facts": {"request": {"type": "cancel"}}},
    ("POST", f"{SHOP}/notices"): lambda server: {"topic": "stock", "title": "断货", "body": "下周补货"},
    ("POST", SHOP + "/notices/{notice_id:int}/read"): lambda server: {},
}


async def names(server: Served, path: str) -> dict[str, int]:
    """Fresh things for the placeholders of a path."""
    shop_id = server.desk.shops.find(QINGHE).id
    found: dict[str, int] = {}
    if "{own_rule_id" in path:
        made = await server.desk.run(
            lambda u: rules.set_promise(u, shop_id, (1, "x"), name="broken_no_return", value="true", reason="")
        )
        found["{own_rule_id:int}"] = made["id"]
    if "{notice_id" in path:
        found["{notice_id:int}"] = await server.desk.run(
            lambda u: board.publish(
                u, shop_id, (1, "x"), topic="stock", title="断货", body="下周", question="", options=[], correct=0
            )
        )
    return found
