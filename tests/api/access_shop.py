"""Rows of the access table for sessions, conversations, phrases, the widget and the storefront."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.api.access_crowd import Crowd, picture
from tests.api.access_kinds import AUDIT, MANAGE, PUBLIC, READ, SERVE, SIGNED_IN, VISITOR
from tests.support.shops import XIAOYU

SHOP, CHAT = "/api/shops/{shop:str}", "/api/shops/{shop:str}/conversations/{conversation_id:int}"
WIDGET, FRONT = "/api/widget/{shop:str}", "/api/storefront"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("POST", "/api/session"): PUBLIC,
    ("GET", "/api/session"): SIGNED_IN,
    ("DELETE", "/api/session"): SIGNED_IN,
    ("GET", f"{SHOP}/snapshot"): READ,
    ("GET", f"{SHOP}/conversations"): READ,
    ("GET", CHAT): READ,
    ("GET", f"{CHAT}/messages"): READ,
    ("GET", f"{CHAT}/suggestion"): READ,
    ("POST", f"{CHAT}/take"): SERVE,
    ("POST", f"{CHAT}/transfer"): SERVE,
    ("POST", f"{CHAT}/close"): SERVE,
    ("POST", CHAT + "/messages/{seq:int}/recall"): SERVE,
    ("PUT", f"{CHAT}/draft"): SERVE,
    ("GET", f"{SHOP}/agents"): READ,
    ("GET", f"{SHOP}/settings"): READ,
    ("PATCH", f"{SHOP}/settings"): MANAGE,
    ("GET", f"{SHOP}/phrases"): READ,
    ("POST", f"{SHOP}/phrases"): MANAGE,
    ("PUT", SHOP + "/phrases/{phrase_id:int}"): MANAGE,
    ("DELETE", SHOP + "/phrases/{phrase_id:int}"): MANAGE,
    ("POST", SHOP + "/phrases/{phrase_id:int}/use"): SERVE,
    ("POST", f"{SHOP}/phrases/import"): MANAGE,
    ("GET", f"{SHOP}/phrases/export"): SERVE,
    ("GET", f"{SHOP}/products"): READ,
    ("GET", SHOP + "/products/{number:str}"): READ,
    ("GET", SHOP + "/shoppers/{shopper_id:int}"): READ,
    ("POST", SHOP + "/shoppers/{shopper_id:int}/reveal"): SERVE,
    ("POST", f"{SHOP}/uploads"): SERVE,
    ("GET", f"{SHOP}/audit"): AUDIT,
    ("POST", f"{WIDGET}/session"): PUBLIC,
    ("GET", f"{WIDGET}/messages"): VISITOR,
    ("GET", f"{WIDGET}/orders"): VISITOR,
    ("POST", f"{WIDGET}/uploads"): VISITOR,
    ("GET", f"{WIDGET}/products"): PUBLIC,
    ("GET", WIDGET + "/products/{number:str}"): PUBLIC,
    ("GET", FRONT): PUBLIC,
    ("GET", FRONT + "/{shop:str}"): PUBLIC,
    ("POST", FRONT + "/{shop:str}/login"): PUBLIC,
    ("GET", "/shops/{shop:str}/pictures/{number:str}"): PUBLIC,
    ("GET", "/media/{name:str}"): PUBLIC,
    ("GET", "/health"): PUBLIC,
    ("GET", "/metrics"): PUBLIC,
    ("GET", "/api/openapi.json"): PUBLIC,
}
PHRASE_FILE = "快捷短语编码,快捷短语,快捷短语分组\nzz,在的,招呼\n".encode("gbk")
ORDER = ("20261021213078", "今天也要早睡")


def _account(crowd: Crowd) -> dict[str, str]:
    account = crowd.server.accounts[XIAOYU]
    return {"login": account.login, "password": account.password}


BODIES: dict[tuple[str, str], Callable[[Crowd], dict[str, Any]]] = {
    ("POST", "/api/session"): lambda c: {"json": _account(c)},
    ("POST", f"{CHAT}/transfer"): lambda c: {"json": {"team": "售后"}},
    ("POST", f"{CHAT}/close"): lambda c: {"json": {"tag": "已解决"}},
    ("PUT", f"{CHAT}/draft"): lambda c: {"json": {"text": "还没写完"}},
    ("PATCH", f"{SHOP}/settings"): lambda c: {"json": {"greeting": "欢迎"}},
    ("POST", f"{SHOP}/phrases"): lambda c: {"json": {"text": "您好", "code": uuid4().hex}},
    ("PUT", SHOP + "/phrases/{phrase_id:int}"): lambda c: {"json": {"text": uuid4().hex, "version": 1}},
    ("POST", f"{SHOP}/phrases/import"): lambda c: {"files": {"file": ("a.csv", PHRASE_FILE)}},
    ("POST", f"{SHOP}/uploads"): lambda c: {"files": {"file": ("a.png", picture())}},
    ("POST", f"{WIDGET}/uploads"): lambda c: {"files": {"file": ("a.png", picture())}},
    ("POST", f"{WIDGET}/session"): lambda c: {"json": {}},
    ("POST", FRONT + "/{shop:str}/login"): lambda c: {"json": {"nick": "今天也要早睡"}},
    ("POST", SHOP + "/shoppers/{shopper_id:int}/reveal"): lambda c: {
        "json": {"order": ORDER[0], "field": "phone", "reason": "核对收货电话"}
    },
}
