"""What a line means in the course of a talk: it takes goods, asks how a case stands, says who one is, waits for a sale."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.answering.goods.variants import choose
from xiaoer.core.answering.skills.goods.own_words import has_own_words
from xiaoer.core.answering.talk.named_beside import COMPARES
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.answering.talk.taking import taken
from xiaoer.core.answering.talk.topics import CORRECTS, OF_THE_SHOP
from xiaoer.core.facts import Order, Product
from xiaoer.core.reading.shapes import INTENTS, Intent, Reading, Scored

_SURE = 0.8
_OPEN: frozenset[Intent] = frozenset(
    {"other", "chitchat", "stock", "price_promotion", "bargain", "ship_time", "delivery_eta", "payment", "compare",
     "price_protection", "product_attribute", "care_usage", "product_suitability", "not_received", "quality_issue"}
)  # fmt: skip
_COMPARABLE: frozenset[Intent] = frozenset(
    {"size_advice", "recommend", "product_attribute", "product_suitability", "care_usage", "other", "chitchat"}
)
_NOT_THAT = re.compile(
    r"^(?:不是|不对)(?:这个|那个|这单|那单|这款|它)?[,，\s]*(?:我)?(?:问|说|要|看)?的?是?|^我(?:问|说)的?是?"
)
_POINTS = re.compile(
    r"那?(?:第[一二三四五](?:个|款|种)|[大小中](?:一?[号点码])?的?(?:那个)?|另[外一]+(?:个|款)|最?(?:贵|便宜)的)(?:呢|的呢|怎么样)[?？]?"
)
_REPEATED = frozenset({"price_promotion", "stock", "product_attribute"})
_ADDS = re.compile(
    r"^(?:那|行|好)?(?:我)?(?:再|另外|还)?(?:要|想)?(?:加|凑|配|带|捎)(?!急|购|微|厚|绒|长)(?:上|个|一|两|[2-9])?"
)


def by_talk(
    scored: Scored, text: str, product: Product | None, reading: Reading, slots: Slots, orders: Sequence[Order]
) -> Intent | None:
    """The intent that the course of the talk gives a line; None = what was read may stand."""
    intent = scored.intent
    guessed = intent == "bargain" and not has_own_words(intent, text) and slots.intents[:1] != ("bargain",)
    bought_nothing = intent in ("exchange", "modify_order") and not orders and product is not None
    intent = "other" if guessed or bought_nothing else intent
    if (wished := _of_others(intent, text, product, reading, slots)) is not None:
        return wished
    if _ADDS.match(text) and slots.spoken and reading.entities.products and intent in _OPEN | {"size_advice"}:
        return "price_promotion"
    if product is not None and (took := taken(intent, text, product, reading, slots)) is not None:
        return took
    if (_NOT_THAT.match(text) or CORRECTS.match(text)) and slots.intents and reading.intents[0].confidence < _SURE:
        return next((name for name in INTENTS if name == slots.intents[0]), None)
    if product is not None and (told := _of_goods_in_talk(intent, text, slots)) is not None:
        return told
    return "product_suitability" if guessed and reading.entities.height_cm else None


def _of_others(intent: Intent, text: str, product: Product | None, reading: Reading, slots: Slots) -> Intent | None:
    """Two goods weighed against each other, or others of the shop asked for than those in view."""
    said = reading.entities
    others = [number for number in said.products if product is None or number != product.number]
    if others and intent in _COMPARABLE and COMPARES.search(text) and not _ADDS.match(text):
        return "compare"
    open_to = product is not None and not said.products and intent in _COMPARABLE | {"stock", "order_status"}
    if product is None or not open_to or not slots.intents or not OF_THE_SHOP.search(text):
        return None
    own = choose(product, text, colours=said.colours, sizes=said.sizes).options
    return None if own else "recommend"


def _of_goods_in_talk(intent: Intent, text: str, slots: Slots) -> Intent | None:
    """A mere pointing asks the last question again."""
    if intent in _OPEN | {"recommend"} and _POINTS.fullmatch(text.strip()):
        last = next((name for name in slots.intents if name in _REPEATED), None)
        return next((name for name in INTENTS if name == last), None)
    return None
