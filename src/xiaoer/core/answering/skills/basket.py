"""Several goods in one question (A两件加B一件一共多少): which variants, how many of each, what they cost together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xiaoer.core.answering import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.price import goods_cells, offer_lines, priced_basket, promotion_cells_of
from xiaoer.core.answering.variants import choose, label, narrow
from xiaoer.core.facts import Product, Sku
from xiaoer.core.rulebook.calculators.promotion import BasketLine
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.numbers import parse_number

_TOGETHER = re.compile(
    r"加(?![大厚长绒急微]).{1,14}多少|总价|总额|共计|一共|总共|合计|加起来|一起|各|共多少|算下来|凑|都买|两样|都要"
)
_CUT = re.compile(r"[,，;；、+]|和|跟|加上?|再(?:加|来|要|买)?|还有|以及|与|外加")
_COUNT = re.compile(
    r"(?<![\d一二三四五六七八九十])(\d{1,3}|[一二两俩三四五六七八九十])\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|包|只|提|饼|床|台|本|盆|束|桶|组)(?!装|套|码|月|小时|人|片|\d)"
)
_EACH = re.compile(
    r"各(?:来|要|买|拍)?\s*(\d{1,3}|[一二两三四五六七八九十])?\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|包|只|台|本|样)?"
)
_MOST = 6


@dataclass(frozen=True, slots=True)
class Named:
    """One of the goods named: the variants that its words leave, and how many."""

    product: Product
    skus: tuple[Sku, ...]
    quantity: int


def basket_price(turn: Turn) -> Part | None:
    """The sum for several goods named in one line; None where the line names fewer than two."""
    if not _TOGETHER.search(turn.text):
        return None
    named = goods_in(turn)
    if len(named) < 2:
        return None
    open_ones = [n for n in named if len({sku.price for sku in n.skus}) != 1 or not n.skus or n.skus[0].price is None]
    if open_ones:
        return _which_variant(open_ones[0])
    lines = tuple(BasketLine(n.product, n.skus[0], n.skus[0].price or cite.NOTHING, n.quantity) for n in named)
    priced = priced_basket(turn, lines)
    facts: list[FactUse] = [cite.clock(turn.now)]
    said = []
    for line in lines:
        facts += [cite.price(line.sku), cite.spec(line.sku), cite.title(line.product)]
        facts.append(cite.cell(cite.SHOPPER, "数量", line.quantity))
        name = f"{cite.short_title(line.product)} {label(line.sku) if len(line.product.skus) > 1 else ''}".strip()
        said.append(f"{name} {cite.money(line.price)}×{line.quantity}")
    facts.append(cite.computed("合计", priced.list_total, goods_cells(facts)))
    facts += promotion_cells_of(priced)
    first = "、".join(said) + f"，标价合计{cite.money(priced.list_total)}"
    text, more = offer_lines(turn, priced, first, facts)
    kind, team = ("answer", None) if priced.total is not None else ("handoff", "售前")
    return Part("\n".join(text), kind, 0.93, (*facts, *more), team)  # type: ignore[arg-type]


def goods_in(turn: Turn) -> list[Named]:
    """The goods of a line, piece by piece; a piece without a product's name is another variant of the one before."""
    text = turn.reading.normal
    each = _EACH.search(text)
    every = _number(each[1]) if each and each[1] else 1
    found: list[Named] = []
    for piece in [p for p in _CUT.split(text) if p.strip()][:_MOST]:
        numbers = turn.shop.find(piece, turn.product.number if turn.product else None)
        product = turn.shop.product(numbers[0]) if numbers else found[-1].product if found else turn.product
        if product is None:
            continue
        options = dict(choose(product, piece).options)
        if not numbers and not options:
            continue
        count = _COUNT.search(_without_name(piece, product))
        quantity = _number(count[1]) if count and not each else every
        skus = narrow(product, options, piece)
        there = tuple(sku for sku in skus if sku.stock)
        skus = there if len(there) == 1 else skus  # what can't be bought needs no choosing
        named = Named(product, skus, quantity)
        if all(skus != other.skus for other in found):
            found.append(named)
    return found


def _without_name(piece: str, product: Product) -> str:
    """十二个口袋 names a book and counts nothing."""
    title = normal_text(product.title)
    runs = {piece[a:b] for a in range(len(piece)) for b in range(a + 3, len(piece) + 1)}
    for run in sorted((run for run in runs if run in title), key=lambda run: (-len(run), run)):
        piece = piece.replace(run, " ")
    return piece


def _number(text: str) -> int:
    number = parse_number(text)
    return int(number) if number is not None and 0 < number < 1000 else 1


def _which_variant(named: Named) -> Part:
    """A sum needs the variant: the ones that differ are offered."""
    facts = [cite.title(named.product)]
    offered = []
    for sku in named.skus[:_MOST]:
        if sku.price is not None:
            facts += [cite.price(sku), cite.spec(sku)]
            offered.append(f"{label(sku)} {cite.money(sku.price)}")
    text = f"{cite.short_title(named.product)}要哪一种呢：{'、'.join(offered)}？定下来这边把总价算给您。"
    return Part(text, "clarify", 0.9, tuple(facts), asks="product")
