"""“Signed” but denied (显示签收未收到): a shopper says that a parcel which counts as signed has not come.

Heard at once in the chat; the regular look at parcels reads the last lines again, so that one which a crash swallowed
is found. The alarm's key is made from the parcel and its last scan: however often it is said, it is one task.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order
from xiaoer.core.reading.receipt import denies_receipt
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.models import Conversation, Message
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.orders import service as orders
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.domains.telling import parcels
from xiaoer.domains.work.service import NewTask
from xiaoer.kit.clock import from_ms, to_ms
from xiaoer.kit.events import StoredEvent

MOST = 2000  # lines of one look
TAIL = 4  # an order is named by its last digits too


@dataclass(frozen=True, slots=True)
class Denial:
    """A line in which a known shopper denies that something came."""

    nick: str
    text: str
    at: datetime


def watch(desk: Desk) -> None:
    """Listen to shoppers' lines of this process from now on."""

    def hear(event: StoredEvent) -> None:
        if event.type != "message.created" or event.news is None:
            return
        post: Post = event.news.post
        if post.author == "shopper" and post.kind == "text" and denies_receipt(_text(post.body)):
            desk.spawn(look(desk, post.shop_id, from_ms(event.at_ms), post.conversation_id))

    desk.hub.local_watchers.append(hear)


async def look(desk: Desk, shop_id: int, since: datetime, conversation_id: int | None = None) -> int:
    """Read shoppers' lines from `since` on (of one chat, or all); returns how many tasks were made."""
    facts, now = await desk.facts.get(shop_id), desk.clock()
    zone = desk.shops.get(shop_id).zone

    def find(session: Session) -> list[NewTask]:
        found: list[NewTask] = []
        for said in _denials(session, shop_id, since, conversation_id):
            for order in meant(orders.of_shopper(session, shop_id, said.nick), said):
                found += parcels.tasks_of(order, now, facts.delivery, zone, denied_at=said.at)
        return found

    tasks = await desk.database.read(find)
    return await desk.run(lambda u: parcels.write(u, shop_id, tasks)) if tasks else 0


def meant(known: Sequence[Order], said: Denial) -> list[Order]:
    """The orders that a denial is about: those it names, else the one that was signed for last before it."""
    signed = [order for order in known if (at := parcels.signed_at(order)) is not None and at <= said.at]
    named = [order for order in signed if order.number in said.text or order.number[-TAIL:] in said.text]
    return named or sorted(signed, key=lambda order: parcels.signed_at(order) or said.at)[-1:]


def _denials(session: Session, shop_id: int, since: datetime, conversation_id: int | None) -> list[Denial]:
    query = (
        select(Shopper.nick, Message.body, Message.at_ms)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .join(Shopper, Shopper.id == Conversation.shopper_id)
        .where(
            Message.shop_id == shop_id, Conversation.shop_id == shop_id, Shopper.shop_id == shop_id,
            Conversation.last_at_ms >= to_ms(since), Conversation.practice.is_(False),
            Message.internal.is_(False), Message.author == "shopper", Message.kind == "text",
            Message.recalled.is_(False), Message.at_ms >= to_ms(since), Shopper.nick.is_not(None),
        )
        .order_by(Message.at_ms)
        .limit(MOST)
    )  # fmt: skip
    if conversation_id is not None:
        query = query.where(Message.conversation_id == conversation_id)
    lines = [Denial(row.nick or "", _text(row.body), from_ms(row.at_ms)) for row in session.execute(query)]
    return [line for line in lines if denies_receipt(line.text)]


def _text(body: str) -> str:
    return str(msgspec.json.decode(body).get("text", ""))
