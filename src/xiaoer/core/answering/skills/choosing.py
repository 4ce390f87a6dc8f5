"""Recommending and comparing: only what is in stock, by what was said; facts side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from xiaoer.core.answering import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import not_known, recalled
from xiaoer.core.answering.skills.price import variants_compared
from xiaoer.core.facts import Product

_SHOWN = 2
_UP_TO = re.compile(r"(\d{2,6})\s*(?:元|块钱?)?\s*(?:以内|以下|之内|左右|上下|内|预算)")
_BUDGET = re.compile(r"(?:预算|不超过|不要超过|最多)(?:大概|是|在|就|只有)*\s*(\d{2,6})")
_BOTH = re.compile(r"和|跟|与|还是|对比|、|vs", re.IGNORECASE)
_COMPARED = 5
_ASKING = re.compile(r"推荐|介绍|有什么|哪款|预算|以内|左右|一款|两款|几款")


def recommend(turn: Turn) -> Part:
    """Two choices in stock that fit the words and the budget, each with its reason."""
    told = recalled(turn)
    if told:
        return told
    budget = _budget(turn)
    near = turn.shop.near(_ASKING.sub("", turn.text))
    ranked = sorted(near, key=lambda number: (-near[number], number))
    if not ranked and budget is not None:
        ranked = list(turn.shop.facts.products)
    fitting = _first_there(turn, ranked, budget)
    if not fitting:
        return Part("想挑什么类型、大概什么预算呢？告诉这边，帮您选两款合适的。", "clarify", 0.85, asks="need")
    lines, facts = [], []
    if budget is not None:
        facts.append(cite.cell(cite.SHOPPER, "预算金额", budget))
    for product in fitting:
        line, used = _line(product, budget)
        lines.append(line)
        facts += used
    text = "有货的可以看这两款：\n" if len(lines) == 2 else "有货的可以看这款：\n"
    return Part(
        text + "\n".join(lines) + "\n您更偏向哪一款？", facts=tuple(facts), confidence=0.85,
        products=tuple(product.number for product in fitting),
    )  # fmt: skip


def compare(turn: Turn) -> Part:
    """The attributes in which two products differ, side by side."""
    numbers = [n for n in turn.reading.entities.products if n in turn.shop.facts.products]
    numbers = _named_apart(turn) or numbers
    if turn.product and turn.product.number not in numbers:
        numbers.append(turn.product.number)
    if len(numbers) < 2:
        variants = variants_compared(turn)
        if variants:
            return variants
        return Part("您想比较哪两款呢？把两款的名称或链接发来，帮您列出差别。", "clarify", 0.88, asks="product")
    a, b = (turn.shop.facts.products[n] for n in numbers[:2])
    keys = [key for key, value in a.attributes if b.attribute(key) not in (None, value)][:_COMPARED]
    if not keys:
        return not_known(turn, "这两款的差别")
    facts: list[FactUse] = [cite.title(a), cite.title(b)]
    lines = [f"{cite.short_title(a)} 和 {cite.short_title(b)}："]
    for key in keys:
        facts += [cite.cell(p.source, "属性", f"{key}:{p.attribute(key)}") for p in (a, b)]
        lines.append(f"{key}：{a.attribute(key)} / {b.attribute(key)}")
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.88, products=(a.number, b.number))


def _named_apart(turn: Turn) -> list[str]:
    """The two products on both sides of 和, each the best for its own words; empty where not both are named."""
    found = []
    for side in _BOTH.split(turn.reading.normal, maxsplit=1):
        numbers = turn.shop.find(side)
        if numbers:
            found.append(turn.shop.only_of(numbers, side) or numbers[0])
    return found if len(found) == 2 and found[0] != found[1] else []


def _budget(turn: Turn) -> Decimal | None:
    """The most that the shopper wants to spend, in yuan."""
    said = _UP_TO.search(turn.reading.normal) or _BUDGET.search(turn.reading.normal)
    return Decimal(said[1]) if said else max(turn.reading.entities.money, default=None)


def _there(product: Product, budget: Decimal | None) -> bool:
    return any(sku.stock and sku.price is not None and (budget is None or sku.price <= budget) for sku in product.skus)


def _first_there(turn: Turn, numbers: Sequence[str], budget: Decimal | None) -> list[Product]:
    """The first products in stock, within the budget."""
    products = (turn.shop.facts.products[number] for number in numbers)
    return list(islice((p for p in products if _there(p, budget)), _SHOWN))


def _line(product: Product, budget: Decimal | None) -> tuple[str, list[FactUse]]:
    sku = next(s for s in product.skus if s.stock and s.price is not None and (budget is None or s.price <= budget))
    assert sku.price is not None
    facts = [cite.title(product), cite.price(sku), cite.stock(sku)]
    point = re.split(r"[，；。;]", product.selling_points)[0]
    if point:
        facts.append(cite.cell(product.source, "卖点", product.selling_points))
    return f"{cite.short_title(product)}，{cite.money(sku.price)}{'，' + point if point else ''}", facts
