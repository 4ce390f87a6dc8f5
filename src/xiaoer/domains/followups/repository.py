"""Queries of follow-ups, always of one shop; refusals hold over all shops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.domains.desk.models import Conversation, Message
from xiaoer.domains.followups.models import FollowupRule, FollowupTouch, MarketingConsent, MarketingRefusal
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.shoppers.models import Shopper

OPEN = ("approval", "copy")
HEARD = ("sent", "copy", "approval")


def rules(session: Session, shop_id: int, *, enabled_only: bool = False) -> Sequence[FollowupRule]:
    """A shop's rules in the order of their making."""
    query = select(FollowupRule).where(FollowupRule.shop_id == shop_id).order_by(FollowupRule.id)
    return session.scalars(query.where(FollowupRule.enabled) if enabled_only else query).all()


def rule(session: Session, shop_id: int, rule_id: int) -> FollowupRule | None:
    """One rule."""
    return session.scalar(select(FollowupRule).where(FollowupRule.shop_id == shop_id, FollowupRule.id == rule_id))


def touch(session: Session, shop_id: int, touch_id: int) -> FollowupTouch | None:
    """One touch."""
    return session.scalar(select(FollowupTouch).where(FollowupTouch.shop_id == shop_id, FollowupTouch.id == touch_id))


def touches_of(session: Session, shop_id: int, rule_id: int, subjects: Sequence[str]) -> dict[str, list[FollowupTouch]]:
    """What has happened to subjects under a rule, oldest first."""
    found: dict[str, list[FollowupTouch]] = {}
    for first in range(0, len(subjects), 500):
        rows = session.scalars(
            select(FollowupTouch)
            .where(
                FollowupTouch.shop_id == shop_id, FollowupTouch.rule_id == rule_id,
                FollowupTouch.subject.in_(subjects[first : first + 500]),
            )
            .order_by(FollowupTouch.touch)
        )  # fmt: skip
        for row in rows:
            found.setdefault(row.subject, []).append(row)
    return found


def heard_since(session: Session, shop_id: int, nick: str, since_ms: int) -> int:
    """How many touches a shopper has heard (or is about to) since a time, over all rules."""
    return (
        session.scalar(
            select(func.count(FollowupTouch.id)).where(
                FollowupTouch.shop_id == shop_id, FollowupTouch.nick == nick, FollowupTouch.at_ms >= since_ms,
                FollowupTouch.state.in_(HEARD),
            )
        )
        or 0
    )  # fmt: skip


def refused(session: Session, nick: str) -> bool:
    """Whether a shopper has refused marketing, in any shop."""
    return session.scalar(select(MarketingRefusal.id).where(MarketingRefusal.nick == nick)) is not None


def consented(session: Session, shop_id: int, nick: str) -> bool:
    """Whether a shopper's consent to this shop's marketing is on record."""
    query = select(MarketingConsent.id).where(MarketingConsent.shop_id == shop_id, MarketingConsent.nick == nick)
    return session.scalar(query) is not None


def shopper(session: Session, shop_id: int, nick: str) -> Shopper | None:
    """A known shopper."""
    return session.scalar(select(Shopper).where(Shopper.shop_id == shop_id, Shopper.nick == nick))


def talk_of(session: Session, shop_id: int, shopper_id: int) -> Conversation | None:
    """A shopper's conversation."""
    return session.scalar(
        select(Conversation).where(Conversation.shop_id == shop_id, Conversation.shopper_id == shopper_id)
    )


def wrote_since(session: Session, shop_id: int, conversation_id: int, since_ms: int) -> bool:
    """Whether the shopper has written since a time."""
    return bool(
        session.scalar(
            select(Message.id)
            .where(
                Message.shop_id == shop_id, Message.conversation_id == conversation_id,
                Message.internal.is_(False), Message.author == "shopper", Message.at_ms > since_ms,
            )
            .limit(1)
        )
    )  # fmt: skip


def page(
    session: Session, shop_id: int, *, states: Sequence[str], before: int | None, limit: int
) -> Sequence[FollowupTouch]:
    """Touches in some states, newest first."""
    query = select(FollowupTouch).where(FollowupTouch.shop_id == shop_id, FollowupTouch.state.in_(states))
    if before is not None:
        query = query.where(FollowupTouch.id < before)
    return session.scalars(query.order_by(FollowupTouch.id.desc()).limit(limit)).all()


def counts(session: Session, shop_id: int) -> dict[int, dict[str, int]]:
    """Touches of each rule by state."""
    rows = session.execute(
        select(FollowupTouch.rule_id, FollowupTouch.state, func.count(FollowupTouch.id))
        .where(FollowupTouch.shop_id == shop_id)
        .group_by(FollowupTouch.rule_id, FollowupTouch.state)
    )
    found: dict[int, dict[str, int]] = {}
    for rule_id, state, number in rows:
        found.setdefault(rule_id, {})[state] = number
    return found


def first_touches(session: Session, shop_id: int, rule_id: int) -> Sequence[FollowupTouch]:
    """The first touch of every subject of a rule: who was written to, and who was held out."""
    return session.scalars(
        select(FollowupTouch).where(
            FollowupTouch.shop_id == shop_id, FollowupTouch.rule_id == rule_id, FollowupTouch.touch == 1,
            FollowupTouch.state.in_(("sent", "done", "held")),
        )
    ).all()  # fmt: skip


def orders_data(session: Session, shop_id: int, numbers: Sequence[str]) -> list[Any]:
    """The JSON of orders by number."""
    found: list[Any] = []
    for first in range(0, len(numbers), 500):
        piece = numbers[first : first + 500]
        query = select(OrderRow.data).where(OrderRow.shop_id == shop_id, OrderRow.number.in_(piece))
        found += session.scalars(query).all()
    return found
