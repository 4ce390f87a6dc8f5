"""Who is at the desk: status, the chats that a vanished colleague leaves behind."""

from __future__ import annotations

from sqlalchemy import select

from xiaoer.domains.desk import agents
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.desk.service import lock, transfer
from xiaoer.domains.staff import service as staff
from xiaoer.kit.writer import Unit


def choose_status(
    unit: Unit, staff_id: int, status: str, shop_ids: list[int], text: str | None = None, promotion: str | None = None
) -> None:
    """A person's own choice, in all his shops; `text`, `promotion` = his own words about it (None = as they are)."""
    for shop_id in staff.set_status(unit, staff_id, status, shop_ids, text, promotion):
        agents.changed(unit, shop_id, staff_id)


def arrive(unit: Unit, staff_id: int, shop_ids: list[int], current: dict[int, str]) -> None:
    """A socket has opened: whoever was offline is online now; busy and away stay as chosen."""
    offline = [s for s in shop_ids if current.get(s, "offline") == "offline"]
    choose_status(unit, staff_id, "online", offline)
    staff.keep_alive(unit, [staff_id])


def leave(unit: Unit, staff_id: int) -> None:
    """Somebody signs out: offline at once."""
    staff.fade(unit, staff_id, -1)
    sweep(unit)


def sweep(unit: Unit) -> int:
    """Mark people without sockets as offline; chats in which a shopper waits for them go back to the queue."""
    gone = staff.expire(unit)
    for shop_id, staff_id in gone:
        waiting = unit.session.scalars(
            select(Conversation.id).where(
                Conversation.shop_id == shop_id, Conversation.state == "assigned",
                Conversation.agent_id == staff_id, Conversation.waiting_since_ms.is_not(None),
            )
        ).all()  # fmt: skip
        for conversation_id in waiting:
            transfer(
                unit, shop_id, conversation_id, by="auto", remark="客服已离线，买家在等，自动回到队列",
                agent=None, team=lock(unit, shop_id, conversation_id).team,
            )  # fmt: skip
        agents.changed(unit, shop_id, staff_id)
    return len(gone)
