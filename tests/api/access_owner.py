"""Rows of the access table for staff and one's own account, and the fresh things that their calls are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.api.access_kinds import MANAGE, NOTHING_THERE, OWN, SIGNED_IN, TOO_EARLY
from tests.support.serving import Served
from tests.support.shops import BY_ROLE, QINGHE
from xiaoer.domains.connect import hooks, keys
from xiaoer.domains.connect.models import Delivery
from xiaoer.domains.staff import service as staff
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.writer import Unit

SHOP, ACCOUNT = "/api/shops/{shop:str}", "/api/account"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", ACCOUNT): SIGNED_IN,
    ("POST", f"{ACCOUNT}/password"): SIGNED_IN,
    ("POST", f"{ACCOUNT}/two-factor/confirm"): TOO_EARLY,
    ("POST", f"{ACCOUNT}/two-factor/codes"): SIGNED_IN,
    ("POST", f"{ACCOUNT}/two-factor/off"): SIGNED_IN,
    ("POST", f"{ACCOUNT}/two-factor"): SIGNED_IN,
    ("GET", f"{ACCOUNT}/sessions"): SIGNED_IN,
    ("DELETE", ACCOUNT + "/sessions/{session_id:int}"): NOTHING_THERE,
    ("GET", f"{SHOP}/staff"): MANAGE,
    ("POST", f"{SHOP}/staff"): MANAGE,
    ("PATCH", SHOP + "/staff/{staff_id:int}"): MANAGE,
    ("GET", SHOP + "/staff/{staff_id:int}/leaving"): MANAGE,
    ("POST", SHOP + "/staff/{staff_id:int}/leave"): MANAGE,
    ("POST", SHOP + "/staff/{staff_id:int}/password"): OWN,
}
KEYS, HOOK = f"{SHOP}/keys", SHOP + "/webhooks/{webhook_id:int}"
PERSON = SHOP + "/shoppers/{shopper_id:int}"
ROWS |= {
    ("GET", KEYS): OWN,
    ("POST", KEYS): OWN,
    ("DELETE", KEYS + "/{key_id:int}"): OWN,
    ("GET", f"{SHOP}/webhooks"): OWN,
    ("POST", f"{SHOP}/webhooks"): OWN,
    ("PATCH", HOOK): OWN,
    ("GET", f"{HOOK}/deliveries"): OWN,
    ("POST", HOOK + "/deliveries/{delivery_id:int}/replay"): OWN,
    ("DELETE", HOOK): OWN,
    ("GET", f"{SHOP}/privacy/shoppers"): MANAGE,
    ("POST", f"{PERSON}/copy"): MANAGE,
    ("PUT", f"{PERSON}/hold"): MANAGE,
    ("POST", f"{PERSON}/erase"): MANAGE,
}
PLACE = {"name": "新同事", "role": "agent", "teams": ["售前"], "capacity": 3}
BODIES: dict[tuple[str, str], Callable[[str], dict[str, Any]]] = {
    # what is sent, made from the caller's own password
    ("POST", f"{ACCOUNT}/password"): lambda own: {"current": own, "new": own},
    ("POST", f"{ACCOUNT}/two-factor/confirm"): lambda own: {"code": "123456"},
    ("POST", f"{ACCOUNT}/two-factor/codes"): lambda own: {"password": own},
    ("POST", f"{ACCOUNT}/two-factor/off"): lambda own: {"password": own},
    ("POST", f"{ACCOUNT}/two-factor"): lambda own: {"password": own},
    ("POST", f"{SHOP}/staff"): lambda own: {**PLACE, "login": f"new-{uuid4().hex[:8]}"},
    ("PATCH", SHOP + "/staff/{staff_id:int}"): lambda own: {**PLACE, "version": 1},
    ("POST", SHOP + "/staff/{staff_id:int}/leave"): lambda own: {"version": 1},
    ("POST", SHOP + "/staff/{staff_id:int}/password"): lambda own: {},
    ("POST", KEYS): lambda own: {"name": "ERP", "scopes": ["read"]},
    ("POST", f"{SHOP}/webhooks"): lambda own: {"url": "https://a.example/", "types": ["message.created"]},
    ("PATCH", HOOK): lambda own: {"active": False},
    ("PUT", f"{PERSON}/hold"): lambda own: {"reason": ""},
    ("POST", f"{PERSON}/erase"): lambda own: {"reason": "要求"},
}


async def names(server: Served, path: str) -> dict[str, int]:
    """Fresh things for the placeholders of a path."""
    found = {"{session_id:int}": 2**50}
    if "{staff_id" in path:
        found["{staff_id:int}"] = await _colleague(server)
    if "{key_id" in path or "{webhook_id" in path:
        found |= await _connected(server)
    return found


async def _connected(server: Served) -> dict[str, int]:
    """A fresh key, and a fresh webhook with a delivery."""
    shop_id = server.desk.shops.find(QINGHE).id

    def make(unit: Unit) -> dict[str, int]:
        found = staff.find_login(unit.session, BY_ROLE["owner"])
        assert found is not None
        owner = Identity(found[0], "", "", "", 0, "", {})
        hook = hooks.make(unit, shop_id, "https://a.example/", ["message.created"])["id"]
        row = Delivery(shop_id=shop_id, webhook_id=hook, n=1, type="message.created", body="{}", at_ms=1)
        unit.session.add(row)
        unit.session.flush()
        key, _ = keys.make(unit, shop_id, owner, "ERP", ["read"])
        return {"{key_id:int}": key, "{webhook_id:int}": hook, "{delivery_id:int}": row.id}

    return await server.desk.run(make)


async def _colleague(server: Served) -> int:
    shop_id, login = server.desk.shops.find(QINGHE).id, f"c-{uuid4().hex[:8]}"

    def make(unit: Unit) -> int:
        staff.ensure_staff(
            unit, shop_id, login=login, name="同事", service_number="", role="agent", teams=("售前",), capacity=1,
            password_hash=lambda: "",
        )  # fmt: skip
        found = staff.find_login(unit.session, login)
        assert found is not None
        return found[0]

    return await server.desk.run(make)
