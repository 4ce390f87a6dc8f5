"""Comparing: two or three products side by side, facts in a table; versions, other shops, the year before."""


# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import POINT, Aspect, asked_for, common_runs, content_runs
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import not_known
from xiaoer.core.answering.skills.goods.attributes import aspect_cell, by_attribute
from xiaoer.core.answering.skills.price.price import price_list, variants_compared
from xiaoer.core.facts import Product

_BOTH = re.compile(r"和|跟|与|还是|对比|、|vs", re.IGNORECASE)
_COMPARED = 5
_TABLE = 3
_WHICH_OF = re.compile(r"哪[个款种]|谁|(?:这|那)?两[个款种]|更")
_THESE = re.compile(r"这[两三]|[两三][款个种条件台双]|它们|哪[个款种]|这几|区别|差别|不同")
_DIFFERENCE = re.compile(r"区别|不同|差别|差异|不一样|对比|比较|咋选|怎么选|哪个好")
_VERSIONS = re.compile(r"版本|规格|款式|型号|套餐|哪[个款种](?:更)?(?:划算|便宜|好|值)")
_RIVAL = re.compile(r"(?:你们|你家|咱们?家|店里).{0,6}(?:和|跟|比|与)|别家|别人家|其他店|其它店|竞品|隔壁家?")
_A_NAME = re.compile(
    r"^(?:你们|你家|这个|这款|它)?(?:和|跟|与|比)[\u4e00-\u9fffA-Za-z]{2,6}?(?:的)?(?:比|相比|哪个|哪家|谁家?|怎么样)"
)
_WITH_THE_PAST = re.compile(r"(?:跟|和|比|与|较)(?:去年|往年|前年|以前|之前|上次|上批|上一批|老款|旧款|原来)")


def compare(turn: Turn) -> Part:
    """Two or three products side by side: what was asked of them, else the attributes in which they differ."""
    if _WITH_THE_PAST.search(turn.text):
        return by_attribute(turn) or not_known(turn, "您问的和以前比的情况")
    among = _compared(turn)
    if len(among) < 2:
        return _of_one(turn, among[0] if among else None)
    facts: list[FactUse] = [cite.title(product) for product in among]
    lines = [" 和 ".join(cite.short_title(product) for product in among) + "："]
    for key, cells in _rows(turn, among):
        facts += [cell for cell in cells if cell is not None]
        values = [_value(cell) if cell is not None else "资料没写" for cell in cells]
        lines.append(f"{key}：{' / '.join(values)}")
    shown, used = _prices(among)
    return Part(
        "\n".join([*lines, shown]), facts=(*facts, *used), confidence=0.88, products=tuple(p.number for p in among)
    )


def _of_one(turn: Turn, product: Product | None) -> Part:
    """A comparison that names fewer than two products: of variants, of one matter, with other shops; else asked back."""
    variants = variants_compared(turn)
    if variants:
        return variants
    unknown = not turn.reading.entities.products and _A_NAME.match(turn.text) is not None and not turn.choice
    if (product is None and _RIVAL.search(turn.text)) or unknown:
        text = "别家的情况这边不评价，咱们家的材质、价格、售后都写得清楚，您关心哪一点，这边如实告诉您。"
        return Part(text, confidence=0.85)
    if product is not None and not _DIFFERENCE.search(turn.text) and not _VERSIONS.search(turn.text):
        told = by_attribute(replace(turn, product=product))
        if told:
            return replace(told, products=(product.number,))
    priced = [sku for sku in product.skus if sku.price is not None] if product is not None else []
    if product is not None and priced and (len(priced) > 1 or turn.product is not None):
        return price_list(turn, product, priced)
    return Part("您想比较哪两款呢？把两款的名称或链接发来，帮您列出差别。", "clarify", 0.88, asks="product")


def _compared(turn: Turn) -> list[Product]:
    """The products meant: both sides of 和, the ones named, the ones just listed, or the few of one name."""
    if turn.product is not None and not turn.reading.entities.products and variants_compared(turn):
        return [turn.product]
    numbers = _named_apart(turn) or [n for n in turn.reading.entities.products if n in turn.shop.facts.products]
    shown = turn.shop.product(turn.slots.card) or turn.product
    if len(numbers) == 1 and shown is not None and shown.number not in numbers:
        numbers.append(shown.number)
    if len(numbers) < 2 and _THESE.search(turn.text):
        numbers = list(turn.slots.listed) or numbers
    if len(numbers) < 2:
        numbers = turn.shop.of_noun(turn.text) or numbers or ([turn.product.number] if turn.product else [])
    earlier = turn.shop.product(turn.slots.earlier)
    if len(numbers) == 1 and earlier is not None and _WHICH_OF.search(turn.text):
        numbers = [*numbers, earlier.number]
    products = (turn.shop.facts.products[number] for number in dict.fromkeys(numbers))
    return list(islice(products, _TABLE))


_JOINING = re.compile(r"和|跟|与|还是|相比|对比|比起?")


def _rows(turn: Turn, among: Sequence[Product]) -> list[tuple[str, list[FactUse | None]]]:
    """Rows of the table: the key, and each product's cell (None = its data doesn't say)."""
    text = turn.text
    for product in among:
        for word in sorted(common_runs(text, f"{product.title} {product.category}"), key=len, reverse=True):
            text = text.replace(word, " ")
    text = _JOINING.sub(" ", text)
    specific = content_runs(text) and not _DIFFERENCE.search(text)
    asked = [_first(asked_for(product, text, text)) for product in among] if specific else []
    keys = [found.key for found in asked if found]
    if keys:
        name = next((key for key in keys if all(p.attribute(key) is not None for p in among)), keys[0])
        return [(name, [_cell_of(p, name, f) for p, f in zip(among, asked, strict=True)])]
    differing = [key for key, value in among[0].attributes if any(p.attribute(key) != value for p in among[1:])]
    keys = sorted(differing, key=lambda key: any(p.attribute(key) is None for p in among))
    keys = [key for key in keys if sum(p.attribute(key) is not None for p in among) > 1] or keys
    return [
        (key, [cite.cell(p.source, "属性", f"{key}:{p.attribute(key)}") if p.attribute(key) else None for p in among])
        for key in keys[:_COMPARED]
    ]


def _cell_of(product: Product, key: str, found: Aspect | None) -> FactUse | None:
    """A product's cell under the key that is compared, else what its own data says nearest to the question."""
    value = product.attribute(key)
    if value is not None:
        return cite.cell(product.source, "属性", f"{key}:{value}")
    return aspect_cell(product, found) if found else None


def _first(found: Sequence[Aspect]) -> Aspect | None:
    """The attribute before the selling point."""
    return next((aspect for aspect in found if aspect.key != POINT), found[0] if found else None)


def _value(cell: FactUse) -> str:
    """What a cell says, without the attribute's key."""
    return cell.value.partition(":")[2] if cell.field == "属性" else cell.value


def _prices(among: Sequence[Product]) -> tuple[str, list[FactUse]]:
    """What each costs at least, as the last row."""
    said, facts = [], []
    for product in among:
        priced = [sku for sku in product.skus if sku.price is not None]
        cheapest = min(priced, key=lambda sku: sku.price or cite.NOTHING, default=None)
        if cheapest is None or cheapest.price is None:
            said.append("资料没写")
            continue
        more = "起" if any(sku.price != cheapest.price for sku in priced) else ""
        said.append(f"{cite.money(cheapest.price)}{more}")
        facts += [cite.price(cheapest), cite.spec(cheapest)]
    return f"标价：{' / '.join(said)}", facts


def _named_apart(turn: Turn) -> list[str]:
    """The two products on both sides of 和, each the best for its own words; empty where not both are named."""
    found = []
    for side in _BOTH.split(turn.reading.normal, maxsplit=1):
        numbers = turn.shop.find(side)
        if numbers:
            found.append(turn.shop.only_of(numbers, side) or numbers[0])
    return found if len(found) == 2 and found[0] != found[1] else []
