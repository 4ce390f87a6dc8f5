"""Rows of the access table for an agent's day, search and the companion, and what their calls say."""

from __future__ import annotations

from typing import Any

from tests.api.access_kinds import READ, SERVE

SHOP, CHAT = "/api/shops/{shop:str}", "/api/shops/{shop:str}/conversations/{conversation_id:int}"
SOOTHE = ("POST", f"{CHAT}/soothe")
"""Only somebody who waits can be soothed: asked about a chat in which nobody has answered."""

ROWS: dict[tuple[str, str], dict[str, int]] = {
    SOOTHE: SERVE,
    ("POST", f"{CHAT}/snooze"): SERVE,
    ("POST", f"{SHOP}/conversations/close"): SERVE,
    ("GET", f"{SHOP}/mentions"): READ,
    ("POST", f"{SHOP}/mentions/seen"): READ,
    ("GET", f"{SHOP}/search"): READ,
    ("GET", f"{SHOP}/triage"): READ,
    ("POST", f"{SHOP}/companion/ask"): SERVE,
    ("POST", f"{SHOP}/companion/check"): READ,
    ("PATCH", SHOP + "/shoppers/{shopper_id:int}"): SERVE,
}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", f"{CHAT}/snooze"): {"json": {"until": None}},
    ("POST", f"{SHOP}/conversations/close"): {"json": {"ids": [1], "tag": "已解决"}},
    ("GET", f"{SHOP}/search"): {"params": {"q": "您好"}},
    ("POST", f"{SHOP}/companion/ask"): {"json": {"text": "包邮吗"}},
    ("POST", f"{SHOP}/companion/check"): {"json": {"text": "您好"}},
    ("POST", f"{SHOP}/mentions/seen"): {"json": {"conversation": 1}},
    ("PATCH", SHOP + "/shoppers/{shopper_id:int}"): {"json": {"remark": "喜欢宽松"}},
}
