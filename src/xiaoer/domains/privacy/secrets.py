"""What names a shopper: the words that must not be found anywhere once he is erased. Pure but for one query."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.codec import from_json

SHORTEST = 2
ERASED = "（已删除）"


def words_of(session: Session, shop_id: int, shopper: Shopper) -> list[str]:
    """His name in the shop, and receivers, phones and addresses of his orders; longest first."""
    orders: list[Order] = []
    if shopper.nick is not None:
        rows = session.scalars(select(OrderRow.data).where(OrderRow.shop_id == shop_id, OrderRow.nick == shopper.nick))
        orders = [from_json(data, Order) for data in rows]
    found = {shopper.nick or "", *(w for o in orders for w in (o.receiver, o.phone, o.address))}
    return sorted((w for w in found if len(w) >= SHORTEST), key=lambda w: (-len(w), w))


def scrubbed(text: str, words: Iterable[str], nick: str | None, alias: str) -> str:
    """A text, or JSON text, without any of the words; his name becomes the alias, so that rows hold together."""
    for word in words:
        new = alias if word == nick else ERASED
        text = text.replace(word, new).replace(in_json(word), new)
    return text


def in_json(word: str) -> str:
    """How a word stands inside of a JSON text."""
    return msgspec.json.encode(word).decode()[1:-1]
