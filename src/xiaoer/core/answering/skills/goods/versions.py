"""“两款差啥”, “3升和5升咋选”, “贵的贵在哪”: what the product's own cells say of its variants, and what each costs."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.variants import measured, options_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.price.price import price_list
from xiaoer.core.facts import Product, Sku

_APART = re.compile(
    r"(?:[两这几]|各)[两几]?[款种个样](?:之间)?(?:有|是|的|差)*(?:差?[啥什]么?|哪儿?)?(?:区别|差别|不同|不一样|差在|差[啥什]|怎么选|咋选|选哪|哪个好)"
    r"|(?:有)?(?:啥|什么|哪些|何)(?:区别|差别|不同|不一样)|差[啥在]|差什么|贵的.{0,4}(?:贵|好|强)在|贵在哪|多了?(?:啥|什么)(?:功能)?$"
    r"|(?:怎么|咋|如何)选|(?:版本|款式|规格|型号)[^,。]{0,3}(?:区别|不同|差别|怎么选)"
)
_OF_VERSIONS = re.compile(r"区别|差别|差异|对照|选型|版本|怎么选|选择|款式说明|规格说明")
_ASCII = re.compile(r"\d+(?:\.\d+)?[a-z]+|[a-z]+\d*[a-z]*|\d{2,}", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_TOLD = 3
_PAIR = 2


def versions_told(turn: Turn) -> Part | None:
    """The cells that speak of two variants, or that are there to tell them apart; None = the data says nothing."""
    product = turn.product
    if product is None or len(product.skus) < _PAIR or product.size_chart or not _APART.search(turn.text):
        return None
    if len([number for number in turn.reading.entities.products if number != product.number]) > 0:
        return None
    found = telling_apart(product)[:_TOLD]
    if not found:
        return None
    facts = [cite.title(product), *(cite.cell(product.source, "属性", f"{key}:{value}") for key, value in found)]
    text = f"{cite.short_title(product)}的" + "\n".join(f"{key}：{value}。" for key, value in found)
    priced = [sku for sku in product.skus if sku.price is not None]
    if len({sku.price for sku in priced}) > 1:
        prices = price_list(turn, product, priced)
        text, facts = f"{text}\n{prices.text}", [*facts, *prices.facts]
    return Part(text, facts=tuple(facts), confidence=0.9)


def telling_apart(product: Product) -> list[tuple[str, str]]:
    """The cells that speak of at least two variants by words of their own; those named so first."""
    words = _own_words(product.skus)
    spoken = [(k, v) for k, v in product.attributes if sum(_speaks(f"{k} {v}", own) for own in words) >= _PAIR]
    named = [(k, v) for k, v in product.attributes if _OF_VERSIONS.search(k)]
    return list(dict.fromkeys([*named, *spoken]))


def _own_words(skus: tuple[Sku, ...]) -> list[frozenset[str]]:
    """Of each variant, the pieces of its name that no other's has."""
    pieces = [_pieces(" ".join(value for _, value in options_of(sku))) for sku in skus]
    return [
        mine - frozenset().union(*(p for at, p in enumerate(pieces) if at != place))
        for place, mine in enumerate(pieces)
    ]


def _pieces(name: str) -> frozenset[str]:
    plain = measured(name).lower()
    han = {run[i : i + _PAIR] for run in _HAN.findall(plain) for i in range(len(run) - 1)}
    return frozenset(han | set(_ASCII.findall(plain)))


def _speaks(text: str, words: frozenset[str]) -> bool:
    low = measured(text).lower()
    return any(
        re.search(rf"(?<![a-z0-9.]){re.escape(word)}(?![a-z0-9])", low) if word.isascii() else word in low
        for word in words
    )
