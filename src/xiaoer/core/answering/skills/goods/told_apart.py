"""“EF和F有什么区别”: two values of one product told apart by the attribute that speaks of both."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import content_runs
from xiaoer.core.answering.goods.variants import is_named, measured
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.price.price import price_list
from xiaoer.core.facts import Product
from xiaoer.core.text.normal import normal_text

_PAIRED = re.compile(r"(.{1,14}?)(?:和|跟|与|还是|、|或者?|vs)(.{1,14})", re.IGNORECASE)
_APART = re.compile(r"区别|差别|不同|不一样|差在|差多少|怎么选|咋选|选哪|哪个|哪种|拿不定|纠结|还是")
_PRICE = re.compile(r"贵|便宜|划算|多少钱|差价|价")
_TAIL = re.compile(
    r"(?:有|的)?(?:什么|啥)?(?:区别|差别|不同|不一样|差在哪|差多少|怎么选|咋选|选哪).*$|(?:哪[个种款]).*$"
)
_LEAD = re.compile(r"^.*(?:请问|选|要|买|拿不定主意|纠结|这个|这款|的)")
_WHOLE = re.compile(r"[a-z0-9.\-]+", re.IGNORECASE)
_MOST = 2


def told_apart(turn: Turn) -> Part | None:
    """What the product's data says of both values; None where it says nothing of both."""
    product = turn.product
    pair = _PAIRED.search(turn.text)
    if product is None or pair is None or not _APART.search(turn.text):
        return None
    sides = [_words(_LEAD.sub("", pair[1]) or pair[1]), _words(_TAIL.sub("", pair[2]))]
    if not all(sides) or set(sides[0]) == set(sides[1]):
        return None
    found = [(k, v) for k, v in product.attributes if all(_speaks(v, words) for words in sides)][:_MOST]
    if not found:
        return None
    facts = [cite.title(product), *(cite.cell(product.source, "属性", f"{key}:{value}") for key, value in found)]
    text = "\n".join(f"{key}：{value}。" for key, value in found)
    priced = _prices(turn, product) if _PRICE.search(turn.text) else None
    if priced is not None:
        text, facts = f"{text}\n{priced.text}", [*facts, *priced.facts]
    return Part(f"{cite.short_title(product)}的{text}", facts=tuple(facts), confidence=0.9)


def _words(side: str) -> tuple[str, ...]:
    return tuple(run for run in content_runs(side) if run)


def _speaks(value: str, words: tuple[str, ...]) -> bool:
    """Whether a value of an attribute holds one of the words (ef only whole, 小号 in any place)."""
    low = normal_text(value).lower()
    return any(_holds(low, word) for word in words)


def _holds(low: str, word: str) -> bool:
    latin = _WHOLE.match(word)
    if latin:
        return re.search(rf"(?<![a-z0-9.]){re.escape(latin[0])}(?![a-z0-9.])", low) is not None
    return word in low if len(word) > 1 else False


def _prices(turn: Turn, product: Product) -> Part | None:
    text = measured(turn.reading.normal)
    named = [sku for sku in product.skus if sku.price is not None and is_named(sku, text)]
    return price_list(turn, product, named, difference=True) if len({s.price for s in named}) > 1 else None
