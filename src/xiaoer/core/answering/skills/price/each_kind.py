"""“两个颜色各来一对”, 灰的粉的各一套: so many of each value of an option; and how goods of a sum are held."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from dataclasses import dataclass

from xiaoer.core.answering.goods.variants import choose, narrow, options_of, values_of
from xiaoer.core.answering.parts import Turn
from xiaoer.core.answering.talk.slots import as_goods
from xiaoer.core.facts import Product, Sku
from xiaoer.core.text.numbers import parse_number

_EACH = re.compile(
    r"各(?:来|要|买|拍)?\s*(\d{1,3}|[一二两三四五六七八九十])?\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|包|只|台|本|样)?"
)
_EACH_KIND = re.compile(
    r"(\d|[一二两俩三四五六七八]|每|所有)(?:个|种|款)?(?:不同|不一样)?的?(颜?色|口味|味道?|香型|香味|款式?|花色|尺寸|规格|尺码|型号)的?[^,。]{0,6}(?:各|都(?=要|来|买|拿|拍))"
)
_KINDS = {"色": "色", "味": "味", "香": "香", "款": "款", "寸": "尺", "规格": "规格", "尺码": "尺", "型号": "型"}
_PAIR_OF = re.compile(
    r"([黑白灰红蓝绿粉紫黄棕杏])(?:和|跟|、|色)?([黑白灰红蓝绿粉紫黄棕杏])色?(?:的)?[^,。]{0,4}各|一[个把件条双张只支]?([黑白灰红蓝绿粉紫黄棕杏])色?的?[,、]?一[个把件条双张只支]?([黑白灰红蓝绿粉紫黄棕杏])"
)
_TWO = 2


@dataclass(frozen=True, slots=True)
class Named:
    """One of the goods named: the variants that its words leave, and how many."""

    product: Product
    skus: tuple[Sku, ...]
    quantity: int


def each_value(turn: Turn) -> list[Named]:
    """“两个颜色各来一对”: the values of an option without their names: those spoken of, all there are, or so many of
    one price. Empty where it isn't said so, or the values are left open."""
    product, said = turn.product, _EACH_KIND.search(turn.reading.normal)
    if product is not None and said is None:
        return _each_spoken(turn, product) or _each_colour(turn, product)
    if product is None or said is None:
        return []
    sign = next(sign for word, sign in _KINDS.items() if word in said[2])
    options = values_of(product)
    name = next((n for n in options if sign in n), next(iter(options)) if len(options) == 1 else "")
    chosen = {n: v for n, v in {**turn.slots.choice, **dict(turn.choice)}.items() if n != name}
    there: dict[str, Sku] = {}
    for sku in narrow(product, chosen):
        if sku.stock and sku.price is not None and name:
            there.setdefault(dict(options_of(sku)).get(name, ""), sku)
    count = parse_number(said[1]) if said[1] not in ("每", "所有") else len(there)
    spoken = {number for number, _ in as_goods(turn.slots.spoken)}
    earlier = [sku for sku in there.values() if sku.number in spoken]
    picked = earlier if len(earlier) == count else list(there.values())
    if len(picked) != count and len({sku.price for sku in picked}) == 1 and count is not None:
        picked = picked[: int(count)]
    each = _EACH.search(turn.reading.normal)
    pieces = number_of(each[1]) if each and each[1] else 1
    return [Named(product, (sku,), pieces) for sku in picked] if len(picked) == count and len(picked) > 1 else []


def _each_spoken(turn: Turn, product: Product) -> list[Named]:
    """“各来一本横线的”: of the variants of these goods that were spoken of, those that the words leave."""
    each = _EACH.match(turn.text)
    if each is None or turn.reading.entities.products:
        return []
    wanted = {number for number, _ in as_goods(turn.slots.spoken)}
    kept = [sku for sku in product.skus if sku.number in wanted and sku.price is not None]
    said = dict(choose(product, turn.text).options)
    kept = [sku for sku in kept if all(dict(options_of(sku)).get(n) == v for n, v in said.items())]
    pieces = number_of(each[1]) if each[1] else 1
    return [Named(product, (sku,), pieces) for sku in kept] if len(kept) > 1 else []


def _each_colour(turn: Turn, product: Product) -> list[Named]:
    """灰的粉的各一套: a variant for each of the colours named, where each leaves one."""
    each, colours = _EACH.search(turn.reading.normal), dict.fromkeys(turn.reading.entities.colours)
    if (pair := _PAIR_OF.search(turn.reading.normal)) is not None:
        colours = {pair[1] or pair[3]: None, pair[2] or pair[4]: None}
    if (
        (each is None and (pair is None or not pair[3]))
        or len(colours) < _TWO
        or len(turn.reading.entities.products) > 1
    ):
        return []
    rest = {n: v for n, v in {**turn.slots.choice, **dict(turn.choice)}.items() if "色" not in n}
    found = []
    for colour in colours:
        options = dict(choose(product, colour, colours=[colour]).options)
        skus = [sku for sku in narrow(product, {**rest, **options}) if sku.price is not None] if options else []
        if len({sku.price for sku in skus}) != 1:
            return []
        found.append(Named(product, tuple(skus[:1]), number_of(each[1]) if each and each[1] else 1))
    return found


def number_of(text: str) -> int:
    number = parse_number(text)
    return int(number) if number is not None and 0 < number < 1000 else 1
