"""Numbers with units, on scales that compare: 4斤, 1米8, 半小时, 一家五口; the scale asked for (几个瓦)."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.numbers import parse_number

_SCALES: dict[str, dict[str, str]] = {
    "重": {"kg": "1", "公斤": "1", "千克": "1", "斤": "0.5", "g": "0.001", "克": "0.001", "两": "0.05", "吨": "1000"},
    "长": {"mm": "0.1", "毫米": "0.1", "cm": "1", "厘米": "1", "公分": "1", "dm": "10",
          "m": "100", "米": "100", "尺": "33.333"},
    "容": {"ml": "0.001", "毫升": "0.001", "l": "1", "升": "1", "cc": "0.001"},
    "时": {"秒": "1", "分钟": "60", "分": "60", "min": "60", "小时": "3600", "钟头": "3600", "h": "3600",
          "天": "86400", "日": "86400", "周": "604800", "星期": "604800", "个月": "2592000",
          "月": "2592000", "年": "31104000"},
    "人": {"人": "1", "口": "1", "口人": "1", "口之家": "1", "人位": "1"},
    "岁": {"岁": "12", "周岁": "12", "月龄": "1"},
    "度": {"度": "1", "℃": "1", "°c": "1", "°": "1"},
    "瓦": {"w": "1", "瓦": "1", "kw": "1000", "千瓦": "1000"},
    "伏": {"v": "1", "伏": "1"},
    "张": {"张": "1", "页": "1", "p": "1"},
    "平": {"平": "1", "平米": "1", "平方": "1", "平方米": "1", "㎡": "1", "m²": "1"},
    "分贝": {"分贝": "1", "db": "1"},
    "赫": {"hz": "1", "赫兹": "1", "赫": "1"},
    "转": {"转": "1", "rpm": "1", "转/分": "1"},
    "毫安": {"mah": "1", "毫安": "1"},
    "寸": {"寸": "1", "英寸": "1"},
    "档": {"档": "1", "挡": "1"},
    "米力": {"n·m": "1", "牛": "1", "牛米": "1"},
}  # fmt: skip
_UNITS = {unit: (scale, Decimal(factor)) for scale, table in _SCALES.items() for unit, factor in table.items()}
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_HAN = r"[一二两三四五六七八九十百千]{1,4}"
_SAID = re.compile(
    rf"(?<![\d.a-z第])(\d+(?:\.\d+)?|{_HAN}|半)\s*(?:多|来|几)?(?:个(?=人|小时|钟头|星期))?({_UNIT})(半|\d{{1,2}}(?![\d.])|[一二三四五六七八九])?(?![a-z])",
    re.IGNORECASE,
)
_HAS = re.compile(rf"\d\s*({_UNIT})(?![a-z])", re.IGNORECASE)
_ASKED = re.compile(rf"(?:多少|几)(?:多)?(?:个)?\s*({_UNIT})(?!钱)(?![a-z])", re.IGNORECASE)
_BY_WORD: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"多重|多沉|重不重|沉不沉|[重沉]吗"), "重"),
    (re.compile(r"多长(?!时间)|多宽|多高|多深|多厚|多粗|几公分"), "长"),
    (re.compile(r"多久|多长时间|几个钟|多少时间"), "时"),
    (re.compile(r"多少人|几口人"), "人"),
    (re.compile(r"多大声|多吵"), "分贝"),
)
_LONE = frozenset("一1")
_AMBIGUOUS = frozenset({"m", "l", "p", "v", "h", "g", "w", "分", "日", "月", "两", "口", "°"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A number on a scale; `text` = as it was said."""

    number: Decimal
    scale: str
    text: str


def measures_in(text: str) -> tuple[Measure, ...]:
    """The numbers with units of a message, in its order. 一张 and 一次 count for nothing."""
    return tuple(_read(normal_text(text)))


def _read(text: str) -> Iterator[Measure]:
    for match in _SAID.finditer(text):
        unit = match[2].lower()
        number = parse_number(match[1])
        if number is None or (match[1] in _LONE and not match[3] and unit not in ("斤", "米", "公斤", "kg", "升")):
            continue
        if unit in _AMBIGUOUS and not match[1][0].isdigit() and unit != "口":
            continue
        scale, factor = _UNITS[unit]
        more = Decimal(0)
        if match[3] == "半":
            more = Decimal("0.5")
        elif match[3] and unit in ("米", "m", "尺"):
            more = (parse_number(match[3]) or Decimal(0)) / (100 if len(match[3]) > 1 else 10)
        yield Measure((number + more) * factor, scale, match[0].strip())


@lru_cache(maxsize=8192)
def scales_of(value: str) -> frozenset[str]:
    """The scales on which a value of an attribute tells numbers."""
    return frozenset(_UNITS[unit.lower()][0] for unit in _HAS.findall(normal_text(value)))


def scales_asked(text: str) -> frozenset[str]:
    """The scales that a question asks a number of: 几个瓦, 多少度, 多久."""
    found = {_UNITS[unit.lower()][0] for unit in _ASKED.findall(text)}
    return frozenset(found | {scale for words, scale in _BY_WORD if words.search(text)})


_SPAN = re.compile(
    rf"(\d+(?:\.\d+)?)\s*(?:{_UNIT})?\s*[-~—–～至到]\s*(\d+(?:\.\d+)?)\s*(?:个(?=[人月]))?({_UNIT})(?![a-z])",
    re.IGNORECASE,
)
_EDGE = re.compile(
    rf"(\d+(?:\.\d+)?)\s*({_UNIT})\s*(及?以上|及?以下|以内|之内|内(?!容|径|胆)|起(?!订)|\+)", re.IGNORECASE
)
_EVER = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a value reaches on a scale."""

    low: Decimal
    high: Decimal
    scale: str

    def holds(self, measure: Measure) -> bool:
        """Whether a number said lies within."""
        return self.scale == measure.scale and self.low <= measure.number <= self.high


@lru_cache(maxsize=8192)
def spans_in(text: str) -> tuple[Span, ...]:
    """The ranges that a value tells (9-14kg, 3岁以上), in its order."""
    plain = normal_text(text)
    found = []
    for match in _SPAN.finditer(plain):
        scale, factor = _UNITS[match[3].lower()]
        found.append(Span(Decimal(match[1]) * factor, Decimal(match[2]) * factor, scale))
    for match in _EDGE.finditer(plain):
        scale, factor = _UNITS[match[2].lower()]
        edge = Decimal(match[1]) * factor
        above = match[3].endswith("上") or match[3] in ("起", "+")
        found.append(Span(edge, _EVER, scale) if above else Span(Decimal(0), edge, scale))
    return tuple(found)


_TOP = re.compile(r"最[大高长宽重多]|上限|不超过|限[重高载]|承重|承载|载重")
_BOTTOM = re.compile(r"最[低小少短]|下限|起[订步]|至少")
_NUMBER = re.compile(rf"(\d+(?:\.\d+)?)\s*({_UNIT})(?![a-z])", re.IGNORECASE)


def limits_of(key: str, value: str) -> tuple[Span, ...]:
    """The ranges of a cell; those that its key alone makes of a number (最大宽度: 1.8米) too."""
    spans = spans_in(value)
    top, bottom = _TOP.search(key), _BOTTOM.search(key)
    found = _NUMBER.search(normal_text(value)) if not spans and (top or bottom) else None
    if found is None:
        return spans
    scale, factor = _UNITS[found[2].lower()]
    edge = Decimal(found[1]) * factor
    return (Span(Decimal(0), edge, scale),) if top else (Span(edge, _EVER, scale),)
