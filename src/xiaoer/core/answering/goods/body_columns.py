"""Columns of a size chart that measure the body (适合头围cm, 脚长mm, 内径mm), and their values in a shopper's words."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaoer.core.facts import Product, SizeRow

_COLUMN = re.compile(
    r"^(?:适合|适用|建议|对应)?((?:脚|足|背|手|掌|臂|小臂)长|(?:手指)?周长|指围|内径|圈口|[\u4e00-\u9fff]{1,3}围)"
    r"[(（]?(cm|mm|厘米|毫米|公分)?[)）]?$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(\d{1,3}(?:\.\d)?)(?:\s*[-~—至到]\s*(\d{1,3}(?:\.\d)?))?")
_AS_SAID = {
    "下胸围": ("下胸围", "下围", "下胸", "底围"), "上胸围": ("上胸围", "上围", "上胸", "(?<![上下])胸围"),
    "头围": ("头围", "头"),
    "脚长": ("脚长", "脚"), "足长": ("足长", "脚长", "脚"), "背长": ("背长",), "掌围": ("掌围", "手掌", "手围"),
    "手指周长": ("手指周长", "指围", "周长", "手指", "指头"), "内径": ("内径", "圈口", "直径"),
}  # fmt: skip
_NUMBER = r"(\d{1,3}(?:\.\d{1,2})?)\s*(cm|mm|厘米|毫米|公分)?"
_ALONE = re.compile(
    rf"(?<![\d.a-zA-Z]){_NUMBER}(?![\d.]|\s*(?:元|块|件|个|双|只|斤|公斤|kg|岁|月|天|[码号]|%|折|年|级|米|寸|罩杯|[a-zA-Z]))",
    re.IGNORECASE,
)
_SLACK = Decimal("0.12")
_TEN = 10
_MM = ("mm", "毫米")
Band = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that measures the body: its head in the file, what it measures, its unit, a band for each row."""

    head: str
    name: str
    unit: str
    bands: Mapping[str, Band]

    @property
    def span(self) -> Band:
        """From the smallest to the largest of the chart."""
        return min(low for low, _ in self.bands.values()), max(high for _, high in self.bands.values())


def columns_of(product: Product) -> tuple[Column, ...]:
    """The columns of a product's chart that measure the body, by size."""
    found: dict[str, dict[str, Band]] = {}
    for row in product.size_chart:
        for head, value in row.extra.items():
            span = _SPAN.search(value) if _COLUMN.match(head.strip()) else None
            if span is not None:
                found.setdefault(head, {})[row.size] = (Decimal(span[1]), Decimal(span[2] or span[1]))
    columns = []
    for head, bands in found.items():
        match = _COLUMN.match(head.strip())
        assert match is not None
        columns.append(Column(head, match[1], "mm" if (match[2] or "cm").lower() in _MM else "cm", bands))
    return tuple(columns)


def rows_by_size(product: Product) -> dict[str, SizeRow]:
    """The chart's rows by the name of their size."""
    return {row.size: row for row in product.size_chart}


def values_said(columns: Sequence[Column], text: str) -> dict[str, Decimal]:
    """Measures that a text names, in the unit of their column: 头围56, 79下围92上围."""
    found = {}
    for column in columns:
        names = "|".join(_AS_SAID.get(column.name, (column.name,)))
        before = re.search(rf"(?<![\d.]){_NUMBER}的?(?:{names})", text, re.IGNORECASE)
        after = re.search(
            rf"(?:{names})(?:是|有|大概|差不多|约|为|量了|围|长|板|:|,|\s)*{_NUMBER}", text, re.IGNORECASE
        )
        leads = re.match(rf"[^\d围胸长径]{{0,4}}{_NUMBER}的?(?:{names}|[上下]围)", text, re.IGNORECASE) is not None
        said = (before or after) if leads else (after or before)
        value = _in_unit(column, said) if said is not None else None
        if value is not None:
            found[column.head] = value
    return found


def value_alone(columns: Sequence[Column], text: str) -> dict[str, Decimal]:
    """A number without its name (我量了是54.5), for the only column whose range is near it."""
    said = list(_ALONE.finditer(text))
    if len(said) != 1:
        return {}
    near = {c.head: value for c in columns if (value := _in_unit(c, said[0])) is not None}
    return near if len(near) == 1 else {}


def _in_unit(column: Column, said: re.Match[str]) -> Decimal | None:
    """The number in the column's unit; one without a unit may be in the other (23.5 of a foot is 235mm). None = it is
    far from all that the chart knows."""
    number, unit = Decimal(said[1]), (said[2] or "").lower()
    if unit:
        in_mm = unit in _MM
        scaled = number if in_mm == (column.unit == "mm") else number / _TEN if in_mm else number * _TEN
        return scaled if _near(column, scaled) else None
    tries = (number, number * _TEN if column.unit == "mm" else number / _TEN)
    return next((value for value in tries if _near(column, value)), None)


def _near(column: Column, value: Decimal) -> bool:
    low, high = column.span
    return low * (1 - _SLACK) <= value <= high * (1 + _SLACK)
