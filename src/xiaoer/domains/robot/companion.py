"""The companion (副屏助手): one answer for a question that was asked in a platform's own client.

Nothing is kept and nothing is sent: question and context come in, a reply with its sources, the orders and what the
goods cost go out. The same engine and the same gate as at the desk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from xiaoer.core.answering.shapes import Draft, Memory
from xiaoer.core.facts import Order, Product, ShopFacts, Sku
from xiaoer.core.rulebook.calculators.promotion import BasketLine, price_basket
from xiaoer.core.transcript import Transcript, Utterance
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.orders import service as orders
from xiaoer.domains.robot.companion_schemas import CompanionWish
from xiaoer.domains.robot.worker import AnswerWorker
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.errors import NotFound

_PARTS = re.compile(r"[A-Za-z0-9_-]{3,}")
_LINK = re.compile(r"https?://\S+")
SUMS = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is known about it."""

    draft: Draft
    product: Product | None
    orders: Sequence[Order]
    nick: str | None


def product_named(facts: ShopFacts, text: str) -> Product | None:
    """The product of a number, a link that holds its number, or the one product whose title fits; None = none."""
    text = text.strip()
    if not text:
        return None
    held = facts.products.get(text)
    if held is not None:
        return held
    by_number = {number.casefold(): product for number, product in facts.products.items()}
    for part in _PARTS.findall(text):
        if part.casefold() in by_number:
            return by_number[part.casefold()]
    if _LINK.search(text):
        return None
    found = catalog.search(facts, text, 2)
    return found[0] if len(found) == 1 else None


def whose(session: Session, shop_id: int, nick: str, order: str) -> tuple[str | None, list[Order]]:
    """The shopper's name and orders, from his nick or one order's number. Raises `NotFound` for an unknown order."""
    if order:
        first = orders.find(session, shop_id, order)
        rest = [o for o in orders.of_shopper(session, shop_id, first.shopper) if o.number != first.number]
        return first.shopper, [first, *rest]
    return (nick or None), orders.of_shopper(session, shop_id, nick or None)


async def ask(desk: Desk, worker: AnswerWorker, shop: ShopInfo, wish: CompanionWish) -> Asked:
    """Let the engine answer. Raises `NotFound` where a product or order was named that the shop does not have."""
    facts = await desk.facts.get(shop.id)
    product = product_named(facts, wish.product) or product_named_in(facts, wish.text)
    if wish.product.strip() and product is None:
        raise NotFound("本店没有这个商品，请核对商品编号或链接", code="unknown_product")
    nick, own = await desk.database.read(lambda s: whose(s, shop.id, wish.nick.strip(), wish.order.strip()))
    now = desk.clock()
    transcript = Transcript(
        conversation="companion", platform=shop.platform, shopper=nick, utterances=_said(wish, now),
        product=product.number if product else None,
    )  # fmt: skip
    draft = await worker.answer(shop.id, facts, transcript, own, now, Memory())
    return Asked(draft, product, own, nick)


def product_named_in(facts: ShopFacts, text: str) -> Product | None:
    """The product of a link or number within a question; words alone do not choose one here, the engine reads them."""
    for part in _PARTS.findall(text):
        found = facts.products.get(part)
        if found is not None:
            return found
    return None


def _said(wish: CompanionWish, now: datetime) -> tuple[Utterance, ...]:
    lines = [(turn.role, turn.text) for turn in wish.turns] + [
        ("shopper", _LINK.sub("", wish.text).strip() or wish.text)
    ]
    return tuple(
        Utterance(i, now, "shopper" if role == "shopper" else "agent", "", text)
        for i, (role, text) in enumerate(lines, 1)
    )


def sums(facts: ShopFacts, product: Product | None, quantity: int, now: datetime) -> list[dict[str, Any]]:
    """What a product costs by variant after promotions; `total` None = it depends on something unclear."""
    if product is None:
        return []
    told: dict[tuple[str, str | None], dict[str, Any]] = {}
    for sku in product.skus:
        if sku.price is None:
            continue
        one = _sum(facts, product, sku, quantity, now)
        key = (one["listed"], one["total"])
        if key in told:
            told[key]["specs"].append(sku.spec)
        else:
            told[key] = one
    return list(told.values())[:SUMS]


def _sum(facts: ShopFacts, product: Product, sku: Sku, quantity: int, now: datetime) -> dict[str, Any]:
    assert sku.price is not None
    line = BasketLine(product, sku, sku.price, quantity)
    priced = price_basket([line], facts.promotions, now, policies=facts.policies)
    return {
        "specs": [sku.spec], "quantity": quantity, "listed": f"{priced.list_total:.2f}",
        "total": None if priced.total is None else f"{priced.total:.2f}",
        "applied": [{"name": a.promotion.name, "saves": f"{a.saves:.2f}"} for a in priced.applied],
        "missing": [{"name": m.promotion.name, "gap": f"{m.gap:.2f}"} for m in priced.missing],
        "gifts": [p.name for p in priced.gifts],
    }  # fmt: skip
