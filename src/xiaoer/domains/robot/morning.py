"""The list at opening (开门清单): who wrote while nobody was there, by what is due first, with the facts collected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order
from xiaoer.domains.desk import repository
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.desk.triage import CLOSES_MS
from xiaoer.domains.orders import service as orders
from xiaoer.domains.robot import opened
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.work.models import TaskRow
from xiaoer.kit.clock import from_ms, iso, to_ms

MOST = 100


@dataclass(frozen=True, slots=True)
class Due:
    """When something has to be done, and why."""

    at: datetime
    why: str


def morning(session: Session, shop: ShopInfo, now: datetime) -> dict[str, Any]:
    """Everybody who waits and wrote since the night began. `opens` = when people are back."""
    local = now.astimezone(shop.zone)
    plan = shop.settings.night
    began, opens = plan.began(local), plan.ends(local)
    rows = session.execute(
        select(Conversation.id, Conversation.waiting_since_ms)
        .where(
            Conversation.shop_id == shop.id, Conversation.state.in_(("queued", "assigned")),
            Conversation.waiting_since_ms.is_not(None), Conversation.last_at_ms >= to_ms(began),
            Conversation.practice.is_(False),
        )
        .order_by(Conversation.waiting_since_ms)
        .limit(MOST)
    ).all()  # fmt: skip
    entries = [e for r in rows if (e := _entry(session, shop, r.id, opens, now)) is not None]
    entries.sort(key=lambda e: (e["due_at"], e["conversation"]))
    return {"entries": entries, "began": iso(began), "opens": iso(opens), "on": plan.on}


def _entry(
    session: Session, shop: ShopInfo, conversation_id: int, opens: datetime, now: datetime
) -> dict[str, Any] | None:
    from xiaoer.core.answering.skills.people.safety import reports_harm  # heavy: loads when somebody asks

    found = repository.conversation(session, shop.id, conversation_id, 0)
    told = opened.summary(session, shop, conversation_id)
    if found is None or told is None:
        return None
    talk = found["conversation"]
    nick = None if talk["shopper"]["anonymous"] else talk["shopper"]["nick"]
    own = orders.of_shopper(session, shop.id, nick, 10)
    owed = session.execute(
        select(TaskRow.due_ms, TaskRow.text).where(
            TaskRow.shop_id == shop.id, TaskRow.conversation_id == conversation_id, TaskRow.state == "open",
            TaskRow.due_ms.is_not(None),
        )
    )  # fmt: skip
    tasks = [Due(from_ms(r.due_ms), r.text) for r in owed if r.due_ms is not None]
    harm = any(reports_harm(text) for text in told["asked"])
    due = first_due(
        own, tasks, harm=harm, angry=talk["mood"] == "angry", now=now,
        answer_by=opens + timedelta(seconds=shop.settings.response_target_s),
    )  # fmt: skip
    return {
        "conversation": conversation_id, "nick": talk["shopper"]["nick"], "state": talk["state"],
        "team": talk["team"], "due_at": iso(due.at), "why": due.why, "waiting_since": talk["waiting_since"], **told,
    }  # fmt: skip


def first_due(
    own: Sequence[Order], tasks: Sequence[Due], *, harm: bool, angry: bool, now: datetime, answer_by: datetime
) -> Due:
    """What is due first. Harm is due at once, an angry shopper with the first; passed deadlines of orders count too."""
    if harm:
        return Due(now, "人身或财产安全，马上联系")
    found = [Due(answer_by, "上班后回复"), *tasks]
    for order in own:
        if order.status == "unpaid" and order.ordered_at is not None:
            found.append(
                Due(order.ordered_at + timedelta(milliseconds=CLOSES_MS), f"订单…{order.number[-6:]} 未付款将关闭")
            )
        if order.status in ("paid_unshipped", "part_shipped") and order.ship_by is not None:
            found.append(Due(order.ship_by, f"订单…{order.number[-6:]} 最晚发货"))
    first = min(found, key=lambda d: d.at)
    return Due(min(first.at, answer_by - timedelta(minutes=1)), f"买家生气，{first.why}") if angry else first
