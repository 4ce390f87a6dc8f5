"""Variants and attributes that are told by a range (L码 9-14kg, 大腿围44-50cm, 3-6岁): which one fits a number said."""

from __future__ import annotations

import re
from decimal import Decimal

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import content_runs, weight_of
from xiaoer.core.answering.goods.measures import Measure, Span, limits_of, measures_in, spans_in
from xiaoer.core.answering.goods.variants import label, options_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.facts import Product, Sku
from xiaoer.core.reading.shapes import Intent
from xiaoer.core.text.normal import normal_text

_WHICH = re.compile(
    r"哪|什么|啥|几号|几码|多大|选|拍|买|穿|用|戴|合适|能|行|可以|够|多少码|得[下进了上]|不[能行]|太[大小]"
)
_MEASURE = re.compile(r"([\u4e00-\u9fff]{1,3}[围长宽高重径龄]|身高|体重|年龄|月龄)")
_INTENTS: frozenset[Intent] = frozenset(
    {"size_advice", "product_suitability", "product_attribute", "recommend", "other", "care_usage", "stock"}
)
_CHOICE_KEY = re.compile(r"尺[寸码]选择|选码|选择|建议")
_COMPARES = re.compile(r"和|跟|与|还是|哪个|哪种")
_BARE = 9
_SHARES = 0.9  # the letters, by their weight, that a cell must share to be meant by a number on its scale
_NUMBER = re.compile(r"(?<![\d.\-])(\d+(?:\.\d+)?)(?![\d.])")
_BODY = re.compile(r"腿|腰|胸|臀|肩|头|脚|手腕|脖")


def by_range(turn: Turn) -> Part | None:
    """The variants whose own range holds the number said; None = no variant is told by a range of that kind."""
    product = turn.product
    if product is None or product.size_chart or turn.intent not in _INTENTS or not _is_asked(turn.text):
        return None
    spans = [(sku, span) for sku in product.skus if (span := _span_of(sku)) is not None]
    if len({span for _, span in spans}) < 2:
        return _by_cell(turn, product)
    said = _said(turn, {span.scale for _, span in spans}, product)
    if said is None:
        return None
    words = said.text
    fitting = [sku for sku, span in spans if span.holds(said)]
    if not fitting:
        return _outside(turn, product, words, spans)
    names = list(dict.fromkeys(_value_with_range(sku) for sku in fitting))
    lines = [f"{words}对应的是{'、'.join(names)}。"]
    if len(names) > 1:
        lines.append("正好在交界处，想宽松一点选大的，想贴合选小的。")
    gone = [sku for sku in fitting if sku.stock == 0]
    if gone:
        rest = "其余的可以拍" if len(gone) < len(fitting) else "到货时间可以请同事帮您问"
        lines.append(f"{'、'.join(label(sku) for sku in gone)}这会儿没有现货，{rest}。")
    facts = [cite.cell(cite.SHOPPER, "所说尺寸", words), cite.title(product)]
    facts += [fact for sku in fitting for fact in (cite.spec(sku), cite.stock(sku))]
    goods = ((fitting[0].number, max(turn.slots.quantity, 1)),) if len(fitting) == 1 and fitting[0].stock else ()
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.91, goods=goods)


def _by_cell(turn: Turn, product: Product) -> Part | None:
    """“7岁选哪个码” of goods whose cell tells several ranges (S码适合5-8岁，M码适合9-12岁): that cell."""
    letters = {letter for run in content_runs(turn.text) for letter in run if not letter.isascii()}
    for measure in measures_in(turn.text):
        found = []
        for place, (key, value) in enumerate(product.attributes):
            told = [span for span in limits_of(key, value) if span.scale == measure.scale]
            shared = sum(weight_of(letter) for letter in letters if letter in key or letter in value)
            if told and (shared >= _SHARES or len(told) > 1 or _CHOICE_KEY.search(key)):
                found.append((any(span.holds(measure) for span in told), shared, -place, key, value))
        if found and (max(found)[0] or not _COMPARES.search(turn.text)):
            *_, key, value = max(found)
            facts = (cite.cell(product.source, "属性", f"{key}:{value}"), cite.title(product))
            return Part(f"{cite.short_title(product)}的{key}：{value}。", facts=facts, confidence=0.88)
    return None


def _is_asked(text: str) -> bool:
    """A number with a word of choosing, or hardly more than the number (大腿47公分)."""
    return bool(_WHICH.search(text)) or (len(text) <= _BARE and bool(_MEASURE.search(text) or _BODY.search(text)))


def _outside(turn: Turn, product: Product, words: str, spans: list[tuple[Sku, Span]]) -> Part:
    told = list(dict.fromkeys(_value_with_range(sku) for sku, _ in spans))[:6]
    facts = [cite.cell(cite.SHOPPER, "所说尺寸", words), cite.title(product), *(cite.spec(sku) for sku, _ in spans)]
    text = f"{words}不在这款的范围里，现有的是：{'、'.join(told)}。\n具体能不能用，请同事帮您再核对。"
    return Part(text, "handoff", 0.88, tuple(facts), "售前")


def _said(turn: Turn, scales: set[str], product: Product) -> Measure | None:
    """The number said, in the words of the shopper, on one of the scales that the variants are told by."""
    said = next((measure for measure in measures_in(turn.text) if measure.scale in scales), None)
    if said is not None:
        return said
    specs = normal_text(" ".join(sku.spec for sku in product.skus))
    text = normal_text(turn.text)
    bare, measure = _NUMBER.search(text), _MEASURE.search(text)
    if bare is None or measure is None or measure[1][-2:] not in specs or len(scales) != 1:
        return None
    return Measure(Decimal(bare[1]), next(iter(scales)), f"{measure[1]}{bare[1]}")


def _span_of(sku: Sku) -> Span | None:
    return next(iter(spans_in(" ".join(value for _, value in options_of(sku)))), None)


def _value_with_range(sku: Sku) -> str:
    """The option value that bears the range."""
    values = [value for _, value in options_of(sku)]
    return next((v for v in values if spans_in(v)), label(sku))
