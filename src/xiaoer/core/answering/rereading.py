"""What was asked, in the light of what the shop has and the shopper bought: some readings can't stand then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.answering.aspects import common_runs, content_runs
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.attributes import WITHOUT_WORDS, has_own_words
from xiaoer.core.answering.skills.bought import OF_GOODS_OR_NOTHING, asks_mine
from xiaoer.core.answering.skills.size import SIZE_WORDS, without_chart
from xiaoer.core.answering.slots import Slots
from xiaoer.core.facts import Order, Product
from xiaoer.core.reading.shapes import Intent, Reading, Scored

_SURE = 0.8
_SHORT = 16
_COUNTED = re.compile(r"(?:多少|几)[\u4e00-\u9fff]")
_BARE_OF: frozenset[Intent] = frozenset({"product_attribute", "care_usage", "other", "product_suitability"})
_UNREAD: frozenset[Intent] = frozenset(
    {
        "other",
        "chitchat",
        "stock",
        "price_promotion",
        "bargain",
        "ship_time",
        "delivery_eta",
        "quality_issue",
        "payment",
        "not_received",
    }
)
_POINTING = re.compile(
    r"[大小](?:一?点)?(?:的|号|款|个|码)?|第?[一二三四五两](?:款|个|种)|便宜的|贵的|另[外一]?|换成|如果|要是|[色码号款种]"
)
_OF_SIZE: frozenset[Intent] = frozenset({"recommend", "other", "product_suitability", "product_attribute", "compare"})
_WHICH_SIZE = re.compile(
    r"\d\s*(?:斤|公斤|kg|cm|米)[^,。]{0,8}(?:用|穿|选|买|拍|要)?(?:哪|什么|啥|多大|几号)", re.IGNORECASE
)


def reread(
    scored: Scored, text: str, product: Product | None, reading: Reading, slots: Slots, orders: Sequence[Order]
) -> Intent:
    """The intent to answer: a size of goods without a chart is another question, 再加个… while goods are looked at
    a basket, “我那个灯呢” of who bought a lamp asks for that order."""
    if scored.intent == "size_advice" and _sizeless(product, reading) and not SIZE_WORDS.search(text):
        return without_chart(text)
    if scored.intent in _OF_SIZE and product is not None and product.size_chart and _WHICH_SIZE.search(text):
        return "size_advice"
    if scored.intent == "modify_order" and product is not None and slots.earlier and not orders:
        return "price_promotion"
    fresh = scored.intent not in slots.intents and not slots.choice
    if (
        fresh
        and scored.intent in WITHOUT_WORDS
        and scored.confidence < _SURE
        and not has_own_words(scored.intent, text)
    ):
        return "other"
    bought = product is not None and any(line.product == product.number for o in orders for line in o.lines)
    if scored.intent in OF_GOODS_OR_NOTHING and orders and asks_mine(orders, text, slots, bought=bought):
        return "order_status"
    return scored.intent


def goes_on_about(slots: Slots, text: str, product: Product | None, intent: Intent, reading: Reading) -> bool:
    """“那XL呢”, “小的呢” after a question for an attribute: the same is asked of another option or product."""
    if not slots.topic or product is None or intent not in _BARE_OF or len(text) > _SHORT:
        return False
    said = reading.entities
    words = [*slots.choice.values(), *said.colours, *said.sizes, *product.title.split()]
    for word in sorted({*words, *common_runs(text, f"{product.title} {product.category}")}, key=len, reverse=True):
        for form in (word, word.removesuffix("色"), word.removesuffix("码")):
            text = text.replace(form, " ") if form else text
    return not content_runs(_POINTING.sub(" ", text))


def of_attributes(intent: Intent, text: str, part: Part) -> bool:
    """Whether a part told an attribute, or what an option counts (多少片)."""
    counted = _COUNTED.search(text) is not None and any(fact.field == "规格" for fact in part.facts)
    return intent in _BARE_OF and (counted or any(fact.field == "属性" for fact in part.facts))


def as_answered(turn: Turn, part: Part) -> Intent:
    """The intent by which a line was answered: an attribute told where nothing else was read, is one asked for."""
    fields = {fact.field for fact in part.facts}
    told = "属性" in fields and fields <= {"属性", "标题", "卖点"}
    return "product_attribute" if told and turn.intent in _UNREAD else turn.intent


def _sizeless(product: Product | None, reading: Reading) -> bool:
    said = reading.entities
    whole = said.height_cm is not None and said.weight_jin is not None
    return product is not None and not product.size_chart and not whole
