"""Webhooks: which address hears of which events; deliveries made from the feed, tried again, kept in a log."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from xiaoer.domains.connect.models import Delivery, Webhook
from xiaoer.kit import events
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import NotFound
from xiaoer.kit.ids import new_token
from xiaoer.kit.retrying import POSTS
from xiaoer.kit.writer import Unit

PIECE = 100
AT_ONCE = 4  # posts to one webhook at a time
LEASE_MS = 30_000
LOG_DAYS = 14


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery to be posted now."""

    id: int
    shop_id: int
    webhook_id: int
    url: str
    secret: str
    type: str
    body: str
    attempts: int


def sign(secret: str, at_s: int, body: str) -> str:
    """The signature header: HMAC-SHA256 over `time.body`, so that an old post cannot be sent again as a new one."""
    mac = hmac.new(secret.encode(), f"{at_s}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={at_s},v1={mac}"


def make(unit: Unit, shop_id: int, url: str, types: list[str]) -> dict[str, Any]:
    """A new webhook; hears of what happens from now on. Its secret is shown this once."""
    row = Webhook(
        shop_id=shop_id, url=url, secret="whs_" + new_token(), types="|".join(types), active=True,
        cursor=events.last_number(unit.session, shop_id),
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return {**view(row), "secret": row.secret}


def view(row: Webhook) -> dict[str, Any]:
    """A webhook without its secret."""
    return {"id": row.id, "url": row.url, "types": row.types.split("|"), "active": row.active}


def listed(session: Session, shop_id: int) -> list[dict[str, Any]]:
    """The webhooks of a shop."""
    rows = session.scalars(select(Webhook).where(Webhook.shop_id == shop_id).order_by(Webhook.id))
    return [view(r) for r in rows]


def find(session: Session, shop_id: int, webhook_id: int) -> Webhook:
    """One webhook. Raises `NotFound`."""
    row = session.scalar(select(Webhook).where(Webhook.shop_id == shop_id, Webhook.id == webhook_id))
    if row is None:
        raise NotFound("没有这个回调", code="no_such_webhook")
    return row


def switch(unit: Unit, shop_id: int, webhook_id: int, *, active: bool) -> dict[str, Any]:
    """Rest, or go on with what happens from now on."""
    row = find(unit.session, shop_id, webhook_id)
    if active and not row.active:
        row.cursor = events.last_number(unit.session, shop_id)
    row.active = active
    return view(row)


def remove(unit: Unit, shop_id: int, webhook_id: int) -> str:
    """Forget a webhook and its log; returns its address."""
    row = find(unit.session, shop_id, webhook_id)
    unit.session.execute(delete(Delivery).where(Delivery.shop_id == shop_id, Delivery.webhook_id == webhook_id))
    unit.session.delete(row)
    return row.url


def log(session: Session, shop_id: int, webhook_id: int, *, before: int | None, limit: int) -> list[dict[str, Any]]:
    """Deliveries, newest first."""
    find(session, shop_id, webhook_id)
    query = select(Delivery).where(Delivery.shop_id == shop_id, Delivery.webhook_id == webhook_id)
    if before is not None:
        query = query.where(Delivery.id < before)
    return [
        {
            "id": d.id, "n": d.n, "type": d.type, "state": d.state, "attempts": d.attempts, "status": d.status,
            "said": d.said, "at": iso_ms(d.at_ms), "next": iso_ms(d.next_ms) if d.state == "waiting" else None,
        }
        for d in session.scalars(query.order_by(Delivery.id.desc()).limit(limit))
    ]  # fmt: skip


def replay(unit: Unit, shop_id: int, webhook_id: int, delivery_id: int) -> None:
    """Post a delivery again, whatever came of it."""
    result = unit.session.execute(
        update(Delivery)
        .where(Delivery.shop_id == shop_id, Delivery.webhook_id == webhook_id, Delivery.id == delivery_id)
        .values(state="waiting", attempts=0, next_ms=unit.now_ms)
    )
    if not result.rowcount:  # type: ignore[attr-defined]
        raise NotFound("没有这条投递记录", code="no_such_delivery")


# -- the road of an event -------------------------------------------------------------------------------------------


def waiting(session: Session, shop_id: int, now_ms: int) -> bool:
    """Whether a shop has events to look at, or deliveries to post."""
    last = events.last_number(session, shop_id)
    behind = session.scalar(
        select(func.count(Webhook.id)).where(Webhook.shop_id == shop_id, Webhook.active, Webhook.cursor < last)
    )
    due = session.scalar(
        select(func.count(Delivery.id))
        .join(Webhook, (Webhook.id == Delivery.webhook_id) & Webhook.active)
        .where(*_due(shop_id, now_ms))
    )
    return bool(behind or due)


def gather(unit: Unit, shop_id: int, code: str, busy: Collection[int] = ()) -> list[Due]:
    """New deliveries from the feed, then those that are due; each is leased to this process.

    `busy` = webhooks that still have posts of this process on their way: they get no more yet.
    Locks the shop's webhooks, so that two processes do not take the same events.
    """
    hooks = unit.session.scalars(
        select(Webhook).where(Webhook.shop_id == shop_id, Webhook.active).order_by(Webhook.id).with_for_update()
    ).all()
    for hook in hooks:
        fresh = events.after(unit.session, shop_id, hook.cursor, PIECE)
        wanted = set(hook.types.split("|"))
        for event in fresh:
            hook.cursor = event.n
            if event.type in wanted:
                unit.session.add(_delivery(shop_id, hook.id, code, event, unit.now_ms))
        last = events.last_number(unit.session, shop_id)
        if not fresh and hook.cursor != last:  # the feed was pruned or put back
            hook.cursor = last
    unit.session.flush()
    return [d for h in hooks if h.id not in busy for d in _lease(unit, shop_id, h)]


def _delivery(shop_id: int, hook_id: int, code: str, event: events.StoredEvent, now_ms: int) -> Delivery:
    body = (
        f'{{"shop":"{code}","n":{event.n},"type":"{event.type}","at":"{iso_ms(event.at_ms)}","data":{event.payload}}}'
    )
    return Delivery(
        shop_id=shop_id, webhook_id=hook_id, n=event.n, type=event.type, body=body, state="waiting", attempts=0,
        next_ms=now_ms, at_ms=now_ms, status=0, said="",
    )  # fmt: skip


def _due(shop_id: int, now_ms: int) -> tuple[Any, ...]:
    return Delivery.shop_id == shop_id, Delivery.state == "waiting", Delivery.next_ms <= now_ms


def _lease(unit: Unit, shop_id: int, hook: Webhook) -> list[Due]:
    rows = unit.session.scalars(
        select(Delivery)
        .where(*_due(shop_id, unit.now_ms), Delivery.webhook_id == hook.id)
        .order_by(Delivery.id)
        .limit(AT_ONCE)
    ).all()
    for row in rows:
        row.next_ms = unit.now_ms + LEASE_MS  # a process that dies with it leaves it to the others
    return [Due(r.id, shop_id, hook.id, hook.url, hook.secret, r.type, r.body, r.attempts) for r in rows]


def settle(unit: Unit, due: Due, *, good: bool, status: int, said: str) -> None:
    """Keep what came of a post: done, again later, or failed for good."""
    attempts = due.attempts + 1
    then = POSTS.after(attempts, unit.now_ms, good=good)
    unit.session.execute(
        update(Delivery)
        .where(Delivery.shop_id == due.shop_id, Delivery.id == due.id)
        .values(
            state=then.state, attempts=attempts, status=status, said=said[:500], next_ms=then.at_ms or unit.now_ms,
        )
    )  # fmt: skip


def prune(unit: Unit, shop_id: int) -> None:
    """Forget what was delivered long ago."""
    unit.session.execute(
        delete(Delivery).where(
            Delivery.shop_id == shop_id, Delivery.state != "waiting",
            Delivery.at_ms < unit.now_ms - LOG_DAYS * 86_400_000,
        )
    )  # fmt: skip
