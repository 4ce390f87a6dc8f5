"""What the desk does when a colleague comes, changes place or leaves: tells the feed, hands over his open chats."""

from __future__ import annotations

from sqlalchemy import select

from xiaoer.domains.desk import agents, repository
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.desk.service import lock, transfer
from xiaoer.kit.errors import NotFound
from xiaoer.kit.writer import Unit


def came_or_changed(unit: Unit, shop_id: int, staff_id: int) -> None:
    """The feed hears how he stands now."""
    agents.changed(unit, shop_id, staff_id)


def hand_over(unit: Unit, shop_id: int, staff_id: int, *, to: tuple[int, str] | None, by: str) -> int:
    """Give somebody's open chats to a colleague, or back to their teams' queues; returns how many."""
    chats = unit.session.scalars(
        select(Conversation.id)
        .where(
            Conversation.shop_id == shop_id, Conversation.state == "assigned", Conversation.agent_id == staff_id
        )
        .order_by(Conversation.id)
    ).all()  # fmt: skip
    for chat in chats:
        team = lock(unit, shop_id, chat).team
        transfer(unit, shop_id, chat, by=by, remark="原来的同事离开了本店", agent=to, team=None if to else team)
    return len(chats)


def leaving(unit: Unit, shop_id: int, staff_id: int) -> None:
    """Call before the membership goes: the feed hears of the last state in which he was seen (`agent.left`)."""
    agent = repository.agent(unit.session, shop_id, staff_id)
    if agent is None:
        raise NotFound("本店没有这位同事", code="no_such_agent")
    unit.emit(shop_id, "agent.left", {"agent": {**agent, "status": "offline", "load": 0}})
