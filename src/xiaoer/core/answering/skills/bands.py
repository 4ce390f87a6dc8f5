"""Sizes told by columns of the body (下胸围cm, 上胸围cm, 头围cm): the row whose ranges hold what was said."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from xiaoer.core.answering import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.variants import options_of
from xiaoer.core.facts import Product, SizeRow
from xiaoer.core.reading.shapes import Intent

_COLUMN = re.compile(r"^(?:适合|适用|建议)?([\u4e00-\u9fff]{1,3}围)(?:[(（]?(?:cm|厘米)[)）]?)?$", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,3}(?:\.\d)?)(?:\s*[-~—至到]\s*(\d{1,3}(?:\.\d)?))?")
_INTENTS: frozenset[Intent] = frozenset(
    {"size_advice", "recommend", "other", "product_attribute", "product_suitability", "stock", "chitchat"}
)
_BETWEEN = re.compile(r"之间|中间|两个?码|居中")
Bands = Mapping[str, tuple[Decimal, Decimal]]


def by_bands(turn: Turn) -> Part | None:
    """The size for measures of the body by the chart's own columns; what is still missing is asked for."""
    product = turn.product
    if product is None or turn.intent not in _INTENTS:
        return None
    noted = _noted(product) if turn.intent == "size_advice" and _BETWEEN.search(turn.text) else None
    return noted or _by_columns(turn, product)


def _by_columns(turn: Turn, product: Product) -> Part | None:
    rows = [(row, bands) for row in product.size_chart if (bands := _bands(row))]
    names = list(dict.fromkeys(name for _, bands in rows for name in bands))
    if not names or any(row.weight_jin or row.height_cm for row, _ in rows):
        return None
    said = {name: value for name, value in turn.slots.measures.items() if name in names}
    now = {name for name, _ in turn.reading.entities.measures_cm} & set(names)
    if not now and (turn.intent != "size_advice" or turn.choice):
        return None
    fitting = [(row, bands) for row, bands in rows if all(_holds(bands, n, v) for n, v in said.items())]
    missing = [name for name in names if name not in said]
    if not said or (missing and len(fitting) > 1):
        return Part(f"{'和'.join(missing)}告诉我一下（厘米），马上按尺码表帮您对码。", "clarify", 0.93, asks="size")
    told = _body(said)
    if not fitting:
        facts = tuple(fact for row, bands in rows for fact in _cells(row, bands))
        text = f"您{told[0]}，在这款尺码表里没有正好对应的一码，请同事帮您核对。"
        return Part(text, "handoff", 0.88, (*told[1], *facts), "售前")
    return _advised(product, told, fitting)


def _noted(product: Product) -> Part | None:
    """What the chart notes for who lies between two sizes."""
    rows = {row.remark: row for row in product.size_chart if row.remark}
    facts = (cite.title(product), *(cite.cell(row.source, "备注", remark) for remark, row in rows.items()))
    return Part(f"尺码表里写的是：{'；'.join(rows)}。", facts=facts, confidence=0.86) if rows else None


def _advised(product: Product, told: tuple[str, tuple[FactUse, ...]], fitting: Sequence[tuple[SizeRow, Bands]]) -> Part:
    facts = [*told[1], *(fact for row, bands in fitting for fact in _cells(row, bands))]
    sizes = "或".join(row.size for row, _ in fitting)
    lines = [f"您{told[0]}，按尺码表选{sizes}。"]
    for row, bands in fitting:
        spans = "，".join(f"{name}{_spoken(low, high)}cm" for name, (low, high) in bands.items())
        lines.append(f"{row.size}：{spans}。")
    remarks = list(dict.fromkeys(row.remark for row, _ in fitting if row.remark))
    for row, _ in fitting:
        skus = [sku for sku in product.skus if any(value == row.size for _, value in options_of(sku))]
        if skus and all(sku.stock == 0 for sku in skus):
            lines.append(f"不过{row.size}这会儿没有现货。")
            facts += [fact for sku in skus for fact in (cite.stock(sku), cite.spec(sku))]
    return Part(
        "\n".join([*lines, *(f"{remark.rstrip('。')}。" for remark in remarks)]), facts=tuple(facts), confidence=0.93
    )


def _bands(row: SizeRow) -> Bands:
    found = {}
    for column, value in row.extra.items():
        name, span = _COLUMN.match(column.strip()), _SPAN.search(value)
        if name is not None and span is not None:
            found[name[1]] = (Decimal(span[1]), Decimal(span[2] or span[1]))
    return found


def _holds(bands: Bands, name: str, value: Decimal) -> bool:
    return name not in bands or bands[name][0] <= value <= bands[name][1]


def _body(said: Mapping[str, Decimal]) -> tuple[str, tuple[FactUse, ...]]:
    facts = tuple(cite.cell(cite.SHOPPER, f"{name}cm", value) for name, value in said.items())
    return "、".join(f"{name}{cite.spoken(value)}cm" for name, value in said.items()), facts


def _cells(row: SizeRow, bands: Bands) -> list[FactUse]:
    facts = [cite.cell(row.source, "尺码", row.size)]
    facts += [cite.cell(row.source, f"{name}cm", _spoken(*span)) for name, span in bands.items()]
    return facts + ([cite.cell(row.source, "备注", row.remark)] if row.remark else [])


def _spoken(low: Decimal, high: Decimal) -> str:
    return cite.spoken(low) if low == high else f"{cite.spoken(low)}-{cite.spoken(high)}"
