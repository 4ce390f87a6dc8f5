"""While a shopper waits: putting a chat off, and one honest automatic reply per waiting (忙碌安抚, 自动回复)."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from xiaoer.core.reading.mood import mood_of
from xiaoer.core.text.normal import normal_text
from xiaoer.domains.desk.journal import post_now
from xiaoer.domains.desk.models import Conversation, Message, Visit
from xiaoer.domains.desk.rules import Post, Thread, summary
from xiaoer.domains.desk.service import lock, settle
from xiaoer.domains.desk.variables import fill, without_unfilled
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.models import Membership
from xiaoer.kit.errors import Conflict, Invalid
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

NAME = "自动回复"
LONGEST_SNOOZE_MS = 30 * 86_400_000
AT_ONCE = 200
UPSET = ("impatient", "angry")


def snooze(unit: Unit, shop_id: int, conversation_id: int, until_ms: int | None) -> dict[str, Any]:
    """Put a chat off until a time (or until its shopper writes); None = back at once."""
    if until_ms is not None and not unit.now_ms < until_ms <= unit.now_ms + LONGEST_SNOOZE_MS:
        raise Invalid("稍后提醒的时间要在现在之后、30 天以内", code="bad_time")
    thread = lock(unit, shop_id, conversation_id)
    if thread.snoozed_until_ms == until_ms:
        return summary(thread)
    thread.snoozed_until_ms = until_ms
    return settle(unit, thread, "conversation.updated")


def waits_unsoothed(thread: Thread) -> bool:
    """A shopper waits for people, and nothing was said to it automatically yet."""
    waiting = thread.waiting_since_ms
    return thread.state in ("queued", "assigned") and waiting is not None and thread.soothed_ms != waiting


def soothe(
    unit: Unit, shop: ShopInfo, conversation_id: int, template: str, *, wait_s: int | None, said: str = ""
) -> bool:
    """Say an automatic line, once per waiting; the clock runs on, for nobody has answered.

    `wait_s` = how long it will take, if known; `said` = the agent's own words about his status. Sentences with a
    variable that nothing is known for are left out. False = nobody waits, or it was said before, or nothing is left.
    """
    thread = lock(unit, shop.id, conversation_id)
    if not waits_unsoothed(thread):
        return False
    text = words(shop, thread, template, wait_s=wait_s, said=said)
    if not text:
        return False
    promotion = "" if shop.settings.promotion_over(shop.today(unit.now_ms)) else promoted(unit.session, shop, thread)
    joined = shop.settings.promotion_mode == "joined"
    post_now(unit, thread, _line(thread, f"{text}\n{promotion}" if promotion and joined else text))
    if promotion and not joined:
        post_now(unit, thread, _line(thread, promotion, "promotion"))
    thread.soothed_ms = thread.waiting_since_ms
    settle(unit, thread, "conversation.updated")
    return True


def promoted(session: Session, shop: ShopInfo, thread: Thread) -> str:
    """The promotion line (推广语) that goes with an automatic reply: the agent's own, else the shop's; once a visit.

    "" = the shop wants none, or the shopper has a complaint, is upset or was told in this visit.
    """
    last = mood_of(normal_text((thread.last_message or {}).get("preview", "")))  # may stand before it is read
    upset = thread.urgent or thread.team == "投诉" or thread.mood in UPSET or last in UPSET
    if shop.settings.promotion_mode == "off" or upset:
        return ""
    own = session.scalar(
        select(Membership.promotion).where(
            Membership.shop_id == shop.id, Membership.staff_id == (thread.agent_id or 0)
        )
    )  # fmt: skip
    text = words(shop, thread, own or shop.settings.promotion_line, wait_s=None)
    visit = thread.visit["id"] if thread.visit else 0
    opened = session.scalar(select(Visit.opened_ms).where(Visit.shop_id == shop.id, Visit.id == visit)) or 0
    said = session.scalars(
        select(Message.body).where(
            Message.shop_id == shop.id, Message.conversation_id == thread.id, Message.author_name == NAME,
            Message.internal.is_(False), Message.at_ms >= opened,
        )
    )  # fmt: skip
    return "" if any(text in _text(body) for body in said) else text


def _text(body: str) -> str:
    return str(msgspec.json.decode(body).get("text", ""))


def soothe_by_hand(unit: Unit, shop: ShopInfo, conversation_id: int, *, wait_s: int | None) -> dict[str, Any]:
    """An agent presses the key. Raises `Conflict`: `not_waiting`, or `said_before` in this waiting."""
    thread = lock(unit, shop.id, conversation_id)
    if thread.waiting_since_ms is None:
        raise Conflict("买家没有在等回复", code="not_waiting")
    if thread.soothed_ms == thread.waiting_since_ms:
        raise Conflict("这次等待已经安抚过一次了", code="said_before")
    if not soothe(unit, shop, conversation_id, shop.settings.busy_reply, wait_s=wait_s):
        raise Invalid("忙碌安抚语是空的，请主管在店铺设置里写好", code="no_busy_reply")
    return summary(lock(unit, shop.id, conversation_id))


def words(shop: ShopInfo, thread: Thread, template: str, *, wait_s: int | None, said: str = "") -> str:
    """A template with what is known of this chat."""
    values = {
        "买家昵称": "" if thread.shopper["anonymous"] else thread.shopper["nick"], "店铺": shop.name,
        "客服": thread.agent_name or "", "营业时间": shop.hours, "等待": wait_text(wait_s), "说明": said,
    }  # fmt: skip
    return without_unfilled(fill(template, values))


def wait_text(wait_s: int | None) -> str:
    """A waiting time as one says it, rounded up to minutes; "" where it is not known."""
    if wait_s is None:
        return ""
    return f"{max(1, -(-wait_s // 60))}分钟"


def impatient(session: Session, shop_id: int, before_ms: int) -> list[tuple[int, str, int | None]]:
    """(conversation, state, agent) of those who wait for people since before a time and have heard nothing."""
    rows = session.execute(
        select(Conversation.id, Conversation.state, Conversation.agent_id)
        .where(
            Conversation.shop_id == shop_id, Conversation.state.in_(("queued", "assigned")),
            Conversation.waiting_since_ms <= before_ms,
            or_(Conversation.soothed_ms.is_(None), Conversation.soothed_ms != Conversation.waiting_since_ms),
        )
        .order_by(Conversation.waiting_since_ms)
        .limit(AT_ONCE)
    )  # fmt: skip
    return [(r.id, r.state, r.agent_id) for r in rows]


def _line(thread: Thread, text: str, kind: str = "auto") -> Post:
    return Post(
        shop_id=thread.shop_id, conversation_id=thread.id, client_id=f"{kind}:{thread.waiting_since_ms}",
        author="robot", author_name=NAME, kind="text", body=encode({"text": text}), preview=text, answers=False,
    )  # fmt: skip
