"""Rows of the access table for casework and what is owed, and the fresh things that their calls are about."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from sqlalchemy import update

from tests.api.access_kinds import READ, SERVE, VISITOR
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.aftersales.service import By, Wish
from xiaoer.domains.orders import service as orders
from xiaoer.domains.work import casework
from xiaoer.domains.work import service as work
from xiaoer.kit.writer import Unit

SHOP, WIDGET = "/api/shops/{shop:str}", "/api/widget/{shop:str}"
OWN, OTHER = "20261021213078", "20261020101215"  # an order of the calling shopper, one of somebody else
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", f"{SHOP}/cases"): READ,
    ("POST", f"{SHOP}/cases"): SERVE,
    ("GET", f"{SHOP}/cases/export"): SERVE,
    ("POST", f"{SHOP}/cases/assign"): SERVE,
    ("GET", SHOP + "/cases/{case_id:int}"): READ,
    ("POST", SHOP + "/cases/{case_id:int}/acts"): SERVE,
    ("GET", SHOP + "/conversations/{conversation_id:int}/cases"): READ,
    ("GET", f"{SHOP}/work"): READ,
    ("POST", f"{SHOP}/work"): SERVE,
    ("POST", SHOP + "/work/{task_id:int}/acts"): SERVE,
    ("GET", f"{WIDGET}/cases"): VISITOR,
    ("POST", f"{WIDGET}/cases"): VISITOR,
    ("POST", WIDGET + "/cases/{case_id:int}/acts"): VISITOR,
}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", f"{SHOP}/cases"): {"order": OTHER, "kind": "exchange", "reason": "quality"},
    ("POST", f"{SHOP}/cases/assign"): {"ids": [1], "owner": 1},
    ("POST", SHOP + "/cases/{case_id:int}/acts"): {"act": "note", "text": "备注", "version": 1},
    ("POST", f"{SHOP}/work"): {"text": "回电"},
    ("POST", SHOP + "/work/{task_id:int}/acts"): {"act": "done", "version": 1},
    ("POST", f"{WIDGET}/cases"): {"order": OWN, "kind": "exchange", "reason": "quality"},
    ("POST", WIDGET + "/cases/{case_id:int}/acts"): {"act": "withdraw"},
}


async def names(server: Served, path: str) -> dict[str, int]:
    """A fresh case and a fresh task for paths about them; all other cases are over."""
    if "/cases" not in path and "/work" not in path:
        return {}
    desk, shop_id = server.desk, server.desk.shops.find(QINGHE).id

    def make(unit: Unit) -> dict[str, int]:
        unit.session.execute(update(CaseRow).where(CaseRow.shop_id == shop_id).values(state="withdrawn"))
        order = orders.find(unit.session, shop_id, OWN if "widget" in path else OTHER)
        case = casework.open_case(unit, shop_id, Wish(order, "own", "compensation", "quality"), By("shop", "x"))
        task = work.add(unit, shop_id, work.NewTask(f"t:{uuid4().hex}", "manual", "回电"))
        return {"{case_id:int}": case["id"], "{task_id:int}": task["id"] if task else 0}

    found: dict[str, int] = await desk.run(make)
    return found
