"""Whether words call other goods than those in view."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.goods.aspects import common_runs, is_quality
from xiaoer.core.answering.goods.variants import choose, narrow
from xiaoer.core.answering.shop import Shop
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Intent, Reading
from xiaoer.core.text.normal import normal_text

_NOUN = re.compile(r"([\u4e00-\u9fff])子(?=[^\u4e00-\u9fff]|有|是|能|会|的|怎|多|什|好|大|小|$)")
_OF_OPTIONS: frozenset[Intent] = frozenset(
    {"stock", "price_promotion", "product_attribute", "size_advice", "bargain", "compare", "other", "chitchat"}
)
_HEAD = 3  # characters of a title that call it wherever they stand
_PERSONS = frozenset(
    {
        "新手",
        "学生",
        "儿童",
        "宝宝",
        "成人",
        "女士",
        "男士",
        "女生",
        "男生",
        "老人",
        "家用",
        "送礼",
        "考试",
        "入门",
        "旅行",
    }
)


def is_called(shop: Shop, other: Product, shown: Product, text: str, *, loose: bool = False) -> bool:
    """Whether words call another product than the one in view. A word of what goods are like (防水), one of the
    shown product's own data, or the head of a longer name (手机 of 手机壳) calls none."""
    said = shop.in_shop_words(text)
    nouns = _NOUN.findall(text)
    if nouns and all(noun in f"{shown.title}{shown.category}" for noun in nouns):
        return False  # 裙子 while a 半身裙 is in view
    if other.number.lower() in text.lower() or any(sku.number.lower() in text.lower() for sku in other.skus):
        return True
    name = normal_text(f"{other.title} {other.category.rsplit('/', 1)[-1]}").lower()
    runs = tuple(run for run in common_runs(said.lower(), name) if run not in _PERSONS)
    mine = normal_text(f"{shown.title} {shown.selling_points} {' '.join(k + v for k, v in shown.attributes)}").lower()
    mine += " ".join(normal_text(sku.spec).lower() for sku in shown.skus)
    tokens = name.split()
    runs = tuple(run for run in runs if run[0] not in "含带" or run[1:] not in mine)  # 含羊毛 asks of its wool
    if loose and any(run not in mine and not is_quality(run) and _begins(run, tokens) for run in runs):
        return True  # 坚果 of 坚果礼盒, where no page of goods lies open
    return any(run not in mine and not is_quality(run) and (len(run) > _HEAD or _is_name(run, tokens)) for run in runs)


def _begins(run: str, tokens: list[str]) -> bool:
    return any(token.startswith(run) for token in tokens)


def _is_name(run: str, tokens: list[str]) -> bool:
    """A whole word of a name or its end: 耳机 of 蓝牙耳机."""
    return any(token == run or token.endswith(run) for token in tokens)


def back_by_option(shop: Shop, slots: Slots, shown: Product | None, reading: Reading) -> str | None:
    """“那冰河的买三盒” after other goods: the only goods spoken of or listed that have the option named, where those in
    view have none like it."""
    said = reading.entities
    if shown is None or said.products or slots.order or reading.intent not in _OF_OPTIONS:
        return None
    own = choose(shown, reading.normal, colours=said.colours, sizes=said.sizes)
    if own.options or own.several or len(narrow(shown, {}, reading.normal)) < len(shown.skus):
        return None
    numbers = dict.fromkeys((slots.card, *slots.talked, *slots.listed))
    others = [p for n in numbers if n != shown.number and (p := shop.product(n)) is not None]
    found = [p.number for p in others if _has_word(p, shown, reading)]
    return found[0] if len(found) == 1 else None


def _has_word(product: Product, shown: Product, reading: Reading) -> bool:
    """Whether a text names an option of a product by a word that nothing of the goods in view bears."""
    said = reading.entities
    options = choose(product, reading.normal, colours=said.colours, sizes=said.sizes).options
    mine = normal_text(f"{shown.title} {shown.category} {' '.join(k + v for k, v in shown.attributes)}")
    runs = [run for _, value in options for run in common_runs(reading.normal, normal_text(value))]
    return any(run not in mine and not is_quality(run) and not run.isdigit() for run in runs)
