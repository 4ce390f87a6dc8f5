"""Rows of the access table for the material shelf, and fresh things to call about."""

from __future__ import annotations

from typing import Any

from tests.api.access_crowd import Crowd
from tests.api.access_kinds import MANAGE, READ
from tests.support.shops import QINGHE
from xiaoer.domains.materials import service
from xiaoer.domains.materials.schemas import MaterialWish

BASE = "/api/shops/{shop:str}/materials"
ONE = BASE + "/{line:int}"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", BASE): READ,
    ("POST", BASE): MANAGE,
    ("PUT", ONE): MANAGE,
    ("DELETE", ONE): MANAGE,
    ("GET", f"{ONE}/versions"): READ,
}
WISH: dict[str, Any] = {"kind": "care", "title": "洗护视频", "url": "https://example.com/care.mp4", "version": 1}
BODIES: dict[tuple[str, str], dict[str, Any]] = {("POST", BASE): {"json": WISH}, ("PUT", ONE): {"json": WISH}}


async def names(crowd: Crowd, path: str) -> dict[str, int]:
    """A fresh material where one is called about."""
    if "{line" not in path:
        return {}
    shop_id = crowd.server.desk.shops.find(QINGHE).id
    wish = MaterialWish.model_validate(WISH)
    made = await crowd.server.desk.run(lambda u: service.add(u, shop_id, wish, staff_id=1, by="x", products=()))
    return {"{line:int}": made}
