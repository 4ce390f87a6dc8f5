"""What a person would hand over now. Every room that leaves work unfinished adds a contributor of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.audit.models import AuditRow
from xiaoer.domains.desk import repository as desk
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.desk.rules import summary
from xiaoer.domains.desk.threads import thread_of, threads_query
from xiaoer.domains.followups import repository as followups
from xiaoer.domains.shifts.rules import Item
from xiaoer.domains.work.models import TaskRow
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.events import EventRow

Contributor = Callable[[Session, int, int, int], list[Item]]
"""(session, shop id, staff id, milliseconds since when) → items."""

_CHANGES = ("settings.change", "followup.change")


def _chats(session: Session, shop_id: int, staff_id: int, since_ms: int) -> list[Item]:
    rows = session.execute(
        threads_query(shop_id)
        .where(Conversation.state == "assigned", Conversation.agent_id == staff_id, Conversation.practice.is_(False))
        .order_by(Conversation.last_at_ms)
    )
    return [_chat("chat", summary(thread_of(r))) for r in rows]


def _special(session: Session, shop_id: int, staff_id: int, since_ms: int) -> list[Item]:
    """Angry or urgent shoppers of this shift whose chat is with somebody else, or closed."""
    rows = session.execute(
        threads_query(shop_id)
        .where(
            Conversation.last_at_ms >= since_ms, Conversation.mood == "angry", Conversation.practice.is_(False),
            Conversation.agent_id.is_distinct_from(staff_id),
        )
        .order_by(Conversation.last_at_ms.desc())
        .limit(20)
    )  # fmt: skip
    return [_chat("special", summary(thread_of(r))) for r in rows]


def _chat(kind: Any, conversation: dict[str, Any]) -> Item:
    last = conversation["last_message"] or {}
    said = f"最后一句：{last['preview']}" if last else ""
    waits = "买家在等回复；" if conversation["waiting_since"] else ""
    return Item(
        kind, conversation["shopper"]["nick"], f"{waits}{said}", f"chat:{conversation['id']}",
        due_at=conversation["respond_by"],
    )  # fmt: skip


def _followups(session: Session, shop_id: int, staff_id: int, since_ms: int) -> list[Item]:
    found = followups.page(session, shop_id, states=followups.OPEN, before=None, limit=50)
    names = {"approval": "等主管批准", "copy": "要在平台客户端里手工发"}
    return [Item("followup", f"跟进 {t.nick}", f"{names[t.state]}：{t.text}", "followups") for t in found]


def _changes(session: Session, shop_id: int, staff_id: int, since_ms: int) -> list[Item]:
    """What has changed in the shop: goods, prices, stock, settings."""
    goods = session.scalars(
        select(EventRow.at_ms)
        .where(EventRow.shop_id == shop_id, EventRow.type == "catalog.changed", EventRow.at_ms >= since_ms)
        .order_by(EventRow.n)
    ).all()
    items = [
        Item("change", "商品资料有更新", "价格、库存或政策可能变了，回答前以商品页为准", due_at=iso_ms(at))
        for at in goods[-1:]
    ]
    rows = session.scalars(
        select(AuditRow)
        .where(AuditRow.shop_id == shop_id, AuditRow.at_ms >= since_ms, AuditRow.action.in_(_CHANGES))
        .order_by(AuditRow.id.desc())
        .limit(20)
    )
    return items + [Item("change", f"设置改动：{r.subject}", r.staff_name, due_at=iso_ms(r.at_ms)) for r in rows]


def _tasks(session: Session, shop_id: int, staff_id: int, since_ms: int) -> list[Item]:
    """What this person owes, and what nobody has taken: promises, cases, callbacks, by their time."""
    rows = session.scalars(
        select(TaskRow)
        .where(
            TaskRow.shop_id == shop_id, TaskRow.state == "open",
            (TaskRow.owner_id == staff_id) | TaskRow.owner_id.is_(None),
        )
        .order_by(TaskRow.due_ms.is_(None), TaskRow.due_ms, TaskRow.id)
        .limit(100)
    )  # fmt: skip
    return [
        Item(
            "case" if r.kind == "case" else "task", r.text,
            " · ".join(part for part in (r.nick, r.order_number and f"订单尾号{r.order_number[-4:]}") if part),
            f"chat:{r.conversation_id}" if r.conversation_id else "work", due_at=iso_ms(r.due_ms),
        )
        for r in rows
    ]  # fmt: skip


CONTRIBUTORS: list[Contributor] = [_chats, _tasks, _special, _followups, _changes]


def draft(session: Session, shop_id: int, staff_id: int, since_ms: int) -> list[Item]:
    """All that should be handed over, room by room."""
    return [item for contributor in CONTRIBUTORS for item in contributor(session, shop_id, staff_id, since_ms)]


def own_chats(session: Session, shop_id: int, staff_id: int) -> list[int]:
    """The chats that a person has now."""
    return list(
        session.scalars(
            select(Conversation.id).where(
                Conversation.shop_id == shop_id,
                Conversation.state == "assigned",
                Conversation.agent_id == staff_id,
                Conversation.practice.is_(False),
            )
        )
    )


def name_of(session: Session, shop_id: int, staff_id: int) -> str | None:
    """A colleague's name; None = not of this shop."""
    found = desk.agent(session, shop_id, staff_id)
    return found["name"] if found else None
