"""What names a shopper: the words that must not be found anywhere once he is erased. Pure but for one query."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Order
from xiaoer.domains.actions.models import ActionRow
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.phone.models import CallRow
from xiaoer.domains.registers.models import RegisterRow
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.codec import from_json

SHORTEST = 2
FULL = 7  # digits from which a number is somebody's
NAMES = frozenset({"收件人", "联系人"})
PLACES = frozenset({"收货地址", "手机号", "邮箱", "地址", "原地址", "新地址", "电话"})
NO_NAMES = frozenset({"本人", "自己", "家人", "同上", "不变", "先生", "女士"})
"""Not names, though they stand where names do: taken out everywhere they would tear holes into other people's words."""
ERASED = "（已删除）"


def words_of(session: Session, shop_id: int, shopper: Shopper) -> list[str]:
    """His name in the shop; receivers, phones and addresses of his orders, and those he wished for; longest first."""
    orders = _orders(session, shop_id, shopper.nick)
    found = {shopper.nick or "", *(w for o in orders for w in (o.receiver, o.phone, o.address))}
    found |= set(_wished(session, shop_id, shopper)) | phones_of(session, shop_id, shopper)
    return sorted((w for w in found if len(w) >= SHORTEST), key=lambda w: (-len(w), w))


def phones_of(session: Session, shop_id: int, shopper: Shopper) -> frozenset[str]:
    """Phone numbers that are his: of his orders, and those from which he called."""
    called = select(CallRow.number).where(CallRow.shop_id == shop_id, CallRow.nick == (shopper.nick or None))
    found = {o.phone for o in _orders(session, shop_id, shopper.nick)} | set(session.scalars(called))
    return frozenset(phone for phone in found if len(phone) >= FULL and "*" not in phone)


def _orders(session: Session, shop_id: int, nick: str | None) -> list[Order]:
    if nick is None:
        return []
    rows = session.scalars(select(OrderRow.data).where(OrderRow.shop_id == shop_id, OrderRow.nick == nick))
    return [from_json(data, Order) for data in rows]


def _wished(session: Session, shop_id: int, shopper: Shopper) -> Iterable[str]:
    """Receivers in actions and registers that no order holds (yet): a new address, somebody else's phone."""
    actions = select(ActionRow.params).where(
        ActionRow.shop_id == shop_id,
        or_(ActionRow.shopper_id == shopper.id, ActionRow.nick == (shopper.nick or None)),
    )
    for params in session.scalars(actions):
        yield from (str(value) for name, value in msgspec.json.decode(params) if _names_him(name, str(value)))
    entries = select(RegisterRow.cells).where(
        RegisterRow.shop_id == shop_id, RegisterRow.nick == (shopper.nick or None)
    )
    for cells in session.scalars(entries):
        yield from (str(text) for name, text in msgspec.json.decode(cells).items() if _names_him(name, str(text)))


def _names_him(name: str, value: str) -> bool:
    if name in PLACES:
        return len(value) >= FULL
    return name in NAMES and value not in NO_NAMES


def scrubbed(text: str, words: Iterable[str], nick: str | None, alias: str) -> str:
    """A text, or JSON text, without any of the words; his name becomes the alias, so that rows hold together."""
    for word in words:
        new = alias if word == nick else ERASED
        text = text.replace(word, new).replace(in_json(word), new)
    return text


def in_json(word: str) -> str:
    """How a word stands inside of a JSON text."""
    return msgspec.json.encode(word).decode()[1:-1]
