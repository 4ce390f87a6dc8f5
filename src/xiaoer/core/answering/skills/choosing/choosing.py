"""Recommending: only what is in stock, by what was said; a wish goes on over turns."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.sayable import sayable
from xiaoer.core.answering.goods.aspects import POINT, asked_for, content_runs
from xiaoer.core.answering.goods.variants import label
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.choosing.needs import (
    LONGEST_WISH,
    WIDEST,
    best_share,
    budget_of,
    by_letters,
    goes_on,
    in_season,
    ranked,
    whole_wish,
)
from xiaoer.core.answering.skills.choosing.size import advised
from xiaoer.core.answering.skills.choosing.wished import not_sold
from xiaoer.core.answering.skills.common import not_known, recalled
from xiaoer.core.answering.skills.goods.borne import holds, says_nothing
from xiaoer.core.answering.talk.topics import OF_THE_SHOP
from xiaoer.core.facts import Product

_SHOWN = 2
_BY_A_LETTER = 2
_HALF = 0.34
_A_NEED = 8  # characters from which a wish says enough to show something
_SOLD_BEST = re.compile(r"(?:哪[个款种件]|谁)[^,，。]{0,3}(?:卖得|卖的|销量|销售|回购|评价|口碑)")
_ELSE = re.compile(r"别的|其[他它]|另外|换|再(?:来|推荐|看|找)|不同")
_CHEAPEST = re.compile(r"最便宜|最低价|最实惠|最划算|便宜点的|性价比")
_LESS = re.compile(r"便宜(?:一?点|一?些)(?:儿)?的|更便宜的|(?:价格|价位)(?:再)?低(?:一?点|一?些)?的|便宜款")
_DEAREST = re.compile(r"最贵|最高端|最好的|顶配")


def recommend(turn: Turn) -> Part:
    """Two choices in stock that fit the words and the budget, each with its reason; a wish goes on over turns."""
    turn = whole_wish(turn)
    part = _recommended(turn)
    return replace(_with_allergy(turn, _with_sizes(turn, part)), need=turn.text[:LONGEST_WISH])


def _with_sizes(turn: Turn, part: Part) -> Part:
    """Who told height and weight hears which size of the goods shown would fit."""
    if turn.slots.height is None or turn.slots.weight is None or not part.products:
        return part
    lines, facts = [], list(part.facts)
    for number in part.products[:_SHOWN]:
        product = turn.shop.product(number)
        told = advised(turn, product) if product is not None and product.size_chart else None
        if product is not None and told is not None and told.kind == "answer":
            lines.append(f"{cite.short_title(product)}：{told.text.splitlines()[0]}")
            facts += told.facts
    return replace(part, text="\n".join([part.text, *lines]), facts=tuple(facts)) if lines else part


def _with_allergy(turn: Turn, part: Part) -> Part:
    """Said beside goods chosen for somebody who can't bear something."""
    if not turn.slots.allergy or not part.products:
        return part
    said = f"您说过对{turn.slots.allergy}过敏：资料里写明含这类成分的已经避开，下单前请再看一遍配料表，拿不准请先问过医生。"
    return replace(part, text=f"{part.text}\n{said}")


def _recommended(turn: Turn) -> Part:
    budget = budget_of(turn)
    told = _cheaper(turn) if budget is None else None
    told = told or (recalled(turn) if budget is None and not turn.slots.allergy else None)
    if told:
        return told
    if len(turn.slots.listed) > 1 and _SOLD_BEST.search(turn.text):
        return not_known(turn, "这几款各卖了多少")
    found, near, loose = _found(turn, budget)
    fitting = _first_there(turn, found, budget) or (
        _first_there(turn, list(turn.shop.facts.products)[:WIDEST], budget) if budget is not None else []
    )
    if len(fitting) > 1 and near[fitting[1].number] * 2 < near[fitting[0].number]:
        fitting = fitting[:1]
    if not fitting:
        return _nothing(turn, found)
    unknown = not_sold(turn) if not goes_on(turn) else None
    weak = max(near.values(), default=0) <= _BY_A_LETTER and best_share(turn) < _HALF
    if unknown and weak and budget is None:
        text = f"按“{unknown}”没有查到商品。想要的用途或预算说一下，这边看看有没有能代替的。"
        return Part(text, confidence=0.8)
    return _shown(turn, fitting, budget, unknown or "", loose=loose)


def _nothing(turn: Turn, found: Sequence[str]) -> Part:
    """No goods suit: made for other bodies, or with what can't be borne; else the wish is asked for."""
    other = next((p for n in found if (p := turn.shop.product(n)) is not None and p.size_chart), None)
    if other is not None and turn.slots.height and turn.slots.weight:
        told = advised(turn, other)
        shown = f"{cite.short_title(other)}：{told.text}"
        return replace(told, text=shown, facts=(*told.facts, cite.title(other)), products=(other.number,))
    if turn.slots.allergy:
        return not_known(turn, f"不含{turn.slots.allergy}的有哪些")
    return Part("想挑什么类型、大概什么预算呢？告诉这边，帮您选两款合适的。", "clarify", 0.85, asks="need")


def _found(turn: Turn, budget: Decimal | None) -> tuple[list[str], Counter[str], bool]:
    """The goods that fit the wish, best first, with their scores; True = nothing fits and some of all are taken."""
    found, near = ranked(turn, budget)
    cheap, dear = _CHEAPEST.search(turn.text), _DEAREST.search(turn.text)
    found = found or by_letters(turn)
    if goes_on(turn) and _ELSE.search(turn.text):
        found = [number for number in found if number not in turn.slots.listed] or found
    loose = not found
    if loose and (budget is not None or cheap or dear or len(turn.text) >= _A_NEED):
        found = list(turn.shop.facts.products)[:WIDEST]
    if cheap or dear:
        best = [n for n in found if near[n] == near[found[0]]] if near else found
        found = sorted(best, key=lambda number: _least(turn.shop.facts.products[number]) * (-1 if dear else 1))
    return found, near, loose


def _shown(turn: Turn, fitting: Sequence[Product], budget: Decimal | None, unknown: str, *, loose: bool) -> Part:
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


def _least(product: Product) -> Decimal:
    """The lowest price of what is in stock; goods without one come last."""
    return min((sku.price for sku in product.skus if sku.stock and sku.price is not None), default=Decimal(10**9))


def _there(product: Product, budget: Decimal | None) -> bool:
    return any(sku.stock and sku.price is not None and (budget is None or sku.price <= budget) for sku in product.skus)


def _first_there(turn: Turn, numbers: Sequence[str], budget: Decimal | None) -> list[Product]:
    """The first products in stock, within the budget."""
    others = turn.product.number if turn.product is not None and OF_THE_SHOP.search(turn.text) else ""
    products = (turn.shop.facts.products[n] for n in numbers if n != others)
    products = (p for p in products if not _denies(turn, p))
    return list(islice((p for p in products if _there(p, budget) and in_season(turn, p) and _borne(turn, p)), _SHOWN))


def _denies(turn: Turn, product: Product) -> bool:
    """Whether the goods' own data denies what is wished for (防水 where it says 不防水)."""
    runs = [run for run in content_runs(turn.text) if len(run) > 1]
    return any(f"不{run}" in value for run in runs for _, value in product.attributes)


def _borne(turn: Turn, product: Product) -> bool:
    """Whether goods suit what is known of the shopper: his body where they have a chart, what he can't bear."""
    allergy = turn.slots.allergy
    if product.size_chart and turn.slots.height and turn.slots.weight:
        told = advised(turn, product)
        if told.kind == "handoff":
            return False  # made for other bodies
    return not allergy or not (holds(product, allergy) or says_nothing(product))


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
