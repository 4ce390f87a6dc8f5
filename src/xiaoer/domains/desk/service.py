"""What one can do with conversations. Every function is one unit of work: it writes and emits in one place.

Times are the unit's; numbers are taken under the conversation's lock.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from xiaoer.domains.desk import agents
from xiaoer.domains.desk.errors import (
    AlreadyTaken,
    ConversationGone,
    NotOpen,
    NotOpenedYet,
    NotYours,
    PracticeStays,
    TooLate,
)
from xiaoer.domains.desk.forgetting import forget
from xiaoer.domains.desk.journal import post_now, save_threads
from xiaoer.domains.desk.models import Conversation, Message, Visit
from xiaoer.domains.desk.opening import system_post
from xiaoer.domains.desk.rules import Post, Thread, summary
from xiaoer.domains.desk.threads import load_threads, view_of
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff import people
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.events import encode
from xiaoer.kit.ids import new_token
from xiaoer.kit.writer import Unit


def lock(unit: Unit, shop_id: int, conversation_id: int) -> Thread:
    """Load a conversation for change; raises `ConversationGone`."""
    thread = load_threads(unit.connection, [(shop_id, conversation_id)], lock=True).get(conversation_id)
    if thread is None:
        raise ConversationGone()
    return thread


def save(unit: Unit, thread: Thread) -> None:
    """Save a changed conversation whose change other events have told already."""
    save_threads(unit.connection, [thread])


def settle(unit: Unit, thread: Thread, event: str, **more: Any) -> dict[str, Any]:
    """Save a changed conversation and tell the feed; returns its summary."""
    thread.version += 1
    save_threads(unit.connection, [thread])
    conversation = summary(thread)
    unit.emit(thread.shop_id, event, {"conversation": conversation, **more}, conversation_id=thread.id)
    return conversation


def ensure_conversation(unit: Unit, shop_id: int, shopper_id: int) -> int:
    """The conversation of a shopper; made at first use."""
    query = select(Conversation.id).where(Conversation.shop_id == shop_id, Conversation.shopper_id == shopper_id)
    found = unit.session.scalar(query)
    if found is not None:
        return found
    try:
        with unit.session.begin_nested():
            row = Conversation(shop_id=shop_id, shopper_id=shopper_id)
            unit.session.add(row)
            unit.session.flush()
            return row.id
    except IntegrityError:  # another process made it in the meantime
        found = unit.session.scalar(query)
        assert found is not None
        return found


def _visit(unit: Unit, thread: Thread, **values: Any) -> None:
    if thread.visit is not None:
        unit.session.execute(
            update(Visit).where(Visit.shop_id == thread.shop_id, Visit.id == thread.visit["id"]).values(**values)
        )


def _is_open(thread: Thread) -> bool:
    return thread.visit is not None and thread.visit["closed_at"] is None


def queue(unit: Unit, shop_id: int, conversation_id: int, *, team: str, event: str, text: str) -> dict[str, Any]:
    """Put an open conversation before people; says so in the chat. Already queued or assigned: only the team moves."""
    thread = lock(unit, shop_id, conversation_id)
    if not _is_open(thread):
        raise NotOpen()
    if thread.state in ("queued", "assigned"):
        return summary(thread)
    return _queue(unit, thread, team, event, text)


def _queue(unit: Unit, thread: Thread, team: str, event: str, text: str) -> dict[str, Any]:
    agents.changed(unit, thread.shop_id, thread.agent_id)
    thread.state, thread.team, thread.queued_ms, thread.robot_due_ms = "queued", team, unit.now_ms, None
    if thread.waiting_since_ms is None:  # whoever asks for a person waits for one, even if the robot has answered
        thread.waiting_since_ms = unit.now_ms
    thread.agent_id = thread.agent_name = None
    _visit(unit, thread, queued_ms=unit.now_ms)
    post_now(unit, thread, system_post(thread, event, text))
    return settle(unit, thread, "conversation.queued")


def assign(
    unit: Unit, thread: Thread, agent_id: int, agent_name: str, *, by: str, remark: str = "",
    event: str = "conversation.assigned",
) -> dict[str, Any]:  # fmt: skip
    """Give a locked conversation to an agent and tell the shopper who it is."""
    agents.changed(unit, thread.shop_id, thread.agent_id, agent_id)
    thread.state, thread.agent_id, thread.agent_name = "assigned", agent_id, agent_name
    thread.queued_ms = thread.robot_due_ms = None
    thread.messages_left = False
    _visit(unit, thread, assigned_ms=unit.now_ms, agent_id=agent_id)
    unit.session.execute(
        update(Conversation)
        .where(Conversation.shop_id == thread.shop_id, Conversation.id == thread.id)
        .values(last_agent_id=agent_id)
    )
    post_now(unit, thread, system_post(thread, "assigned", f"客服{agent_name}为您服务"))
    return settle(unit, thread, event, by=by, remark=remark)


def take(unit: Unit, shop_id: int, conversation_id: int, agent_id: int, agent_name: str) -> dict[str, Any]:
    """An agent takes a conversation from the queue or the robot. Raises `AlreadyTaken` when a colleague has it."""
    thread = lock(unit, shop_id, conversation_id)
    if not _is_open(thread):
        raise NotOpen()
    if thread.state == "assigned":
        if thread.agent_id == agent_id:
            return summary(thread)
        raise AlreadyTaken(thread.agent_name or "")
    _within_ceiling(unit, shop_id, agent_id, agent_name)
    return assign(unit, thread, agent_id, agent_name, by=agent_name)


def _within_ceiling(unit: Unit, shop_id: int, agent_id: int, name: str) -> None:
    """Raises `NotOpenedYet` when somebody who learns has as many shoppers as he may."""
    ceiling = people.ceiling_of(unit.session, shop_id, agent_id)
    if ceiling is None or ceiling == people.NOBODY:
        return
    load = unit.session.scalar(
        select(func.count(Conversation.id)).where(
            Conversation.shop_id == shop_id, Conversation.agent_id == agent_id, Conversation.state == "assigned",
            Conversation.practice.is_(False),
        )
    )  # fmt: skip
    if (load or 0) >= ceiling:
        raise NotOpenedYet(name, ceiling)


def transfer(
    unit: Unit, shop_id: int, conversation_id: int, *, by: str, remark: str, agent: tuple[int, str] | None,
    team: str | None,
) -> dict[str, Any]:  # fmt: skip
    """Hand over to a colleague or to a team's queue, with a remark that stays as a note."""
    thread = lock(unit, shop_id, conversation_id)
    if not _is_open(thread):
        raise NotOpen()
    if thread.practice and not thread.mystery:
        raise PracticeStays()
    if agent is not None:
        _within_ceiling(unit, shop_id, *agent)
        return assign(unit, thread, *agent, by=by, remark=remark, event="conversation.transferred")
    agents.changed(unit, shop_id, thread.agent_id)
    thread.state, thread.team, thread.queued_ms = "queued", team or thread.team, unit.now_ms
    thread.agent_id = thread.agent_name = thread.robot_due_ms = None
    _visit(unit, thread, queued_ms=unit.now_ms)
    post_now(unit, thread, system_post(thread, "transferred", "正在为您转接专门负责的同事，请稍候"))
    return settle(unit, thread, "conversation.transferred", by=by, remark=remark)


def close(
    unit: Unit, shop_id: int, conversation_id: int, *, tag: str, remark: str, text: str = "本次服务已结束，欢迎评价"
) -> dict[str, Any]:  # fmt: skip
    """End the visit with a tag. Closing what is closed changes nothing."""
    thread = lock(unit, shop_id, conversation_id)
    if not _is_open(thread):
        return summary(thread)
    agents.changed(unit, shop_id, thread.agent_id)
    _visit(unit, thread, closed_ms=unit.now_ms, tag=tag, remark=remark)
    thread.visit = {**(thread.visit or {}), "closed_at": iso_ms(unit.now_ms), "tag": tag}
    thread.state, thread.queued_ms, thread.waiting_since_ms, thread.robot_due_ms = "closed", None, None, None
    thread.unread, thread.suggestion, thread.messages_left = 0, None, False
    thread.snoozed_until_ms = thread.soothed_ms = None
    post_now(unit, thread, system_post(thread, "closed", text))
    return settle(unit, thread, "conversation.closed")


def recall(unit: Unit, shop_id: int, conversation_id: int, seq: int, staff_id: int, window_s: int) -> dict[str, Any]:
    """Take an own message back within the window: its number stays, its words go. Returns the message."""
    thread = lock(unit, shop_id, conversation_id)
    row = unit.session.scalar(
        select(Message).where(
            Message.shop_id == shop_id, Message.conversation_id == conversation_id,
            Message.internal.is_(False), Message.number == seq,
        )
    )  # fmt: skip
    if row is None:
        raise ConversationGone()
    if row.author != "agent" or row.staff_id != staff_id:
        raise NotYours()
    if unit.now_ms - row.at_ms > window_s * 1000:
        raise TooLate(window_s)
    if not row.recalled:
        forget(unit, shop_id, Message.id == row.id, blank="{}")
        thread.rev += 1
        row.recalled, row.body, row.rev = True, "{}", thread.rev
        if thread.last_message and thread.last_message["seq"] == seq:
            thread.last_message = {**thread.last_message, "preview": "[已撤回]"}
        thread.version += 1
        save_threads(unit.connection, [thread])
        unit.emit(
            shop_id,
            "message.recalled",
            {"message": view_of(row), "conversation": summary(thread)},
            conversation_id=conversation_id,
        )
    return view_of(row)


def mark_read(unit: Unit, shop_id: int, conversation_id: int, *, by: str, seq: int) -> None:
    """Move a read mark forward (never back, never past the last message)."""
    thread = lock(unit, shop_id, conversation_id)
    seq = min(seq, thread.last_seq)
    if by == "agent":
        if seq <= thread.agent_read_seq and thread.unread == 0:
            return
        thread.agent_read_seq = max(seq, thread.agent_read_seq)
        if seq >= thread.last_seq:
            thread.unread = 0
    else:
        if seq <= thread.shopper_read_seq:
            return
        thread.shopper_read_seq = seq
    settle(unit, thread, "conversation.read")


def rate(unit: Unit, shop_id: int, conversation_id: int, *, stars: int, word: str) -> dict[str, Any]:
    """The shopper's stars for the last visit; the first ones count."""
    thread = lock(unit, shop_id, conversation_id)
    if thread.visit is None:
        raise NotOpen()
    if thread.visit["stars"] is not None:
        return summary(thread)
    _visit(unit, thread, stars=stars, word=word)
    thread.visit = {**thread.visit, "stars": stars, "word": word or None}
    post_now(unit, thread, system_post(thread, "rated", f"买家评价：{stars} 星{'，' + word if word else ''}"))
    return settle(unit, thread, "conversation.rated")


def observe(
    unit: Unit, shop_id: int, conversation_id: int, *, seq: int, intent: str, mood: str, urgent: bool, team: str,
    memory: str, suggestion: dict[str, Any] | None,
) -> None:  # fmt: skip
    """What the robot read in the shopper's line `seq`: tags, team, memory; a suggestion while people answer."""
    thread = lock(unit, shop_id, conversation_id)
    unit.session.execute(
        update(Conversation)
        .where(Conversation.shop_id == shop_id, Conversation.id == conversation_id)
        .values(memory=memory)
    )
    thread.intent, thread.mood, thread.urgent = intent, mood, urgent
    if thread.state == "queued" and thread.team is None:
        thread.team = team
    answered = thread.last_message is not None and thread.last_message["author"] != "shopper"
    if suggestion is not None and not answered:
        thread.suggestion = suggestion
        settle(unit, thread, "suggestion.made")
    else:
        settle(unit, thread, "conversation.updated")


def take_from_robot(unit: Unit, shop_of: Callable[[int], ShopInfo]) -> int:
    """This process runs without the answering engine: chats that it left with the robot go to people."""
    rows = unit.session.execute(
        select(Conversation.shop_id, Conversation.id, Conversation.intent)
        .where(Conversation.state == "robot")
        .execution_options(across_shops="the engine is off for all shops")
    ).all()
    for shop_id, conversation_id, intent in rows:
        team = shop_of(shop_id).settings.team(intent or "other")
        queue(unit, shop_id, conversation_id, team=team, event="queued", text="已为您转人工客服，请稍候")
    return len(rows)


LEFT = "现在没有客服在线，您可以留言，我们上线后第一时间回复您"


def leave_message(unit: Unit, thread: Thread, text: str = LEFT) -> None:
    """Mark that the shopper wrote while nobody was there (留言), once a visit, and say so."""
    if thread.messages_left:
        return
    thread.messages_left = True
    post_now(unit, thread, system_post(thread, "left_message", text))
    settle(unit, thread, "conversation.updated")


def remark_note(shop_id: int, conversation_id: int, who: Identity, text: str) -> Post:
    """An internal note that records a remark."""
    return Post(
        shop_id=shop_id, conversation_id=conversation_id, client_id=f"remark:{new_token(9)}", author="agent",
        author_name=who.name, kind="text", body=encode({"text": text}), preview=text[:60], staff_id=who.staff_id,
        internal=True,
    )  # fmt: skip
