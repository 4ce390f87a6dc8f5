"""Which variant is wanted instead of one's own: by number, by a value (4800W), by more or less (大一点), advised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.variants import choose, label, narrow
from xiaoer.core.answering.parts import Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.orders.which_order import goods_in_focus
from xiaoer.core.facts import Order, OrderLine, Product, Sku

_VALUE = re.compile(r"(\d+(?:\.\d+)?)\s*(W|瓦|升|L|l|ml|风量|套|寸|斤|kg|克|g|匹|码|号)?(?![\d:])", re.IGNORECASE)
_UNIT = {"瓦": "w", "l": "升"}
_MORE = re.compile(r"(?<!偏)(?<!太)(?<!有点)(?:更|再)?(?:大|高|强|多)(?:一?[些点个号码]|的)|更[大高强多]")
_LESS = re.compile(r"(?<!偏)(?<!太)(?<!有点)(?:更|再)?(?:小|低|弱|少)(?:一?[些点个号码]|的)|更[小低弱少]")
_TOO_SMALL = re.compile(r"(?:偏|太|有点|有些|不够|过于?)(?:小|低|弱|少)|不够(?:大|高|强)")
_TOO_LARGE = re.compile(r"(?:偏|太|有点|有些|过于?)(?:大|高|强|多)")
_MATTER = (("功率", "w"), ("瓦", "w"), ("容量", "升"), ("升", "升"), ("风量", "风量"), ("套", "套"), ("寸", "寸"))
_SAME = re.compile(r"同(?:型号|款|样)|一样的|一模一样|原款|全新")
_ADVISE = re.compile(r"推荐|其他|其它|别的|可换|有什么|哪些|都行")


@dataclass(frozen=True, slots=True)
class Swap:
    """`sku` = the variant wanted, None = not found; `sold_out` = wanted, but not there; `asked` = it was told which."""

    line: OrderLine
    sku: Sku | None
    sold_out: Sku | None
    asked: bool
    way: str


def wanted_swap(turn: Turn, order: Order) -> Swap | None:
    """What the words call for; None where the order's goods are not known to the shop."""
    line = _line(turn, order)
    product = turn.shop.product(line.product) if line else None
    if line is None or product is None:
        return None
    others = [sku for sku in product.skus if sku.number != line.sku]
    way = _way(turn.text) or _fault(turn.text) or turn.slots.details.get("swap", "")
    exact = _exact(turn, product, others)
    if _SAME.search(turn.text) and not exact:
        own = next((sku for sku in product.skus if sku.number == line.sku), None)
        return Swap(line, own if own and own.stock != 0 else None, own if own and own.stock == 0 else None, True, way)
    there = [sku for sku in exact if sku.stock != 0]
    if len(there) == 1:
        return Swap(line, there[0], None, True, way)
    if exact and not there:
        return Swap(line, None, exact[0], True, way)
    fitting = _fitting(product, line, others, way)
    asked = bool(_way(turn.text)) or bool(way and _ADVISE.search(turn.text))
    return Swap(line, fitting[0] if fitting and asked else None, None, asked, way)


def on_offer(turn: Turn, swap: Swap) -> tuple[str, list[FactUse]]:
    """The other variants in stock, in words, with their cells."""
    product = turn.shop.product(swap.line.product)
    skus = [s for s in product.skus if s.number != swap.line.sku and s.stock != 0][:4] if product else []
    facts = [fact for sku in skus for fact in (cite.spec(sku), cite.stock(sku))]
    return "；".join(label(sku) for sku in skus), facts


def _line(turn: Turn, order: Order) -> OrderLine | None:
    """The order's line that is meant."""
    said = [line for line in order.lines if line.product in turn.text or (line.sku and line.sku in turn.text)]
    open_yet = bool(turn.slots.details.get("act")) or turn.slots.details.get("last", "").endswith("exchange")
    kept = turn.slots.details.get("line", "") if open_yet else ""
    focus = [line for line in order.lines if line.product == (kept or goods_in_focus(turn))]
    return (said or focus or list(order.lines) or [None])[0]  # type: ignore[list-item]


def _exact(turn: Turn, product: Product, others: list[Sku]) -> list[Sku]:
    """Variants called by number, by options, or by a value that stands in their words."""
    numbered = [sku for sku in others if sku.number in turn.text]
    if numbered:
        return numbered
    said = turn.reading.entities
    options = dict(choose(product, turn.text, colours=said.colours, sizes=said.sizes).options)
    if options:
        return [sku for sku in narrow(product, options) if sku in others]
    said_now = turn.text.removeprefix(turn.wish.condition) if turn.wish else turn.text
    target = re.split(r"换(?:成|到|为|一?[个台款件双])|最好是?|要(?!求)|改成", said_now)[-1]
    values = {(m[1], _unit(m[2])) for m in _VALUE.finditer(target) if len(m[1]) < 6}
    return [sku for sku in others if values & _values(label(sku))] or [
        sku for sku in others if {v for v, unit in values if not unit} & {v for v, _ in _values(label(sku))}
    ]


def _fitting(product: Product, line: OrderLine, others: list[Sku], way: str) -> list[Sku]:
    """Variants in stock on the wished side of one's own, the nearest first."""
    there = [sku for sku in others if sku.stock != 0]
    if not way:
        return there
    direction, _, unit = way.partition(":")
    own = next((sku for sku in product.skus if sku.number == line.sku), None)
    mine = _amount(f"{label(own)} {product.title}" if own else product.title, unit)
    sized = [(amount, sku) for sku in there if (amount := _amount(label(sku), unit or mine[1])[0]) is not None]
    if mine[0] is None or not sized:
        return []
    base = mine[0]
    side = [(abs(a - base), sku) for a, sku in sized if (a > base if direction == "more" else a < base)]
    return [sku for _, sku in sorted(side, key=lambda pair: pair[0])]


def _way(text: str) -> str:
    """more:w for 功率更大的; "" = no direction said."""
    more, less = _MORE.search(text), _LESS.search(text)
    last = max((m for m in (more, less) if m), key=lambda m: m.start(), default=None)
    if last is None:
        return ""
    unit = next((unit for word, unit in _MATTER if word in text), "")
    return f"{'more' if last is more else 'less'}:{unit}"


def _fault(text: str) -> str:
    """The direction that a fault points to (太小了); it names no other variant yet."""
    unit = next((unit for word, unit in _MATTER if word in text), "")
    return f"more:{unit}" if _TOO_SMALL.search(text) else f"less:{unit}" if _TOO_LARGE.search(text) else ""


def _amount(text: str, unit: str) -> tuple[Decimal | None, str]:
    """The first number with the unit (any of the known ones where none is asked)."""
    for value, found in _ordered(text):
        if found and (not unit or found == unit):
            return Decimal(value), found
    return None, unit


def _ordered(text: str) -> list[tuple[str, str]]:
    return [(m[1], _unit(m[2])) for m in _VALUE.finditer(text)]


def _values(text: str) -> set[tuple[str, str]]:
    return set(_ordered(text))


def _unit(said: str | None) -> str:
    plain = (said or "").lower()
    return _UNIT.get(plain, plain)
