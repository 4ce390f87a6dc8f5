"""A copy of everything that is held about a shopper (查阅、复制: 个人信息保护法 第45条), as plain JSON."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.desk.models import Conversation, Message, Visit
from xiaoer.domains.media.models import MediaRow
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.privacy import own_rows
from xiaoer.domains.privacy.own_rows import Person
from xiaoer.domains.privacy.secrets import phones_of
from xiaoer.domains.robot.answers import view as answer_view
from xiaoer.domains.robot.models import AnswerRow
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.clock import iso_ms

AUTHORS = {"shopper": "买家", "agent": "客服", "robot": "智能客服（自动回复）", "system": "系统"}


def copy_of(session: Session, shop_id: int, shopper: Shopper) -> dict[str, Any]:
    """Everything, in sections. Notes of staff about him are included; an automatic reply says that it is one."""
    chats = select(Conversation.id).where(Conversation.shop_id == shop_id, Conversation.shopper_id == shopper.id)
    messages = session.scalars(
        select(Message)
        .where(Message.shop_id == shop_id, Message.conversation_id.in_(chats))
        .order_by(Message.at_ms, Message.id)
    )
    visits = session.scalars(
        select(Visit).where(Visit.shop_id == shop_id, Visit.conversation_id.in_(chats)).order_by(Visit.id)
    )
    pictures = session.scalars(
        select(MediaRow).where(MediaRow.shop_id == shop_id, MediaRow.owner == f"shopper:{shopper.id}")
    )
    return {
        "shopper": {
            "nick": shopper.nick or shopper.label, "level": shopper.level, "remark": shopper.remark,
            "tags": [t for t in shopper.tags.split("|") if t], "first_seen": iso_ms(shopper.first_seen_ms),
            "data": msgspec.json.decode(shopper.data) if shopper.data else None,
        },
        "messages": [
            {
                "at": iso_ms(m.at_ms), "author": AUTHORS.get(m.author, m.author), "internal": m.internal,
                "kind": m.kind, "body": msgspec.json.decode(m.body), "recalled": m.recalled,
            }
            for m in messages
        ],
        "visits": [
            {
                "opened": iso_ms(v.opened_ms), "closed": iso_ms(v.closed_ms), "tag": v.tag, "stars": v.stars,
                "word": v.word,
            }
            for v in visits
        ],
        "pictures": [{"name": p.token, "at": iso_ms(p.at_ms)} for p in pictures],
        "orders": _orders(session, shop_id, shopper.nick),
        "elsewhere": {
            **own_rows.copied(
                session, Person(shop_id, shopper.id, shopper.nick, phones_of(session, shop_id, shopper))
            ),
            **_answers(session, shop_id, shopper.id),
        },
    }  # fmt: skip


def _orders(session: Session, shop_id: int, nick: str | None) -> list[Any]:
    if nick is None:
        return []
    rows = session.scalars(
        select(OrderRow.data).where(OrderRow.shop_id == shop_id, OrderRow.nick == nick).order_by(OrderRow.number)
    )
    return [msgspec.json.decode(data) for data in rows]


def _answers(session: Session, shop_id: int, shopper_id: int) -> dict[str, list[dict[str, Any]]]:
    """What the robot kept of his questions."""
    chats = select(Conversation.id).where(Conversation.shop_id == shop_id, Conversation.shopper_id == shopper_id)
    rows = session.scalars(
        select(AnswerRow)
        .where(AnswerRow.shop_id == shop_id, AnswerRow.conversation_id.in_(chats))
        .order_by(AnswerRow.id)
    )
    found = [answer_view(r) for r in rows]
    return {"robot_answer": found} if found else {}
