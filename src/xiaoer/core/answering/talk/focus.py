"""What a message is about: the product, its options, the remembered details, and the questions to answer in turn."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from xiaoer.core.answering.evidence.recall import grams
from xiaoer.core.answering.goods.counting import quantity_of, single_of
from xiaoer.core.answering.goods.option_sums import one_of_many
from xiaoer.core.answering.goods.variants import choose, narrow
from xiaoer.core.answering.shop import Shop, words_of
from xiaoer.core.answering.skills.goods.borne import allergy_said
from xiaoer.core.answering.talk.calling import back_by_option, is_called
from xiaoer.core.answering.talk.named_beside import only_beside
from xiaoer.core.answering.talk.refer import product_meant, sku_meant
from xiaoer.core.answering.talk.slots import Slots, merge
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Intent, Reading

SMALL_TALK: frozenset[Intent] = frozenset({"greeting", "thanks", "chitchat"})
_OF_A_PLACE: frozenset[Intent] = frozenset({"shipping_fee", "delivery_eta", "ship_time", "logistics_tracking"})
_OF_OPTIONS: frozenset[Intent] = frozenset({"stock", "price_promotion", "size_advice", "product_attribute"})
_LOOSE = re.compile(r"宽松(?!吗|么|不)|松一?点|大一?点|oversize|不要太?紧|遮肉")
_CLOSE = re.compile(r"合身一?点|修身一?点|贴身一?点|紧一?点|喜欢(?:合身|修身|贴身)|想要?(?:合身|修身)|小一?点")
_ALL_OPTIONS = re.compile(r"哪些|都有|全部|所有|几个颜色|几种|什么颜色|什么码|哪几")
_THIS = re.compile(r"这[个款件条双套盒瓶只]|它|此款|该款")
_BARE = re.compile(r"(?:身高|体重)?\s*(\d{2,3})\s*(?:cm|厘米|公分|斤)?[。,]?")
_TALL = (135, 205)
_HEAVY = (70, 260)
_FEW_LISTED = 2
_TALKED = 5  # goods left behind that an option may lead back to
_UPON = re.compile(
    r"(?:挂|套|放|装|塞|插|夹|连|绑|固定|配)(?:在|进|到|得进|得下|上去)[^,。]{1,8}(?:[上里中]|用|吗|不|么)|(?:搭|配)[^,。]{1,8}(?:用|合适|行)[吗不么]"
)
_PART_OF = re.compile(r"里面|里头|送不送|带不带|配不配|含不含|附不附")
_WISHED = 0.6  # a wish read less surely than this leaves the goods whose page is open in view
_WORN = re.compile(r"穿(?:什么|多大|啥|几|哪|得下|合适|[smlxSMLX\d])|选什么码|啥码|什么码")
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
    named = back_by_option(shop, slots, shown, reading) if named is None else named
    if named is not None and named != slots.product:
        left: dict[str, object] = {}
        if slots.product:
            spoken = dict.fromkeys((slots.product, *slots.talked))
            left = {"earlier": slots.product, "earlier_choice": slots.choice, "talked": tuple(spoken)[:_TALKED]}
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
    if shown is not None and slots.card == shown.number and _beside(shop, slots, shown, found[0], reading):
        return shown.number
    if shown is not None and reading.intent == "compare" and len(found) == 1:
        return found[0] if is_called(shop, shop.facts.products[found[0]], shown, reading.normal) else shown.number
    if _is_wish(shop, slots, shown, found, reading):
        return found[0]
    if shown is not None and _stays(shop, slots, shown, found, reading):
        return shown.number
    return _one_of(shop, found, shown, reading)


def _beside(shop: Shop, slots: Slots, shown: Product, number: str, reading: Reading) -> bool:
    return only_beside(shown, shop.facts.products[number], reading.normal, slots.topic)


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
