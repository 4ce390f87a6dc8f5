"""Rows of the access table for answers, knowledge and gaps, and the fresh things that their calls are about."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.api.access_kinds import MANAGE, READ, SERVE
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.core.answering.shapes import Draft
from xiaoer.domains.desk import service as desk_service
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.growing.models import FaqProposal
from xiaoer.domains.growing.schemas import FaqWish
from xiaoer.domains.knowledge import faq
from xiaoer.domains.robot import answers
from xiaoer.domains.robot.answers import Noted
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

SHOP, CHAT = "/api/shops/{shop:str}", "/api/shops/{shop:str}/conversations/{conversation_id:int}"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", f"{CHAT}/answers"): READ,
    ("GET", CHAT + "/answers/{seq:int}/why"): READ,
    ("PUT", CHAT + "/answers/{seq:int}/thumb"): SERVE,
    ("GET", f"{CHAT}/summary"): READ,
    ("GET", f"{SHOP}/robot/morning"): READ,
    ("POST", f"{SHOP}/robot/try"): SERVE,
    ("GET", f"{SHOP}/robot/replies"): READ,
    ("POST", f"{SHOP}/robot/replies/preview"): READ,
    ("POST", f"{SHOP}/robot/replay"): MANAGE,
    ("GET", f"{SHOP}/models"): READ,
    ("POST", CHAT + "/answers/{seq:int}/reword"): {k: 409 if v == 200 else v for k, v in SERVE.items()},  # none is on
    ("POST", f"{SHOP}/restyle"): SERVE,
    ("GET", f"{SHOP}/faq"): READ,
    ("POST", f"{SHOP}/faq"): SERVE,
    ("PUT", SHOP + "/faq/{number:str}"): MANAGE,
    ("DELETE", SHOP + "/faq/{number:str}"): MANAGE,
    ("POST", f"{SHOP}/faq/prefill"): SERVE,
    ("POST", SHOP + "/faq/proposals/{proposal_id:int}/decide"): MANAGE,
    ("GET", f"{SHOP}/gaps"): READ,
    ("POST", f"{SHOP}/gaps/settle"): MANAGE,
}
ENTRY = {"question": "礼盒能写贺卡吗", "answer": "可以的，下单时备注贺卡内容就行。"}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("PUT", CHAT + "/answers/{seq:int}/thumb"): {"json": {"thumb": "down", "why": "答非所问"}},
    ("POST", f"{SHOP}/robot/try"): {"json": {"lines": ["包邮吗"]}},
    ("POST", f"{SHOP}/robot/replies/preview"): {"json": {"key": "thanks", "text": "不客气哦"}},
    ("POST", f"{SHOP}/restyle"): {"json": {"text": "你好", "how": "polish"}},
    ("POST", f"{SHOP}/faq"): {"json": ENTRY},
    ("POST", SHOP + "/faq/proposals/{proposal_id:int}/decide"): {"json": {"approve": True}},
    ("POST", f"{SHOP}/gaps/settle"): {"json": {"settles": [{"conversation": 1, "seq": 1}]}},
}


async def prepare(server: Served, door: tuple[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Names for the address and the body of a call about the robot."""
    if door not in ROWS:
        return {}, {}
    names, said = await _fresh(server, door[1])
    return names, BODIES.get(door, said)


async def _fresh(server: Served, path: str) -> tuple[dict[str, str], dict[str, Any]]:
    """What a path about the robot names, made anew, and what its call says beside BODIES."""
    desk, shop_id = server.desk, server.desk.shops.find(QINGHE).id
    if "/answers/" in path or path.endswith("/faq/prefill"):
        chat, seq, agents = await _answered(server)
        if path.endswith("/prefill"):
            return {}, {"params": {"conversation": chat, "seq": agents}}
        return {"{conversation_id:int}": str(chat), "{seq:int}": str(seq)}, {}
    if "/faq/{number" in path:
        made = await desk.run(lambda u: faq.add(u, shop_id, faq.Entry(uuid4().hex, "可以的")))
        return {"{number:str}": made.number}, {"json": {**ENTRY, "version": faq.mark(made)}}
    if "{proposal_id" in path:

        def propose(unit: Unit) -> int:
            row = FaqProposal(
                shop_id=shop_id, data=FaqWish.model_validate(ENTRY).model_dump_json(), by_id=1, by_name="x", at_ms=1
            )
            unit.session.add(row)
            unit.session.flush()
            return row.id

        return {"{proposal_id:int}": str(await desk.run(propose))}, {}
    return {}, {}


async def _answered(server: Served) -> tuple[int, int, int]:
    """A chat whose line the robot has answered, and an agent after it."""
    desk, shop_id = server.desk, server.desk.shops.find(QINGHE).id

    def make(unit: Unit) -> int:
        return desk_service.ensure_conversation(unit, shop_id, shoppers.ensure_known(unit, shop_id, uuid4().hex))

    chat: int = await desk.run(make)
    said = await desk.say(_post(shop_id, chat, "shopper", "运费多少"))
    draft = Draft("answer", "江浙沪包邮", ("shipping_fee",), 0.9)
    await desk.run(lambda u: answers.record(u, shop_id, Noted(chat, said.number, "运费多少", draft, "suggested")))
    told = await desk.say(_post(shop_id, chat, "agent", "您好，江浙沪都包邮的"))
    return chat, said.number, told.number


def _post(shop_id: int, chat: int, author: str, text: str) -> Post:
    return Post(
        shop_id=shop_id, conversation_id=chat, client_id=uuid4().hex, author=author, author_name="x", kind="text",
        body=encode({"text": text}), preview=text,
    )  # fmt: skip
