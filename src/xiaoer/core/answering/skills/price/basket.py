"""Several goods in one question (A两件加B一件一共多少): which variants, how many of each, what they cost together."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import content_runs
from xiaoer.core.answering.goods.option_sums import options_summed
from xiaoer.core.answering.goods.variants import choose, label, narrow
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.price.basket_text import by_values, without_name
from xiaoer.core.answering.skills.price.each_kind import Named, each_value, number_of
from xiaoer.core.answering.skills.price.price import goods_cells, offer_lines, priced_basket, promotion_cells_of
from xiaoer.core.answering.talk.calling import is_called
from xiaoer.core.answering.talk.refer import sku_meant
from xiaoer.core.answering.talk.slots import as_goods
from xiaoer.core.facts import Product, Sku
from xiaoer.core.rulebook.calculators.promotion import BasketLine
from xiaoer.core.text.normal import normal_text

_TOGETHER = re.compile(
    r"加(?![大厚长绒急微]).{1,14}多少|总价|总额|共计|一共|总共|合计|加起来|一起|一套(?!装)|各|共多少|算下来|凑|都买|两样|都要"
)
_CUT = re.compile(r"[,，;；、+]|和|跟|加上?|再(?:加|来|要|买)?|还有|以及|与|外加|配(?!件|套|镜|送|色|置|方|的|齐)")
_COUNT = re.compile(
    r"(?<![\d.一二三四五六七八九十])(\d{1,3}|[一二两俩三四五六七八九十])\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|包|只|提|饼|床(?![垫单头架笠品])|台|本|盆|束|桶|组|对|根|片|张|副|顶|把|枚|颗|卷|朵|棵|株|筒|串|枝|排)(?!装|套|码|月(?![光亮白])|小时|人|片|裤|纸|邮|\d)"
)
_EACH = re.compile(
    r"各(?:来|要|买|拍)?\s*(\d{1,3}|[一二两三四五六七八九十])?\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|包|只|台|本|样)?"
)
_BOTH = re.compile(r"([俩仨])")
_FEW_PRICES = 3
_MOST = 6
_SHORT = 3
_TOTAL = re.compile(r"加起来|加一起|一共|总共|合计|总价|一起(?:买|拍|要)?多少|都要|算(?:一)?下总")
_TWO = 2
_DECIMAL = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")
_QUANTITY = re.compile(r"\d+(?:\.\d+)?\s*(?:斤|公斤|kg|g|克|ml|毫升|升|l|米|cm|寸)", re.IGNORECASE)
_PLUS = re.compile(r"^(?:那|要是|如果)?(?:再|另外|还)?加")
_BUYING = re.compile(r"[我俺]|如果|要是|假如|想|要|买|拍|下单|来|拿|选|给|帮|一共|同时")
_TOTAL_ONLY = re.compile(r"^(?:那|要是|如果)?(?:加起来|加一起|加在一起)")
_ADDED = re.compile(
    r"(?:刚才|刚刚|前面|上面|之前)(?:说|看|问|算)?的?[^,。]{0,8}(?:加|和|跟|再|带)|^(?:那|要是|如果)?(?:再|另外|还)?(?:加上?|凑|配上?|和|跟|搭配?|来|拿|要|带)(?!急|购|微|厚|绒|大|小|长)|连同|一起|也(?:来|要|拿|买|加|带)"
)


def basket_price(turn: Turn) -> Part | None:
    """The sum for several goods named in one line; None where the line names fewer than two."""
    counted = _options_counted(turn)
    if len(counted) >= _TWO:
        return sum_of(turn, counted)
    added = bool(_ADDED.search(turn.text)) and bool(
        turn.slots.earlier or turn.slots.basket or (turn.product and _PLUS.match(turn.text))
    )
    if not added and not _TOGETHER.search(turn.reading.normal):
        return None
    named = each_value(turn) or goods_in(turn)
    added = added and (len(named) < _TWO or _PLUS.match(turn.text) is not None)
    if _TOTAL_ONLY.match(turn.text) and len(turn.slots.spoken) > 1:
        named = remembered(turn, turn.slots.spoken)
    elif added:
        kept = remembered(turn, turn.slots.basket)
        named = _as_chosen(turn, named) or _pointed_at(turn, kept)
        earlier = _now_chosen(turn, kept, named) or [n for n in (_earlier(turn, named),) if n is not None]
        named = named or _pointed_at(turn, earlier)
        named = [n for n in earlier if all(n.skus != o.skus for o in named)] + named
    elif not named and _TOTAL.search(turn.reading.normal):
        named = remembered(turn, turn.slots.spoken)
    return sum_of(turn, named) if len(named) >= _TWO else None


def _pointed_at(turn: Turn, earlier: Sequence[Named]) -> list[Named]:
    """Goods that a line adds without their name (加一套男款), where the talk has just come to them."""
    product = turn.product
    same = any(n.product is product and (len(turn.skus) > 1 or n.skus == turn.skus) for n in earlier)
    if product is None or not earlier or same:
        return []
    there = tuple(sku for sku in turn.skus if sku.stock) or turn.skus
    return [Named(product, there, max(turn.slots.quantity, 1))] if there else []


def _as_chosen(turn: Turn, named: Sequence[Named]) -> list[Named]:
    """Goods in view with the variant that the line chose (跳绳 粉的), where their own words left it open."""
    chosen = turn.skus if len(turn.skus) == 1 else ()
    return [Named(n.product, chosen, n.quantity) if chosen and n.product is turn.product else n for n in named]


def _options_counted(turn: Turn) -> list[Named]:
    """一罐琥珀一罐椒盐: variants of the goods in view, each with its number, where no other goods are named."""
    product = turn.product
    if product is None or any(number != product.number for number in turn.reading.entities.products):
        return []
    kept = {**turn.slots.choice, **dict(turn.choice)}
    return [Named(product, (sku,), count) for sku, count in options_summed(product, turn.reading.normal, kept)]


def is_open(named: Named) -> bool:
    """Whether a sum must still ask which variant is meant."""
    return len({sku.price for sku in named.skus}) != 1 or named.skus[0].price is None


def sum_of(turn: Turn, named: Sequence[Named]) -> Part:
    """What goods cost together with all offers; where one variant is open, its few prices, else it is asked for."""
    open_ones = [n for n in named if is_open(n)]
    if len(open_ones) == 1 and len(named) > 1 and (sums := _sums(turn, named, open_ones[0])) is not None:
        return replace(sums, awaited=_awaited(named))
    if open_ones:
        return replace(_which_variant(open_ones[0]), awaited=_awaited(named))
    return _summed(turn, named)


def _summed(turn: Turn, named: Sequence[Named]) -> Part:
    """The sum of goods of which each has one variant with a price."""
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


def _awaited(named: Sequence[Named]) -> tuple[str, ...]:
    """Goods of a sum that waits for a variant: the variant settled, or the product whose one is open."""
    return tuple(f"{n.product.number if is_open(n) else n.skus[0].number}×{n.quantity}" for n in named)


def _sums(turn: Turn, named: Sequence[Named], open_one: Named) -> Part | None:
    """The sum for each price of the one variant left open, where there are few: 便携单册 and 套装 side by side."""
    by_price: dict[Decimal, Sku] = {}
    for sku in open_one.skus:
        if sku.price is not None and sku.stock:
            by_price.setdefault(sku.price, sku)
    if not 1 <= len(by_price) <= _FEW_PRICES:
        return None
    facts: list[FactUse] = [cite.clock(turn.now), cite.title(open_one.product)]
    said = []
    for price, sku in sorted(by_price.items()):
        lines = [
            BasketLine(
                n.product,
                *((sku, price) if n is open_one else (n.skus[0], n.skus[0].price or cite.NOTHING)),
                n.quantity,
            )
            for n in named
        ]
        priced = priced_basket(turn, lines)
        if priced.total is None:
            return None
        cells = [c for line in lines for c in (cite.price(line.sku), cite.spec(line.sku), cite.title(line.product))]
        cells += [cite.cell(cite.SHOPPER, "数量", line.quantity) for line in lines]
        facts += [*cells, *promotion_cells_of(priced), cite.computed("合计", priced.list_total, goods_cells(cells))]
        inputs = [*goods_cells(cells), *promotion_cells_of(priced)]
        facts.append(cite.computed("到手", priced.total, inputs))
        parts = "、".join(f"{cite.short_title(b.product)} {cite.money(b.price)}×{b.quantity}" for b in lines)
        off = f"，优惠后到手{cite.money(priced.total)}" if priced.total != priced.list_total else ""
        said.append(
            f"{cite.short_title(open_one.product)}选{label(sku)}：{parts}，合计{cite.money(priced.list_total)}{off}。"
        )
    return Part("\n".join(said) + ("\n您要哪一种？" if len(said) > 1 else ""), facts=tuple(facts), confidence=0.88)


def _now_chosen(turn: Turn, kept: list[Named], added: Sequence[Named]) -> list[Named]:
    """Remembered goods with the variant that was chosen since (那原木吧), where no variant of theirs is added."""
    if any(k.product.number == a.product.number for k in kept for a in added):
        return kept
    chosen = {turn.slots.earlier: turn.slots.earlier_choice, turn.slots.product: turn.slots.choice}
    found = []
    for named in kept:
        skus = narrow(named.product, chosen[named.product.number]) if chosen.get(named.product.number) else ()
        found.append(Named(named.product, skus, named.quantity) if len(skus) == 1 and skus[0].stock else named)
    return found


def remembered(turn: Turn, kept: Sequence[str]) -> list[Named]:
    """Goods of earlier replies that are still there."""
    wanted = dict(as_goods(kept))
    found = ((p, sku) for p in _spoken_products(turn, wanted) for sku in p.skus if sku.number in wanted)
    return [Named(product, (sku,), wanted[sku.number]) for product, sku in found if sku.stock != 0]


def _spoken_products(turn: Turn, wanted: Mapping[str, int]) -> list[Product]:
    numbers = dict.fromkeys(turn.shop.product_of_sku(number) for number in wanted)
    return [product for number in numbers if (product := turn.shop.product(number)) is not None]


def _earlier(turn: Turn, named: Sequence[Named]) -> Named | None:
    """What was spoken of before the product that is added now: the earlier goods, or those still in view."""
    product, choice = turn.shop.product(turn.slots.earlier), turn.slots.earlier_choice
    if turn.product is not None and named and all(n.product.number != turn.product.number for n in named):
        product, choice = turn.product, turn.slots.choice
    if product is None:
        return None
    skus = narrow(product, choice)
    there = tuple(sku for sku in skus if sku.stock)
    return Named(product, there if len(there) == 1 else skus, 1)


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
    every = number_of(each[1]) if each and each[1] else 1
    found: list[Named] = []
    cut = [part for p in _cut(turn, text) if p.strip() for part in _by_counts(turn, p)]
    pieces = [part for p in cut for part in by_values(turn.product, p)]
    for piece in pieces[:_MOST]:
        numbers = turn.shop.find(piece, None) or _by_noun(turn, piece)
        kind = turn.shop.of_kind(piece) if len(numbers) > 1 else None
        if kind is not None and kind.number in numbers and not turn.shop.alike(kind):
            numbers = (kind.number,)  # 床垫, not the bed
        if numbers and _of_shown(turn, piece, numbers[0]):
            numbers = ()
        numbers = numbers or _by_variant(turn, piece)
        product = _meant(turn, piece, numbers, found)
        if product is None:
            continue
        options = {**dict(sku_meant(product, piece)), **dict(choose(product, piece).options)}
        said = "".join(content_runs(piece))
        if not numbers and not options and not (0 < len(said) <= _SHORT and said in product.title):
            continue
        specs = normal_text(" ".join(sku.spec for sku in product.skus))
        count = next((m for m in _COUNT.finditer(without_name(piece, product)) if m[0].strip() not in specs), None)
        count = count or _BOTH.search(piece)
        quantity = number_of(count[1]) if count and not each else every
        skus = narrow(product, options, piece)
        there = tuple(sku for sku in skus if sku.stock)
        skus = there if len(there) == 1 else skus  # what can't be bought needs no choosing
        named = Named(product, skus, quantity)
        if all(skus != other.skus for other in found):
            found.append(named)
    return found


def _by_noun(turn: Turn, piece: str) -> tuple[str, ...]:
    """加个5斤土 → the only product with 土 in its name, where no option of the goods in view is meant."""
    if not _PLUS.search(turn.text):
        return ()
    if turn.product is not None and any(run in turn.product.title for run in content_runs(piece)):
        return ()
    bare = _COUNT.sub(" ", _QUANTITY.sub(" ", _TOTAL.sub(" ", piece)))
    for run in reversed(content_runs(bare)):
        near = [p for number in turn.shop.with_letter(run[-1]) if (p := turn.shop.product(number)) is not None]
        near = [p for p in near if run[-1] in p.title] or near
        near = [p for p in near if choose(p, piece).options] or near
        if len(near) == 1:
            return (near[0].number,)
    return ()


def _by_variant(turn: Turn, piece: str) -> tuple[str, ...]:
    """2.0的电池 → of the few goods called so the only one with such a variant (2.0Ah)."""
    said = set(_DECIMAL.findall(piece))
    like = turn.shop.near(piece).most_common(_MOST) if said else ()
    near = [p for n, _ in like if (p := turn.shop.product(n)) is not None and p is not turn.product]
    found = [p.number for p in near if said & {d for sku in p.skus for d in _DECIMAL.findall(sku.spec)}]
    return (found[0],) if len(found) == 1 else ()


def _cut(turn: Turn, text: str) -> list[str]:
    """A line cut at 和, 加 and the like, where these are no letters of a product's name (耶加雪菲, 和田玉)."""
    numbers = [*turn.reading.entities.products, *((turn.product.number,) if turn.product else ())]
    titles = " ".join(p.title for n in numbers if (p := turn.shop.product(n)) is not None)
    pieces, start = [], 0
    for found in _CUT.finditer(text):
        a, b = found.span()
        around = {text[max(a - 1, 0) : b], text[a : b + 1]}
        if b - a == 1 and "\u4e00" <= found[0] <= "\u9fff" and any(len(w) > 1 and w in titles for w in around):
            continue
        pieces.append(text[start:a])
        start = b
    return [*pieces, text[start:]]


def _by_counts(turn: Turn, piece: str) -> list[str]:
    """一个龙井一个红茶, 龙井两罐红茶一盒: cut before each count, or after each where the names go before.

    Only where each part names goods of its own: 两份原味8枚 is one.
    """
    counts = list(_COUNT.finditer(piece))
    if len(counts) < _TWO:
        return [piece]
    led = bool(content_runs(_BUYING.sub("", piece[: counts[0].start()])))
    spots = [m.end() for m in counts[:-1]] if led else [m.start() for m in counts[1:]]
    bounds = [0, *spots, len(piece)]
    parts = [piece[a:b] for a, b in pairwise(bounds) if piece[a:b].strip()]
    return parts if all(turn.shop.find(part) for part in parts) else [piece]


def _of_shown(turn: Turn, piece: str, number: str) -> bool:
    """Whether a piece that seems to name other goods only names a variant of those in view (男款 of a ring)."""
    shown, other = turn.product, turn.shop.product(number)
    if shown is None or other is None or shown.number == number or not choose(shown, piece).options:
        return False
    return not is_called(turn.shop, other, shown, piece)


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
