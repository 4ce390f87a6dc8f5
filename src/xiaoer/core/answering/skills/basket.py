"""Several goods in one question (A两件加B一件一共多少): which variants, how many of each, what they cost together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xiaoer.core.answering import cite
from xiaoer.core.answering.aspects import content_runs
from xiaoer.core.answering.focus import is_called
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.price import goods_cells, offer_lines, priced_basket, promotion_cells_of
from xiaoer.core.answering.slots import as_goods
from xiaoer.core.answering.variants import choose, label, narrow, values_of
from xiaoer.core.facts import Product, Sku
from xiaoer.core.rulebook.calculators.promotion import BasketLine
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.numbers import parse_number

_TOGETHER = re.compile(
    r"加(?![大厚长绒急微]).{1,14}多少|总价|总额|共计|一共|总共|合计|加起来|一起|一套(?!装)|各|共多少|算下来|凑|都买|两样|都要"
)
_CUT = re.compile(r"[,，;；、+]|和|跟|加上?|再(?:加|来|要|买)?|还有|以及|与|外加")
_COUNT = re.compile(
    r"(?<![\d.一二三四五六七八九十])(\d{1,3}|[一二两俩三四五六七八九十])\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|包|只|提|饼|床(?![垫单头架笠品])|台|本|盆|束|桶|组|对|根|片|张|副|顶|把|枚|颗|卷|朵|棵|株|筒|串|枝|排)(?!装|套|码|月(?![光亮白])|小时|人|片|裤|纸|\d)"
)
_EACH = re.compile(
    r"各(?:来|要|买|拍)?\s*(\d{1,3}|[一二两三四五六七八九十])?\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|包|只|台|本|样)?"
)
_MOST = 6
_SHORT = 3
_TOTAL = re.compile(r"加起来|加一起|一共|总共|合计|总价|一起(?:买|拍|要)?多少|都要|算(?:一)?下总")
_TWO = 2
_PLUS = re.compile(r"^(?:那|要是|如果)?(?:再|另外|还)?加")
_TOTAL_ONLY = re.compile(r"^(?:那|要是|如果)?(?:加起来|加一起|加在一起)")
_ADDED = re.compile(
    r"^(?:那|要是|如果)?(?:再|另外|还)?(?:加上?|配上?|和|跟|搭配?|来|拿|要|带)(?!急|购|微|厚|绒|大|小|长)|连同|一起"
)


@dataclass(frozen=True, slots=True)
class Named:
    """One of the goods named: the variants that its words leave, and how many."""

    product: Product
    skus: tuple[Sku, ...]
    quantity: int


def basket_price(turn: Turn) -> Part | None:
    """The sum for several goods named in one line; None where the line names fewer than two."""
    added = bool(_ADDED.search(turn.text)) and bool(turn.slots.earlier or turn.slots.basket)
    if not added and not _TOGETHER.search(turn.reading.normal):
        return None
    named = goods_in(turn)
    added = added and (len(named) < _TWO or _PLUS.match(turn.text) is not None)
    if _TOTAL_ONLY.match(turn.text) and len(turn.slots.spoken) > 1:
        named = _remembered(turn, turn.slots.spoken)
    elif added:
        earlier = _remembered(turn, turn.slots.basket) or [n for n in (_earlier(turn),) if n is not None]
        named = [n for n in earlier if all(n.skus != o.skus for o in named)] + named
    elif not named and _TOTAL.search(turn.reading.normal):
        named = _remembered(turn, turn.slots.spoken)
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
    goods = tuple((line.sku.number, line.quantity) for line in lines)
    return Part("\n".join(text), kind, 0.93, (*facts, *more), team, goods=goods)  # type: ignore[arg-type]


def _remembered(turn: Turn, kept: Sequence[str]) -> list[Named]:
    """Goods of earlier replies that are still there."""
    wanted = dict(as_goods(kept))
    found = ((p, sku) for p in _spoken_products(turn, wanted) for sku in p.skus if sku.number in wanted)
    return [Named(product, (sku,), wanted[sku.number]) for product, sku in found if sku.stock != 0]


def _spoken_products(turn: Turn, wanted: Mapping[str, int]) -> list[Product]:
    numbers = dict.fromkeys(turn.shop.product_of_sku(number) for number in wanted)
    return [product for number in numbers if (product := turn.shop.product(number)) is not None]


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
    pieces = [part for p in _CUT.split(text) if p.strip() for part in _by_values(turn.product, p)]
    for piece in pieces[:_MOST]:
        numbers = turn.shop.find(piece, None)
        if numbers and _of_shown(turn, piece, numbers[0]):
            numbers = ()
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


def _of_shown(turn: Turn, piece: str, number: str) -> bool:
    """Whether a piece that seems to name other goods only names a variant of those in view (男款 of a ring)."""
    shown, other = turn.product, turn.shop.product(number)
    if shown is None or other is None or shown.number == number or not choose(shown, piece).options:
        return False
    return not is_called(turn.shop, other, shown, piece)


def _by_values(product: Product | None, piece: str) -> list[str]:
    """女款13号男款17号: cut before each value of the option that the piece names several values of."""
    if product is None:
        return [piece]
    for values in values_of(product).values():
        plain = {normal_text(value): value for value in values}
        spots = sorted(
            {at for v in plain if len(v) > 1 and (at := piece.find(v)) >= 0 and not _within(v, plain, piece)}
        )
        if len(spots) > 1:
            ends = [*spots[1:], len(piece)]
            return [
                piece[: spots[0]] + piece[spots[0] : ends[0]],
                *(piece[a:b] for a, b in pairwise([*spots[1:], len(piece)])),
            ]
    return [piece]


def _within(value: str, values: Iterable[str], piece: str) -> bool:
    """Whether a value stands in the piece only as a part of a longer one."""
    return any(value != other and value in other and other in piece for other in values)


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
