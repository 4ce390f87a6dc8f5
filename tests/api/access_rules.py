"""Rows of the access table for rules and notices, and the fresh things that their calls are about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import uuid4

from tests.api.access_kinds import MANAGE, READ, SERVE
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.core.rulebook.findings import Finding
from xiaoer.core.rulebook.gate import Gate
from xiaoer.domains.rules import cards, reports
from xiaoer.domains.rules import notices as board
from xiaoer.domains.rules import service as rules
from xiaoer.domains.rules.card_schemas import ActivityWish

SHOP = "/api/shops/{shop:str}"
HURRY = "再不抢就没了"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", f"{SHOP}/rulebook"): READ,
    ("GET", f"{SHOP}/rulebook/changes"): READ,
    ("GET", f"{SHOP}/rules"): READ,
    ("POST", f"{SHOP}/rules/words"): MANAGE,
    ("POST", f"{SHOP}/rules/allowances"): MANAGE,
    ("POST", f"{SHOP}/rules/promises"): MANAGE,
    ("DELETE", SHOP + "/rules/{own_rule_id:int}"): MANAGE,
    ("POST", f"{SHOP}/rules/preview"): MANAGE,
    ("POST", f"{SHOP}/rules/change"): MANAGE,
    ("GET", f"{SHOP}/rules/library"): READ,
    ("POST", f"{SHOP}/rules/try"): READ,
    ("GET", f"{SHOP}/notices"): READ,
    ("POST", f"{SHOP}/notices"): MANAGE,
    ("POST", SHOP + "/notices/{notice_id:int}/read"): READ,
    ("DELETE", SHOP + "/notices/{notice_id:int}"): MANAGE,
    ("GET", f"{SHOP}/wording/reports"): READ,
    ("POST", f"{SHOP}/wording/reports"): SERVE,
    ("POST", SHOP + "/wording/reports/{report_id:int}/decision"): MANAGE,
    ("GET", f"{SHOP}/activities"): READ,
    ("POST", f"{SHOP}/activities"): MANAGE,
    ("PUT", SHOP + "/activities/{card_id:int}"): MANAGE,
    ("DELETE", SHOP + "/activities/{card_id:int}"): MANAGE,
}


def _until(server: Served) -> str:
    return (server.desk.clock() + timedelta(days=9)).date().isoformat()


BODIES: dict[tuple[str, str], Callable[[Served], dict[str, Any]]] = {
    ("POST", f"{SHOP}/rules/words"): lambda server: {"text": uuid4().hex, "reason": "试一试"},
    ("POST", f"{SHOP}/rules/allowances"): lambda server: {"text": "手慢无", "reason": "属实", "until": _until(server)},
    ("POST", f"{SHOP}/rules/promises"): lambda server: {"name": "no_reason_days.days", "value": "15"},
    ("POST", f"{SHOP}/rules/preview"): lambda server: {"text": "手慢无"},
    ("POST", f"{SHOP}/rules/change"): lambda server: {"kind": "word", "text": "手慢无"},
    ("POST", f"{SHOP}/rules/try"): lambda server: {"facts": {"request": {"type": "cancel"}}},
    ("POST", f"{SHOP}/notices"): lambda server: {"topic": "stock", "title": "断货", "body": "下周补货"},
    ("POST", SHOP + "/notices/{notice_id:int}/read"): lambda server: {},
    ("POST", f"{SHOP}/wording/reports"): lambda server: {**alarm()},
    ("POST", SHOP + "/wording/reports/{report_id:int}/decision"): lambda server: {"allow": False, "reason": "照旧提醒"},
    ("POST", f"{SHOP}/activities"): lambda server: {**offer(server)},
    ("PUT", SHOP + "/activities/{card_id:int}"): lambda server: {**offer(server), "version": 1},
}


@cache
def hurry() -> Finding:
    """What the gate finds in HURRY."""
    return Gate().check(HURRY).findings[0]


def alarm() -> dict[str, Any]:
    """A false alarm as an agent tells it; other words than those that the shop has allowed meanwhile."""
    found = hurry()
    return {"text": HURRY, "span": found.span, "kind": found.kind}


def offer(server: Served) -> dict[str, Any]:
    """An activity card as a lead writes it."""
    now = server.desk.clock()
    return {
        "title": "周末满减", "kind": "满减", "threshold": "200", "benefit": "20", "owner": "店长",
        "starts_at": (now - timedelta(hours=1)).isoformat(), "ends_at": (now + timedelta(hours=5)).isoformat(),
    }  # fmt: skip


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
    if "{report_id" in path:
        finding = hurry()
        made = await server.desk.run(
            lambda u: reports.report(u, shop_id, (1, "x"), finding, text=HURRY, category="", note="", conversation_id=0)
        )
        found["{report_id:int}"] = made["id"]
    if "{card_id" in path:
        wish = ActivityWish.model_validate(offer(server))
        made = await server.desk.run(lambda u: cards.add(u, shop_id, (1, "x"), wish))
        found["{card_id:int}"] = made["id"]
    return found
