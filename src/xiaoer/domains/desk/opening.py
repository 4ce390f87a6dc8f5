"""What a line opens: a visit where there is none; and whoever answers a waiting chat has taken it."""

from __future__ import annotations

from sqlalchemy import insert, update

from xiaoer.domains.desk import agents
from xiaoer.domains.desk.journal import MessageRow, insert_rows, place_row
from xiaoer.domains.desk.models import Conversation, Visit
from xiaoer.domains.desk.rules import Post, Thread, summary
from xiaoer.domains.shop.service import ShopBook, ShopInfo
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit


def system_post(thread: Thread, event: str, text: str, *, mark: str = "") -> Post:
    """A system line; `mark` makes its client id unique where one event can come twice on the same number."""
    return Post(
        shop_id=thread.shop_id, conversation_id=thread.id,
        client_id=f"system:{event}:{thread.rev + 1}{mark}", author="system", author_name="", kind="text",
        body=encode({"text": text, "event": event}), preview=text, answers=False,
    )  # fmt: skip


class VisitOpener:
    """Opens a visit where there is none. `robot_on` = the answering engine runs in this installation."""

    def __init__(self, shops: ShopBook, *, robot_on: bool) -> None:
        self._shops = shops
        self._robot_on = robot_on

    def __call__(self, unit: Unit, thread: Thread, post: Post) -> list[MessageRow]:
        """Open a visit if the shopper has none; mark what the robot owes."""
        rows: list[MessageRow] = []
        shop = self._shops.get(thread.shop_id)
        if thread.visit is None or thread.visit["closed_at"] is not None:
            rows.append(self._open(unit, thread, shop))
        if post.author == "agent":
            rows += self._taken(unit, thread, post)
        elif thread.state == "robot":
            thread.robot_due_ms = unit.now_ms
        return rows

    def _taken(self, unit: Unit, thread: Thread, post: Post) -> list[MessageRow]:
        """An agent who writes into a chat that nobody has takes it by that."""
        if thread.state == "assigned" or post.staff_id is None or thread.visit is None:
            return []
        thread.state, thread.agent_id, thread.agent_name = "assigned", post.staff_id, post.author_name
        thread.queued_ms = thread.robot_due_ms = None
        unit.connection.execute(
            update(Visit)
            .where(Visit.id == thread.visit["id"], Visit.shop_id == thread.shop_id)
            .values(assigned_ms=unit.now_ms, agent_id=post.staff_id)
        )
        unit.connection.execute(
            update(Conversation)
            .where(Conversation.id == thread.id, Conversation.shop_id == thread.shop_id)
            .values(last_agent_id=post.staff_id)
        )
        agents.changed(unit, thread.shop_id, thread.agent_id)
        row = place_row(unit, thread, system_post(thread, "assigned", f"客服{post.author_name}为您服务"))
        unit.emit(
            thread.shop_id,
            "conversation.assigned",
            {"conversation": summary(thread), "by": post.author_name, "remark": ""},
            conversation_id=thread.id,
        )
        return [row]

    def open_now(self, unit: Unit, thread: Thread) -> None:
        """Open a visit without a line: the shopper has asked for a person before writing anything."""
        if thread.visit is None or thread.visit["closed_at"] is not None:
            insert_rows(unit, [self._open(unit, thread, self._shops.get(thread.shop_id))])

    def _open(self, unit: Unit, thread: Thread, shop: ShopInfo) -> MessageRow:
        thread.state = "robot" if self._robot_on and shop.robot_answers and not thread.practice else "queued"
        thread.queued_ms = unit.now_ms if thread.state == "queued" else None
        thread.agent_id = thread.agent_name = thread.intent = thread.team = None
        thread.mood, thread.urgent, thread.messages_left = "calm", False, False
        thread.snoozed_until_ms = thread.soothed_ms = None
        visit_id: int = unit.connection.execute(
            insert(Visit)
            .values(
                shop_id=thread.shop_id, conversation_id=thread.id, opened_ms=unit.now_ms,
                opened_seq=thread.last_seq + 1, queued_ms=thread.queued_ms, remark="", word="",
            )
            .returning(Visit.id)
        ).scalar_one()  # fmt: skip
        thread.visit = {
            "id": visit_id, "opened_at": iso_ms(unit.now_ms), "closed_at": None,
            "tag": None, "stars": None, "word": None,
        }  # fmt: skip
        unit.connection.execute(  # memory of the last visit does not reach into this one
            update(Conversation)
            .where(Conversation.id == thread.id, Conversation.shop_id == thread.shop_id)
            .values(memory="{}")
        )
        row = place_row(unit, thread, system_post(thread, "opened", shop.consent))
        unit.emit(thread.shop_id, "conversation.opened", {"conversation": summary(thread)}, conversation_id=thread.id)
        return row
