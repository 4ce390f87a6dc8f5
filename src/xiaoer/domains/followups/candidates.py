"""Who may be due: subjects of each kind, read in a window of time, so that a sweep does not cost what exists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order, ShopperFact
from xiaoer.core.rulebook.parcels import read_words
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.followups.kinds import KINDS, Code
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.clock import to_ms
from xiaoer.kit.codec import from_json

MOST = 2000  # subjects of one rule that one sweep looks at; the rest comes with the next
_OLD_ORDERS = timedelta(days=60)
_ASKED = (
    "price_promotion",
    "bargain",
    "size_advice",
    "stock",
    "recommend",
    "compare",
    "product_attribute",
    "shipping_fee",
)
_DONE = ("closed_unpaid", "closed_refunded")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One subject: whom it concerns, and since when its time runs."""

    subject: str
    nick: str
    since: datetime
    order: Order | None = None
    conversation_id: int | None = None
    product: str | None = None
    over: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Where to look: `now` in the shop's zone, and how far back a subject may have begun."""

    shop: ShopInfo
    now: datetime
    back: timedelta

    @property
    def from_ms(self) -> int:
        """The oldest start that still counts."""
        return to_ms(self.now - self.back)


def find(session: Session, kind: Code, window: Window) -> list[Candidate]:
    """Candidates of a kind, oldest first."""
    found = _READERS[kind](session, window)
    return sorted(found, key=lambda c: c.since)[:MOST]


def again(session: Session, shop_id: int, kind: Code, subject: str) -> str:
    """Why a subject that was due is over by now; "" = it still stands."""
    if kind != "unpaid":
        return ""
    data = session.scalar(select(OrderRow.data).where(OrderRow.shop_id == shop_id, OrderRow.number == subject))
    return "订单不在了" if data is None else _unpaid_over(from_json(data, Order))


def _orders(session: Session, window: Window, statuses: tuple[str, ...], back: timedelta) -> list[Order]:
    rows = session.scalars(
        select(OrderRow.data)
        .where(
            OrderRow.shop_id == window.shop.id, OrderRow.status.in_(statuses),
            OrderRow.ordered_ms >= to_ms(window.now - back),
        )
        .order_by(OrderRow.ordered_ms)
        .limit(10 * MOST)
    )  # fmt: skip
    return [from_json(d, Order) for d in rows]


def _unpaid_over(order: Order) -> str:
    if order.paid_at is not None or order.status not in ("unpaid", *_DONE):
        return "已付款"
    return "订单已关闭" if order.status in _DONE else ""


def _unpaid(session: Session, window: Window) -> list[Candidate]:
    statuses = ("unpaid", "paid_unshipped", "part_shipped", "shipped", "closed_unpaid")
    return [
        Candidate(o.number, o.shopper, o.ordered_at, order=o, over=_unpaid_over(o))
        for o in _orders(session, window, statuses, window.back)
        if o.ordered_at is not None and o.shopper
    ]


def _by_order(statuses: tuple[str, ...], since: Callable[[Order], datetime | None]) -> Callable[..., list[Candidate]]:
    def read(session: Session, window: Window) -> list[Candidate]:
        oldest = window.now - window.back
        found = []
        for order in _orders(session, window, statuses, _OLD_ORDERS):
            start = since(order)
            busy = order.after_sales is not None and bool(order.after_sales.kind)
            if start is not None and start >= oldest and order.shopper and not busy:
                found.append(Candidate(order.number, order.shopper, start, order=order))
        return found

    return read


def _at_station(order: Order) -> datetime | None:
    for parcel in order.parcels:
        last = parcel.track[-1] if parcel.track else None
        if last is not None and read_words(last.text)[0] == "at_station":
            return last.at
    return None


def _quiet(session: Session, window: Window) -> list[Candidate]:
    """Chats of known shoppers where the shop had the last word on goods, and no order has come since."""
    rows = session.execute(
        select(Conversation, Shopper.nick)
        .join(Shopper, Shopper.id == Conversation.shopper_id)
        .where(
            Conversation.shop_id == window.shop.id, Shopper.shop_id == window.shop.id,
            Conversation.last_at_ms >= window.from_ms, Conversation.intent.in_(_ASKED),
            Conversation.waiting_since_ms.is_(None), Conversation.practice.is_(False), Shopper.nick.is_not(None),
        )
        .order_by(Conversation.last_at_ms)
        .limit(MOST)
    )  # fmt: skip
    found = []
    for talk, known in rows:
        nick = known or ""
        last = msgspec.json.decode(talk.last_message or "null")
        if not last or last["author"] not in ("agent", "robot"):
            continue
        at = datetime.fromtimestamp(talk.last_at_ms / 1000, UTC)
        over = "已下单" if _ordered_since(session, window.shop.id, nick, talk.last_at_ms - 3_600_000) else ""
        subject = f"talk:{talk.id}:{talk.visit_id or 0}"
        found.append(Candidate(subject, nick, at, conversation_id=talk.id, product=talk.product, over=over))
    return found


def _ordered_since(session: Session, shop_id: int, nick: str, since_ms: int) -> bool:
    return bool(
        session.scalar(
            select(OrderRow.id)
            .where(OrderRow.shop_id == shop_id, OrderRow.nick == nick, OrderRow.ordered_ms >= since_ms)
            .limit(1)
        )
    )


def _sleeping(session: Session, window: Window) -> list[Candidate]:
    newest = func.max(OrderRow.ordered_ms)
    rows = session.execute(
        select(OrderRow.nick, newest)
        .where(OrderRow.shop_id == window.shop.id, OrderRow.nick != "")
        .group_by(OrderRow.nick)
        .having(newest >= window.from_ms)
        .order_by(newest)
        .limit(MOST)
    )
    return [Candidate(f"sleep:{nick}:{ms}", nick, datetime.fromtimestamp(ms / 1000, UTC)) for nick, ms in rows]


def _birthday(session: Session, window: Window) -> list[Candidate]:
    midnight = window.now.replace(hour=0, minute=0, second=0, microsecond=0)
    rows = session.execute(
        select(Shopper.nick, Shopper.data).where(Shopper.shop_id == window.shop.id, Shopper.data != "")
    )
    return [
        Candidate(f"birthday:{nick}:{window.now.year}", nick, midnight)
        for nick, data in rows
        if nick and from_json(data, ShopperFact).birthday.strip().replace("/", "-").endswith(f"{window.now:%m-%d}")
    ]


_READERS: dict[Code, Callable[[Session, Window], list[Candidate]]] = {
    "unpaid": _unpaid,
    "quiet": _quiet,
    "shipped": _by_order(("shipped", "part_shipped"), lambda o: o.shipped_at),
    "at_station": _by_order(("shipped", "part_shipped"), _at_station),
    "signed_care": _by_order(("delivered", "finished"), lambda o: o.signed_at),
    "review": _by_order(("delivered", "finished"), lambda o: o.signed_at),
    "sleeping": _sleeping,
    "birthday": _birthday,
}
assert set(_READERS) == set(KINDS)
