"""What a message is about: the product, its options, the remembered details, and the questions to answer in turn."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from xiaoer.core.answering import cite
from xiaoer.core.answering.calling import is_called
from xiaoer.core.answering.counting import counts_pieces, quantity_of, single_of
from xiaoer.core.answering.named_beside import only_beside
from xiaoer.core.answering.option_sums import one_of_many
from xiaoer.core.answering.proof import proven
from xiaoer.core.answering.recall import grams
from xiaoer.core.answering.refer import product_meant, sku_meant
from xiaoer.core.answering.shop import Shop, words_of
from xiaoer.core.answering.skills.borne import allergy_said
from xiaoer.core.answering.skills.details import address_in, invoice_in
from xiaoer.core.answering.skills.ways import carrier_said
from xiaoer.core.answering.slots import Slots, merge
from xiaoer.core.answering.variants import choose, narrow
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import INTENTS, Intent, Reading, Scored
from xiaoer.core.text.regions import find_regions

SMALL_TALK: frozenset[Intent] = frozenset({"greeting", "thanks", "chitchat"})
_OF_A_PLACE: frozenset[Intent] = frozenset({"shipping_fee", "delivery_eta", "ship_time", "logistics_tracking"})
_OF_OPTIONS: frozenset[Intent] = frozenset({"stock", "price_promotion", "size_advice", "product_attribute"})
_OF_GOODS: frozenset[Intent] = _OF_OPTIONS | {"shipping_fee", "delivery_eta", "ship_time", "bargain"}
_LOOSE = re.compile(r"宽松(?!吗|么|不)|松一?点|大一?点|oversize|不要太?紧|遮肉")
_CLOSE = re.compile(r"合身一?点|修身一?点|贴身一?点|紧一?点|喜欢(?:合身|修身|贴身)|想要?(?:合身|修身)|小一?点")
_ALL_OPTIONS = re.compile(r"哪些|都有|全部|所有|几个颜色|几种|什么颜色|什么码|哪几")
_THIS = re.compile(r"这[个款件条双套盒瓶只]|它|此款|该款")
_BARE = re.compile(r"(?:身高|体重)?\s*(\d{2,3})\s*(?:cm|厘米|公分|斤)?[。,]?")
_TALL = (135, 205)
_HEAVY = (70, 260)
_LEAST = 0.25
_BESIDES = 0.4  # what else a message asks must be surer than its first question
_UNSURE = 0.45
_QUESTIONS = 3
_ORDER_NUMBER = re.compile(r"(?<!\d)(?:\d{6}-\d{9,}|\d{14,})(?!\d)")
_SURELY = 0.7
_SHORT = 14
_FEW_LISTED = 2
_IN_THE_SUM = re.compile(r"[带含包算](?:不[带含包])?(?:上|括)?运费")
_UPON = re.compile(
    r"(?:挂|套|放|装|塞|插|夹|连|绑|固定|配)(?:在|进|到|得进|得下|上去)[^,。]{1,8}(?:[上里中]|用|吗|不|么)|(?:搭|配)[^,。]{1,8}(?:用|合适|行)[吗不么]"
)
_PART_OF = re.compile(r"里面|里头|送不送|带不带|配不配|含不含|附不附")
_ITS_COST = re.compile(
    r"(?:那|要|得|会|需要|是)*(?:另外|额外)?(?:[加收补](?:多少|几)(?:钱|块钱?|元|费)?|怎么收费|收费[吗不么]?|要(?:加|收)?钱[吗不么])[呢啊?？]*"
)
_WISHED = 0.6  # a wish read less surely than this leaves the goods whose page is open in view
_WORN = re.compile(r"穿(?:什么|多大|啥|几|哪|得下|合适|[smlxSMLX\d])|选什么码|啥码|什么码")
_COUNTED = 7
_FAULTS: frozenset[Intent] = frozenset({"quality_issue", "damaged", "missing_wrong_item"})
_WHAT_IF = re.compile(r"[赔管换退补]吗|赔不赔|管不管|怎么[赔办]|咋[赔办整]|还能(?:赔|退|换|补)|能不能(?:赔|退|换|补)")
_GROWN = 60  # 斤: charts that end below are for pets and children
_CHILD = 135  # cm: charts that end below are for children
_SMALL_HEIGHT = re.compile(
    r"(?:身高|身长|高|孩子|宝宝|娃|儿子|女儿|小孩|闺女)\D{0,3}(\d{2,3})(?!\d|\s*(?:斤|个|天|岁|块|元|kg))|(?<!\d)(\d{2,3})\s*(?:cm|厘米|公分)",
    re.IGNORECASE,
)
_SMALL_WEIGHT = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d)?)\s*(斤|公斤|kg|KG|Kg)")


def in_view(slots: Slots, shown: str | None) -> Slots:
    """A product card or page newly in view takes the place of what was spoken of."""
    if shown and shown != slots.card:
        return replace(slots, product=shown, card=shown, choice={})
    return slots


def update(shop: Shop, slots: Slots, reading: Reading) -> Slots:
    """The details after this message."""
    slots = _bare_number(merge(slots, reading.entities), slots, reading)
    shown = product_of(shop, slots)
    worn = shop.only_worn() if _WORN.search(reading.normal) and shown is not None and not shown.size_chart else None
    if worn is not None and slots.card != slots.product:
        slots = replace(slots, product=worn.number, choice={})
    if shown is None and not reading.entities.products and _THIS.search(reading.normal) and _settles(slots, reading):
        slots = replace(slots, product=slots.listed[0], choice={})
    pointed = product_meant(shop, slots, product_of(shop, slots), reading.normal)
    named = pointed or _named(shop, slots, reading)
    if named is not None and named != slots.product:
        left = {"earlier": slots.product, "earlier_choice": slots.choice} if slots.product else {}
        slots = replace(slots, product=named, choice={}, quantity=0, **left)  # type: ignore[arg-type]
    product = product_of(shop, slots)
    if product is not None:
        count = quantity_of(product, reading)
        slots = replace(slots, choice=_choice(product, slots, reading), quantity=count or slots.quantity)
        slots = replace(slots, choice={**slots.choice, **single_of(product, reading)})
        slots = _small_body(product, slots, reading)
    slots = replace(slots, allergy=allergy_said(reading.normal) or slots.allergy)
    if not (_LOOSE.search(reading.normal) and _CLOSE.search(reading.normal)):
        wish = "loose" if _LOOSE.search(reading.normal) else "close" if _CLOSE.search(reading.normal) else slots.wish
        slots = replace(slots, wish=wish)
    return slots


def _settles(slots: Slots, reading: Reading) -> bool:
    """Whether 这个 means the first of what was just listed: the only one, or of two where little hangs on it."""
    return len(slots.listed) == 1 or (len(slots.listed) == _FEW_LISTED and reading.intent in _OF_A_PLACE)


def _small_body(product: Product, slots: Slots, reading: Reading) -> Slots:
    """The weight of a pet or a child, where the product's chart is made for such."""
    tops = [row.weight_jin[1] for row in product.size_chart if row.weight_jin]
    said = _SMALL_WEIGHT.search(reading.normal)
    tall = _SMALL_HEIGHT.search(reading.normal)
    heights = [row.height_cm[1] for row in product.size_chart if row.height_cm]
    if tall is not None and heights and max(heights) < _CHILD:
        slots = replace(slots, height_cm=tall[1] or tall[2])
    if not tops or max(tops) > _GROWN or said is None:
        return slots
    jin = Decimal(said[1]) * (1 if said[2] == "斤" else 2)
    return replace(slots, weight_jin=str(jin))


def _named(shop: Shop, slots: Slots, reading: Reading) -> str | None:
    """The product that a message names; "" where it fits several alike, so that the shopper is asked."""
    found = [number for number in reading.entities.products if number in shop.facts.products]
    shown = product_of(shop, slots)
    if not found:
        return (_of_listed(shop, slots, reading) or shop.by_noun(reading.normal)) if shown is None else None
    if shown is not None and reading.intent == "compare" and len(found) == 1:
        return found[0] if is_called(shop, shop.facts.products[found[0]], shown, reading.normal) else shown.number
    if _is_wish(shop, slots, shown, found, reading):
        return found[0]
    if shown is not None and _stays(shop, slots, shown, found, reading):
        return shown.number
    return _one_of(shop, found, shown, reading)


def _of_listed(shop: Shop, slots: Slots, reading: Reading) -> str | None:
    """“蓝的有货不” after a list: the only one of its goods that comes so."""
    shown = [p for number in slots.listed if (p := shop.product(number)) is not None]
    said = reading.entities
    own = [p for p in shown if choose(p, reading.normal, colours=said.colours, sizes=said.sizes).options]
    return own[0].number if len(own) == 1 else None


def _is_wish(shop: Shop, slots: Slots, shown: Product | None, found: list[str], reading: Reading) -> bool:
    """Whether goods are wished for or compared; what is read so unsurely must call other goods than the page's."""
    if reading.intent not in ("compare", "recommend"):
        return False
    if shown is None or slots.card != shown.number or reading.intents[0].confidence >= _WISHED:
        return True
    return is_called(shop, shop.facts.products[found[0]], shown, reading.normal)


def _stays(shop: Shop, slots: Slots, shown: Product, found: list[str], reading: Reading) -> bool:
    """Whether the words mean the goods in view, though they seem to name others (能挂在拉杆箱上吗)."""
    other = shop.facts.products[found[0]]
    if slots.card == shown.number and only_beside(shown, other, reading.normal, slots.topic):
        return True
    if shown.number in found or _is_option(other, shown, reading.normal):
        return True
    if slots.card == shown.number and (_UPON.search(reading.normal) or _PART_OF.search(reading.normal)):
        return True
    return not is_called(shop, other, shown, reading.normal, loose=not slots.card)


def _one_of(shop: Shop, found: list[str], shown: Product | None, reading: Reading) -> str:
    """The first of several unless another alone has the option or the words named; "" where two fit alike."""
    if len(found) == 1:
        return found[0]
    own = [n for n in found if choose(shop.facts.products[n], reading.normal).options] if shown is None else []
    only = own[0] if len(own) == 1 else shop.only_of(found, reading.normal)
    if only:
        return only
    near = shop.named_like(reading.normal)
    alike = near[found[0]] == near[found[1]] if near else _equally(shop, found, reading.normal)
    return "" if alike and found[0] not in reading.normal else found[0]


def _equally(shop: Shop, found: list[str], text: str) -> bool:
    """Whether the first two products share the same words with the text."""
    pairs = grams(text)
    first, second = (pairs & words_of(shop.facts.products[n]) for n in found[:2])
    return first == second


def _is_option(named: Product, shown: Product, text: str) -> bool:
    """“这件毛衣” and “小罐” mean the product in view and its variant before another product with that word."""
    if named.number in text:
        return False
    specs = " ".join(sku.spec for sku in shown.skus)
    words = [word for word in named.title.split() if len(word) > 1 and word in text and word not in specs]
    if words:
        return False
    return (
        bool(_THIS.search(text)) or bool(choose(shown, text).options) or len(narrow(shown, {}, text)) < len(shown.skus)
    )


def _bare_number(slots: Slots, before: Slots, reading: Reading) -> Slots:
    """“160” alone after we asked for height and weight: cm or 斤 by what is still missing and what is likely."""
    match = _BARE.fullmatch(reading.normal.strip())
    if before.asks != "size" or not match or slots != before:
        return slots
    number = int(match[1])
    if not slots.height_cm and _TALL[0] <= number <= _TALL[1]:
        return replace(slots, height_cm=str(number))
    if not slots.weight_jin and _HEAVY[0] <= number <= _HEAVY[1]:
        return replace(slots, weight_jin=str(number))
    return slots


def product_of(shop: Shop, slots: Slots) -> Product | None:
    """The product spoken of."""
    return shop.product(slots.product) or shop.only_product()


def _choice(product: Product, slots: Slots, reading: Reading) -> dict[str, str]:
    said = reading.entities
    now = choose(product, reading.normal, colours=said.colours, sizes=said.sizes)
    if _ALL_OPTIONS.search(reading.normal):
        return dict(now.options)
    kept = {name: value for name, value in slots.choice.items() if name not in now.several}
    if now.absent:
        kept = {}
    one = one_of_many(product, kept, reading.normal)
    return {**kept, **dict(sku_meant(product, reading.normal)), **dict(now.options), **one}


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
    resumed = _resumed(reading, before, after, product, weak=weak)
    if resumed is None and after.wish != before.wish and before.intents[:1] == ("size_advice",):
        resumed = Scored("size_advice", 0.85, reading.normal)  # 有点胖，想宽松
    if resumed:
        rest = [s for s in real if s.intent != resumed.intent and s.confidence >= 0.75]
        return (resumed, *rest)
    if len(real) > 1 and len(reading.entities.products) < 2:
        real = [s for s in real if s.intent != "compare"] or real
    chosen = _with_body(_without_shadows(real), reading) or asked[:1]
    if chosen and not real and reading.entities.products and before.topic:
        return (Scored("other", 0.7, reading.normal),)  # HE61呢: the last question, of other goods
    if not chosen and _ORDER_NUMBER.search(reading.normal):
        return (Scored("order_status", 0.7, reading.normal),)
    if not chosen:
        return (proven(Scored("other", reading.intents[0].confidence, reading.normal), reading),)
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
        "size": body,
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
