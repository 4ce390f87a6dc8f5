"""Rows of the access table for actions on orders and the casework around them, and the fresh things of their calls."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.api.access_kinds import MANAGE, READ, SERVE, VISITOR
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.domains.actions import service as actions
from xiaoer.domains.actions.service import ROBOT, Proposal
from xiaoer.domains.complaints import reviews
from xiaoer.domains.complaints import service as complaints
from xiaoer.domains.complaints.models import ReviewRow
from xiaoer.domains.complaints.reviews import Review
from xiaoer.domains.complaints.service import NewComplaint
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.phone import service as phone
from xiaoer.domains.registers import service as registers
from xiaoer.domains.registers.service import Entry
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.writer import Unit

SHOP, WIDGET = "/api/shops/{shop:str}", "/api/widget/{shop:str}"
OWN, NICK = "20261021213078", "今天也要早睡"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", SHOP + "/orders/{number:str}"): READ,
    ("POST", f"{SHOP}/orders"): MANAGE,
    ("GET", f"{SHOP}/actions"): READ,
    ("POST", f"{SHOP}/actions"): SERVE,
    ("POST", SHOP + "/actions/{action_id:int}/acts"): SERVE,
    ("GET", SHOP + "/conversations/{conversation_id:int}/actions"): READ,
    ("POST", WIDGET + "/actions/{action_id:int}"): VISITOR,
    ("GET", f"{SHOP}/registers"): READ,
    ("POST", f"{SHOP}/registers"): SERVE,
    ("GET", f"{SHOP}/registers/filled"): SERVE,
    ("POST", SHOP + "/registers/{entry_id:int}"): SERVE,
    ("PUT", f"{SHOP}/registers/columns"): MANAGE,
    ("GET", f"{SHOP}/registers/export"): SERVE,
    ("POST", f"{SHOP}/registers/import"): SERVE,
    ("GET", f"{SHOP}/complaints"): READ,
    ("POST", f"{SHOP}/complaints"): SERVE,
    ("GET", f"{SHOP}/complaints/causes"): READ,
    ("GET", SHOP + "/complaints/{complaint_id:int}"): READ,
    ("POST", SHOP + "/complaints/{complaint_id:int}/acts"): SERVE,
    ("GET", SHOP + "/complaints/{complaint_id:int}/pack"): SERVE,
    ("GET", f"{SHOP}/reviews"): READ,
    ("POST", SHOP + "/reviews/{review_id:int}"): SERVE,
    ("POST", f"{SHOP}/reviews/import"): SERVE,
    ("GET", f"{SHOP}/tellings"): READ,
    ("GET", f"{SHOP}/tracking"): READ,
    ("POST", f"{SHOP}/tellings/preview"): SERVE,
    ("POST", f"{SHOP}/tellings"): SERVE,
    ("GET", SHOP + "/shoppers/{shopper_id:int}/record"): SERVE,
    ("GET", f"{SHOP}/calls"): READ,
    ("POST", f"{SHOP}/calls"): SERVE,
    ("POST", f"{SHOP}/calls/incoming"): SERVE,
    ("GET", SHOP + "/calls/{call_id:int}"): SERVE,
    ("POST", SHOP + "/calls/{call_id:int}/acts"): SERVE,
    ("GET", f"{SHOP}/packing"): READ,
    ("POST", f"{SHOP}/packing"): SERVE,
    ("POST", f"{SHOP}/packing/tick"): SERVE,
    ("GET", f"{SHOP}/packing/export"): SERVE,
}


SHEET = "登记号,状态\nDJ000001,待办\n"
FILES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", f"{SHOP}/registers/import"): {"files": {"file": ("a.csv", SHEET.encode())}},
    ("POST", f"{SHOP}/reviews/import"): {"files": {"file": ("r.csv", "评价内容\n好\n".encode())}},
}
_chats: list[int] = []
QUERIES = {f"{SHOP}/registers/filled": f"?order={OWN}"}


def bodies() -> dict[tuple[str, str], dict[str, Any]]:
    """What is sent along, fresh for each call."""
    remark = [{"name": "备注", "value": "0301-07-改色-今天发"}]
    return {
        ("POST", f"{SHOP}/actions"): {"kind": "remark", "order": OWN, "params": remark, "client_id": uuid4().hex},
        ("POST", SHOP + "/actions/{action_id:int}/acts"): {"act": "withdraw", "version": 1},
        ("POST", WIDGET + "/actions/{action_id:int}"): {"yes": False},
        ("POST", f"{SHOP}/registers"): {"kind": "chase", "order": OWN, "cells": {"问题": "两天没动"}},
        ("POST", SHOP + "/registers/{entry_id:int}"): {"version": 1, "state": "done"},
        ("PUT", f"{SHOP}/registers/columns"): {"kind": "chase", "columns": ["问题", "快递"]},
        ("POST", f"{SHOP}/complaints"): {"conversation": _chats.pop() if _chats else 1, "text": "态度差"},
        ("POST", SHOP + "/complaints/{complaint_id:int}/acts"): {"act": "note", "text": "备注", "version": 1},
        ("POST", SHOP + "/reviews/{review_id:int}"): {"version": 1, "state": "done"},
        ("POST", f"{SHOP}/tellings/preview"): {"goods": "QH101", "kind": "delay"},
        ("POST", f"{SHOP}/tellings"): {"goods": "QH101", "kind": "delay", "orders": [OWN]},
        ("POST", f"{SHOP}/calls"): {"kind": "incoming", "number": "057188880000"},
        ("POST", f"{SHOP}/calls/incoming"): {"number": "13800001111"},
        ("POST", SHOP + "/calls/{call_id:int}/acts"): {"act": "save", "version": 1, "note": "问尺码"},
        ("POST", f"{SHOP}/orders"): {"orders": [{"number": "API1", "status": "unpaid"}]},
        ("POST", f"{SHOP}/packing"): {"order": OWN, "kind": "wish", "text": "不放价格单"},
        ("POST", f"{SHOP}/packing/tick"): {"ids": [1]},
    }


async def names(server: Served, path: str) -> dict[str, Any]:
    """What the path is about."""
    found: dict[str, Any] = {}
    if "/orders/" in path:
        found["{number:str}"] = OWN
    if "{action_id" in path:
        found["{action_id:int}"] = await _action(server)
    if "{entry_id" in path:
        found["{entry_id:int}"] = await _entry(server)
    if "{complaint_id" in path:
        found["{complaint_id:int}"] = await _complaint(server)
    if path == f"{SHOP}/complaints":
        _chats.append(await _chat(server))
    if "{call_id" in path:
        shop_id = server.desk.shops.find(QINGHE).id
        call = await server.desk.run(lambda u: phone.begin(u, shop_id, "incoming", "13800001111", "order", None))
        found["{call_id:int}"] = call["id"]
    if "{review_id" in path:
        found["{review_id:int}"] = await _review(server)
    if path in QUERIES:
        found[path.rsplit("/", 1)[1]] = path.rsplit("/", 1)[1] + QUERIES[path]
    return found


async def _chat(server: Served) -> int:
    """A fresh chat of a new shopper."""
    shop_id = server.desk.shops.find(QINGHE).id

    def make(unit: Unit) -> int:
        shopper_id = shoppers.ensure_known(unit, shop_id, f"n{uuid4().hex}")
        return desk_service.ensure_conversation(unit, shop_id, shopper_id)

    chat: int = await server.desk.run(make)
    return chat


async def _complaint(server: Served) -> int:
    """A fresh complaint."""
    shop_id, chat = server.desk.shops.find(QINGHE).id, await _chat(server)
    new = NewComplaint(chat, "n", "service", "态度差")
    made: int = (await server.desk.run(lambda u: complaints.open_complaint(u, shop_id, new)))["id"]
    return made


async def _review(server: Served) -> int:
    """A fresh review."""
    shop_id, number = server.desk.shops.find(QINGHE).id, uuid4().hex

    def make(unit: Unit) -> int:
        reviews.bring(unit, shop_id, [Review(number, "", "", "", 5, "好", None)])
        return int(unit.session.query(ReviewRow.id).filter_by(shop_id=shop_id, number=number).scalar())

    made: int = await server.desk.run(make)
    return made


async def _entry(server: Served) -> int:
    """A fresh entry of a register."""
    shop_id = server.desk.shops.find(QINGHE).id
    entry = Entry("returned", "", NICK, {"退回运单": uuid4().hex}, None, (None, "x"))
    made: int = (await server.desk.run(lambda u: registers.add(u, shop_id, entry, {})))["id"]
    return made


async def _action(server: Served) -> int:
    """A fresh card that the calling shopper has not answered."""
    shop = server.desk.shops.find(QINGHE)
    facts = await server.desk.facts.get(shop.id)

    def make(unit: Unit) -> int:
        shopper_id = shoppers.ensure_known(unit, shop.id, NICK)
        chat = desk_service.ensure_conversation(unit, shop.id, shopper_id)
        wish = Proposal(
            "invoice", OWN, (("抬头", "个人"),), conversation_id=chat, shopper_id=shopper_id, nick=NICK,
            key=uuid4().hex,
        )  # fmt: skip
        return int(actions.propose(unit, shop, facts, wish, ROBOT)["id"])

    action_id: int = await server.desk.run(make)
    return action_id
