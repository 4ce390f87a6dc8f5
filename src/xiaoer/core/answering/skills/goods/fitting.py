"""“600度配啥片”, “20平用几匹”: which goods' own range holds the number said, where none are chosen yet."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from itertools import islice

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.measures import Measure, Span, measures_in, spans_in
from xiaoer.core.answering.goods.variants import label
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.choosing.needs import WIDEST, budget_of
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Intent

_WHICH = re.compile(r"哪|什么|啥|几[号码匹升寸个]|多大|选|买|拍|配|用|推荐|有没有|有吗|有么|适合|合适|够")
_OF_FIT = re.compile(r"适|用|人数|几人|面积|度数|身高|体重|年龄|月龄|承重|容量|建议|推荐|范围|对照|选")
_INTENTS: frozenset[Intent] = frozenset(
    {"size_advice", "product_suitability", "product_attribute", "recommend", "other", "care_usage", "stock", "compare"}
)
_SHOWN = 3
_FEW = 6


def goods_in_range(turn: Turn) -> Part | None:
    """The goods (or their variants) whose range holds the number said; None = no goods are told by such a range."""
    if turn.slots.card or turn.intent not in _INTENTS or not _WHICH.search(turn.text) or budget_of(turn) is not None:
        return None
    measures = measures_in(turn.reading.normal)
    if not measures:
        return None
    numbers = turn.shop.of_noun(turn.text) or list(turn.reading.entities.products)
    named = [p for n in numbers if (p := turn.shop.product(n)) is not None]
    if turn.product is not None and not named:
        return None
    among = named or list(islice(turn.shop.facts.products.values(), WIDEST))
    for measure in measures:
        ranged = {p.number for p in among if any(s.scale == measure.scale for _, s, _ in _cells(p, named=bool(named)))}
        fitting = [(p, cell) for p in among if (cell := _fits(p, measure, named=bool(named))) is not None]
        if fitting and (len(ranged) > 1 or named) and len(fitting) <= _FEW:
            return _told(measure, fitting)
    return None


def _cells(product: Product, *, named: bool) -> list[tuple[str, Span, FactUse]]:
    """What the product's cells and variants say in ranges, each in words and with the cell that bears it."""
    found = []
    for key, value in product.attributes:
        if named or _OF_FIT.search(key):
            fact = cite.cell(product.source, "属性", f"{key}:{value}")
            found += [(f"{key}：{value}", span, fact) for span in spans_in(value)]
    for sku in product.skus:
        found += [(label(sku), span, cite.spec(sku)) for span in spans_in(sku.spec)]
    return found


def _fits(product: Product, measure: Measure, *, named: bool) -> tuple[str, FactUse] | None:
    cells = _cells(product, named=named)
    return next(((words, fact) for words, span, fact in cells if span.holds(measure)), None)


def _told(measure: Measure, fitting: list[tuple[Product, tuple[str, FactUse]]]) -> Part:
    shown = fitting[:_SHOWN]
    lines = [f"{cite.short_title(product)}（{words}）" for product, (words, _) in shown]
    facts = [cite.cell(cite.SHOPPER, "所说尺寸", measure.text)]
    for product, (_, fact) in shown:
        facts += [cite.title(product), fact]
    text = f"按您说的{measure.text}，对得上的有：\n" + "\n".join(lines) + "\n您看哪一款？库存和价格这边帮您查。"
    return Part(text, facts=tuple(facts), confidence=0.86, products=tuple(product.number for product, _ in shown))
