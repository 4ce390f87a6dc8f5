"""Variants and attributes that are told by a range (L码 9-14kg, 大腿围44-50cm, 3-6岁): which one fits a number said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from xiaoer.core.answering import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.variants import label, options_of
from xiaoer.core.facts import Product, Sku
from xiaoer.core.reading.shapes import Intent
from xiaoer.core.text.normal import normal_text

_UNIT = r"kg|公斤|千克|斤|cm|厘米|公分|mm|毫米|岁|个?月|平方?米?|㎡|人|寸|英寸"
_RANGE = re.compile(
    rf"(\d+(?:\.\d+)?)\s*(?:{_UNIT})?\s*[-~—–至到]\s*(\d+(?:\.\d+)?)\s*({_UNIT})(?![a-z])", re.IGNORECASE
)
_OPEN = re.compile(rf"(\d+(?:\.\d+)?)\s*({_UNIT})\s*(以上|以下|以内|及以上|\+)", re.IGNORECASE)
_SAID = re.compile(rf"(?<![\d.\-])(\d+(?:\.\d+)?)\s*({_UNIT})?(半|多)?(?![a-z\d])", re.IGNORECASE)
_WHICH = re.compile(r"哪|什么|啥|几号|几码|多大|选|拍|买|穿|用|戴|合适|能|行|可以|够|多少码")
_MEASURE = re.compile(r"([\u4e00-\u9fff]{1,3}[围长宽高重径龄]|身高|体重|年龄|月龄)")
_SCALES: dict[str, tuple[str, Decimal]] = {
    "kg": ("kg", Decimal(1)), "公斤": ("kg", Decimal(1)), "千克": ("kg", Decimal(1)), "斤": ("kg", Decimal("0.5")),
    "cm": ("cm", Decimal(1)), "厘米": ("cm", Decimal(1)), "公分": ("cm", Decimal(1)),
    "mm": ("cm", Decimal("0.1")), "毫米": ("cm", Decimal("0.1")),
    "岁": ("月", Decimal(12)), "个月": ("月", Decimal(1)), "月": ("月", Decimal(1)),
    "平": ("平", Decimal(1)), "平方": ("平", Decimal(1)), "平米": ("平", Decimal(1)), "平方米": ("平", Decimal(1)),
    "㎡": ("平", Decimal(1)), "人": ("人", Decimal(1)), "寸": ("寸", Decimal(1)), "英寸": ("寸", Decimal(1)),
}  # fmt: skip
_INTENTS: frozenset[Intent] = frozenset(
    {"size_advice", "product_suitability", "product_attribute", "recommend", "other", "care_usage", "stock"}
)
_CHOICE_KEY = re.compile(r"尺[寸码]选择|选码|选择|建议")
_BARE = 9
_BODY = re.compile(r"腿|腰|胸|臀|肩|头|脚|手腕|脖")
_EVER = Decimal(10) ** 6


@dataclass(frozen=True, slots=True)
class _Span:
    low: Decimal
    high: Decimal
    scale: str


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
    words, number, scale = said
    fitting = [sku for sku, span in spans if span.scale == scale and span.low <= number <= span.high]
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
    for match in _SAID.finditer(normal_text(turn.text)):
        scale = _SCALES.get((match[2] or "").lower())
        if scale is None:
            continue
        for key, value in product.attributes:
            told = [m for m in _RANGE.finditer(normal_text(value)) if _SCALES[m[3].lower()][0] == scale[0]]
            if len(told) > 1 or (told and _CHOICE_KEY.search(key)):
                facts = (cite.cell(product.source, "属性", f"{key}:{value}"), cite.title(product))
                return Part(f"{cite.short_title(product)}的{key}：{value}。", facts=facts, confidence=0.88)
    return None


def _is_asked(text: str) -> bool:
    """A number with a word of choosing, or hardly more than the number (大腿47公分)."""
    return bool(_WHICH.search(text)) or (len(text) <= _BARE and bool(_MEASURE.search(text) or _BODY.search(text)))


def _outside(turn: Turn, product: Product, words: str, spans: list[tuple[Sku, _Span]]) -> Part:
    told = list(dict.fromkeys(_value_with_range(sku) for sku, _ in spans))[:6]
    facts = [cite.cell(cite.SHOPPER, "所说尺寸", words), cite.title(product), *(cite.spec(sku) for sku, _ in spans)]
    text = f"{words}不在这款的范围里，现有的是：{'、'.join(told)}。\n具体能不能用，请同事帮您再核对。"
    return Part(text, "handoff", 0.88, tuple(facts), "售前")


def _said(turn: Turn, scales: set[str], product: Product) -> tuple[str, Decimal, str] | None:
    """The number said, in the words of the shopper, on one of the scales that the variants are told by."""
    text = normal_text(turn.text)
    specs = normal_text(" ".join(sku.spec for sku in product.skus))
    bare = None
    for match in _SAID.finditer(text):
        if match[2]:
            scale, factor = _SCALES[match[2].lower()]
            if scale in scales:
                more = Decimal("0.5") if match[3] == "半" else Decimal(0)
                return match[0].strip(), (Decimal(match[1]) + more) * factor, scale
        elif bare is None:
            bare = match
    measure = _MEASURE.search(text)
    if bare is None or measure is None or measure[1][-2:] not in specs or len(scales) != 1:
        return None
    return f"{measure[1]}{bare[1]}", Decimal(bare[1]), next(iter(scales))


def _span_of(sku: Sku) -> _Span | None:
    text = normal_text(" ".join(value for _, value in options_of(sku)))
    match = _RANGE.search(text)
    if match is not None:
        scale, factor = _SCALES[match[3].lower()]
        return _Span(Decimal(match[1]) * factor, Decimal(match[2]) * factor, scale)
    match = _OPEN.search(text)
    if match is None:
        return None
    scale, factor = _SCALES[match[2].lower()]
    edge = Decimal(match[1]) * factor
    return _Span(edge, _EVER, scale) if match[3] in ("以上", "及以上", "+") else _Span(Decimal(0), edge, scale)


def _value_with_range(sku: Sku) -> str:
    """The option value that bears the range."""
    values = [value for _, value in options_of(sku)]
    return next((v for v in values if _RANGE.search(normal_text(v)) or _OPEN.search(normal_text(v))), label(sku))
