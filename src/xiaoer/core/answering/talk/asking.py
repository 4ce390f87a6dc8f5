"""The questions of a message in their order, with what it leaves unsaid taken from the talk before."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.counting import counts_pieces
from xiaoer.core.answering.goods.variants import narrow
from xiaoer.core.answering.skills.acting.details import address_in, invoice_in
from xiaoer.core.answering.skills.delivery.ways import carrier_said
from xiaoer.core.answering.talk.focus import SMALL_TALK
from xiaoer.core.answering.talk.proof import proven
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.answering.talk.summing import goes_on_summing
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import INTENTS, Intent, Reading, Scored
from xiaoer.core.text.regions import find_regions

_OF_A_PLACE: frozenset[Intent] = frozenset({"shipping_fee", "delivery_eta", "ship_time", "logistics_tracking"})
_OF_OPTIONS: frozenset[Intent] = frozenset({"stock", "price_promotion", "size_advice", "product_attribute"})
_OF_GOODS: frozenset[Intent] = _OF_OPTIONS | {"shipping_fee", "delivery_eta", "ship_time", "bargain"}
_LEAST = 0.25
_BESIDES = 0.4  # what else a message asks must be surer than its first question
_UNSURE = 0.45
_QUESTIONS = 3
_ORDER_NUMBER = re.compile(r"(?<!\d)(?:\d{6}-\d{9,}|\d{14,})(?!\d)")
_SURELY = 0.7
_SHORT = 14
_IN_THE_SUM = re.compile(r"[带含包算](?:不[带含包])?(?:上|括)?运费")
_ITS_COST = re.compile(
    r"(?:那|要|得|会|需要|是)*(?:另外|额外)?(?:[加收补](?:多少|几)(?:钱|块钱?|元|费)?|怎么收费|收费[吗不么]?|要(?:加|收)?钱[吗不么])[呢啊?？]*"
)
_BARE_NUMBER = re.compile(
    r"\D{0,5}\d{1,3}(?:\.\d{1,2})?\s*(?:cm|mm|厘米|毫米|公分|左右|多|的|吧|[,，。\s])*", re.IGNORECASE
)
_COUNTED = 7
_FAULTS: frozenset[Intent] = frozenset({"quality_issue", "damaged", "missing_wrong_item"})
_WHAT_IF = re.compile(r"[赔管换退补]吗|赔不赔|管不管|怎么[赔办]|咋[赔办整]|还能(?:赔|退|换|补)|能不能(?:赔|退|换|补)")
_GROWN = 60  # 斤: charts that end below are for pets and children


def questions(reading: Reading, before: Slots, after: Slots, product: Product | None) -> tuple[Scored, ...]:
    """The intents to answer, in the order of the message, with ellipsis resolved."""
    asked = [
        s
        for place, s in enumerate(proven(s, reading) for s in reading.intents)
        if s.intent != "other" and s.confidence >= (_BESIDES if place else _LEAST)
    ][:_QUESTIONS]
    real = [s for s in asked if s.intent not in SMALL_TALK]
    weak = not any(s.confidence >= _UNSURE for s in real)
    moved = bool(reading.entities.products) or after.product != before.product or after.choice != before.choice
    if asked and not real and not moved and all(s.intent in SMALL_TALK for s in reading.intents):
        return tuple(asked[:1])
    if goes_on_summing(reading, before, after, product):
        return (Scored("price_promotion", 0.85, reading.normal),)
    resumed = _resumed(reading, before, after, product, weak=weak)
    if resumed is None and after.wish != before.wish and before.intents[:1] == ("size_advice",):
        resumed = Scored("size_advice", 0.85, reading.normal)  # 有点胖，想宽松
    if resumed:
        rest = [s for s in real if s.intent != resumed.intent and s.confidence >= 0.75]
        return (resumed, *rest)
    if len(real) > 1 and len(reading.entities.products) < 2:
        real = [s for s in real if s.intent != "compare"] or real
    chosen = _with_body(_without_shadows(real), reading) or asked[:1]
    if not real and reading.entities.products and before.topic:
        chosen = [Scored("other", 0.7, reading.normal)]  # HE61呢: the last question, of other goods
    if not chosen:
        unread = Scored("other", reading.intents[0].confidence, reading.normal)
        numbered = _ORDER_NUMBER.search(reading.normal) is not None
        return (Scored("order_status", 0.7, reading.normal) if numbered else proven(unread, reading),)
    chosen = [
        s
        for s in chosen
        if len(chosen) == 1 or s.intent != "price_promotion" or not _ITS_COST.fullmatch(s.span.strip())
    ]
    return tuple(sorted(chosen, key=lambda s: _place(reading.normal, s.span)))


def _place(text: str, span: str) -> int:
    """Where a question stands in the message; at the end where its span was joined from several pieces."""
    at = text.find(span) if span else -1
    return at if at >= 0 else len(text)


def _with_body(found: list[Scored], reading: Reading) -> list[Scored]:
    """Who tells height and weight while asking of goods wants a size too."""
    said = reading.entities
    if said.height_cm is None or said.weight_jin is None or any(s.intent == "size_advice" for s in found):
        return found
    if not found or any(s.intent not in _OF_GOODS for s in found):
        return found
    return [*found, Scored("size_advice", 0.8, f"{cite.spoken(said.height_cm)}")]


# Words of the first intent also speak for the second (运费多少钱, 快递费 …): on the same words only the first
# counts.
_SHADOWS: frozenset[tuple[Intent, Intent]] = frozenset(
    {
        ("shipping_fee", "price_promotion"), ("shipping_fee", "logistics_tracking"),
        ("shipping_fee", "bargain"), ("bargain", "price_promotion"), ("price_protection", "return_policy"),
        ("price_protection", "price_promotion"), ("refund_progress", "return_apply"),
        ("refund_progress", "return_policy"), ("return_policy", "return_apply"), ("exchange", "return_policy"),
        ("not_received", "logistics_tracking"), ("urge_ship", "ship_time"), ("urge_ship", "order_status"),
        ("delivery_eta", "logistics_tracking"), ("delivery_eta", "ship_time"), ("size_advice", "stock"),
        ("damaged", "quality_issue"), ("change_address", "modify_order"), ("cancel_order", "return_apply"),
        ("complaint", "human_request"), ("ship_time", "stock"), ("logistics_tracking", "order_status"),
        ("size_advice", "product_attribute"), ("care_usage", "product_attribute"),
        ("product_suitability", "product_attribute"), ("invoice", "order_status"),
    }
)  # fmt: skip


def _without_shadows(found: list[Scored]) -> list[Scored]:
    """Leave out what was read from the same words as a closer intent, and a fault that only grounds a question."""
    asking = [s for s in found if s.intent in _FAULTS and _WHAT_IF.search(s.span)]
    found = [s for s in found if not asking or s.intent not in _FAULTS or s in asking]
    kept = [
        s for s in found if not any((other.intent, s.intent) in _SHADOWS and other.span == s.span for other in found)
    ]
    if any(s.intent == "invoice" for s in kept):
        kept = [s for s in kept if s.intent != "shipping_fee" or not _IN_THE_SUM.search(s.span)]  # 发票带运费吗
    placed = [s for s in kept if s.intent in _OF_A_PLACE and not _only_a_place(s.span)]
    return [s for s in kept if not placed or s.intent != "shipping_fee" or not _only_a_place(s.span)]


def _only_a_place(span: str) -> bool:
    """南京 beside 到货多久: the place of that question, no question of its own."""
    rest = span
    for region in find_regions(span):
        rest = rest.replace(span[region.start : region.end], "")
    return bool(span) and rest != span and not rest.strip(" ,，。到寄发往去在省市的")


def _resumed(reading: Reading, before: Slots, after: Slots, product: Product | None, *, weak: bool) -> Scored | None:
    """The question that this message completes or takes up again."""
    said = reading.entities
    told = (after.height_cm, after.weight_jin) != (before.height_cm, before.weight_jin)
    body = told or said.height_cm is not None or said.weight_jin is not None or bool(said.measures_cm)
    small = product is not None and not product.size_chart and said.height_cm is None and not said.measures_cm
    if small and said.weight_jin is not None and said.weight_jin < _GROWN:
        body = False  # 5斤 of soil is no one's weight
    place = said.province is not None
    thing = after.product != before.product
    filled = {
        "size": body or _BARE_NUMBER.fullmatch(reading.normal.strip()) is not None,
        "province": place,
        "product": thing or bool(after.product and not before.product),
        "order": weak or (len(reading.normal) <= _SHORT and not _surely_other(reading, before)),
        "address": bool(address_in(reading.normal) or said.phones),
        "title": bool(invoice_in(reading.normal)),
    }
    if before.pending and (filled.get(before.asks) or (weak and before.asks == "need")):
        return Scored(_intent(before.pending), 0.9, reading.normal)
    if not weak:
        return None
    if body:
        return Scored("size_advice", 0.85, reading.normal)
    last = [name for name in before.intents if name in ("price_promotion", "stock", "bargain")]
    if last and len(reading.normal) <= _COUNTED and product is not None and counts_pieces(product, reading.normal):
        return Scored("stock" if last[0] == "stock" else "price_promotion", 0.8, reading.normal)  # 两对呢
    part = product is not None and len(narrow(product, {}, reading.normal)) < len(product.skus)
    options = part or after.choice != before.choice or bool(said.colours or said.sizes)
    asked = not before.intents and any(
        s.intent in _OF_OPTIONS | {"compare", "bargain"} and s.confidence >= _LEAST for s in reading.intents
    )
    place = place or (bool(carrier_said(reading.normal)) and len(reading.normal) <= _SHORT)
    intent = _taken_up(before, place=place, options=options, thing=thing, wish=after.wish != before.wish, asked=asked)
    return Scored(intent, 0.78, reading.normal) if intent else None


def _surely_other(reading: Reading, before: Slots) -> bool:
    """Whether a short line surely asks something else than what waits for its order (开票了没 … 啥时候能发)."""
    first = reading.intents[0]
    return first.confidence >= _SURELY and first.intent not in SMALL_TALK | {"other", before.pending}


def _taken_up(before: Slots, *, place: bool, options: bool, thing: bool, wish: bool, asked: bool) -> Intent | None:
    """The question of before that a bare place, option, product or wish takes up again."""
    last = [_intent(name) for name in before.intents]
    if place:
        return next((i for i in last if i in _OF_A_PLACE), None)
    if options and asked:
        return None  # an unsure question about options is still that question
    if options or thing:
        return next((i for i in last if i in _OF_OPTIONS or thing), "stock" if options else None)
    return "size_advice" if wish and "size_advice" in last else None


def _intent(name: str) -> Intent:
    return next((intent for intent in INTENTS if intent == name), "other")
