"""Whether words call other goods than those in view."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.aspects import common_runs, is_quality
from xiaoer.core.answering.shop import Shop
from xiaoer.core.facts import Product
from xiaoer.core.text.normal import normal_text

_NOUN = re.compile(r"([\u4e00-\u9fff])子(?=[^\u4e00-\u9fff]|有|是|能|会|的|怎|多|什|好|大|小|$)")
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
