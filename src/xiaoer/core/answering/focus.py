"""What a message is about: the product, its options, the remembered details, and the questions to answer in turn."""

from __future__ import annotations

import re
from dataclasses import replace

from xiaoer.core.answering.shop import Shop
from xiaoer.core.answering.slots import Slots, merge
from xiaoer.core.answering.variants import choose
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Intent, Reading, Scored

SMALL_TALK: frozenset[Intent] = frozenset({"greeting", "thanks", "chitchat"})
_OF_A_PLACE: frozenset[Intent] = frozenset(
    {"shipping_fee", "delivery_eta", "ship_time", "logistics_tracking"}
)
_OF_OPTIONS: frozenset[Intent] = frozenset({"stock", "price_promotion", "size_advice", "product_attribute"})
_LOOSE = re.compile(r"宽松(?!吗|么|不)|松一?点|大一?点|oversize|不要太?紧|遮肉")
_CLOSE = re.compile(
    r"合身一?点|修身一?点|贴身一?点|紧一?点|喜欢(?:合身|修身|贴身)|想要?(?:合身|修身)|小一?点"
)
_ALL_OPTIONS = re.compile(r"哪些|都有|全部|所有|几个颜色|几种|什么颜色|什么码|哪几")
_LEAST = 0.5
_QUESTIONS = 3


def in_view(slots: Slots, shown: str | None) -> Slots:
    """A product card or page newly in view takes the place of what was spoken of."""
    if shown and shown != slots.card:
        return replace(slots, product=shown, card=shown, choice={})
    return slots


def update(shop: Shop, slots: Slots, reading: Reading) -> Slots:
    """The details after this message."""
    slots = merge(slots, reading.entities)
    named = next((number for number in reading.entities.products if number in shop.facts.products), None)
    if named and named != slots.product:
        slots = replace(slots, product=named, choice={})
    product = product_of(shop, slots)
    if product is not None:
        slots = replace(slots, choice=_choice(product, slots, reading))
    if not (_LOOSE.search(reading.normal) and _CLOSE.search(reading.normal)):
        wish = (
            "loose"
            if _LOOSE.search(reading.normal)
            else "close"
            if _CLOSE.search(reading.normal)
            else slots.wish
        )
        slots = replace(slots, wish=wish)
    return slots


def product_of(shop: Shop, slots: Slots) -> Product | None:
    """The product spoken of."""
    return shop.product(slots.product) or shop.only_product()


def _choice(product: Product, slots: Slots, reading: Reading) -> dict[str, str]:
    said = reading.entities
    now = choose(product, reading.normal, colours=said.colours, sizes=said.sizes)
    if _ALL_OPTIONS.search(reading.normal):
        return dict(now.options)
    kept = slots.choice
    if now.absent:
        kept = {}
    return {**kept, **dict(now.options)}


def questions(reading: Reading, before: Slots, after: Slots) -> tuple[Scored, ...]:
    """The intents to answer, in the order of the message, with ellipsis resolved."""
    asked = [s for s in reading.intents if s.intent != "other" and s.confidence >= _LEAST][:_QUESTIONS]
    real = [s for s in asked if s.intent not in SMALL_TALK]
    resumed = _resumed(reading, before, after, weak=not real)
    if resumed:
        rest = [s for s in real if s.intent != resumed.intent and s.confidence >= 0.75]
        return (resumed, *rest)
    chosen = real or asked[:1]
    if not chosen:
        return (Scored("other", reading.intents[0].confidence, reading.normal),)
    return tuple(sorted(chosen, key=lambda s: reading.normal.find(s.span) if s.span else 0))


def _resumed(reading: Reading, before: Slots, after: Slots, *, weak: bool) -> Scored | None:
    """The question that this message completes or takes up again."""
    said = reading.entities
    body = said.height_cm is not None or said.weight_jin is not None or bool(said.measures_cm)
    place = said.province is not None
    thing = after.product != before.product
    filled = {"size": body, "province": place, "product": thing or bool(after.product and not before.product)}
    if before.pending and (filled.get(before.asks) or (weak and before.asks == "need")):
        return Scored(_intent(before.pending), 0.9, reading.normal)
    if not weak:
        return None
    last = [_intent(name) for name in before.intents]
    if body:
        return Scored("size_advice", 0.85, reading.normal)
    if place:
        back = next((i for i in last if i in _OF_A_PLACE), None)
        return Scored(back, 0.85, reading.normal) if back else None
    options = after.choice != before.choice or bool(said.colours or said.sizes)
    if options or thing:
        back = next((i for i in last if i in _OF_OPTIONS or thing), None)
        fallback: Intent | None = "stock" if options else None
        chosen = back or fallback
        return Scored(chosen, 0.75, reading.normal) if chosen else None
    if after.wish != before.wish and "size_advice" in last:
        return Scored("size_advice", 0.8, reading.normal)
    return None


def _intent(name: str) -> Intent:
    from xiaoer.core.reading.shapes import INTENTS

    return next((intent for intent in INTENTS if intent == name), "other")
