"""Recommending and comparing: only what is in stock, by what was said; facts side by side."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from xiaoer.core.answering import cite
from xiaoer.core.answering.aspects import POINT, Aspect, asked_for, common_runs, content_runs
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.sayable import sayable
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.attributes import aspect_cell, by_attribute
from xiaoer.core.answering.skills.common import recalled
from xiaoer.core.answering.skills.needs import WIDEST, best_share, budget_of, by_letters, in_season, ranked
from xiaoer.core.answering.skills.price import price_list, variants_compared
from xiaoer.core.answering.skills.wished import not_sold
from xiaoer.core.answering.variants import label
from xiaoer.core.facts import Product

_SHOWN = 2
_BOTH = re.compile(r"和|跟|与|还是|对比|、|vs", re.IGNORECASE)
_COMPARED = 5
_BY_A_LETTER = 2
_HALF = 0.34
_TABLE = 3
_A_NEED = 8  # characters from which a wish says enough to show something
_THESE = re.compile(r"这[两三]|[两三][款个种条件台双]|它们|哪[个款种]|这几|区别|差别|不同")
_DIFFERENCE = re.compile(r"区别|不同|差别|差异|不一样|对比|比较|咋选|怎么选|哪个好")
_VERSIONS = re.compile(r"版本|规格|款式|型号|套餐|哪[个款种](?:更)?(?:划算|便宜|好|值)")
_RIVAL = re.compile(r"(?:你们|你家|咱们?家|店里).{0,6}(?:和|跟|比|与)|别家|别人家|其他店|其它店|竞品|隔壁家?")
_A_NAME = re.compile(
    r"^(?:你们|你家|这个|这款|它)?(?:和|跟|与|比)[\u4e00-\u9fffA-Za-z]{2,6}?(?:的)?(?:比|相比|哪个|哪家|谁家?|怎么样)"
)
_CHEAPEST = re.compile(r"最便宜|最低价|最实惠|最划算|便宜点的|性价比")
_LESS = re.compile(r"便宜(?:一?点|一?些)(?:儿)?的|更便宜的|(?:价格|价位)(?:再)?低(?:一?点|一?些)?的|便宜款")
_DEAREST = re.compile(r"最贵|最高端|最好的|顶配")


def recommend(turn: Turn) -> Part:
    """Two choices in stock that fit the words and the budget, each with its reason."""
    budget = budget_of(turn)
    cheaper = _cheaper(turn) if budget is None else None
    if cheaper:
        return cheaper
    told = recalled(turn) if budget is None else None
    if told:
        return told
    found, near = ranked(turn, budget)
    cheap, dear = _CHEAPEST.search(turn.text), _DEAREST.search(turn.text)
    if not found:
        found = by_letters(turn)
    loose = not found
    if loose and (budget is not None or cheap or dear or len(turn.text) >= _A_NEED):
        found = list(turn.shop.facts.products)[:WIDEST]
    if cheap or dear:
        best = [n for n in found if near[n] == near[found[0]]] if near else found
        found = sorted(best, key=lambda number: _least(turn.shop.facts.products[number]) * (-1 if dear else 1))
    fitting = _first_there(turn, found, budget) or (
        _first_there(turn, list(turn.shop.facts.products)[:WIDEST], budget) if budget is not None else []
    )
    if len(fitting) > 1 and near[fitting[1].number] * 2 < near[fitting[0].number]:
        fitting = fitting[:1]
    if not fitting:
        return Part("想挑什么类型、大概什么预算呢？告诉这边，帮您选两款合适的。", "clarify", 0.85, asks="need")
    unknown = not_sold(turn)
    weak = max(near.values(), default=0) <= _BY_A_LETTER and best_share(turn) < _HALF
    if unknown and weak and budget is None:
        text = f"按“{unknown}”没有查到商品。想要的用途或预算说一下，这边看看有没有能代替的。"
        return Part(text, confidence=0.8)
    lines, facts = [], []
    if budget is not None:
        facts.append(cite.cell(cite.SHOPPER, "预算金额", budget))
    for product in fitting:
        line, used = _line(turn, product, budget)
        lines.append(line)
        facts += used
    text = "有货的可以看这两款：\n" if len(lines) == 2 else "有货的可以看这款：\n"
    text = f"按“{unknown}”没有查到商品，{text}" if unknown else text
    return Part(
        text + "\n".join(lines) + ("\n您更看重哪一点？告诉这边再帮您挑细一点。" if loose else "\n您更偏向哪一款？"),
        facts=tuple(facts), confidence=0.7 if loose else 0.85, products=tuple(product.number for product in fitting),
    )  # fmt: skip


def _cheaper(turn: Turn) -> Part | None:
    """“有便宜一点的吗” of who looks at goods: like ones below their price, the nearest first."""
    shown = [p for n in turn.slots.listed if (p := turn.shop.product(n)) is not None]
    product = turn.product or min(shown, key=_least, default=None)
    if product is None or not _LESS.search(turn.text):
        return None
    least = min((s.price for s in product.skus if s.price is not None), default=None)
    if least is None:
        return None
    head = product.category.split("/")[0]
    below = [
        p
        for p in islice(turn.shop.facts.products.values(), WIDEST)
        if p.number != product.number and _there(p, least) and _least(p) < least
    ]
    below.sort(key=lambda p: (p.category != product.category, p.category.split("/")[0] != head, -_least(p)))
    if not below:
        return None
    told = [_line(turn, p, least) for p in below[:_SHOWN]]
    text = "比这款便宜、有现货的可以看：\n" + "\n".join(line for line, _ in told)
    facts = (cite.title(product), *(fact for _, used in told for fact in used))
    return Part(text, facts=facts, confidence=0.84, products=tuple(p.number for p in below[:_SHOWN]))


def compare(turn: Turn) -> Part:
    """Two or three products side by side: what was asked of them, else the attributes in which they differ."""
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
    products = (turn.shop.facts.products[number] for number in dict.fromkeys(numbers))
    return list(islice(products, _TABLE))


def _rows(turn: Turn, among: Sequence[Product]) -> list[tuple[str, list[FactUse | None]]]:
    """Rows of the table: the key, and each product's cell (None = its data doesn't say)."""
    text = turn.text
    for product in among:
        for word in sorted(common_runs(text, f"{product.title} {product.category}"), key=len, reverse=True):
            text = text.replace(word, " ")
    specific = content_runs(text) and not _DIFFERENCE.search(text)
    asked = [_first(asked_for(product, text, text)) for product in among] if specific else []
    if any(asked):
        name = next(found.key for found in asked if found)
        cells = [aspect_cell(p, f) if f else None for p, f in zip(among, asked, strict=True)]
        return [(name, cells)]
    differing = [key for key, value in among[0].attributes if any(p.attribute(key) != value for p in among[1:])]
    keys = sorted(differing, key=lambda key: any(p.attribute(key) is None for p in among))
    keys = [key for key in keys if sum(p.attribute(key) is not None for p in among) > 1] or keys
    return [
        (key, [cite.cell(p.source, "属性", f"{key}:{p.attribute(key)}") if p.attribute(key) else None for p in among])
        for key in keys[:_COMPARED]
    ]


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


def _least(product: Product) -> Decimal:
    """The lowest price of what is in stock; goods without one come last."""
    return min((sku.price for sku in product.skus if sku.stock and sku.price is not None), default=Decimal(10**9))


def _named_apart(turn: Turn) -> list[str]:
    """The two products on both sides of 和, each the best for its own words; empty where not both are named."""
    found = []
    for side in _BOTH.split(turn.reading.normal, maxsplit=1):
        numbers = turn.shop.find(side)
        if numbers:
            found.append(turn.shop.only_of(numbers, side) or numbers[0])
    return found if len(found) == 2 and found[0] != found[1] else []


def _there(product: Product, budget: Decimal | None) -> bool:
    return any(sku.stock and sku.price is not None and (budget is None or sku.price <= budget) for sku in product.skus)


def _first_there(turn: Turn, numbers: Sequence[str], budget: Decimal | None) -> list[Product]:
    """The first products in stock, within the budget."""
    products = (turn.shop.facts.products[number] for number in numbers)
    return list(islice((p for p in products if _there(p, budget) and in_season(turn, p)), _SHOWN))


def _line(turn: Turn, product: Product, budget: Decimal | None) -> tuple[str, list[FactUse]]:
    sku = next(s for s in product.skus if s.stock and s.price is not None and (budget is None or s.price <= budget))
    assert sku.price is not None
    facts = [cite.title(product), cite.price(sku), cite.stock(sku)]
    point = next((clause for clause in re.split(r"[，；。;]", product.selling_points) if sayable(clause)), "")
    if point:
        facts.append(cite.cell(product.source, "卖点", product.selling_points))
    asked = asked_for(product, turn.text, turn.text)[:1]
    asked = tuple(aspect for aspect in asked if aspect.key != POINT)
    facts += [cite.cell(product.source, "属性", f"{aspect.key}:{aspect.value}") for aspect in asked]
    reason = f"，{asked[0].key}：{asked[0].value}" if asked else ""
    name = cite.short_title(product)
    if len({s.price for s in product.skus}) > 1:
        name = f"{name} {label(sku)}"
        facts.append(cite.spec(sku))
    name += "，标价" if name[-1:].isdigit() else "："  # 03：59 is a time, 39，139 a number
    return f"{name}{cite.money(sku.price)}{'，' + point if point else ''}{reason}", facts
