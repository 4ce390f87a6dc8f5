"""Several variants of the goods in view in one line: 草莓蓝莓各一瓶, 一罐琥珀一罐椒盐; and 单罐 after 150克×2罐."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xiaoer.core.answering.goods.variants import choose, measured, narrow, options_of, values_of
from xiaoer.core.facts import Product, Sku
from xiaoer.core.text.numbers import parse_number

_COUNTERS = "件盒份个瓶袋双条套箱罐支包只提饼台本盆束对根片张组副顶把枚颗卷"
_NUMBER = r"(?:\d{1,3}|[一二两俩三四五六七八九十])"
_EACH = re.compile(rf"各\s*(?:来|要|买|拍|拿)?\s*(?P<count>{_NUMBER})\s*[{_COUNTERS}]|各(?:来|要|买|拍|拿)")
_UNIT = re.compile(rf"{_NUMBER}\s*([{_COUNTERS}])")
_MANY = re.compile(r"\s*[×xX*]\s*\d.*")
_ONE = re.compile(rf"[单一1]\s*[{_COUNTERS}](?:装|的|多少|呢|[吗么不没]|$)")
_MEASURE = re.compile(r"^\d+(?:\.\d+)?\s*(?:斤|克|g|kg|公斤|ml|毫升|升|l|米|cm)", re.IGNORECASE)
_CODE = re.compile(r"^\d{2}(?=[\u4e00-\u9fff]{2})")  # 07雾蓝
_MOST = 6


def options_summed(product: Product, text: str, kept: Mapping[str, str]) -> list[tuple[Sku, int]]:
    """The variants named with how many of each; empty where fewer than two values of one option are counted.

    `kept` = the options chosen before, which settle what the line leaves open.
    """
    plain = measured(text)
    each = _EACH.search(plain)
    for name, values in values_of(product).items():
        if any(_MEASURE.search(value) for value in values):
            continue  # 两箱9斤 is one variant
        named = {value: word for value in values if (word := _stem(value)) in plain and len(word) > 1}
        alone = {v: w for v, w in named.items() if not any(w != other and w in other for other in named.values())}
        if not 1 < len(alone) <= _MOST:
            continue
        counted = {v: _number(each["count"]) if each else _beside(plain, w) for v, w in alone.items()}
        if not all(counted.values()):
            continue
        rest = {n: v for n, v in {**kept, **dict(choose(product, text).options)}.items() if n != name}
        unit = _UNIT.search(plain)
        found = [
            (_sku(product, {**rest, name: value}, unit[1] if unit else ""), count) for value, count in counted.items()
        ]
        return [(sku, count) for sku, count in found if sku is not None] if all(s for s, _ in found) else []
    return []


def one_of_many(product: Product, kept: Mapping[str, str], text: str) -> dict[str, str]:
    """“单罐多少” after 150克×2罐 was looked at: the value that is one of those."""
    if not _ONE.search(text):
        return {}
    values = values_of(product)
    for name, value in kept.items():
        base = measured(_MANY.sub("", value))
        ones = [v for v in values.get(name, ()) if not _MANY.search(v) and measured(v).startswith(base)]
        if _MANY.search(value) and len(ones) == 1:
            return {name: ones[0]}
    return {}


def _stem(value: str) -> str:
    return _CODE.sub("", measured(value)).removesuffix("色").removesuffix("味")


def _number(said: str | None) -> int:
    number = parse_number(said.replace("俩", "两")) if said else 1
    return int(number) if number is not None and 0 < number < 1000 else 1


def _beside(text: str, word: str) -> int:
    """How many of a value are wanted: the count right before or after its name; 0 = none stands there."""
    near = re.search(
        rf"({_NUMBER})\s*[{_COUNTERS}](?:的)?{re.escape(word)}|{re.escape(word)}(?:色|味|的)*[拿要来买拍]?({_NUMBER})\s*[{_COUNTERS}]",
        text,
    )
    return _number(near[1] or near[2]) if near else 0


def _sku(product: Product, choice: Mapping[str, str], unit: str) -> Sku | None:
    """The variant of a choice, where what is left open makes no difference to the price; 一罐 is none sold in bags."""
    skus = [sku for sku in narrow(product, choice) if sku.price is not None]
    if len({sku.price for sku in skus}) > 1 and unit:
        skus = [s for s in skus if any(unit in value for name, value in options_of(s) if name not in choice)]
    there = [sku for sku in skus if sku.stock] or skus
    return there[0] if skus and len({sku.price for sku in skus}) == 1 else None
