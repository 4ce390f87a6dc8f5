"""Rows of the access table for the first start, further shops, and who a shop is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.api.access_crowd import Crowd
from tests.api.access_kinds import CALLERS, MANAGE, OWN, PUBLIC, staff_only

PROFILE = "/api/shops/{shop:str}/profile"
BEGUN = dict.fromkeys(CALLERS, 409)
"""Somebody has begun here long ago."""
OWNERS = staff_only("owner") | {"stranger": 200}
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", "/api/setup"): PUBLIC,
    ("POST", "/api/setup"): BEGUN,
    ("POST", "/api/shops"): OWNERS,
    ("GET", PROFILE): MANAGE,
    ("PUT", PROFILE): OWN,
    ("GET", "/try/{shop:str}"): PUBLIC,
}
FOUNDING = {
    "code": "x", "owner": {"login": "me", "name": "我", "password": "a-long-enough-one"}, "shop": {"name": "小店"},
}  # fmt: skip
WHO = {"name": "清禾女装", "platform": "own", "timezone": "Asia/Shanghai", "colour": "#1F6F78"}
BODIES: dict[tuple[str, str], Callable[[Crowd], dict[str, Any]]] = {
    ("POST", "/api/setup"): lambda c: {"json": FOUNDING},
    ("POST", "/api/shops"): lambda c: {"json": {"name": "分店", "code": uuid4().hex[:8]}},
    ("PUT", PROFILE): lambda c: {"json": WHO},
}
