"""Several goods in one question (A两件加B一件一共多少): which variants, how many of each, what they cost together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xiaoer.core.answering import cite
from xiaoer.core.answering.aspects import content_runs
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
    r"(?<![\d.一二三四五六七八九十])(\d{1,3}|[一二两俩三四五六七八九十])\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|包|只|提|饼|床(?![垫单头架笠品])|台|本|盆|束|桶|组|对|根|片|张|副|顶|把|枚|颗|卷|朵|棵|株|筒|串|枝|排)(?!装|套|码|月|小时|人|片|裤|纸|\d)"
)
_EACH = re.compile(
    r"各(?:来|要|买|拍)?\s*(\d{1,3}|[一二两三四五六七八九十])?\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|包|只|台|本|样)?"
)
_MOST = 6
_SHORT = 3
_ADDED = re.compile(
    r"^(?:那|要是|如果)?(?:再|另外|还)?(?:加上?|配上?|来|拿|要|带)(?!急|购|微|厚|绒|大|小|长)|连同|一起"
)


@dataclass(frozen=True, slots=True)
class Named:
    """One of the goods named: the variants that its words leave, and how many."""

    product: Product
    skus: tuple[Sku, ...]
    quantity: int


def basket_price(turn: Turn) -> Part | None:
    """The sum for several goods named in one line; None where the line names fewer than two."""
    added = bool(_ADDED.search(turn.text)) and bool(turn.slots.earlier)
    if not added and not _TOGETHER.search(turn.text):
        return None
    named = goods_in(turn)
    if added:
        named = [n for n in (_earlier(turn),) if n is not None and all(n.skus != o.skus for o in named)] + named
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


def _earlier(turn: Turn) -> Named | None:
    """What was spoken of before the product that is added now."""
    product = turn.shop.product(turn.slots.earlier)
    if product is None:
        return None
    skus = narrow(product, turn.slots.earlier_choice)
    return Named(product, skus, 1)


def _meant(turn: Turn, piece: str, numbers: Sequence[str], found: Sequence[Named]) -> Product | None:
    """The product of a piece: the one named, or the one whose option or single letter (床) the piece names."""
    if numbers:
        return turn.shop.product(numbers[0])
    near = [
        found[-1].product if found else None,
        turn.product,
        turn.shop.product(turn.slots.card),
        turn.shop.product(turn.slots.earlier),
    ]
    known = [product for product in near if product is not None]
    said = "".join(content_runs(piece))
    return next(
        (p for p in known if choose(p, piece).options or (0 < len(said) <= _SHORT and said in p.title)),
        known[0] if known else None,
    )


def goods_in(turn: Turn) -> list[Named]:
    """The goods of a line, piece by piece; a piece without a product's name is another variant of the one before."""
    text = turn.reading.normal
    each = _EACH.search(text)
    every = _number(each[1]) if each and each[1] else 1
    found: list[Named] = []
    for piece in [p for p in _CUT.split(text) if p.strip()][:_MOST]:
        numbers = turn.shop.find(piece, None)
        product = _meant(turn, piece, numbers, found)
        if product is None:
            continue
        options = dict(choose(product, piece).options)
        said = "".join(content_runs(piece))
        if not numbers and not options and not (0 < len(said) <= _SHORT and said in product.title):
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
