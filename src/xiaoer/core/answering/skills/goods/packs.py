"""“5包装划算还是单买5包”: sizes of one product side by side, by what a unit costs and what the larger one saves."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.amounts import AMOUNT, TIMES, amount_of
from xiaoer.core.answering.goods.variants import label, measured, options_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.price.price import basket, paid_for
from xiaoer.core.facts import Product, Sku
from xiaoer.core.reading.shapes import Intent

_WORTH = re.compile(
    r"划算|合算|划得来|实惠|性价比|省(?:多少|钱|几|了多少|点)|(?:便宜|贵)(?:多少|几|[吗么不点些]|$)|更便宜|哪[个种样](?:便宜|合适|好价)|单[买拍]|分开[买拍]|折?合(?!肥|适|身|格|计|并|成|理)(?:一|每|单)?[\u4e00-\u9fff]?(?:多少|几)|平均(?:一|每)|合下来|单[的条个支瓶袋盒][^,。]{0,8}差(?:多少|几)|差(?:多少|几)[^,。]{0,6}单"
)
_LESS = re.compile(
    r"黑五|双\d|五一|国庆|618|活动|会员|新客|等|过几天|下周|便宜(?:一?点|些)|能便宜|(?:别|人)家|抹零|少点"
)
_SET = re.compile(r"套装|分开|一起买|单独|单买|组合|套餐")
_INTENTS: frozenset[Intent] = frozenset(
    {"price_promotion", "compare", "bargain", "recommend", "other", "product_attribute", "stock", "chitchat"}
)
_TWO = 2
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Pack:
    sku: Sku
    amount: Decimal
    unit: str
    price: Decimal


def packs_compared(turn: Turn) -> Part | None:
    """What a unit costs in each size, and what the largest saves beside as many of the smallest."""
    product = turn.product
    if product is None or turn.intent not in _INTENTS or not _WORTH.search(turn.text) or _LESS.search(turn.text):
        return None
    together = _in_parts(turn, product)
    if together is not None:
        return together
    packs = _packs(turn, product)
    if len(packs) < _TWO:
        return None
    named = [pack for pack in packs if _is_said(pack, turn)]
    packs = named if len(named) >= _TWO else packs
    small, large = _single_of(packs, packs[-1]), packs[-1]
    facts: list[FactUse] = [cite.title(product), cite.clock(turn.now)]
    lines = []
    for pack in packs:
        each = (pack.price / pack.amount).quantize(_CENT, ROUND_HALF_UP)
        cells = [cite.price(pack.sku), cite.spec(pack.sku)]
        paid, used = paid_for(turn, basket(product, pack.sku, 1))
        facts += [*cells, *used, cite.computed("单价", f"每{pack.unit}{cite.money(each)}", cells)]
        hand = ""
        if paid is not None and paid != pack.price:
            facts.append(cite.computed("到手", paid, used))
            hand = f"，现在到手{cite.money(paid)}"
        more = _each_piece(pack, cells)
        facts += more[1]
        lines.append(
            f"{_name(pack, packs)}：标价{cite.money(pack.price)}{hand}，合每{pack.unit}{cite.money(each)}{more[0]}"
        )
    return _with_sum(turn, product, small, large, lines, facts)


def _in_parts(turn: Turn, product: Product) -> Part | None:
    """“套装比分开买便宜多少”: a set (A+B) beside the sum of what it holds, where each is sold alone."""
    if not _SET.search(turn.text):
        return None
    for sku in product.skus:
        parts = [part.removesuffix("套装").strip() for part in re.split(r"[+＋]", measured(sku.spec))]
        if len(parts) < _TWO or sku.price is None:
            continue
        alone = [
            o
            for o in product.skus
            if o.number != sku.number and o.price is not None and not re.search(r"[+＋]", o.spec)
        ]
        held = [next((o for o in alone if part and part in measured(o.spec)), None) for part in parts]
        found = [o for o in held if o is not None]
        if len(found) == len(parts) and len({o.number for o in found}) == len(parts):
            return _set_beside(turn, product, sku, found)
    return None


def _set_beside(turn: Turn, product: Product, whole: Sku, parts: list[Sku]) -> Part:
    cells = [cell for sku in (whole, *parts) for cell in (cite.price(sku), cite.spec(sku))]
    total = sum((sku.price or Decimal(0) for sku in parts), Decimal(0))
    price = whole.price or Decimal(0)
    gap = total - price
    facts = [cite.title(product), cite.clock(turn.now), *cells, cite.computed("合计", total, cells)]
    facts.append(cite.computed("差额", abs(gap), cells))
    paid, used = paid_for(turn, basket(product, whole, 1))
    hand = ""
    if paid is not None and paid != price:
        facts += [*used, cite.computed("到手", paid, used)]
        hand = f"（现在到手{cite.money(paid)}）"
    said = "、".join(f"{label(sku)}{cite.money(sku.price or Decimal(0))}" for sku in parts)
    verdict = f"便宜{cite.money(gap)}" if gap > 0 else "价格一样" if not gap else f"反而贵{cite.money(-gap)}"
    text = (
        f"分开买：{said}，标价共{cite.money(total)}。\n{label(whole)}标价{cite.money(price)}{hand}，按标价{verdict}。"
    )
    return Part(text, facts=tuple(facts), confidence=0.92)


def _with_sum(turn: Turn, product: Product, small: _Pack, large: _Pack, lines: list[str], facts: list[FactUse]) -> Part:
    """The same amount bought in the small size, beside the large one."""
    times = large.amount / small.amount
    if times != int(times):
        return Part("\n".join(lines) + "\n您要哪一种？", facts=tuple(facts), confidence=0.9)
    paid, used = paid_for(turn, basket(product, small.sku, int(times)))
    cells = [cite.price(small.sku), cite.price(large.sku), cite.spec(large.sku), cite.spec(small.sku)]
    total = small.price * int(times)
    gap = total - large.price
    counted = cite.cell(cite.SHOPPER, "数量", int(times))
    facts += [*cells, *used, counted, cite.computed("合计", total, cells), cite.computed("差额", abs(gap), cells)]
    hand = ""
    if paid is not None and paid != total:
        facts.append(cite.computed("到手", paid, [*cells, *used]))
        hand = f"（到手{cite.money(paid)}）"
    verdict = (
        f"{label(large.sku)}便宜{cite.money(gap)}，更划算"
        if gap > 0
        else "价格一样"
        if not gap
        else (f"{label(large.sku)}反而贵{cite.money(-gap)}")
    )
    lines.append(f"同样的量单买{int(times)}份{label(small.sku)}标价共{cite.money(total)}{hand}，按标价{verdict}。")
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.92)


def _each_piece(pack: _Pack, cells: list[FactUse]) -> tuple[str, list[FactUse]]:
    """What one of the pieces of a pack costs (每盒27.33元 of 100片×3盒)."""
    times = TIMES.search(measured(pack.sku.spec))
    if times is None:
        return "", []
    said = f"每{times[0][-1]}{cite.money((pack.price / int(times[1])).quantize(_CENT, ROUND_HALF_UP))}"
    return f"，{said}", [cite.computed("单价", said, cells)]


def _single_of(packs: list[_Pack], large: _Pack) -> _Pack:
    """What a pack of several (360ml×2瓶) holds several of, where that is sold; else the smallest size."""
    times = TIMES.search(measured(large.sku.spec))
    each = large.amount / int(times[1]) if times and int(times[1]) else Decimal(0)
    return next((pack for pack in packs if pack.amount == each), packs[0])


def _packs(turn: Turn, product: Product) -> list[_Pack]:
    """The sizes in one unit, smallest first; of each size the variant that the words leave."""
    groups: dict[str, dict[Decimal, _Pack]] = {}
    units: dict[str, None] = {}
    for sku in product.skus:
        amount = amount_of(sku)
        if amount is None or sku.price is None or "+" in sku.spec:
            continue
        units[amount[1]] = None
        kind = TIMES.sub("", AMOUNT.sub("", measured(sku.spec))).replace("装", "").strip(" ×xX*")
        groups.setdefault(kind, {}).setdefault(amount[0], _Pack(sku, amount[0], amount[1], sku.price))
    if len(units) != 1:
        return []
    several = [group for group in groups.values() if len(group) >= _TWO]
    wanted = dict(turn.choice)
    chosen = [g for g in several if all(_agrees(p.sku, wanted) for p in g.values())] or several
    best = max(chosen, key=len, default={})
    return [best[size] for size in sorted(best)]


def _agrees(sku: Sku, wanted: dict[str, str]) -> bool:
    """Whether a variant has the options chosen, sizes aside."""
    mine = dict(options_of(sku))
    return all(mine.get(name) == value for name, value in wanted.items() if not AMOUNT.search(measured(value)))


def _is_said(pack: _Pack, turn: Turn) -> bool:
    text = measured(turn.reading.normal)
    return any(
        match[0] in text or (match[1] in "单1一" and "单" in text)
        for _, value in options_of(pack.sku)
        for match in AMOUNT.finditer(measured(value))
    )


def _name(pack: _Pack, packs: list[_Pack]) -> str:
    return label(pack.sku) if len({label(p.sku) for p in packs}) == len(packs) else pack.sku.spec
