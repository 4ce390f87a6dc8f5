"""“12度穿合适吗”, “零下五度冷不冷”: the degrees said, beside those that the goods' own data is made for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.reading.shapes import Intent
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.numbers import parse_number

_MINUS = r"零下|负|-|−"
_DEGREES = r"(?:度|℃|°C?)"
_SAID = re.compile(
    rf"(?<![\d.])({_MINUS})?\s*(\d{{1,2}}|零|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?:来|多)?{_DEGREES}"
)
_OF_WEATHER = re.compile(r"穿|盖|睡|冷|热|暖|够|扛|顶得住|出门|户外|室外|单穿|合适|可以|行|能")
_OF_WATER = re.compile(r"水|洗|泡|冲|煮|烤|烫|熨|倾斜|近视|散光|镜|酒|甜|角")
_SPAN = re.compile(
    rf"({_MINUS})?\s*(\d{{1,2}})\s*{_DEGREES}?\s*(?:至|到|~|～|—|–|-)\s*({_MINUS})?\s*(\d{{1,2}})\s*{_DEGREES}"
)
_EDGE = re.compile(rf"({_MINUS})?\s*(\d{{1,2}})\s*{_DEGREES}\s*(以上|以下)")
_KEY = re.compile(r"厚薄|厚度|季节|温|保暖|适合|适用|场景|厚")
_INTENTS: frozenset[Intent] = frozenset(
    {"product_suitability", "product_attribute", "other", "size_advice", "care_usage", "recommend", "chitchat", "stock"}
)
_HOT, _COLD = 60, -60


@dataclass(frozen=True, slots=True)
class _Span:
    low: int
    high: int


def by_temperature(turn: Turn) -> Part | None:
    """Whether the degrees said lie within those of the goods in view; None = none are said, or the data has none."""
    product = turn.product
    if product is None or turn.intent not in _INTENTS or not _OF_WEATHER.search(turn.text):
        return None
    said = [] if _OF_WATER.search(turn.text) else list(_SAID.finditer(normal_text(turn.text)))
    told = [(k, v, span) for k, v in product.attributes if _KEY.search(k) and (span := _span(v)) is not None]
    if not said or len(told) != 1:
        return None
    key, value, span = told[0]
    degrees = [_number(match[1], match[2]) for match in said]
    words = said[0][0]
    if all(span.low <= number <= span.high for number in degrees):
        head = f"可以，{words}在这款适合的温度里"
    elif min(degrees) < span.low:
        head = f"{words}比这款适合的温度低，会偏冷，里外再加一层更稳妥"
    else:
        head = f"{words}比这款适合的温度高，会偏热"
    cell = cite.cell(product.source, "属性", f"{key}:{value}")
    facts = (cell, cite.title(product), cite.cell(cite.SHOPPER, "所说温度", words))
    return Part(f"{head}。\n{cite.short_title(product)}的{key}：{value}。", facts=facts, confidence=0.9)


def _number(minus: str | None, digits: str) -> int:
    number = 0 if digits == "零" else int(parse_number(digits) or 0)
    return -number if minus else number


def _span(value: str) -> _Span | None:
    """The degrees of a cell: 零下5至10度 is -5 to 10."""
    text = normal_text(value)
    if (both := _SPAN.search(text)) is not None:
        low, high = _number(both[1], both[2]), _number(both[3], both[4])
        return _Span(min(low, high), max(low, high))
    edge = _EDGE.search(text)
    if edge is None:
        return None
    number = _number(edge[1], edge[2])
    return _Span(number, _HOT) if edge[3] == "以上" else _Span(_COLD, number)
